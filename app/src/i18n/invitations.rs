//! *Invitations*: the table, and the dialogs that stand on it.

use domain::Language;

use super::{Plural, Text, texts};

mod de;
mod en;
mod es;

texts! {
    Invitations {
        heading: Text,
        filters: Text,
        all: Text,
        search: Text,
        search_hint: Text,
        found: Plural,
        address: Text,
        roles_and_inviter: Text,
        roles: Text,
        invitation: Text,
        delivery: Text,
        actions: Text,
        by: Text,
        by_operator: Text,
        by_account: Text,
        resend: Text,
        resend_ends_older: Text,
        resend_keeps_older: Text,
        delete: Text,
        generate: Text,
        sent_means: Text,
        older_end: Text,
        older_stay: Text,
        empty: Text,
        empty_detail: Text,
        empty_button: Text,
        found_none: Text,
        found_none_detail: Text,
        clear: Text,
        live_accepted: Plural,
        live_declined: Plural,
        live_sent: Plural,
        live_deferred: Plural,
        live_failed: Plural,
        paused: Text,
        reload: Text,
        resent: Text,
        resent_ended: Text,
        resent_kept: Text,
        deleted: Text,
        deleted_detail: Text,
        /// Why one invitation was not sent again.
        not_resent: Text,
        resend_wait: Text,
        email: Text,
        role: Text,
        select_role: Text,
        what_roles_allow: Text,
        higher_roles: Text,
        open_until: Text,
        left_today: Text,
        none_left: Text,
        sending: Text,
        send_again: Text,
        send_again_detail: Text,
        invited_title: Text,
        invited_hint: Text,
        another: Text,
        see_all: Text,
        delete_title: Text,
        delete_detail: Text,
        deleting: Text,
        /// The title of a dialog about an invitation that is not there.
        no_such: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Invitations {
    match language {
        Language::En => &en::EN,
        Language::De => &de::DE,
        Language::Es => &es::ES,
    }
}
