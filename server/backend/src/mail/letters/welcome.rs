//! After somebody's first joining: what they have, where it is, whom to ask.

use domain::{EmailAddress, Language};

use super::super::{
    Brand, Link, RenderError, Rendered,
    fill::{fill, spans},
    letter::{Button, Letter, Unexpected},
    texts,
    user_text::{self, name},
};
use super::parties::{Access, Customer, Person, numbers_fact};

#[derive(Debug, Clone)]
pub struct Welcome {
    pub recipient: EmailAddress,
    pub customer: Customer,
    pub access: Access,
    pub numbers: Vec<String>,
    /// Whom to ask: an administrator of the account, as a rule the inviter.
    pub contact: Option<Person>,
    /// Home of the account.
    pub link: Link,
}

impl Welcome {
    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let access = self.access.words(texts);
        let (product, company, number) = (name(&brand.product), name(&self.customer.company), name(&self.customer.number));
        let address = user_text::address(&self.recipient);
        let values = [
            ("company", company.as_str()),
            ("number", &number),
            ("product", &product),
            ("address", &address),
            ("access", access.as_deref().unwrap_or_default()),
        ];
        let (lead, overview) = match access {
            Some(_) => (texts.welcome_lead, texts.welcome_overview),
            None => (texts.welcome_lead_restricted, texts.welcome_overview_restricted),
        };
        let mut facts = vec![self.customer.fact(texts), self.access.fact(texts)];
        facts.extend(numbers_fact(&self.numbers, texts));
        facts.extend(self.contact.as_ref().map(|contact| contact.fact(texts.contact)));
        Letter {
            subject: fill(texts.welcome_subject, &values),
            heading: fill(texts.welcome_heading, &values),
            preview: None,
            lead: spans(lead, &values, &["company", "access"]),
            code: None,
            button: Some(Button { label: texts.welcome_button, link: &self.link }),
            paragraphs: [overview, texts.welcome_login, texts.welcome_switch, texts.welcome_help].map(|t| fill(t, &values)).to_vec(),
            facts,
            why: fill(texts.welcome_why, &values),
            unexpected: Unexpected::Say(texts.welcome_unexpected),
        }
        .render(brand, language)
    }
}
