//! Step 3 of the wizard, and what comes after it.

use domain::Language;

use super::{de, en, es};
use crate::i18n::{Plural, Text, texts};

texts! {
    /// Step 3.
    Submit {
        lede: Text,
        people: Plural,
        change_people: Text,
        table: Text,
        user: Text,
        numbers: Text,
        change: Text,
        change_rest: Text,
        skipped: Text,
        skipped_more: Plural,
        already_member: Text,
        already_invited: Text,
        blocked_domain: Text,
        mail: Text,
        mail_preview: Text,
        from: Text,
        reply_to: Text,
        language: Text,
        language_of: Text,
        until: Text,
        days: Plural,
        english: Text,
        german: Text,
        spanish: Text,
        left_after: Text,
        over: Plural,
        over_detail: Text,
        send_first: Plural,
        sending_first: Text,
        none_left: Text,
        none_left_detail: Text,
        will_be_sent: Plural,
        submit: Text,
        sending: Plural,
        nobody: Text,
        nobody_detail: Text,
    }
}

texts! {
    /// What came of it.
    Outcome {
        queued: Plural,
        lede: Text,
        see_all: Text,
        more: Text,
        /// `{of}` stands out, and is [`Wizard::n_of`](super::Wizard::n_of).
        sent: Text,
        in_queue: Text,
        deferred: Text,
        failed: Text,
        cancelled: Text,
        skipped: Text,
        bar: Text,
        updates: Text,
        stand_still: Text,
        done: Text,
        table: Text,
        user: Text,
        delivery: Text,
        actions: Text,
        skipped_word: Text,
        waiting: Plural,
        waiting_detail: Text,
        waiting_open: Text,
        note: Text,
    }
}

texts! {
    /// Words of the mail's head, in the language of the mail.
    MailHead {
        subject: Text,
        to: Text,
        others: Plural,
    }
}

#[must_use]
pub fn submit(language: Language) -> &'static Submit {
    match language {
        Language::En => &en::SUBMIT,
        Language::De => &de::SUBMIT,
        Language::Es => &es::SUBMIT,
    }
}

#[must_use]
pub fn outcome(language: Language) -> &'static Outcome {
    match language {
        Language::En => &en::OUTCOME,
        Language::De => &de::OUTCOME,
        Language::Es => &es::OUTCOME,
    }
}

#[must_use]
pub fn mail_head(language: Language) -> &'static MailHead {
    match language {
        Language::En => &en::MAIL,
        Language::De => &de::MAIL,
        Language::Es => &es::MAIL,
    }
}
