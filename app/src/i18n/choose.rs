//! *Choose a customer*, *You have no customer account*.

use domain::Language;

use super::{Text, texts};

texts! {
    Choose {
        heading: Text,
        lede: Text,
        search: Text,
        search_hint: Text,
        found_none: Text,
        found_none_detail: Text,
        clear: Text,
        more: Text,
        no_access_heading: Text,
        no_access_lede: Text,
        again_heading: Text,
        again_detail: Text,
        /// An address may follow it.
        last: Text,
        delete_heading: Text,
        delete_detail: Text,
        /// `{email}` and `{phone}` stand out.
        support_mail: Text,
        support_phone: Text,
        save_language: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Choose {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: Choose = Choose {
    heading: "Choose a customer",
    lede: "You can change at any time, in the header of every page.",
    search: "Search customers",
    search_hint: "Name or customer number",
    found_none: "No customer matches \"{search}\"",
    found_none_detail: "Search looks at names and customer numbers.",
    clear: "Clear the search",
    more: "Only the first 20 are shown. Search for the one you want.",
    no_access_heading: "You have no customer account",
    no_access_lede: "You are logged in as {email}, and you have no access to any customer.",
    again_heading: "To get access",
    again_detail: "Ask an administrator of the customer to invite you.",
    last: "Your last one was {company} ({number})",
    delete_heading: "To delete your user",
    delete_detail: "Write to support.",
    support_mail: "Support: {email}",
    support_phone: "Phone: {phone}",
    save_language: "Change language",
};

static DE: Choose = Choose {
    heading: "Kunden wählen",
    lede: "Sie können jederzeit wechseln, oben auf jeder Seite.",
    search: "Kunden suchen",
    search_hint: "Name oder Kundennummer",
    found_none: "Kein Kunde passt zu „{search}“",
    found_none_detail: "Die Suche sieht in Namen und Kundennummern nach.",
    clear: "Suche leeren",
    more: "Nur die ersten 20 werden gezeigt. Suchen Sie nach dem gewünschten.",
    no_access_heading: "Sie haben kein Kundenkonto",
    no_access_lede: "Sie sind als {email} angemeldet und haben zu keinem Kunden Zugang.",
    again_heading: "Um Zugang zu erhalten",
    again_detail: "Bitten Sie einen Administrator des Kunden, Sie einzuladen.",
    last: "Ihr letzter war {company} ({number})",
    delete_heading: "Um Ihren Benutzer zu löschen",
    delete_detail: "Schreiben Sie an den Support.",
    support_mail: "Support: {email}",
    support_phone: "Telefon: {phone}",
    save_language: "Sprache ändern",
};

static ES: Choose = Choose {
    heading: "Elige un cliente",
    lede: "Puedes cambiar en cualquier momento, arriba en cada página.",
    search: "Buscar clientes",
    search_hint: "Nombre o número de cliente",
    found_none: "Ningún cliente coincide con «{search}»",
    found_none_detail: "La búsqueda mira nombres y números de cliente.",
    clear: "Borrar la búsqueda",
    more: "Solo se muestran los 20 primeros. Busca el que quieras.",
    no_access_heading: "No tienes ninguna cuenta de cliente",
    no_access_lede: "Has iniciado sesión como {email} y no tienes acceso a ningún cliente.",
    again_heading: "Para tener acceso",
    again_detail: "Pide a un administrador del cliente que te invite.",
    last: "El último fue {company} ({number})",
    delete_heading: "Para borrar tu usuario",
    delete_detail: "Escribe al equipo de soporte.",
    support_mail: "Soporte: {email}",
    support_phone: "Teléfono: {phone}",
    save_language: "Cambiar idioma",
};
