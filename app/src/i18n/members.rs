//! What is done with members: on *Users*, in *User profiles*, and on the page of one of them.

use domain::Language;

use super::{Plural, Text, texts};

mod de;
mod en;
mod es;

texts! {
    Members {
        /// The tables' last column, and the name of the button in it.
        actions: Text,
        view_details: Text,
        suspend: Text,
        suspending: Text,
        reactivate: Text,
        remove: Text,
        removing: Text,
        remove_from_account: Text,
        /// The switch that shows the state of a membership and changes it.
        active: Text,
        /// Why it cannot be turned.
        is_above: Text,
        is_oneself: Text,
        suspend_title: Text,
        suspend_detail: Text,
        remove_title: Text,
        remove_detail: Text,
        remove_numbers: Plural,
        no_such: Text,
        removed: Text,
        removed_detail: Text,
        signed_out: Text,
        signed_out_detail: Text,
        /// What becomes of open invitations.
        sponsored: Plural,
        sponsored_lost: Plural,
        revoke: Text,
        revoke_detail: Text,
        take_over: Text,
        take_over_detail: Text,
        /// The table.
        groups: Text,
        sort: Text,
        newest: Text,
        oldest: Text,
        by_name: Text,
        by_name_backwards: Text,
        role: Text,
        all_roles: Text,
        group: Text,
        all_groups: Text,
        waiting: Plural,
        waiting_show: Text,
        waiting_detail: Text,
        /// The page of one.
        users: Text,
        membership: Text,
        email: Text,
        phone: Text,
        joined: Text,
        invited_by: Text,
        logins: Text,
        logins_open: Plural,
        logins_none: Text,
        sign_out: Text,
        signing_out: Text,
        answers_for: Text,
        status: Text,
        roles: Text,
        permissions: Text,
        numbers: Text,
        above_title: Text,
        above_detail: Text,
        person: Text,
        person_about: Text,
        first_name: Text,
        last_name: Text,
        roles_about: Text,
        role_above: Text,
        permissions_about: Text,
        groups_about: Text,
        find_group: Text,
        no_groups: Text,
        numbers_about: Text,
        search_number: Text,
        search_placeholder: Text,
        chosen_numbers: Text,
        remove_number: Text,
        free: Text,
        found_none: Text,
        save_person: Text,
        save_roles: Text,
        save_permissions: Text,
        save_groups: Text,
        save_numbers: Text,
        saving: Text,
        saved: Text,
        removal: Text,
        removal_about: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Members {
    match language {
        Language::En => &en::EN,
        Language::De => &de::DE,
        Language::Es => &es::ES,
    }
}
