//! What the ways to invite are called.

use domain::Language;
use domain::policy::Preset;

use super::{Text, texts};

texts! {
    Presets {
        quick_invite: Text,
        quick_invite_about: Text,
        access_type_and_numbers: Text,
        access_type_and_numbers_about: Text,
        permissions: Text,
        permissions_about: Text,
        roles: Text,
        roles_about: Text,
        directory: Text,
        directory_about: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Presets {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

impl Presets {
    /// The name, and what it is like in one line.
    #[must_use]
    pub const fn of(&self, preset: Preset) -> (Text, Text) {
        match preset {
            Preset::QuickInvite => (self.quick_invite, self.quick_invite_about),
            Preset::AccessTypeAndNumbers => (self.access_type_and_numbers, self.access_type_and_numbers_about),
            Preset::Permissions => (self.permissions, self.permissions_about),
            Preset::Roles => (self.roles, self.roles_about),
            Preset::Directory => (self.directory, self.directory_about),
        }
    }
}

static EN: Presets = Presets {
    quick_invite: "Quick invite",
    quick_invite_about: "One dialog: an address and one role",
    access_type_and_numbers: "Access type and numbers",
    access_type_and_numbers_about: "Many people at once, each with an access type and numbers",
    permissions: "Permissions",
    permissions_about: "All permissions, or some that you choose, without roles",
    roles: "Roles",
    roles_about: "Several roles for one person, or none at first",
    directory: "Directory",
    directory_about: "Names, phone and groups, step by step",
};

static DE: Presets = Presets {
    quick_invite: "Schnelle Einladung",
    quick_invite_about: "Ein Dialog: eine Adresse und eine Rolle",
    access_type_and_numbers: "Zugangsart und Rufnummern",
    access_type_and_numbers_about: "Viele Personen auf einmal, jede mit Zugangsart und Rufnummern",
    permissions: "Berechtigungen",
    permissions_about: "Alle Berechtigungen oder einzelne, ohne Rollen",
    roles: "Rollen",
    roles_about: "Mehrere Rollen für eine Person, oder zunächst keine",
    directory: "Verzeichnis",
    directory_about: "Namen, Telefon und Gruppen, Schritt für Schritt",
};

static ES: Presets = Presets {
    quick_invite: "Invitación rápida",
    quick_invite_about: "Un diálogo: una dirección y un rol",
    access_type_and_numbers: "Tipo de acceso y números",
    access_type_and_numbers_about: "Muchas personas a la vez, cada una con tipo de acceso y números",
    permissions: "Permisos",
    permissions_about: "Todos los permisos o los que elijas, sin roles",
    roles: "Roles",
    roles_about: "Varios roles para una persona, o ninguno al principio",
    directory: "Directorio",
    directory_about: "Nombres, teléfono y grupos, paso a paso",
};
