//! To the administrators: somebody has ended their own access.

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
pub struct MemberLeft {
    /// As the account knew them.
    pub member: Person,
    pub customer: Customer,
    pub left_at: DateTime<Utc>,
    pub time_zone: Tz,
    /// *User management*.
    pub link: Link,
}

impl MemberLeft {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let member = self.member.shown_name();
        let (company, number) = (name(&self.customer.company), name(&self.customer.number));
        let when = format_instant_local(self.left_at, self.time_zone, language);
        let utc = utc_part(self.left_at, self.time_zone, language);
        let values =
            [("member", member.as_str()), ("company", company.as_str()), ("number", number.as_str()), ("when", &when), ("utc", &utc)];
        Letter {
            subject: fill(texts.left_subject, &values),
            heading: fill(texts.left_heading, &values),
            preview: None,
            lead: spans(texts.left_lead, &values, &["member", "company"]),
            code: None,
            button: Some(Button { label: texts.left_button, link: &self.link }),
            paragraphs: vec![fill(texts.left_note, &values)],
            facts: vec![self.customer.fact(texts), self.member.fact(texts.address)],
            why: fill(texts.left_why, &values),
            unexpected: Unexpected::Say(texts.left_unexpected),
        }
        .render(brand, language)
    }
}
