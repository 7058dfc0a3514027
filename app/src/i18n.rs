//! Texts: one struct for each family of pages, one `static` of it for each language. A missing text does not compile, and a test
//! proves that all languages use the same placeholders.
//!
//! German says "Sie", Spanish "tú". `{name}` in a text is filled by [`fill`].

use std::sync::Arc;

use domain::Language;
use domain::views::Site;
use leptos::context::use_context;

mod text;

pub mod accept;
pub mod account;
pub mod account_quota;
pub mod account_settings;
pub mod add_user;
pub mod audit;
pub mod choose;
pub mod common;
pub mod copy_link;
pub mod customer_deeds;
pub mod customers;
pub mod details;
pub mod entries;
pub mod errors;
pub mod flow;
pub mod groups;
pub mod help;
pub mod home;
pub mod invitations;
pub mod login;
pub mod mailbox;
pub mod members;
pub mod numbers;
pub mod operator;
pub mod operator_administrators;
pub mod people_tabs;
pub mod permissions;
pub mod presets;
pub mod problems;
pub mod profile;
pub mod relay;
pub mod role_pages;
pub mod roles;
pub mod settings;
pub mod setup;
pub mod several;
pub mod states;
pub mod tour;
pub mod users;
pub mod wish;
pub mod wizard;

#[cfg(test)]
pub(crate) use text::Catalogue;
pub(crate) use text::texts;
pub use text::{Plural, Text, count, fill, spans};

/// The reader's language. It is the same from the first byte of a page to the last: choosing another one loads the page anew.
#[must_use]
pub fn use_language() -> Language {
    use_context::<Arc<Site>>().map_or(Language::En, |site| site.language)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every family, in every language.
    fn catalogues(language: Language) -> Vec<(&'static str, &'static dyn Catalogue)> {
        vec![
            ("accept", accept::texts(language)),
            ("accept, closed", accept::closed::texts(language)),
            ("account", account::texts(language)),
            ("account quota", account_quota::texts(language)),
            ("account settings", account_settings::texts(language)),
            ("audit", audit::texts(language)),
            ("audit, deeds", audit::deeds::deeds(language)),
            ("add user", add_user::texts(language)),
            ("choose", choose::texts(language)),
            ("details", details::texts(language)),
            ("flow", flow::texts(language)),
            ("common", common::texts(language)),
            ("customer deeds", customer_deeds::texts(language)),
            ("customers", customers::texts(language)),
            ("copy link", copy_link::texts(language)),
            ("entries", entries::texts(language)),
            ("errors", errors::texts(language)),
            ("groups", groups::texts(language)),
            ("help", help::texts(language)),
            ("home", home::texts(language)),
            ("invitations", invitations::texts(language)),
            ("login", login::texts(language)),
            ("mailbox", mailbox::texts(language)),
            ("numbers", numbers::texts(language)),
            ("members", members::texts(language)),
            ("operator", operator::texts(language)),
            ("operator administrators", operator_administrators::texts(language)),
            ("people tabs", people_tabs::texts(language)),
            ("permissions", permissions::texts(language)),
            ("presets", presets::texts(language)),
            ("problems", problems::texts(language)),
            ("field names", problems::field_names(language)),
            ("profile", profile::texts(language)),
            ("role pages", role_pages::texts(language)),
            ("relay", relay::texts(language)),
            ("roles", roles::texts(language)),
            ("settings", settings::texts(language)),
            ("setup", setup::texts(language)),
            ("several", several::texts(language)),
            ("states", states::texts(language)),
            ("wish", wish::texts(language)),
            ("wizard", wizard::texts(language)),
            ("wizard, addresses", wizard::addresses(language)),
            ("wizard, accounts", wizard::accounts(language)),
            ("wizard, submit", wizard::submit(language)),
            ("wizard, outcome", wizard::outcome(language)),
            ("wizard, mail", wizard::mail_head(language)),
            ("tour", tour::texts(language)),
            ("users", users::texts(language)),
        ]
    }

    #[test]
    fn all_languages_use_the_same_placeholders() {
        for language in Language::ALL {
            for ((family, english), (_, other)) in catalogues(Language::En).into_iter().zip(catalogues(*language)) {
                for ((key, expected), (_, found)) in english.entries().into_iter().zip(other.entries()) {
                    for (expected, found) in expected.into_iter().zip(found) {
                        assert!(!found.trim().is_empty(), "{family}.{key} is empty in {language}");
                        assert_eq!(text::placeholders(expected), text::placeholders(found), "{family}.{key} in {language}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_text_was_left_in_english() {
        for language in [Language::De, Language::Es] {
            for ((family, english), (_, other)) in catalogues(Language::En).into_iter().zip(catalogues(language)) {
                for ((key, model), (_, found)) in english.entries().into_iter().zip(other.entries()) {
                    for (model, found) in model.into_iter().zip(found) {
                        // Short ones may be the same word, such as "Status".
                        assert!(model != found || model.len() < 20, "{family}.{key} in {language}");
                    }
                }
            }
        }
    }
}
