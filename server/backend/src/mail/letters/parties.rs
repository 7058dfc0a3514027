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

/// What somebody is given, in words that the account chose. Nothing of it: restricted access.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// Names of the roles.
    pub roles: Vec<String>,
    /// Names of the areas that this opens, in the reader's language.
    pub areas: Vec<String>,
    /// What is given without a role.
    pub permissions: Permissions,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Permissions {
    #[default]
    None,
    /// Single ones.
    Some,
    All,
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
    pub(super) fn words(&self, texts: &Texts) -> Option<String> {
        let (roles, areas) = (self.roles(texts), list(&self.areas));
        [roles, areas].into_iter().find(|words| !words.is_empty())
    }

    /// The roles, or what stands for them. Single permissions are told by the areas that they open.
    fn roles(&self, texts: &Texts) -> String {
        match self.permissions {
            Permissions::All => texts.access_all.to_owned(),
            Permissions::Some if self.roles.is_empty() && self.areas.is_empty() => texts.access_some.to_owned(),
            Permissions::Some | Permissions::None => list(&self.roles),
        }
    }

    pub(super) fn fact(&self, texts: &Texts) -> Fact {
        let (roles, areas) = (self.roles(texts), list(&self.areas));
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
    several(numbers, (texts.number, texts.numbers))
}

/// The line that names the groups, if there are any.
pub(super) fn groups_fact(groups: &[String], texts: &Texts) -> Option<Fact> {
    several(groups, (texts.group, texts.groups))
}

fn several(names: &[String], (one, other): (&'static str, &'static str)) -> Option<Fact> {
    let label = if names.len() == 1 { one } else { other };
    let shown = list(names);
    (!shown.is_empty()).then(|| Fact::new(label, shown))
}
