//! Names and descriptions of the built-in roles; an account's own roles speak for themselves.

use domain::Language;
use domain::role::RoleKind;
use domain::views::RoleName;

use super::{Text, texts};

texts! {
    Roles {
        administrator: Text,
        standard_user: Text,
        administrator_can: Text,
        standard_user_can: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Roles {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

/// A role as people see it.
#[must_use]
pub fn role_name(language: Language, kind: RoleKind, name: &str) -> String {
    let t = texts(language);
    match kind {
        RoleKind::Administrator => t.administrator.to_owned(),
        RoleKind::StandardUser => t.standard_user.to_owned(),
        RoleKind::Custom => name.to_owned(),
    }
}

/// What a role can do, in one line.
#[must_use]
pub fn role_description(language: Language, kind: RoleKind, description: &str) -> String {
    let t = texts(language);
    match kind {
        RoleKind::Administrator => t.administrator_can.to_owned(),
        RoleKind::StandardUser => t.standard_user_can.to_owned(),
        RoleKind::Custom => description.to_owned(),
    }
}

/// Roles as a list in running text.
#[must_use]
pub fn role_names(language: Language, roles: &[RoleName]) -> String {
    roles.iter().map(|role| role_name(language, role.kind, &role.name)).collect::<Vec<_>>().join(", ")
}

static EN: Roles = Roles {
    administrator: "Account Administrator",
    standard_user: "Standard User",
    administrator_can: "Can do everything in this account, and invite and manage people.",
    standard_user_can: "Can use all areas. Cannot invite or manage people.",
};

static DE: Roles = Roles {
    administrator: "Kontoadministrator",
    standard_user: "Standardbenutzer",
    administrator_can: "Darf in diesem Konto alles, auch Personen einladen und verwalten.",
    standard_user_can: "Darf alle Bereiche nutzen, aber keine Personen einladen oder verwalten.",
};

static ES: Roles = Roles {
    administrator: "Administrador de la cuenta",
    standard_user: "Usuario estándar",
    administrator_can: "Puede hacer todo en esta cuenta, también invitar y gestionar a otras personas.",
    standard_user_can: "Puede usar todas las áreas. No puede invitar ni gestionar a otras personas.",
};
