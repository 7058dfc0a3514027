//! To the sponsor: somebody with a dead link asks for a new invitation.

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
pub struct NewInvitationRequested {
    /// The name as it was entered for the invitation; may be empty.
    pub invitee: Person,
    pub customer: Customer,
    pub requested_at: DateTime<Utc>,
    pub time_zone: Tz,
    /// The table *Invitations*, searched for this one.
    pub link: Link,
}

impl NewInvitationRequested {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let (invitee, company, number) = (self.invitee.shown_name(), name(&self.customer.company), name(&self.customer.number));
        let when = format_instant_local(self.requested_at, self.time_zone, language);
        let utc = utc_part(self.requested_at, self.time_zone, language);
        let values = [("invitee", invitee.as_str()), ("company", &company), ("number", &number), ("when", &when), ("utc", &utc)];
        Letter {
            subject: fill(texts.request_subject, &values),
            heading: fill(texts.request_heading, &values),
            preview: None,
            lead: spans(texts.request_lead, &values, &["invitee", "company"]),
            code: None,
            button: Some(Button { label: texts.request_button, link: &self.link }),
            paragraphs: vec![fill(texts.request_note, &values)],
            facts: vec![self.customer.fact(texts), self.invitee.fact(texts.address)],
            why: fill(texts.request_why, &values),
            unexpected: Unexpected::Say(texts.request_unexpected),
        }
        .render(brand, language)
    }
}
