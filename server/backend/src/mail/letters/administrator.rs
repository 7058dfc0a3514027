//! To somebody who administers the installation from now on.

use domain::{EmailAddress, Language};

use super::super::{
    Brand, Link, RenderError, Rendered,
    fill::{fill, spans},
    letter::{Button, Letter, Unexpected},
    texts,
    user_text::{self, name},
};

#[derive(Debug, Clone)]
pub struct OperatorAdministrator {
    pub recipient: EmailAddress,
    /// Where they log in, or set their first password.
    pub link: Link,
    pub has_password: bool,
}

impl OperatorAdministrator {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let (product, address) = (name(&brand.product), user_text::address(&self.recipient));
        let values = [("product", product.as_str()), ("address", &address)];
        let (button, note) = if self.has_password {
            (texts.administrator_button, texts.administrator_note)
        } else {
            (texts.reset_button, texts.administrator_note_new)
        };
        Letter {
            subject: fill(texts.administrator_subject, &values),
            heading: fill(texts.administrator_heading, &values),
            preview: None,
            lead: spans(texts.administrator_lead, &values, &["address", "product"]),
            code: None,
            button: Some(Button { label: button, link: &self.link }),
            paragraphs: vec![fill(note, &values)],
            facts: Vec::new(),
            why: fill(texts.administrator_why, &values),
            unexpected: Unexpected::Say(texts.administrator_unexpected),
        }
        .render(brand, language)
    }
}
