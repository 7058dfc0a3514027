//! Pages in the place of the one that was asked for.

use domain::Language;

use super::{Text, texts};

texts! {
    Errors {
        not_found: Text,
        not_found_detail: Text,
        forbidden: Text,
        forbidden_detail: Text,
        suspended: Text,
        closed: Text,
        gone: Text,
        gone_detail: Text,
        too_many: Text,
        busy: Text,
        unreachable: Text,
        failed: Text,
        conflict: Text,
        bad_request: Text,
        signed_out: Text,
        start: Text,
        again: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Errors {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: Errors = Errors {
    not_found: "Page not found",
    not_found_detail: "It may have been deleted, or the address is not quite right. It may also belong to an account that you have no access to.",
    forbidden: "You may not open this page",
    forbidden_detail: "It needs a permission that you do not have. Ask an administrator.",
    suspended: "This customer account is suspended",
    closed: "This customer account is closed",
    gone: "This link is no longer valid",
    gone_detail: "It has been used, or it has run out.",
    too_many: "Too many attempts",
    busy: "The server is busy",
    unreachable: "No connection",
    failed: "Something went wrong",
    conflict: "This has changed meanwhile",
    bad_request: "This request could not be read",
    signed_out: "You have been signed out",
    start: "Go to the start",
    again: "Try again",
};

static DE: Errors = Errors {
    not_found: "Seite nicht gefunden",
    not_found_detail: "Vielleicht wurde sie gelöscht, oder die Adresse stimmt nicht ganz. Vielleicht gehört sie auch zu einem Konto, zu dem Sie keinen Zugang haben.",
    forbidden: "Diese Seite dürfen Sie nicht öffnen",
    forbidden_detail: "Sie braucht eine Berechtigung, die Sie nicht haben. Fragen Sie einen Administrator.",
    suspended: "Dieses Kundenkonto ist gesperrt",
    closed: "Dieses Kundenkonto ist geschlossen",
    gone: "Dieser Link gilt nicht mehr",
    gone_detail: "Er wurde schon benutzt oder ist abgelaufen.",
    too_many: "Zu viele Versuche",
    busy: "Der Server ist ausgelastet",
    unreachable: "Keine Verbindung",
    failed: "Etwas ist schiefgegangen",
    conflict: "Das hat sich inzwischen geändert",
    bad_request: "Die Anfrage war nicht lesbar",
    signed_out: "Sie wurden abgemeldet",
    start: "Zum Anfang",
    again: "Erneut versuchen",
};

static ES: Errors = Errors {
    not_found: "Página no encontrada",
    not_found_detail: "Puede que se haya borrado o que la dirección no sea del todo correcta. También puede ser de una cuenta a la que no tienes acceso.",
    forbidden: "No puedes abrir esta página",
    forbidden_detail: "Necesita un permiso que no tienes. Pregunta a un administrador.",
    suspended: "Esta cuenta de cliente está suspendida",
    closed: "Esta cuenta de cliente está cerrada",
    gone: "Este enlace ya no es válido",
    gone_detail: "Ya se usó o ha caducado.",
    too_many: "Demasiados intentos",
    busy: "El servidor está ocupado",
    unreachable: "Sin conexión",
    failed: "Algo ha fallado",
    conflict: "Esto ha cambiado entretanto",
    bad_request: "No se pudo leer la solicitud",
    signed_out: "Se ha cerrado tu sesión",
    start: "Ir al inicio",
    again: "Intentarlo de nuevo",
};
