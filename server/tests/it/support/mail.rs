//! The mailbox, and what stands in a mail.

use backend::jobs::{Courier, MailSettings};
use backend::mail::{StoredMail, Timeouts, Transport};
use domain::EmailAddress;
use tokio_util::sync::CancellationToken;

use super::{PUBLIC_URL, World};

/// A mail as somebody reads it.
#[derive(Clone)]
pub(crate) struct Mail {
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl Mail {
    /// The token behind `PUBLIC_URL/PATH/`.
    fn token(&self, path: &str) -> Option<String> {
        let (_, rest) = self.text.split_once(&format!("{PUBLIC_URL}/{path}/"))?;
        Some(rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect())
    }

    /// The eight digits of a code, which may be grouped.
    fn code(&self) -> Option<String> {
        let mut lines = self.text.lines().map(|l| l.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        lines.find(|l| l.len() == 8 && l.bytes().all(|b| b.is_ascii_digit()))
    }
}

impl From<StoredMail> for Mail {
    fn from(mail: StoredMail) -> Self {
        Self { subject: mail.subject, text: mail.rendered.text.clone(), html: mail.rendered.html.clone() }
    }
}

impl World {
    /// Sends everything that is due.
    pub(crate) async fn deliver_all(&self) {
        let mail = MailSettings {
            transport: Transport::Memory(self.mailbox.clone()),
            from: "no-reply@vestibule.example".to_owned(),
            timeouts: Timeouts::default(),
        };
        let mut courier = Courier::new(self.services.clone(), mail);
        while courier.round(&CancellationToken::new()).await.unwrap() > 0 {}
    }

    /// Mails that went to an address so far, newest first.
    pub(crate) fn mails_to(&self, email: &str) -> Vec<Mail> {
        let to = EmailAddress::parse(email).unwrap().delivery();
        self.mailbox.list().into_iter().filter(|m| m.to == to).map(Mail::from).collect()
    }

    /// The newest mail to an address, once everything that is due was sent.
    pub(crate) async fn mail(&self, email: &str) -> Mail {
        self.deliver_all().await;
        self.mails_to(email).into_iter().next().unwrap_or_else(|| panic!("no mail to {email}"))
    }

    /// The token of the newest mail to an address with a link below `PUBLIC_URL/PATH/`. Mails of one moment leave in any order.
    pub(crate) async fn token(&self, email: &str, path: &str) -> String {
        self.deliver_all().await;
        self.mails_to(email).iter().find_map(|m| m.token(path)).unwrap_or_else(|| panic!("no mail to {email} with a link to {path}"))
    }

    /// The code in the newest mail to an address that has one.
    pub(crate) async fn code(&self, email: &str) -> String {
        self.deliver_all().await;
        self.mails_to(email).iter().find_map(Mail::code).unwrap_or_else(|| panic!("no mail to {email} with a code"))
    }

    /// The token of the newest invitation mail to an address.
    pub(crate) async fn link(&self, email: &str) -> String {
        self.token(email, "invitations").await
    }
}
