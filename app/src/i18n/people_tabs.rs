//! The tabs of *User management*.

use domain::Language;

use super::{Text, texts};

texts! {
    PeopleTabs {
        label: Text,
        users: Text,
        invitations: Text,
        roles: Text,
        groups: Text,
        numbers: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static PeopleTabs {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: PeopleTabs = PeopleTabs {
    label: "User management",
    users: "Users",
    invitations: "Invitations",
    roles: "Roles",
    groups: "Groups",
    numbers: "Numbers",
};

static DE: PeopleTabs = PeopleTabs {
    label: "Benutzerverwaltung",
    users: "Benutzer",
    invitations: "Einladungen",
    roles: "Rollen",
    groups: "Gruppen",
    numbers: "Rufnummern",
};

static ES: PeopleTabs = PeopleTabs {
    label: "Gestión de usuarios",
    users: "Usuarios",
    invitations: "Invitaciones",
    roles: "Roles",
    groups: "Grupos",
    numbers: "Números",
};
