//! *Settings*: what somebody sets for themselves, and what they leave.

use domain::Language;

use super::{Plural, Text, texts};

mod de;
mod en;
mod es;

texts! {
    Settings {
        heading: Text,
        saved: Text,
        you: Text,
        name: Text,
        email: Text,
        phone: Text,
        password: Text,
        theme: Text,
        change: Text,
        password_kept: Text,
        verified: Text,
        unverified: Text,
        verify: Text,
        verifying: Text,
        verification_sent: Text,
        verification_detail: Text,
        /// `{email}` is the new address.
        awaited: Text,
        system: Text,
        light: Text,
        dark: Text,
        save: Text,
        saving: Text,
        person_title: Text,
        person_hint: Text,
        first_name: Text,
        last_name: Text,
        language_title: Text,
        language_hint: Text,
        theme_title: Text,
        theme_hint: Text,
        email_title: Text,
        email_detail: Text,
        new_email: Text,
        current_password: Text,
        send_link: Text,
        change_sent: Text,
        change_detail: Text,
        password_title: Text,
        password_detail: Text,
        new_password: Text,
        changing: Text,
        password_done: Text,
        password_done_detail: Text,
        access: Text,
        access_detail: Text,
        access_none: Text,
        no_role: Text,
        /// `{what}` are roles.
        since: Text,
        cancel_access: Text,
        /// Behind the former, for those who do not see the row.
        to_company: Text,
        leave_title: Text,
        leave_first: Text,
        leave_which: Text,
        leave_none: Text,
        if_closed: Text,
        if_back: Text,
        if_told: Text,
        go_on: Text,
        leave_second: Text,
        confirm_title: Text,
        confirm_detail: Text,
        closed: Text,
        /// `{numbers}` is a list.
        numbers: Plural,
        invitations: Plural,
        told: Text,
        then_home: Text,
        then_choice: Text,
        then_nowhere: Text,
        end_access: Text,
        ending_access: Text,
        last_title: Text,
        last_detail: Text,
        last_link: Text,
        sessions: Text,
        sessions_detail: Text,
        sessions_operator: Text,
        this_session: Text,
        /// `{first}` is a date, `{last}` "2 hours ago".
        session_line: Text,
        session_this: Text,
        end_session: Text,
        end_others: Text,
        ending: Text,
        session_ended: Text,
        sessions_ended: Text,
        browser_on: Text,
        another_browser: Text,
        another_system: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Settings {
    match language {
        Language::En => &en::EN,
        Language::De => &de::DE,
        Language::Es => &es::ES,
    }
}
