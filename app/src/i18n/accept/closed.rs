//! Links that let nobody in (any more), and blocking invitations.

use domain::Language;

use crate::i18n::{Text, texts};

texts! {
    Closed {
        accepted: Text,
        accepted_lede: Text,
        accepted_lede_member: Text,
        go_in: Text,
        log_in: Text,

        expired: Text,
        /// `{company}` and `{inviter}` stand out; `{time}` is a moment with its zone.
        expired_lede: Text,
        superseded: Text,
        superseded_lede: Text,
        declined: Text,
        declined_lede: Text,
        not_valid: Text,
        not_valid_lede: Text,

        ask: Text,
        asking: Text,
        /// Told before asking.
        ask_note: Text,
        asked: Text,
        asked_detail: Text,

        you_declined: Text,
        you_declined_lede: Text,

        block: Text,
        block_lede: Text,
        block_lede_of: Text,
        block_reset: Text,
        block_submit: Text,
        blocking: Text,
        block_back: Text,
        blocked: Text,
        blocked_lede: Text,
        blocked_detail: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Closed {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: Closed = Closed {
    accepted: "This invitation was already accepted",
    accepted_lede: "The invitation to {company} has been used. Log in with the address that it was sent to.",
    accepted_lede_member: "You are in: you belong to {company}.",
    go_in: "Open {company}",
    log_in: "Log in",

    expired: "This invitation has expired",
    expired_lede: "The invitation to {company} was open until {time}. {inviter} can send you a new one.",
    superseded: "There is a newer invitation",
    superseded_lede: "A newer mail has replaced this link to {company}. Use the link in the newest one.",
    declined: "This invitation was declined",
    declined_lede: "The invitation to {company} was declined. If that was a mistake, ask for a new one.",
    not_valid: "This invitation is not valid",
    not_valid_lede: "It may have been withdrawn, or the address of this page is not complete. Ask the person who invited you.",

    ask: "Ask for a new invitation",
    asking: "Asking...",
    ask_note: "Asking sends one mail to the person who invited you. It changes nothing else.",
    asked: "We have asked for a new invitation",
    asked_detail: "The person who invited you gets a mail. When they invite you again, you find it in your mailbox.",

    you_declined: "You have declined",
    you_declined_lede: "You have not joined {company}, and the invitation is closed. If that was a mistake, ask for a new one.",

    block: "Block these invitations",
    block_lede: "No invitation is mailed to your address from here any more, for 90 days.",
    block_lede_of: "You got an invitation to {company}. After this, no invitation is mailed to your address from here any more, for 90 days.",
    block_reset: "It changes nothing else: other mails, such as for a new password, still reach you.",
    block_submit: "Block these invitations",
    blocking: "Blocking...",
    block_back: "Back to the invitation",
    blocked: "These invitations are blocked",
    blocked_lede: "For 90 days no invitation is mailed to your address from here.",
    blocked_detail: "You can close this page.",
};

static DE: Closed = Closed {
    accepted: "Diese Einladung wurde schon angenommen",
    accepted_lede: "Die Einladung zu {company} wurde benutzt. Melden Sie sich mit der Adresse an, an die sie ging.",
    accepted_lede_member: "Sie sind drin: Sie gehören zu {company}.",
    go_in: "{company} öffnen",
    log_in: "Anmelden",

    expired: "Diese Einladung ist abgelaufen",
    expired_lede: "Die Einladung zu {company} war offen bis {time}. {inviter} kann Ihnen eine neue senden.",
    superseded: "Es gibt eine neuere Einladung",
    superseded_lede: "Eine neuere E-Mail hat diesen Link zu {company} ersetzt. Nutzen Sie den Link in der neuesten.",
    declined: "Diese Einladung wurde abgelehnt",
    declined_lede: "Die Einladung zu {company} wurde abgelehnt. Wenn das ein Versehen war, bitten Sie um eine neue.",
    not_valid: "Diese Einladung ist nicht gültig",
    not_valid_lede: "Vielleicht wurde sie zurückgezogen, oder die Adresse dieser Seite ist nicht vollständig. Fragen Sie die Person, die Sie eingeladen hat.",

    ask: "Um eine neue Einladung bitten",
    asking: "Wird angefragt...",
    ask_note: "Das sendet eine E-Mail an die Person, die Sie eingeladen hat. Sonst ändert sich nichts.",
    asked: "Wir haben um eine neue Einladung gebeten",
    asked_detail: "Die Person, die Sie eingeladen hat, erhält eine E-Mail. Wenn sie Sie erneut einlädt, finden Sie das in Ihrem Postfach.",

    you_declined: "Sie haben abgelehnt",
    you_declined_lede: "Sie sind {company} nicht beigetreten, und die Einladung ist geschlossen. Wenn das ein Versehen war, bitten Sie um eine neue.",

    block: "Diese Einladungen blockieren",
    block_lede: "Von hier wird 90 Tage lang keine Einladung mehr an Ihre Adresse gesendet.",
    block_lede_of: "Sie haben eine Einladung zu {company} erhalten. Danach wird von hier 90 Tage lang keine Einladung mehr an Ihre Adresse gesendet.",
    block_reset: "Sonst ändert sich nichts: Andere E-Mails, etwa für ein neues Passwort, erreichen Sie weiterhin.",
    block_submit: "Diese Einladungen blockieren",
    blocking: "Wird blockiert...",
    block_back: "Zurück zur Einladung",
    blocked: "Diese Einladungen sind blockiert",
    blocked_lede: "90 Tage lang wird von hier keine Einladung an Ihre Adresse gesendet.",
    blocked_detail: "Sie können diese Seite schließen.",
};

static ES: Closed = Closed {
    accepted: "Esta invitación ya fue aceptada",
    accepted_lede: "La invitación a {company} ya se ha usado. Inicia sesión con la dirección a la que se envió.",
    accepted_lede_member: "Ya tienes acceso: perteneces a {company}.",
    go_in: "Abrir {company}",
    log_in: "Iniciar sesión",

    expired: "Esta invitación ha caducado",
    expired_lede: "La invitación a {company} estuvo abierta hasta el {time}. {inviter} puede enviarte una nueva.",
    superseded: "Hay una invitación más reciente",
    superseded_lede: "Un correo más reciente ha sustituido este enlace a {company}. Usa el enlace del último.",
    declined: "Esta invitación fue rechazada",
    declined_lede: "La invitación a {company} fue rechazada. Si fue un error, pide una nueva.",
    not_valid: "Esta invitación no es válida",
    not_valid_lede: "Puede que se haya retirado, o que la dirección de esta página no esté completa. Pregunta a la persona que te invitó.",

    ask: "Pedir una invitación nueva",
    asking: "Pidiendo...",
    ask_note: "Esto envía un correo a la persona que te invitó. No cambia nada más.",
    asked: "Hemos pedido una invitación nueva",
    asked_detail: "La persona que te invitó recibe un correo. Cuando te invite de nuevo, lo encontrarás en tu buzón.",

    you_declined: "Has rechazado la invitación",
    you_declined_lede: "No te has unido a {company} y la invitación está cerrada. Si fue un error, pide una nueva.",

    block: "Bloquear estas invitaciones",
    block_lede: "Durante 90 días no se enviará desde aquí ninguna invitación más a tu dirección.",
    block_lede_of: "Has recibido una invitación a {company}. Después, durante 90 días no se enviará desde aquí ninguna invitación más a tu dirección.",
    block_reset: "No cambia nada más: otros correos, como los de una contraseña nueva, te siguen llegando.",
    block_submit: "Bloquear estas invitaciones",
    blocking: "Bloqueando...",
    block_back: "Volver a la invitación",
    blocked: "Estas invitaciones están bloqueadas",
    blocked_lede: "Durante 90 días no se envía desde aquí ninguna invitación a tu dirección.",
    blocked_detail: "Puedes cerrar esta página.",
};
