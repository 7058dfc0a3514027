//! What permissions are called and what they allow. Areas speak for themselves.

use domain::Language;
use domain::permission::Permission;

use super::{Text, texts};

texts! {
    Permissions {
        areas: Text,
        areas_about: Text,
        users: Text,
        users_about: Text,
        account: Text,
        account_about: Text,
        /// Before the names of those that are not offered.
        missing: Text,
        users_view: Text,
        users_view_about: Text,
        users_invite: Text,
        users_invite_about: Text,
        users_manage: Text,
        users_manage_about: Text,
        numbers_assign: Text,
        numbers_assign_about: Text,
        roles_manage: Text,
        roles_manage_about: Text,
        groups_manage: Text,
        groups_manage_about: Text,
        settings_manage: Text,
        settings_manage_about: Text,
        audit_view: Text,
        audit_view_about: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Permissions {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

impl Permissions {
    /// The name of a permission; nothing for an area, whose name the operator has given.
    #[must_use]
    pub const fn name(&self, permission: &Permission) -> Text {
        match permission {
            Permission::UsersView => self.users_view,
            Permission::UsersInvite => self.users_invite,
            Permission::UsersManage => self.users_manage,
            Permission::RolesManage => self.roles_manage,
            Permission::GroupsManage => self.groups_manage,
            Permission::NumbersAssign => self.numbers_assign,
            Permission::SettingsManage => self.settings_manage,
            Permission::AuditView => self.audit_view,
            Permission::Area(_) => "",
        }
    }

    /// What it allows, in one line.
    #[must_use]
    pub const fn about(&self, permission: &Permission) -> Text {
        match permission {
            Permission::UsersView => self.users_view_about,
            Permission::UsersInvite => self.users_invite_about,
            Permission::UsersManage => self.users_manage_about,
            Permission::RolesManage => self.roles_manage_about,
            Permission::GroupsManage => self.groups_manage_about,
            Permission::NumbersAssign => self.numbers_assign_about,
            Permission::SettingsManage => self.settings_manage_about,
            Permission::AuditView => self.audit_view_about,
            Permission::Area(_) => "",
        }
    }
}

static EN: Permissions = Permissions {
    areas: "Areas",
    areas_about: "What they can open",
    users: "Users",
    users_about: "Who is in this account",
    account: "Account",
    account_about: "How this account works",
    missing: "Not listed, because you do not hold it yourself:",
    users_view: "See users",
    users_view_about: "Members and invitations, with roles and numbers",
    users_invite: "Invite users",
    users_invite_about: "Only with rights that they hold themselves",
    users_manage: "Manage users",
    users_manage_about: "Change, suspend and remove members",
    numbers_assign: "Assign numbers",
    numbers_assign_about: "Hand out and take back numbers",
    roles_manage: "Manage roles",
    roles_manage_about: "Create, change and delete roles",
    groups_manage: "Manage groups",
    groups_manage_about: "Create, rename and delete groups",
    settings_manage: "Manage account settings",
    settings_manage_about: "The rules for invitations, language, time zone",
    audit_view: "See the audit log",
    audit_view_about: "Who did what to whom, and when",
};

static DE: Permissions = Permissions {
    areas: "Bereiche",
    areas_about: "Was sie öffnen können",
    users: "Benutzer",
    users_about: "Wer zu diesem Konto gehört",
    account: "Konto",
    account_about: "Wie dieses Konto arbeitet",
    missing: "Nicht aufgeführt, weil Sie es selbst nicht dürfen:",
    users_view: "Benutzer sehen",
    users_view_about: "Mitglieder und Einladungen mit Rollen und Rufnummern",
    users_invite: "Benutzer einladen",
    users_invite_about: "Nur mit Rechten, die sie selbst haben",
    users_manage: "Benutzer verwalten",
    users_manage_about: "Mitglieder ändern, sperren und entfernen",
    numbers_assign: "Rufnummern zuweisen",
    numbers_assign_about: "Rufnummern vergeben und zurücknehmen",
    roles_manage: "Rollen verwalten",
    roles_manage_about: "Rollen anlegen, ändern und löschen",
    groups_manage: "Gruppen verwalten",
    groups_manage_about: "Gruppen anlegen, umbenennen und löschen",
    settings_manage: "Kontoeinstellungen verwalten",
    settings_manage_about: "Regeln für Einladungen, Sprache, Zeitzone",
    audit_view: "Protokoll sehen",
    audit_view_about: "Wer wann was an wem geändert hat",
};

static ES: Permissions = Permissions {
    areas: "Áreas",
    areas_about: "Lo que pueden abrir",
    users: "Usuarios",
    users_about: "Quién está en esta cuenta",
    account: "Cuenta",
    account_about: "Cómo funciona esta cuenta",
    missing: "No aparece, porque tú no lo tienes:",
    users_view: "Ver usuarios",
    users_view_about: "Miembros e invitaciones, con roles y números",
    users_invite: "Invitar usuarios",
    users_invite_about: "Solo con los permisos que ya tienen",
    users_manage: "Gestionar usuarios",
    users_manage_about: "Cambiar, suspender y quitar miembros",
    numbers_assign: "Asignar números",
    numbers_assign_about: "Entregar y retirar números",
    roles_manage: "Gestionar roles",
    roles_manage_about: "Crear, cambiar y borrar roles",
    groups_manage: "Gestionar grupos",
    groups_manage_about: "Crear, renombrar y borrar grupos",
    settings_manage: "Gestionar los ajustes de la cuenta",
    settings_manage_about: "Las reglas de las invitaciones, el idioma, la zona horaria",
    audit_view: "Ver el registro de auditoría",
    audit_view_about: "Quién hizo qué a quién, y cuándo",
};
