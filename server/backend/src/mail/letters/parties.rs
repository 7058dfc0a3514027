//! Who and what mails speak of.

use domain::EmailAddress;

use super::super::{
    brand::Mailto,
    fill::fill,
    letter::Fact,
    texts::Texts,
    user_text::{self, list, name},
};

/// A customer account. The name never stands without the number.
#[derive(Debug, Clone)]
pub struct Customer {
    pub company: String,
    pub number: String,
}

/// Somebody who may be written to.
#[derive(Debug, Clone)]
pub struct Person {
    /// May be empty: then the address stands for the name.
    pub name: String,
    pub email: EmailAddress,
}

/// What somebody is given, in words that the account chose.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// Names of the roles, or what stands for them, such as *All permissions*. Empty: restricted access.
    pub roles: Vec<String>,
    /// Names of the areas that this opens, in the reader's language. May be empty.
    pub areas: Vec<String>,
}

impl Customer {
    pub(super) fn fact(&self, texts: &Texts) -> Fact {
        let (company, number) = (name(&self.company), name(&self.number));
        Fact::new(texts.company, fill(texts.company_value, &[("company", &company), ("number", &number)]))
    }
}

impl Person {
    pub(super) fn shown_name(&self) -> String {
        let shown = name(&self.name);
        if shown.is_empty() { user_text::address(&self.email) } else { shown }
    }

    pub(super) fn fact(&self, label: &'static str) -> Fact {
        Fact { label, value: name(&self.name), mailto: Some(Mailto::new(&self.email)) }
    }
}

impl Access {
    /// `None` when there is no right at all.
    pub(super) fn words(&self) -> Option<String> {
        let (roles, areas) = (list(&self.roles), list(&self.areas));
        [roles, areas].into_iter().find(|words| !words.is_empty())
    }

    pub(super) fn fact(&self, texts: &Texts) -> Fact {
        let (roles, areas) = (list(&self.roles), list(&self.areas));
        let value = match (roles.is_empty(), areas.is_empty()) {
            (true, true) => texts.access_none.to_owned(),
            (false, false) => fill(texts.access_value, &[("roles", &roles), ("areas", &areas)]),
            _ => roles + &areas,
        };
        Fact::new(texts.access, value)
    }
}

/// The line that names the numbers, if there are any.
pub(super) fn numbers_fact(numbers: &[String], texts: &Texts) -> Option<Fact> {
    let label = if numbers.len() == 1 { texts.number } else { texts.numbers };
    let shown = list(numbers);
    (!shown.is_empty()).then(|| Fact::new(label, shown))
}
