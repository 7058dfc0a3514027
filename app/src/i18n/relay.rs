//! Why a mail got no further than to the relay, where the relay itself did not say so.

use domain::Language;
use domain::relay::{Obstacle, OwnWords, Step};

use super::{Text, fill, texts};

texts! {
    Relay {
        /// `{step}` is one of the steps below.
        timeout: Text,
        failed: Text,
        unexpected: Text,
        connect: Text,
        hello: Text,
        tls: Text,
        login: Text,
        reset: Text,
        sender: Text,
        recipient: Text,
        content: Text,
        file: Text,
        no_address: Text,
        no_encryption: Text,
        no_encrypted_login: Text,
        not_ascii: Text,
        unwritable: Text,
        not_written_yet: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Relay {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

impl Relay {
    /// What happened, and what system or relay said about it, which is in no language of ours.
    #[must_use]
    pub fn words<'a>(&self, own: OwnWords<'a>) -> (String, Option<&'a str>) {
        let at = |template, step| fill(template, &[("step", self.step(step))]);
        match own {
            OwnWords::Obstacle(obstacle) => (self.obstacle(obstacle).to_owned(), None),
            OwnWords::Timeout(step) => (at(self.timeout, step), None),
            OwnWords::Failed(step, detail) => (at(self.failed, step), Some(detail)),
            OwnWords::Unexpected(step, detail) => (at(self.unexpected, step), Some(detail)),
        }
    }

    const fn step(&self, step: Step) -> Text {
        match step {
            Step::Connect => self.connect,
            Step::Hello => self.hello,
            Step::Tls => self.tls,
            Step::Login => self.login,
            Step::Reset => self.reset,
            Step::Sender => self.sender,
            Step::Recipient => self.recipient,
            Step::Content => self.content,
            Step::File => self.file,
        }
    }

    const fn obstacle(&self, obstacle: Obstacle) -> Text {
        match obstacle {
            Obstacle::NoAddress => self.no_address,
            Obstacle::NoEncryption => self.no_encryption,
            Obstacle::NoEncryptedLogin => self.no_encrypted_login,
            Obstacle::NotAscii => self.not_ascii,
            Obstacle::Unwritable => self.unwritable,
            Obstacle::NotWrittenYet => self.not_written_yet,
        }
    }
}

static EN: Relay = Relay {
    timeout: "The mail server took too long while {step}.",
    failed: "It went wrong while {step}.",
    unexpected: "The mail server answered something unexpected while {step}.",
    connect: "connecting",
    hello: "waiting for the greeting",
    tls: "starting TLS",
    login: "logging in",
    reset: "beginning anew",
    sender: "giving the sender",
    recipient: "giving the recipient",
    content: "sending the content",
    file: "writing the mail to a file",
    no_address: "The mail server's name has no address.",
    no_encryption: "The mail server offers no encryption, and nothing is sent without.",
    no_encrypted_login: "The mail server asks for a password without encryption, and does not get it.",
    not_ascii: "The mail server takes no addresses with letters beyond ASCII before the @.",
    unwritable: "The mail could not be put together.",
    not_written_yet: "The mail could not be put together yet.",
};

static DE: Relay = Relay {
    timeout: "Der Mailserver brauchte zu lange: {step}.",
    failed: "Das ging schief: {step}.",
    unexpected: "Der Mailserver antwortete unerwartet: {step}.",
    connect: "Verbindungsaufbau",
    hello: "Begrüßung",
    tls: "Beginn der Verschlüsselung (TLS)",
    login: "Anmeldung",
    reset: "Neubeginn der Sitzung",
    sender: "Angabe des Absenders",
    recipient: "Angabe des Empfängers",
    content: "Übertragung des Inhalts",
    file: "Schreiben der E-Mail in eine Datei",
    no_address: "Zum Namen des Mailservers gibt es keine Adresse.",
    no_encryption: "Der Mailserver bietet keine Verschlüsselung an, und ohne sie wird nichts gesendet.",
    no_encrypted_login: "Der Mailserver verlangt ein Passwort ohne Verschlüsselung und erhält es nicht.",
    not_ascii: "Der Mailserver nimmt keine Adressen mit Zeichen außerhalb von ASCII vor dem @ an.",
    unwritable: "Die E-Mail ließ sich nicht erstellen.",
    not_written_yet: "Die E-Mail ließ sich noch nicht erstellen.",
};

static ES: Relay = Relay {
    timeout: "El servidor de correo tardó demasiado al {step}.",
    failed: "Algo falló al {step}.",
    unexpected: "El servidor de correo respondió algo inesperado al {step}.",
    connect: "conectar",
    hello: "esperar el saludo",
    tls: "iniciar el cifrado (TLS)",
    login: "iniciar sesión",
    reset: "empezar de nuevo",
    sender: "indicar el remitente",
    recipient: "indicar el destinatario",
    content: "enviar el contenido",
    file: "escribir el correo en un archivo",
    no_address: "El nombre del servidor de correo no tiene dirección.",
    no_encryption: "El servidor de correo no ofrece cifrado, y sin él no se envía nada.",
    no_encrypted_login: "El servidor de correo pide una contraseña sin cifrado, y no la recibe.",
    not_ascii: "El servidor de correo no admite direcciones con letras fuera de ASCII antes de la @.",
    unwritable: "No se pudo componer el correo.",
    not_written_yet: "Todavía no se pudo componer el correo.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_told_in_the_readers_language_and_the_detail_as_it_is() {
        let own = OwnWords::read("Failed while connecting: Connection refused (os error 111)").unwrap();
        let (words, detail) = texts(Language::De).words(own);
        assert_eq!((words.as_str(), detail), ("Das ging schief: Verbindungsaufbau.", Some("Connection refused (os error 111)")));
        assert_eq!(texts(Language::Es).words(OwnWords::Timeout(Step::Login)).0, "El servidor de correo tardó demasiado al iniciar sesión.");
    }
}
