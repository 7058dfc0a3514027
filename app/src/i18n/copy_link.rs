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
pub fn texts(language: Language) -> &'static CopyLink {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
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

static DE: CopyLink = CopyLink {
    copy_link: "Link kopieren",
    copying: "Wird kopiert...",
    explain: "Sie erhalten einen Link zu dieser Einladung, den Sie selbst weitergeben können, zum Beispiel im Chat. Die E-Mail bleibt, wie sie ist.",
    copied: "Kopiert. Fügen Sie ihn dort ein, wo die Person ihn liest.",
    copied_not: "Markieren Sie den Link, und kopieren Sie ihn.",
    field: "Link für {email}",
    until: "Er ist offen bis {deadline}.",
    asks_for_code: "Er fragt zuerst nach einem Code aus dem Postfach von {email} und nützt daher sonst niemandem.",
    asks_for_nothing: "Wer ihn hat, kann beitreten. Geben Sie ihn daher nur dieser Person.",
    copy: "Kopieren",
};

static ES: CopyLink = CopyLink {
    copy_link: "Copiar enlace",
    copying: "Copiando...",
    explain: "Recibes un enlace a esta invitación que puedes entregar por tu cuenta, por ejemplo en un chat. El correo queda como está.",
    copied: "Copiado. Pégalo donde la persona lo vaya a leer.",
    copied_not: "Selecciona el enlace y cópialo.",
    field: "Enlace para {email}",
    until: "Está abierto hasta el {deadline}.",
    asks_for_code: "Primero pide un código del buzón de {email}, así que no le sirve a nadie más.",
    asks_for_nothing: "Quien lo tenga puede unirse, así que no se lo des a nadie más.",
    copy: "Copiar",
};
