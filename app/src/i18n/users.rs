//! *User management*, tab *Users*.

use domain::Language;

use super::{Text, texts};

texts! {
    Users {
        heading: Text,
        filters: Text,
        all: Text,
        restricted: Text,
        search: Text,
        search_hint: Text,
        table: Text,
        name: Text,
        roles: Text,
        numbers: Text,
        status: Text,
        joined: Text,
        you: Text,
        nobody: Text,
        nobody_detail: Text,
        nothing_found: Text,
        nothing_found_detail: Text,
        clear: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Users {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: Users = Users {
    heading: "User management",
    filters: "Membership",
    all: "All",
    restricted: "Without rights",
    search: "Search users",
    search_hint: "Name or address",
    table: "Users",
    name: "Name",
    roles: "Roles",
    numbers: "Numbers",
    status: "Status",
    joined: "Joined",
    you: "(you)",
    nobody: "Nobody is in this account yet",
    nobody_detail: "People appear here when they have accepted their invitation.",
    nothing_found: "No user matches",
    nothing_found_detail: "Search looks at names and email addresses.",
    clear: "Clear filters",
};

static DE: Users = Users {
    heading: "Benutzerverwaltung",
    filters: "Mitgliedschaft",
    all: "Alle",
    restricted: "Ohne Rechte",
    search: "Benutzer suchen",
    search_hint: "Name oder Adresse",
    table: "Benutzer",
    name: "Name",
    roles: "Rollen",
    numbers: "Rufnummern",
    status: "Status",
    joined: "Dabei seit",
    you: "(Sie)",
    nobody: "In diesem Konto ist noch niemand",
    nobody_detail: "Personen erscheinen hier, sobald sie ihre Einladung angenommen haben.",
    nothing_found: "Kein Benutzer passt dazu",
    nothing_found_detail: "Die Suche sieht in Namen und E-Mail-Adressen nach.",
    clear: "Filter zurücksetzen",
};

static ES: Users = Users {
    heading: "Gestión de usuarios",
    filters: "Pertenencia",
    all: "Todos",
    restricted: "Sin permisos",
    search: "Buscar usuarios",
    search_hint: "Nombre o dirección",
    table: "Usuarios",
    name: "Nombre",
    roles: "Roles",
    numbers: "Números",
    status: "Estado",
    joined: "Desde",
    you: "(tú)",
    nobody: "Todavía no hay nadie en esta cuenta",
    nobody_detail: "Las personas aparecen aquí cuando han aceptado su invitación.",
    nothing_found: "Ningún usuario coincide",
    nothing_found_detail: "La búsqueda mira nombres y direcciones de correo.",
    clear: "Quitar filtros",
};
