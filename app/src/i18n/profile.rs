//! *Profile* of an account.

use domain::Language;

use super::{Text, texts};

texts! {
    Profile {
        heading: Text,
        /// The name of the tabs.
        tabs: Text,
        company: Text,
        contact: Text,
        users: Text,
        number: Text,
        status: Text,
        language: Text,
        time_zone: Text,
        since: Text,
        main_contact: Text,
        phone: Text,
        address: Text,
        not_given: Text,
        user_profiles: Text,
        /// Opens the wizard in a new tab.
        create: Text,
        name: Text,
        email: Text,
        contact_number: Text,
        kind: Text,
        numbers: Text,
        you: Text,
        nobody: Text,
        nobody_detail: Text,
        nobody_detail_inviter: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Profile {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: Profile = Profile {
    heading: "Profile",
    tabs: "Profile",
    company: "Company",
    contact: "Contact information",
    users: "User management",
    number: "Customer number",
    status: "Status",
    language: "Language",
    time_zone: "Time zone",
    since: "Customer since",
    main_contact: "Main contact",
    phone: "Phone",
    address: "Address",
    not_given: "not given",
    user_profiles: "User profiles",
    create: "Create new users",
    name: "Name",
    email: "Email",
    contact_number: "Contact number",
    kind: "Type",
    numbers: "Numbers",
    you: "(you)",
    nobody: "Nobody is in this account yet",
    nobody_detail: "People appear here when they have accepted their invitation.",
    nobody_detail_inviter: "People appear here when they have accepted their invitation. Invite an administrator first.",
};

static DE: Profile = Profile {
    heading: "Profil",
    tabs: "Profil",
    company: "Unternehmen",
    contact: "Kontaktdaten",
    users: "Benutzerverwaltung",
    number: "Kundennummer",
    status: "Status",
    language: "Sprache",
    time_zone: "Zeitzone",
    since: "Kunde seit",
    main_contact: "Ansprechperson",
    phone: "Telefon",
    address: "Anschrift",
    not_given: "nicht angegeben",
    user_profiles: "Benutzerprofile",
    create: "Neue Benutzer anlegen",
    name: "Name",
    email: "E-Mail",
    contact_number: "Telefon",
    kind: "Art",
    numbers: "Rufnummern",
    you: "(Sie)",
    nobody: "In diesem Konto ist noch niemand",
    nobody_detail: "Personen erscheinen hier, sobald sie ihre Einladung angenommen haben.",
    nobody_detail_inviter: "Personen erscheinen hier, sobald sie ihre Einladung angenommen haben. Laden Sie zuerst einen Administrator ein.",
};

static ES: Profile = Profile {
    heading: "Perfil",
    tabs: "Perfil",
    company: "Empresa",
    contact: "Datos de contacto",
    users: "Gestión de usuarios",
    number: "Número de cliente",
    status: "Estado",
    language: "Idioma",
    time_zone: "Zona horaria",
    since: "Cliente desde",
    main_contact: "Persona de contacto",
    phone: "Teléfono",
    address: "Dirección postal",
    not_given: "sin indicar",
    user_profiles: "Perfiles de usuario",
    create: "Crear usuarios nuevos",
    name: "Nombre",
    email: "Correo",
    contact_number: "Teléfono",
    kind: "Tipo",
    numbers: "Números",
    you: "(tú)",
    nobody: "Todavía no hay nadie en esta cuenta",
    nobody_detail: "Las personas aparecen aquí cuando han aceptado su invitación.",
    nobody_detail_inviter: "Las personas aparecen aquí cuando han aceptado su invitación. Invita primero a alguien que administre la cuenta.",
};
