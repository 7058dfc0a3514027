//! A password that was forgotten, and one that was changed.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{EmailAddress, Language};

use super::super::{
    Brand, Link, RenderError, Rendered,
    fill::{fill, spans},
    instant::{format_instant_local, utc_part},
    letter::{Button, Letter, Unexpected},
    texts,
    user_text::{self, name},
};

#[derive(Debug, Clone)]
pub struct PasswordReset {
    pub recipient: EmailAddress,
    pub expires_at: DateTime<Utc>,
    pub time_zone: Tz,
    pub link: Link,
}

impl PasswordReset {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let (product, address) = (name(&brand.product), user_text::address(&self.recipient));
        let until = format_instant_local(self.expires_at, self.time_zone, language);
        let utc = utc_part(self.expires_at, self.time_zone, language);
        let values = [("product", product.as_str()), ("address", &address), ("until", &until), ("utc", &utc)];
        Letter {
            subject: fill(texts.reset_subject, &values),
            heading: fill(texts.reset_heading, &values),
            preview: None,
            lead: spans(texts.reset_lead, &values, &["address", "until"]),
            code: None,
            button: Some(Button { label: texts.reset_button, link: &self.link }),
            paragraphs: vec![fill(texts.reset_note, &values)],
            facts: Vec::new(),
            why: fill(texts.reset_why, &values),
            unexpected: Unexpected::Say(texts.ignore),
        }
        .render(brand, language)
    }
}

/// A notice. It carries no token: the link leads to the page where anybody may ask for a reset.
#[derive(Debug, Clone)]
pub struct PasswordChanged {
    pub recipient: EmailAddress,
    pub changed_at: DateTime<Utc>,
    pub time_zone: Tz,
    /// `/forgot`.
    pub reset_link: Link,
}

impl PasswordChanged {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let (product, address) = (name(&brand.product), user_text::address(&self.recipient));
        let when = format_instant_local(self.changed_at, self.time_zone, language);
        let utc = utc_part(self.changed_at, self.time_zone, language);
        let values = [("product", product.as_str()), ("address", &address), ("when", &when), ("utc", &utc)];
        Letter {
            subject: fill(texts.changed_subject, &values),
            heading: fill(texts.changed_heading, &values),
            preview: None,
            lead: spans(texts.changed_lead, &values, &["address", "when"]),
            code: None,
            button: Some(Button { label: texts.changed_button, link: &self.reset_link }),
            paragraphs: vec![fill(texts.changed_note, &values)],
            facts: Vec::new(),
            why: fill(texts.changed_why, &values),
            unexpected: Unexpected::Say(texts.changed_unexpected),
        }
        .render(brand, language)
    }
}
