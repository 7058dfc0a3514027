//! The words of all mails. `{names}` in braces are filled in by [`super::fill`].

mod de;
mod en;
mod es;

use domain::Language;

macro_rules! texts {
    ($($key:ident),+ $(,)?) => {
        /// Everything that mails say, in one language.
        #[derive(Debug)]
        pub(super) struct Texts {
            $(pub(super) $key: &'static str),+
        }

        impl Texts {
            #[cfg(test)]
            pub(super) fn entries(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key)),+]
            }
        }
    };
}

texts! {
    // Shared
    company,
    company_value,
    invited_by,
    access,
    access_value,
    access_all,
    access_some,
    access_none,
    group,
    groups,
    number,
    numbers,
    contact,
    sponsor,
    address,
    fallback,
    ignore,
    block_lead,
    block_action,
    inviter_operator,
    sender,
    sender_operator,
    // Invitation
    invitation_subject,
    invitation_subject_again,
    invitation_heading,
    invitation_lead,
    invitation_lead_restricted,
    invitation_preview,
    invitation_button,
    invitation_again,
    invitation_reminder,
    invitation_note,
    invitation_why,
    invitation_why_named,
    // Welcome
    welcome_subject,
    welcome_heading,
    welcome_lead,
    welcome_lead_restricted,
    welcome_button,
    welcome_login,
    welcome_overview,
    welcome_overview_restricted,
    welcome_switch,
    welcome_help,
    welcome_why,
    welcome_unexpected,
    // Address verification
    verify_subject,
    verify_heading,
    verify_lead,
    verify_button,
    verify_note,
    verify_why,
    // Verification code
    code_subject,
    code_heading,
    code_lead,
    code_note,
    code_why,
    // Password reset
    reset_subject,
    reset_heading,
    reset_lead,
    reset_button,
    reset_note,
    reset_why,
    // Password changed
    changed_subject,
    changed_heading,
    changed_lead,
    changed_button,
    changed_note,
    changed_why,
    changed_unexpected,
    // New invitation asked for
    request_subject,
    request_heading,
    request_lead,
    request_button,
    request_note,
    request_why,
    request_unexpected,
    // The sponsor lacks the rights
    sponsor_subject,
    sponsor_heading,
    sponsor_lead,
    sponsor_button,
    sponsor_note,
    sponsor_why,
    sponsor_unexpected,
    // Feedback
    feedback_subject,
    feedback_heading,
    feedback_lead,
    feedback_button,
    feedback_from,
    feedback_why,
    feedback_unexpected,
    // Another address
    moved_subject,
    moved_heading,
    moved_lead,
    moved_button,
    moved_note,
    moved_why,
    moved_unexpected,
    // A member has left
    left_subject,
    left_heading,
    left_lead,
    left_button,
    left_note,
    left_why,
    left_unexpected,
    // A new operator administrator
    administrator_subject,
    administrator_heading,
    administrator_lead,
    administrator_button,
    administrator_note,
    administrator_note_new,
    administrator_why,
    administrator_unexpected,
    // Test
    test_subject,
    test_heading,
    test_lead,
    test_button,
    test_note,
    test_why,
}

pub(super) fn of(language: Language) -> &'static Texts {
    match language {
        Language::En => &en::EN,
        Language::De => &de::DE,
        Language::Es => &es::ES,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fill::placeholders;
    use super::*;

    #[test]
    fn every_text_has_the_same_placeholders_in_all_languages() {
        let english = of(Language::En).entries();
        for language in Language::ALL {
            for ((key, text), (_, model)) in of(*language).entries().into_iter().zip(&english) {
                assert_eq!(placeholders(text), placeholders(model), "{language} {key}");
                assert!(!text.trim().is_empty() && text.trim() == text, "{language} {key}");
            }
        }
    }

    #[test]
    fn no_text_was_left_in_english() {
        let same = |a: &str, b: &str| a == b && a.len() > 20;
        for language in [Language::De, Language::Es] {
            for ((key, text), (_, model)) in of(language).entries().into_iter().zip(of(Language::En).entries()) {
                assert!(!same(text, model), "{language} {key}");
            }
        }
    }
}
