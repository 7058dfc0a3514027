//! To the administrators: somebody wanted to join, and who answers for the invitation may no longer grant what it grants.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::Language;

use super::super::{
    Brand, Link, RenderError, Rendered,
    fill::{fill, spans},
    instant::{format_instant_local, utc_part},
    letter::{Button, Letter, Unexpected},
    texts,
    user_text::name,
};
use super::parties::{Customer, Person};

#[derive(Debug, Clone)]
pub struct SponsorLacksRights {
    /// The name as it was entered for the invitation; may be empty.
    pub invitee: Person,
    pub sponsor: Person,
    pub customer: Customer,
    pub tried_at: DateTime<Utc>,
    pub time_zone: Tz,
    /// The table *Invitations*, searched for this one.
    pub link: Link,
}

impl SponsorLacksRights {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let (invitee, sponsor) = (self.invitee.shown_name(), self.sponsor.shown_name());
        let (company, number) = (name(&self.customer.company), name(&self.customer.number));
        let when = format_instant_local(self.tried_at, self.time_zone, language);
        let utc = utc_part(self.tried_at, self.time_zone, language);
        let values = [
            ("invitee", invitee.as_str()),
            ("sponsor", &sponsor),
            ("company", &company),
            ("number", &number),
            ("when", &when),
            ("utc", &utc),
        ];
        Letter {
            subject: fill(texts.sponsor_subject, &values),
            heading: fill(texts.sponsor_heading, &values),
            preview: None,
            lead: spans(texts.sponsor_lead, &values, &["invitee", "company", "sponsor"]),
            code: None,
            button: Some(Button { label: texts.sponsor_button, link: &self.link }),
            paragraphs: vec![fill(texts.sponsor_note, &values)],
            facts: vec![self.customer.fact(texts), self.invitee.fact(texts.address), self.sponsor.fact(texts.sponsor)],
            why: fill(texts.sponsor_why, &values),
            unexpected: Unexpected::Say(texts.sponsor_unexpected),
        }
        .render(brand, language)
    }
}
