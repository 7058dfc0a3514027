//! The wizard: many people, three steps, and what came of it.

use domain::Language;
use domain::wizard::Step;

use super::{Plural, Text, texts};

mod de;
mod en;
mod es;
mod sending;

pub use sending::{MailHead, Outcome, Submit, mail_head, outcome, submit};

texts! {
    Wizard {
        addresses: Text,
        accounts: Text,
        submit: Text,
        progress: Text,
        completed: Text,
        not_completed: Text,
        /// `{n}` is the number of the step, `{step}` its name.
        heading: Text,
        leave: Text,
        back: Text,
        next: Text,
        saving: Text,
        previous_page: Text,
        next_page: Text,
        page: Text,
        sent_again: Text,
        /// The day's limit: `{left}` stands out, and is [`Self::n_of`].
        left_today: Text,
        n_of: Text,
        /// What the list takes of it: `{left}` stands out, and is [`Self::n_of_the`].
        uses_today: Text,
        n_of_the: Text,
        full_again: Text,
        used_of: Text,
    }
}

texts! {
    /// Step 1.
    Addresses {
        lede: Text,
        label: Text,
        hint: Text,
        /// For who cannot see the chips.
        keys: Text,
        check: Text,
        recipients: Text,
        remove: Text,
        remove_word: Text,
        remove_rest: Text,
        edit: Text,
        edit_word: Text,
        edit_rest: Text,
        to_look_at: Plural,
        more: Plural,
        suggestion: Text,
        use_suggestion: Text,
        member: Text,
        invited: Text,
        just_invited: Text,
        again: Text,
        blocked: Text,
        send_again: Text,
        send_again_rest: Text,
        not_again: Text,
        not_again_rest: Text,
        added: Plural,
        duplicates: Plural,
        attention: Plural,
        beyond: Plural,
        removed: Text,
        in_list: Plural,
        list_uses: Text,
        list_uses_too_many: Text,
        people: Text,
        address: Text,
        range: Text,
        draft: Plural,
        draft_saved: Text,
        draft_open: Text,
        draft_open_rest: Text,
        drafts: Text,
    }
}

texts! {
    /// Step 2.
    Accounts {
        lede: Text,
        set_for_all: Text,
        for_all: Plural,
        apply: Text,
        people: Text,
        users: Text,
        access_type: Text,
        numbers: Text,
        remove: Text,
        access_type_for: Text,
        choose_role: Text,
        search_for: Text,
        search_placeholder: Text,
        numbers_of: Text,
        remove_number: Text,
        free: Text,
        found: Plural,
        found_none: Text,
        add: Text,
        add_rest: Text,
        changed: Text,
        hidden_roles: Text,
        why: Text,
        why_detail: Text,
        what_roles_do: Text,
        nobody: Text,
        nobody_detail: Text,
        skipped: Plural,
        skipped_member: Text,
        skipped_invited: Text,
        skipped_just_invited: Text,
        /// The same once everything is submitted.
        skipped_invited_done: Text,
        skipped_domain: Text,
        send_again: Text,
        send_again_rest: Text,
        applied: Text,
        removed: Text,
        back_in: Text,
    }
}

impl Wizard {
    #[must_use]
    pub const fn step(&self, step: Step) -> Text {
        match step {
            Step::Addresses => self.addresses,
            Step::Accounts => self.accounts,
            Step::Submit => self.submit,
        }
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Wizard {
    match language {
        Language::En => &en::EN,
        Language::De => &de::DE,
        Language::Es => &es::ES,
    }
}

#[must_use]
pub fn addresses(language: Language) -> &'static Addresses {
    match language {
        Language::En => &en::ADDRESSES,
        Language::De => &de::ADDRESSES,
        Language::Es => &es::ADDRESSES,
    }
}

#[must_use]
pub fn accounts(language: Language) -> &'static Accounts {
    match language {
        Language::En => &en::ACCOUNTS,
        Language::De => &de::ACCOUNTS,
        Language::Es => &es::ACCOUNTS,
    }
}
