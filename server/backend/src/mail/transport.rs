//! Ways out of the house: an SMTP relay, a folder, the demo's mailbox.

mod config;
mod failure;
mod file;
mod guard;
mod memory;
mod session;
mod smtp_url;

use std::path::PathBuf;

pub use config::SmtpConfig;
pub use failure::{FailureClass, Reply, SendError};
pub use memory::{MemoryMailbox, StoredMail};
pub use session::{SmtpSession, Timeouts};
pub use smtp_url::SmtpUrlError;

use super::Composed;

/// Where mails go. The one who sends keeps a [`Session`] of it.
#[derive(Debug, Clone)]
pub enum Transport {
    Smtp(SmtpConfig),
    /// One file a mail in this folder, where no relay is configured.
    File(PathBuf),
    Memory(MemoryMailbox),
}

impl Transport {
    /// A session of this transport. Connects when the first mail is sent.
    #[must_use]
    pub fn session(&self, timeouts: Timeouts) -> Session {
        match self {
            Self::Smtp(config) => Session::Smtp(Box::new(SmtpSession::new(config.clone(), timeouts))),
            Self::File(folder) => Session::File(folder.clone()),
            Self::Memory(mailbox) => Session::Memory(mailbox.clone()),
        }
    }
}

/// One sender's hold on a transport: for SMTP one connection, used for one mail after the other.
#[derive(Debug)]
pub enum Session {
    Smtp(Box<SmtpSession>),
    File(PathBuf),
    Memory(MemoryMailbox),
}

impl Session {
    /// Hands one mail over. `Ok` means that the relay (or the disk) has it, not that it was delivered.
    ///
    /// Dropping the future gives the connection up; whether the relay took the mail is then unknown.
    ///
    /// # Errors
    /// [`SendError`], whose class says what to do with this mail and with the queue.
    pub async fn send(&mut self, mail: &Composed) -> Result<Reply, SendError> {
        match self {
            Self::Smtp(session) => session.send(mail).await,
            Self::File(folder) => file::write(folder, mail).await,
            Self::Memory(mailbox) => Ok(mailbox.push(mail)),
        }
    }

    /// Takes leave of the relay. Without this the connection is just dropped.
    pub async fn close(&mut self) {
        if let Self::Smtp(session) = self {
            session.close().await;
        }
    }
}

/// What `vestibule mail test` shows.
#[derive(Debug)]
pub struct TestReport {
    /// The dialogue in lines, without credentials.
    pub steps: Vec<String>,
    pub outcome: Result<Reply, SendError>,
}

/// Sends one mail by a connection of its own and tells how that went, step by step.
pub async fn test_delivery(transport: &Transport, timeouts: Timeouts, mail: &Composed) -> TestReport {
    let mut session = transport.session(timeouts);
    let outcome = session.send(mail).await;
    let steps = match &session {
        Session::Smtp(smtp) => smtp.dialogue().to_vec(),
        Session::File(folder) => vec![format!("Mails are written to {}; no relay is configured", folder.display())],
        Session::Memory(_) => vec!["Mails stay in the memory of this process".to_owned()],
    };
    session.close().await;
    TestReport { steps, outcome }
}
