//! Proving that an address belongs to the one who uses it: by a link, or by a code where the link was copied.

use std::fmt;

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
use super::parties::Customer;

#[derive(Debug, Clone)]
pub struct AddressVerification {
    pub recipient: EmailAddress,
    pub expires_at: DateTime<Utc>,
    pub time_zone: Tz,
    pub link: Link,
}

impl AddressVerification {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let (product, address) = (name(&brand.product), user_text::address(&self.recipient));
        let until = format_instant_local(self.expires_at, self.time_zone, language);
        let utc = utc_part(self.expires_at, self.time_zone, language);
        let values = [("product", product.as_str()), ("address", &address), ("until", &until), ("utc", &utc)];
        Letter {
            subject: fill(texts.verify_subject, &values),
            heading: fill(texts.verify_heading, &values),
            preview: None,
            lead: spans(texts.verify_lead, &values, &["address", "until"]),
            code: None,
            button: Some(Button { label: texts.verify_button, link: &self.link }),
            paragraphs: vec![fill(texts.verify_note, &values)],
            facts: Vec::new(),
            why: fill(texts.verify_why, &values),
            unexpected: Unexpected::Say(texts.ignore),
        }
        .render(brand, language)
    }
}

/// A notice to the address that somebody had.
#[derive(Debug, Clone)]
pub struct AddressChanged {
    pub recipient: EmailAddress,
    /// The new address, masked: the old mailbox may be somebody else's by now.
    pub now: String,
    pub changed_at: DateTime<Utc>,
    pub time_zone: Tz,
    /// *Settings*.
    pub link: Link,
}

impl AddressChanged {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let (product, address, now) = (name(&brand.product), user_text::address(&self.recipient), name(&self.now));
        let when = format_instant_local(self.changed_at, self.time_zone, language);
        let utc = utc_part(self.changed_at, self.time_zone, language);
        let values =
            [("product", product.as_str()), ("address", &address), ("now", now.as_str()), ("when", when.as_str()), ("utc", utc.as_str())];
        Letter {
            subject: fill(texts.moved_subject, &values),
            heading: fill(texts.moved_heading, &values),
            preview: None,
            lead: spans(texts.moved_lead, &values, &["address", "now"]),
            code: None,
            button: Some(Button { label: texts.moved_button, link: &self.link }),
            paragraphs: vec![fill(texts.moved_note, &values)],
            facts: Vec::new(),
            why: fill(texts.moved_why, &values),
            unexpected: Unexpected::Say(texts.moved_unexpected),
        }
        .render(brand, language)
    }
}

/// The code that a copied link asks for. It has no button: the reader has the page open already.
#[derive(Clone)]
pub struct VerificationCode {
    pub recipient: EmailAddress,
    pub customer: Customer,
    /// Eight digits. They stay out of the subject, which relays log and lock screens show.
    pub code: String,
    pub valid_minutes: u32,
    pub expires_at: DateTime<Utc>,
    pub time_zone: Tz,
}

impl fmt::Debug for VerificationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerificationCode").field("recipient", &self.recipient).field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

impl VerificationCode {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let (product, address) = (name(&brand.product), user_text::address(&self.recipient));
        let (company, number) = (name(&self.customer.company), name(&self.customer.number));
        let until = format_instant_local(self.expires_at, self.time_zone, language);
        let utc = utc_part(self.expires_at, self.time_zone, language);
        let minutes = self.valid_minutes.to_string();
        let values = [
            ("product", product.as_str()),
            ("company", &company),
            ("number", &number),
            ("address", &address),
            ("minutes", &minutes),
            ("until", &until),
            ("utc", &utc),
        ];
        Letter {
            subject: fill(texts.code_subject, &values),
            heading: fill(texts.code_heading, &values),
            preview: None,
            lead: spans(texts.code_lead, &values, &["company", "until"]),
            code: Some(name(&self.code)),
            button: None,
            paragraphs: vec![fill(texts.code_note, &values)],
            facts: vec![self.customer.fact(texts)],
            why: fill(texts.code_why, &values),
            unexpected: Unexpected::Say(texts.ignore),
        }
        .render(brand, language)
    }
}
