//! Several invitations at once.

use domain::Language;
use domain::invitation::LeftOut;

use super::{Plural, Text, texts};

texts! {
    Several {
        bar: Text,
        /// Before anything has counted them.
        selected: Text,
        count: Plural,
        select: Text,
        select_all: Text,
        resend: Text,
        delete: Text,
        clear: Text,
        resend_title: Plural,
        delete_title: Plural,
        older_end: Text,
        older_stay: Text,
        left_today: Text,
        delete_detail: Text,
        sending: Text,
        deleting: Text,
        no_such: Text,
        resent: Plural,
        deleted: Plural,
        none_resent: Text,
        none_deleted: Text,
        left_out: Plural,
        already_accepted: Text,
        ended: Text,
        already_member: Text,
        already_invited: Text,
        too_soon: Text,
        above_you: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Several {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

impl Several {
    /// Why one was left as it is.
    #[must_use]
    pub const fn why(&self, why: LeftOut) -> Text {
        match why {
            LeftOut::AlreadyAccepted => self.already_accepted,
            LeftOut::Ended => self.ended,
            LeftOut::AlreadyMember => self.already_member,
            LeftOut::AlreadyInvited => self.already_invited,
            LeftOut::TooSoon => self.too_soon,
            LeftOut::AboveYou => self.above_you,
        }
    }
}

static EN: Several = Several {
    bar: "Selected invitations",
    selected: "Selected:",
    count: Plural { one: "{n} selected", other: "{n} selected" },
    select: "Select {address}",
    select_all: "Select all on this page",
    resend: "Resend selected",
    delete: "Delete selected",
    clear: "Clear selection",
    resend_title: Plural { one: "Resend {n} invitation?", other: "Resend {n} invitations?" },
    delete_title: Plural { one: "Delete {n} invitation?", other: "Delete {n} invitations?" },
    older_end: "Everybody gets a new mail with a new link; the older links end.",
    older_stay: "Everybody gets a new mail with a new link; the older links keep working.",
    left_today: "{left} of {limit} invitations left today. Each one counts.",
    delete_detail: "Their links end at once, and the people are not told.",
    sending: "Sending…",
    deleting: "Deleting…",
    no_such: "These invitations cannot be shown",
    resent: Plural { one: "{n} invitation goes out again", other: "{n} invitations go out again" },
    deleted: Plural { one: "{n} invitation was deleted", other: "{n} invitations were deleted" },
    none_resent: "No invitation was sent again",
    none_deleted: "No invitation was deleted",
    left_out: Plural { one: "{n} was left as it is:", other: "{n} were left as they are:" },
    already_accepted: "accepted already",
    ended: "ended already",
    already_member: "a member of the account already",
    already_invited: "has another pending invitation",
    too_soon: "was mailed less than a minute ago",
    above_you: "grants more than you may give",
};

static DE: Several = Several {
    bar: "Ausgewählte Einladungen",
    selected: "Ausgewählt:",
    count: Plural { one: "{n} ausgewählt", other: "{n} ausgewählt" },
    select: "{address} auswählen",
    select_all: "Alle auf dieser Seite auswählen",
    resend: "Auswahl erneut senden",
    delete: "Auswahl löschen",
    clear: "Auswahl aufheben",
    resend_title: Plural { one: "{n} Einladung erneut senden?", other: "{n} Einladungen erneut senden?" },
    delete_title: Plural { one: "{n} Einladung löschen?", other: "{n} Einladungen löschen?" },
    older_end: "Alle erhalten eine neue E-Mail mit einem neuen Link; die älteren Links enden.",
    older_stay: "Alle erhalten eine neue E-Mail mit einem neuen Link; die älteren Links gelten weiter.",
    left_today: "Heute sind noch {left} von {limit} Einladungen übrig. Jede zählt.",
    delete_detail: "Die Links enden sofort; die Personen werden nicht benachrichtigt.",
    sending: "Wird gesendet…",
    deleting: "Wird gelöscht…",
    no_such: "Diese Einladungen können nicht angezeigt werden",
    resent: Plural { one: "{n} Einladung wird erneut gesendet", other: "{n} Einladungen werden erneut gesendet" },
    deleted: Plural { one: "{n} Einladung wurde gelöscht", other: "{n} Einladungen wurden gelöscht" },
    none_resent: "Keine Einladung wurde erneut gesendet",
    none_deleted: "Keine Einladung wurde gelöscht",
    left_out: Plural { one: "{n} blieb unverändert:", other: "{n} blieben unverändert:" },
    already_accepted: "bereits angenommen",
    ended: "bereits beendet",
    already_member: "bereits Mitglied des Kontos",
    already_invited: "hat eine andere offene Einladung",
    too_soon: "erhielt vor weniger als einer Minute eine E-Mail",
    above_you: "gewährt mehr, als Sie vergeben dürfen",
};

static ES: Several = Several {
    bar: "Invitaciones seleccionadas",
    selected: "Seleccionadas:",
    count: Plural { one: "{n} seleccionada", other: "{n} seleccionadas" },
    select: "Seleccionar {address}",
    select_all: "Seleccionar todas las de esta página",
    resend: "Reenviar las seleccionadas",
    delete: "Borrar las seleccionadas",
    clear: "Quitar la selección",
    resend_title: Plural { one: "¿Reenviar {n} invitación?", other: "¿Reenviar {n} invitaciones?" },
    delete_title: Plural { one: "¿Borrar {n} invitación?", other: "¿Borrar {n} invitaciones?" },
    older_end: "Cada persona recibe un correo con un enlace nuevo; los enlaces anteriores dejan de funcionar.",
    older_stay: "Cada persona recibe un correo con un enlace nuevo; los enlaces anteriores siguen funcionando.",
    left_today: "Hoy quedan {left} de {limit} invitaciones. Cada una cuenta.",
    delete_detail: "Sus enlaces terminan en el acto y no se avisa a nadie.",
    sending: "Enviando…",
    deleting: "Borrando…",
    no_such: "No se pueden mostrar estas invitaciones",
    resent: Plural { one: "{n} invitación sale de nuevo", other: "{n} invitaciones salen de nuevo" },
    deleted: Plural { one: "Se borró {n} invitación", other: "Se borraron {n} invitaciones" },
    none_resent: "No se reenvió ninguna invitación",
    none_deleted: "No se borró ninguna invitación",
    left_out: Plural { one: "{n} quedó como estaba:", other: "{n} quedaron como estaban:" },
    already_accepted: "ya aceptada",
    ended: "ya terminada",
    already_member: "ya es miembro de la cuenta",
    already_invited: "tiene otra invitación pendiente",
    too_soon: "recibió un correo hace menos de un minuto",
    above_you: "otorga más de lo que puedes dar",
};
