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
    pub(crate) fn token(&self, path: &str) -> String {
        let start = format!("{PUBLIC_URL}/{path}/");
        let (_, rest) = self.text.split_once(&start).unwrap_or_else(|| panic!("no link {start} in:\n{}", self.text));
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
    }

    /// The eight digits of a code, which may be grouped.
    pub(crate) fn code(&self) -> String {
        let code = self.text.lines().map(|l| l.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        code.into_iter().find(|l| l.len() == 8 && l.bytes().all(|b| b.is_ascii_digit())).expect("a line with a code")
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

    /// The token of the newest invitation mail to an address.
    pub(crate) async fn link(&self, email: &str) -> String {
        self.mail(email).await.token("invitations")
    }
}
