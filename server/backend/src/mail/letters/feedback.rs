//! To the operator: what a user has to say.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::Language;

use super::super::{
    Brand, Link, RenderError, Rendered,
    fill::{fill, spans},
    instant::{format_instant_local, utc_part},
    letter::{Button, Letter, Unexpected},
    texts,
    user_text::{line, name},
};
use super::parties::{Customer, Person};

/// Longest line of a feedback, in characters: as long as all of it may be.
const LINE_MAX: usize = 5_000;

#[derive(Debug, Clone)]
pub struct Feedback {
    pub writer: Person,
    /// The customer that they came from, if any.
    pub customer: Option<Customer>,
    /// In lines.
    pub text: String,
    pub written_at: DateTime<Utc>,
    pub time_zone: Tz,
    /// *Customers*, searched for the customer.
    pub link: Link,
}

impl Feedback {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let (writer, product) = (self.writer.shown_name(), name(&brand.product));
        let when = format_instant_local(self.written_at, self.time_zone, language);
        let utc = utc_part(self.written_at, self.time_zone, language);
        let values = [("writer", writer.as_str()), ("product", &product), ("when", &when), ("utc", &utc)];
        let customer = self.customer.as_ref().map(|customer| customer.fact(texts));
        Letter {
            subject: fill(texts.feedback_subject, &values),
            heading: fill(texts.feedback_heading, &values),
            preview: None,
            lead: spans(texts.feedback_lead, &values, &["writer"]),
            code: None,
            button: Some(Button { label: texts.feedback_button, link: &self.link }),
            // A dot alone says nothing, and would end the message for a relay that were told so as it stands.
            paragraphs: self.text.lines().map(|words| line(words, LINE_MAX)).filter(|words| !["", "."].contains(&words.as_str())).collect(),
            facts: std::iter::once(self.writer.fact(texts.feedback_from)).chain(customer).collect(),
            why: fill(texts.feedback_why, &values),
            unexpected: Unexpected::Say(texts.feedback_unexpected),
        }
        .render(brand, language)
    }
}
