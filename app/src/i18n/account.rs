//! The frame around the pages of an account and of the operator.

use domain::Language;

use super::{Plural, Text, texts};

texts! {
    Account {
        customer_number: Text,
        change: Text,
        /// The field inside *Change customer*.
        find: Text,
        find_hint: Text,
        all: Text,
        nothing_found: Text,
        open_navigation: Text,
        close_navigation: Text,
        navigation: Text,
        operator_navigation: Text,
        personal_navigation: Text,
        admin: Text,
        user_menu: Text,
        acting: Text,
        /// `{who}` is company and customer number.
        acting_for: Text,
        acting_note: Text,
        leave: Text,
        home: Text,
        profile: Text,
        users: Text,
        invitations: Text,
        audit: Text,
        /// What the number beside *Invitations* counts.
        pending: Plural,
        settings: Text,
        faq: Text,
        feedback: Text,
        customers: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Account {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: Account = Account {
    customer_number: "customer number",
    change: "Change customer",
    find: "Find a customer",
    find_hint: "Name or customer number",
    all: "All customers",
    nothing_found: "No customer found",
    open_navigation: "Open navigation",
    close_navigation: "Close navigation",
    navigation: "Account",
    operator_navigation: "Operator",
    personal_navigation: "Yours",
    admin: "Admin",
    user_menu: "user menu",
    acting: "Acting for a customer",
    acting_for: "Acting for {who}",
    acting_note: "Changes are recorded with your name.",
    leave: "Leave",
    home: "Home",
    profile: "Profile",
    users: "User management",
    invitations: "Invitations",
    audit: "Audit log",
    pending: Plural { one: "{n} pending", other: "{n} pending" },
    settings: "Account settings",
    faq: "FAQ",
    feedback: "Feedback",
    customers: "Customers",
};

static DE: Account = Account {
    customer_number: "Kundennummer",
    change: "Kunden wechseln",
    find: "Kunden finden",
    find_hint: "Name oder Kundennummer",
    all: "Alle Kunden",
    nothing_found: "Kein Kunde gefunden",
    open_navigation: "Navigation öffnen",
    close_navigation: "Navigation schließen",
    navigation: "Konto",
    operator_navigation: "Betreiber",
    personal_navigation: "Persönliches",
    admin: "Verwaltung",
    user_menu: "Benutzermenü",
    acting: "Im Auftrag eines Kunden",
    acting_for: "Im Auftrag von {who}",
    acting_note: "Änderungen werden mit Ihrem Namen aufgezeichnet.",
    leave: "Verlassen",
    home: "Startseite",
    profile: "Profil",
    users: "Benutzerverwaltung",
    invitations: "Einladungen",
    audit: "Protokoll",
    pending: Plural { one: "{n} offen", other: "{n} offen" },
    settings: "Kontoeinstellungen",
    faq: "FAQ",
    feedback: "Rückmeldung",
    customers: "Kunden",
};

static ES: Account = Account {
    customer_number: "número de cliente",
    change: "Cambiar de cliente",
    find: "Buscar un cliente",
    find_hint: "Nombre o número de cliente",
    all: "Todos los clientes",
    nothing_found: "No se encontró ningún cliente",
    open_navigation: "Abrir la navegación",
    close_navigation: "Cerrar la navegación",
    navigation: "Cuenta",
    operator_navigation: "Operador",
    personal_navigation: "Lo tuyo",
    admin: "Administración",
    user_menu: "menú de usuario",
    acting: "En nombre de un cliente",
    acting_for: "En nombre de {who}",
    acting_note: "Los cambios se registran con tu nombre.",
    leave: "Salir",
    home: "Inicio",
    profile: "Perfil",
    users: "Gestión de usuarios",
    invitations: "Invitaciones",
    audit: "Registro de auditoría",
    pending: Plural { one: "{n} pendiente", other: "{n} pendientes" },
    settings: "Ajustes de la cuenta",
    faq: "Preguntas frecuentes",
    feedback: "Comentarios",
    customers: "Clientes",
};
