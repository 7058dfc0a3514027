//! Handing over a link oneself.

use domain::Language;

use super::{Text, texts};

texts! {
    CopyLink {
        /// The button, and the title of its dialog.
        copy_link: Text,
        copying: Text,
        /// Before there is a link to show.
        explain: Text,
        copied: Text,
        copied_not: Text,
        field: Text,
        until: Text,
        asks_for_code: Text,
        asks_for_nothing: Text,
        copy: Text,
    }
}

#[must_use]
pub fn texts(_: Language) -> &'static CopyLink {
    &EN
}

static EN: CopyLink = CopyLink {
    copy_link: "Copy link",
    copying: "Copying...",
    explain: "You get a link to this invitation that you can hand over yourself, for example in a chat. The mail stays as it is.",
    copied: "Copied. Paste it where the person reads it.",
    copied_not: "Select the link and copy it.",
    field: "Link for {email}",
    until: "It is open until {deadline}.",
    asks_for_code: "It asks for a code from the mailbox of {email} first, so it is of no use to anybody else.",
    asks_for_nothing: "Whoever has it can join, so hand it to nobody else.",
    copy: "Copy",
};
