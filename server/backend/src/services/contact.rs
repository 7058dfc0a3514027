//! Whom one reaches at a customer.

use domain::problem::{ProblemCode, Problems};
use domain::text::{NAME_MAX, optional_line};
use domain::{EmailAddress, phone};

/// Each of it as it was typed, or nothing.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub address: String,
}

impl Contact {
    pub(crate) fn checked(&self, problems: &mut Problems) -> Self {
        Self {
            name: problems.check("contact_name", optional_line(&self.name, NAME_MAX)),
            email: optional_email(problems, "contact_email", &self.email),
            phone: optional_phone(problems, "contact_phone", &self.phone),
            address: problems.check("contact_address", optional_line(&self.address, 2 * NAME_MAX)),
        }
    }
}

pub(crate) fn optional_email(problems: &mut Problems, field: &str, text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    problems.check(field, EmailAddress::parse(text).map(|a| a.as_typed().to_owned()))
}

pub(crate) fn optional_phone(problems: &mut Problems, field: &str, text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    problems.check(field, phone::parse(text).ok_or(ProblemCode::Phone))
}
