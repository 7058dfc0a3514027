//! What the fields of forms are called inside a message.

use domain::Language;

use crate::i18n::{Text, texts};

/// A field in the accusative, with its indefinite and its definite article.
#[derive(Clone, Copy, Debug)]
pub struct Noun {
    pub a: Text,
    pub the: Text,
}

#[cfg(test)]
impl crate::i18n::text::Forms for Noun {
    fn forms(&self) -> Vec<Text> {
        vec![self.a, self.the]
    }
}

texts! {
    FieldNames {
        email: Noun,
        password: Noun,
        first_name: Noun,
        last_name: Noun,
        phone: Noun,
        product: Noun,
        title: Noun,
        sender_name: Noun,
        postal_address: Noun,
        company: Noun,
        number: Noun,
        language: Noun,
        time_zone: Noun,
        preset: Noun,
        contact_name: Noun,
        contact_address: Noun,
        confirm: Noun,
        role: Noun,
        list: Noun,
        phone_number: Noun,
        code: Noun,
        name: Noun,
        description: Noun,
        instead: Noun,
        permissions: Noun,
        lines: Noun,
        member: Noun,
        sponsored: Noun,
        feedback: Noun,
        other: Noun,
    }
}

impl FieldNames {
    /// By the name of the field in its form struct.
    #[must_use]
    pub fn of(&self, field: &str) -> Noun {
        match field {
            "email" | "contact_email" | "support_email" => self.email,
            "password" | "current_password" => self.password,
            "first_name" => self.first_name,
            "last_name" => self.last_name,
            "phone" | "contact_phone" | "support_phone" => self.phone,
            "product" => self.product,
            "title" => self.title,
            "sender_name" => self.sender_name,
            "postal_address" => self.postal_address,
            "company" => self.company,
            "number" => self.number,
            "language" => self.language,
            "time_zone" => self.time_zone,
            "preset" => self.preset,
            "contact_name" => self.contact_name,
            "confirm" => self.confirm,
            "contact_address" => self.contact_address,
            "role" => self.role,
            "text" => self.list,
            "numbers" => self.phone_number,
            "code" => self.code,
            "name" => self.name,
            "description" => self.description,
            "instead" => self.instead,
            "permissions" => self.permissions,
            "lines" => self.lines,
            "member" => self.member,
            "feedback" => self.feedback,
            "sponsored" => self.sponsored,
            _ => self.other,
        }
    }
}

#[must_use]
pub fn field_names(language: Language) -> &'static FieldNames {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

const fn noun(a: Text, the: Text) -> Noun {
    Noun { a, the }
}

static EN: FieldNames = FieldNames {
    email: noun("an email address", "the email address"),
    password: noun("a password", "the password"),
    first_name: noun("a first name", "the first name"),
    last_name: noun("a last name", "the last name"),
    phone: noun("a phone number", "the phone number"),
    product: noun("a product name", "the product name"),
    title: noun("what it is called", "what it is called"),
    sender_name: noun("a sender name", "the sender name"),
    postal_address: noun("a postal address", "the postal address"),
    company: noun("a company name", "the company name"),
    number: noun("a customer number", "the customer number"),
    language: noun("a language", "the language"),
    time_zone: noun("a time zone", "the time zone"),
    preset: noun("a way to invite", "the way to invite"),
    contact_name: noun("a contact name", "the contact name"),
    confirm: noun("the name of the company as it stands above", "the name of the company as it stands above"),
    contact_address: noun("an address", "the address"),
    role: noun("an access type", "the access type"),
    list: noun("at least one email address", "the list"),
    phone_number: noun("one of the numbers of this account", "the number"),
    code: noun("the code", "the code"),
    name: noun("a name", "the name"),
    description: noun("a description", "the description"),
    instead: noun("what they get instead", "what they get instead"),
    permissions: noun("permissions of the list", "the permissions"),
    lines: noun("at least one number", "the list"),
    member: noun("a member", "the member"),
    sponsored: noun("what becomes of the open invitations", "what becomes of the open invitations"),
    feedback: noun("your feedback", "your feedback"),
    other: noun("a value", "the value"),
};

