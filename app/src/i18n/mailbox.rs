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

#[must_use]
pub fn texts(language: Language) -> &'static Mailbox {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
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

static DE: Mailbox = Mailbox {
    heading: "Postfach",
    lede: "Jede E-Mail dieser Demo landet hier, gleich an wen sie geht. Keine verlässt sie.",
    found: Plural { one: "{n} E-Mail", other: "{n} E-Mails, neueste zuerst" },
    refresh: "Nach neuen E-Mails sehen",
    empty: "Noch keine E-Mail",
    empty_detail: "Laden Sie jemanden ein, und die E-Mail dazu erscheint hier.",
    to: "An",
    from: "Von",
    reply_to: "Antwort an",
    subject: "Betreff",
    date: "Datum",
    parts: "Teile der E-Mail",
    html: "HTML",
    text: "Text",
    source: "Quelltext",
    frame: "Die E-Mail, wie ein Mailprogramm sie zeigt",
    back: "Alle E-Mails",
};

static ES: Mailbox = Mailbox {
    heading: "Buzón",
    lede: "Cada correo de esta demostración llega aquí, sea para quien sea. Ninguno sale de ella.",
    found: Plural { one: "{n} correo", other: "{n} correos, primero los más recientes" },
    refresh: "Buscar correo nuevo",
    empty: "Todavía no hay correos",
    empty_detail: "Invita a alguien y el correo correspondiente aparece aquí.",
    to: "Para",
    from: "De",
    reply_to: "Responder a",
    subject: "Asunto",
    date: "Fecha",
    parts: "Partes del correo",
    html: "HTML",
    text: "Texto",
    source: "Código fuente",
    frame: "El correo como lo muestra un programa de correo",
    back: "Todos los correos",
};
