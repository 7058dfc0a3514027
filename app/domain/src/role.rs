//! Roles: named sets of permissions, one list for each account.

use crate::Language;
use crate::codes::codes;
use crate::permission::{AreaKey, Permission, Rights};

codes! {
    /// Where the rights of a role come from. The first two are made with the account and can be neither edited nor deleted.
    RoleKind {
        /// *Account Administrator*: everything.
        Administrator = "administrator",
        /// *Standard User*: opens all areas, those that the operator adds later too.
        StandardUser = "standard_user",
        /// The account's own, with its own list of permissions.
        Custom = "custom",
    }
}

impl RoleKind {
    /// What a built-in role is called; the account's own have the name that they were given.
    #[must_use]
    pub const fn built_in_name(self, language: Language) -> Option<&'static str> {
        match (self, language) {
            (Self::Administrator, Language::En) => Some("Account Administrator"),
            (Self::Administrator, Language::De) => Some("Kontoadministrator"),
            (Self::Administrator, Language::Es) => Some("Administrador de la cuenta"),
            (Self::StandardUser, Language::En) => Some("Standard User"),
            (Self::StandardUser, Language::De) => Some("Standardbenutzer"),
            (Self::StandardUser, Language::Es) => Some("Usuario estándar"),
            (Self::Custom, _) => None,
        }
    }

    /// Whether a built-in role is called so in any language: no other role may be taken for one.
    #[must_use]
    pub fn is_built_in_name(name: &str) -> bool {
        let name = name.to_lowercase();
        let names = [Self::Administrator, Self::StandardUser]
            .into_iter()
            .flat_map(|kind| Language::ALL.iter().filter_map(move |language| kind.built_in_name(*language)));
        names.into_iter().any(|built_in| built_in.to_lowercase() == name)
    }

    /// The rights that holding such a role gives, where `areas` are the operator's and `own` the custom role's list.
    pub fn rights(self, areas: &[AreaKey], own: impl IntoIterator<Item = Permission>) -> Rights {
        match self {
            Self::Administrator => Rights::administrator(),
            Self::StandardUser => areas.iter().cloned().map(Permission::Area).collect(),
            Self::Custom => own.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_be_called_like_a_built_in_role() {
        for name in ["Account Administrator", "kontoadministrator", "USUARIO ESTÁNDAR", "Standard user"] {
            assert!(RoleKind::is_built_in_name(name), "{name}");
        }
        assert!(!RoleKind::is_built_in_name("Client Admin"));
    }

    #[test]
    fn built_in_roles_follow_what_the_operator_adds() {
        let areas: Vec<AreaKey> = ["calls", "invoices"].iter().map(|a| a.parse().unwrap()).collect();
        let standard = RoleKind::StandardUser.rights(&areas, []);
        assert!(standard.holds(&Permission::Area(areas[1].clone())));
        assert!(!standard.holds(&Permission::UsersView));
        assert!(RoleKind::Administrator.rights(&[], []).is_administrator());
        assert!(RoleKind::Custom.rights(&areas, []).is_empty());
    }
}
