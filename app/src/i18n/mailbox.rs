//! The demo's *Mailbox*.

use domain::Language;

use super::{Plural, Text, texts};

texts! {
    Mailbox {
        heading: Text,
        lede: Text,
        found: Plural,
        refresh: Text,
        empty: Text,
        empty_detail: Text,
        to: Text,
        from: Text,
        reply_to: Text,
        subject: Text,
        date: Text,
        parts: Text,
        html: Text,
        text: Text,
        source: Text,
        frame: Text,
        back: Text,
    }
}

/// English alone: nobody but who tries the demo sees it.
#[must_use]
pub fn texts(_: Language) -> &'static Mailbox {
    &EN
}

static EN: Mailbox = Mailbox {
    heading: "Mailbox",
    lede: "Every mail of this demo lands here, whoever it is for. None of them leaves it.",
    found: Plural { one: "{n} mail", other: "{n} mails, newest first" },
    refresh: "Check for new mail",
    empty: "No mail yet",
    empty_detail: "Invite somebody, and the mail to them appears here.",
    to: "To",
    from: "From",
    reply_to: "Reply to",
    subject: "Subject",
    date: "Date",
    parts: "Parts of the mail",
    html: "HTML",
    text: "Text",
    source: "Source",
    frame: "The mail as a mail program shows it",
    back: "All mails",
};
