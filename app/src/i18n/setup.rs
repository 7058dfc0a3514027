//! *Set up Vestibule*.

use domain::Language;

use super::{Text, texts};

texts! {
    Setup {
        heading: Text,
        lede: Text,
        product: Text,
        product_hint: Text,
        first_name: Text,
        last_name: Text,
        email: Text,
        password: Text,
        language: Text,
        time_zone: Text,
        select_time_zone: Text,
        submit: Text,
        submitting: Text,
        closed: Text,
        closed_detail: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Setup {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: Setup = Setup {
    heading: "Set up Vestibule",
    lede: "Name your product, and become the first administrator of this installation.",
    product: "Product name",
    product_hint: "Stands on every page and in every mail. You can change it later.",
    first_name: "First name",
    last_name: "Last name",
    email: "Email address",
    password: "Password",
    language: "Language",
    time_zone: "Time zone",
    select_time_zone: "Select a time zone",
    submit: "Set up",
    submitting: "Setting up...",
    closed: "This installation is set up already",
    closed_detail: "The link works once. Log in with the address that was given then.",
};

static DE: Setup = Setup {
    heading: "Vestibule einrichten",
    lede: "Geben Sie Ihrem Produkt einen Namen, und werden Sie der erste Administrator dieser Installation.",
    product: "Produktname",
    product_hint: "Steht auf jeder Seite und in jeder E-Mail. Sie können ihn später ändern.",
    first_name: "Vorname",
    last_name: "Nachname",
    email: "E-Mail-Adresse",
    password: "Passwort",
    language: "Sprache",
    time_zone: "Zeitzone",
    select_time_zone: "Zeitzone wählen",
    submit: "Einrichten",
    submitting: "Wird eingerichtet...",
    closed: "Diese Installation ist schon eingerichtet",
    closed_detail: "Der Link gilt nur einmal. Melden Sie sich mit der Adresse an, die dabei angegeben wurde.",
};

static ES: Setup = Setup {
    heading: "Configurar Vestibule",
    lede: "Pon nombre a tu producto y sé la primera persona que administra esta instalación.",
    product: "Nombre del producto",
    product_hint: "Aparece en cada página y en cada correo. Puedes cambiarlo más tarde.",
    first_name: "Nombre",
    last_name: "Apellidos",
    email: "Dirección de correo",
    password: "Contraseña",
    language: "Idioma",
    time_zone: "Zona horaria",
    select_time_zone: "Elige una zona horaria",
    submit: "Configurar",
    submitting: "Configurando...",
    closed: "Esta instalación ya está configurada",
    closed_detail: "El enlace vale una sola vez. Inicia sesión con la dirección que se dio entonces.",
};
