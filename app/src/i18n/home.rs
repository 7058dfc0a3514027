//! *Home* and the pages of areas.

use domain::Language;

use super::{Text, texts};

texts! {
    Home {
        heading: Text,
        profile: Text,
        welcome: Text,
        welcome_detail: Text,
        restricted: Text,
        restricted_detail: Text,
        restricted_ask: Text,
        restricted_end: Text,
        /// On other pages.
        restricted_line: Text,
        restricted_more: Text,
        left: Text,
        left_detail: Text,
        areas: Text,
        links: Text,
        documents: Text,
        no_areas: Text,
        closed: Text,
        area_detail: Text,
        back: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Home {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: Home = Home {
    heading: "Home",
    profile: "Profile of {company}",
    welcome: "Welcome to {company}",
    welcome_detail: "You are in. What you may open stands below.",
    restricted: "You have joined {company}. Your rights are still to come.",
    restricted_detail: "An administrator decides what you may open. Until then you can use Home, FAQ, Settings and Feedback.",
    restricted_ask: "Ask {contact} if you are waiting.",
    restricted_end: "This note goes away by itself; you need not log in again.",
    restricted_line: "Your rights at {company} are still to come.",
    restricted_more: "What you can do until then",
    left: "You have left customer {number}",
    left_detail: "You have no access to it any more.",
    areas: "Areas",
    links: "Links",
    documents: "Product documents",
    no_areas: "There are no areas yet.",
    closed: "Not open to you yet",
    area_detail: "This area is open to you.",
    back: "Back to Home",
};

static DE: Home = Home {
    heading: "Startseite",
    profile: "Profil von {company}",
    welcome: "Willkommen bei {company}",
    welcome_detail: "Sie sind drin. Was Sie öffnen dürfen, steht unten.",
    restricted: "Sie gehören jetzt zu {company}. Ihre Rechte folgen noch.",
    restricted_detail: "Ein Administrator entscheidet, was Sie öffnen dürfen. Bis dahin stehen Ihnen Startseite, FAQ, Einstellungen und Rückmeldung offen.",
    restricted_ask: "Fragen Sie {contact}, wenn Sie warten.",
    restricted_end: "Dieser Hinweis verschwindet von selbst; Sie müssen sich nicht neu anmelden.",
    restricted_line: "Ihre Rechte bei {company} folgen noch.",
    restricted_more: "Was Sie bis dahin tun können",
    left: "Sie haben den Kunden {number} verlassen",
    left_detail: "Sie haben dort keinen Zugang mehr.",
    areas: "Bereiche",
    links: "Links",
    documents: "Produktunterlagen",
    no_areas: "Es gibt noch keine Bereiche.",
    closed: "Für Sie noch nicht offen",
    area_detail: "Dieser Bereich steht Ihnen offen.",
    back: "Zurück zur Startseite",
};

static ES: Home = Home {
    heading: "Inicio",
    profile: "Perfil de {company}",
    welcome: "Te damos la bienvenida a {company}",
    welcome_detail: "Ya tienes acceso. Abajo está lo que puedes abrir.",
    restricted: "Ya perteneces a {company}. Tus permisos están por llegar.",
    restricted_detail: "Un administrador decide lo que puedes abrir. Hasta entonces puedes usar el inicio, las preguntas frecuentes, los ajustes y los comentarios.",
    restricted_ask: "Pregunta a {contact} si estás esperando.",
    restricted_end: "Este aviso desaparece solo; no hace falta que vuelvas a iniciar sesión.",
    restricted_line: "Tus permisos en {company} están por llegar.",
    restricted_more: "Qué puedes hacer hasta entonces",
    left: "Has dejado el cliente {number}",
    left_detail: "Ya no tienes acceso.",
    areas: "Áreas",
    links: "Enlaces",
    documents: "Documentos de productos",
    no_areas: "Todavía no hay áreas.",
    closed: "Aún no está abierta para ti",
    area_detail: "Esta área está abierta para ti.",
    back: "Volver al inicio",
};
