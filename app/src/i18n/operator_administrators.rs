//! Who administers the installation.

use domain::Language;

use super::{Text, texts};

texts! {
    OperatorAdministrators {
        title: Text,
        about: Text,
        add: Text,
        add_title: Text,
        add_about: Text,
        adding: Text,
        /// `{email}` is who was added.
        added: Text,
        added_detail: Text,
        name: Text,
        email: Text,
        since: Text,
        actions: Text,
        you: Text,
        waiting: Text,
        remove: Text,
        remove_title: Text,
        remove_about: Text,
        remove_oneself: Text,
        removing: Text,
        password: Text,
        no_such: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static OperatorAdministrators {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: OperatorAdministrators = OperatorAdministrators {
    title: "Operator administrators",
    about: "They open every customer account and change everything on these pages. At least one who can log in always stays.",
    add: "Add administrator",
    add_title: "Add operator administrator",
    add_about: "Somebody who has a login here is told by mail. Anybody else gets a link by which they set a password.",
    adding: "Adding...",
    added: "{email} is an operator administrator now",
    added_detail: "A mail is on its way to them. They were logged out everywhere.",
    name: "Name",
    email: "Email",
    since: "Since",
    actions: "Actions",
    you: "(you)",
    waiting: "has not set a password yet",
    remove: "Remove",
    remove_title: "Remove {name}?",
    remove_about: "{name} stops administering the installation with their next click. Memberships in customer accounts stay.",
    remove_oneself: "You stop administering the installation at once, and cannot undo it yourself.",
    removing: "Removing...",
    password: "Your password",
    no_such: "Administrator",
};

static DE: OperatorAdministrators = OperatorAdministrators {
    title: "Administratoren des Betreibers",
    about: "Sie öffnen jedes Kundenkonto und ändern alles auf diesen Seiten. Mindestens einer, der sich anmelden kann, bleibt immer.",
    add: "Administrator hinzufügen",
    add_title: "Administrator des Betreibers hinzufügen",
    add_about: "Wer hier schon einen Zugang hat, erfährt es per E-Mail. Alle anderen erhalten einen Link, über den sie ein Passwort festlegen.",
    adding: "Wird hinzugefügt...",
    added: "{email} administriert jetzt die Installation",
    added_detail: "Eine E-Mail ist unterwegs. Alle bisherigen Anmeldungen sind beendet.",
    name: "Name",
    email: "E-Mail",
    since: "Seit",
    actions: "Aktionen",
    you: "(Sie)",
    waiting: "hat noch kein Passwort festgelegt",
    remove: "Entfernen",
    remove_title: "{name} entfernen?",
    remove_about: "{name} administriert die Installation ab dem nächsten Klick nicht mehr. Mitgliedschaften in Kundenkonten bleiben.",
    remove_oneself: "Sie administrieren die Installation sofort nicht mehr und können das selbst nicht rückgängig machen.",
    removing: "Wird entfernt...",
    password: "Ihr Passwort",
    no_such: "Administrator",
};

static ES: OperatorAdministrators = OperatorAdministrators {
    title: "Administradores del operador",
    about: "Abren todas las cuentas de clientes y cambian todo en estas páginas. Siempre queda al menos uno que puede entrar.",
    add: "Añadir administrador",
    add_title: "Añadir administrador del operador",
    add_about: "A quien ya tiene acceso aquí se le avisa por correo. Los demás reciben un enlace con el que eligen una contraseña.",
    adding: "Añadiendo...",
    added: "{email} administra ahora la instalación",
    added_detail: "Un correo está en camino. Se han cerrado todas sus sesiones.",
    name: "Nombre",
    email: "Correo",
    since: "Desde",
    actions: "Acciones",
    you: "(tú)",
    waiting: "aún no ha elegido contraseña",
    remove: "Quitar",
    remove_title: "¿Quitar a {name}?",
    remove_about: "{name} deja de administrar la instalación con su próximo clic. Sus membresías en cuentas de clientes se mantienen.",
    remove_oneself: "Dejas de administrar la instalación enseguida y no puedes deshacerlo por tu cuenta.",
    removing: "Quitando...",
    password: "Tu contraseña",
    no_such: "Administrador",
};
