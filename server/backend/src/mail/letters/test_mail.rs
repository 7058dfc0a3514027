//! What `vestibule mail test ADDRESS` sends.

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
pub struct TestMail {
    pub recipient: EmailAddress,
    pub sent_at: DateTime<Utc>,
    pub time_zone: Tz,
    /// The configured public URL, so that a wrong one shows.
    pub link: Link,
}

impl TestMail {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let (product, address) = (name(&brand.product), user_text::address(&self.recipient));
        let when = format_instant_local(self.sent_at, self.time_zone, language);
        let utc = utc_part(self.sent_at, self.time_zone, language);
        let values = [("product", product.as_str()), ("address", &address), ("when", &when), ("utc", &utc)];
        Letter {
            subject: fill(texts.test_subject, &values),
            heading: fill(texts.test_heading, &values),
            preview: None,
            lead: spans(texts.test_lead, &values, &["address"]),
            code: None,
            button: Some(Button { label: texts.test_button, link: &self.link }),
            paragraphs: vec![fill(texts.test_note, &values)],
            facts: Vec::new(),
            why: fill(texts.test_why, &values),
            unexpected: Unexpected::Say(texts.ignore),
        }
        .render(brand, language)
    }
}