static DE: FieldNames = FieldNames {
    email: noun("eine E-Mail-Adresse", "die E-Mail-Adresse"),
    password: noun("ein Passwort", "das Passwort"),
    first_name: noun("einen Vornamen", "den Vornamen"),
    last_name: noun("einen Nachnamen", "den Nachnamen"),
    phone: noun("eine Telefonnummer", "die Telefonnummer"),
    product: noun("einen Produktnamen", "den Produktnamen"),
    title: noun("ein, wie es heißt", "die Bezeichnung"),
    sender_name: noun("einen Absendernamen", "den Absendernamen"),
    postal_address: noun("eine Postanschrift", "die Postanschrift"),
    company: noun("einen Firmennamen", "den Firmennamen"),
    number: noun("eine Kundennummer", "die Kundennummer"),
    language: noun("eine Sprache", "die Sprache"),
    time_zone: noun("eine Zeitzone", "die Zeitzone"),
    preset: noun("eine Art einzuladen", "die Art einzuladen"),
    contact_name: noun("eine Ansprechperson", "die Ansprechperson"),
    confirm: noun("den Namen des Unternehmens so, wie er oben steht,", "den Namen des Unternehmens"),
    contact_address: noun("eine Anschrift", "die Anschrift"),
    role: noun("eine Zugangsart", "die Zugangsart"),
    list: noun("mindestens eine E-Mail-Adresse", "die Liste"),
    phone_number: noun("eine der Rufnummern dieses Kontos", "die Rufnummer"),
    code: noun("den Code", "den Code"),
    name: noun("einen Namen", "den Namen"),
    description: noun("eine Beschreibung", "die Beschreibung"),
    instead: noun("aus, was sie stattdessen erhalten", "was sie stattdessen erhalten"),
    permissions: noun("Berechtigungen der Liste", "die Berechtigungen"),
    lines: noun("mindestens eine Rufnummer", "die Liste"),
    member: noun("ein Mitglied", "das Mitglied"),
    sponsored: noun("was aus den offenen Einladungen wird", "was aus den offenen Einladungen wird"),
    feedback: noun("Ihre Rückmeldung", "Ihre Rückmeldung"),
    other: noun("einen Wert", "den Wert"),
};

static ES: FieldNames = FieldNames {
    email: noun("una dirección de correo", "la dirección de correo"),
    password: noun("una contraseña", "la contraseña"),
    first_name: noun("un nombre", "el nombre"),
    last_name: noun("los apellidos", "los apellidos"),
    phone: noun("un número de teléfono", "el número de teléfono"),
    product: noun("un nombre de producto", "el nombre de producto"),
    title: noun("cómo se llama", "el nombre"),
    sender_name: noun("un nombre de remitente", "el nombre de remitente"),
    postal_address: noun("una dirección postal", "la dirección postal"),
    company: noun("un nombre de empresa", "el nombre de empresa"),
    number: noun("un número de cliente", "el número de cliente"),
    language: noun("un idioma", "el idioma"),
    time_zone: noun("una zona horaria", "la zona horaria"),
    preset: noun("una forma de invitar", "la forma de invitar"),
    contact_name: noun("una persona de contacto", "la persona de contacto"),
    confirm: noun("el nombre de la empresa tal como aparece arriba", "el nombre de la empresa tal como aparece arriba"),
    contact_address: noun("una dirección postal", "la dirección postal"),
    role: noun("un tipo de acceso", "el tipo de acceso"),
    list: noun("al menos una dirección de correo", "la lista"),
    phone_number: noun("uno de los números de esta cuenta", "el número"),
    code: noun("el código", "el código"),
    name: noun("un nombre", "el nombre"),
    description: noun("una descripción", "la descripción"),
    instead: noun("qué reciben en su lugar", "lo que reciben en su lugar"),
    permissions: noun("permisos de la lista", "los permisos"),
    lines: noun("al menos un número", "la lista"),
    member: noun("un miembro", "el miembro"),
    sponsored: noun("qué pasa con las invitaciones abiertas", "qué pasa con las invitaciones abiertas"),
    feedback: noun("tus comentarios", "tus comentarios"),
    other: noun("un valor", "el valor"),
};
