//! One connection to a relay, and the dialogue on it.
//!
//! lettre speaks SMTP; the timeouts, the order of the commands and the reuse of the connection are ours. Its own timeout ends
//! with the TCP connection, and its pool would take back a connection on which an answer is still outstanding, which then
//! passes for the answer to the next mail. Here a connection is in `SmtpSession` only while nothing is outstanding: it is
//! taken out for each mail and put back after the last answer, so a timeout, an error or a dropped future loses it.

use std::{fmt, future::Future, time::Duration};

use domain::relay::Obstacle;
use lettre::{
    Address,
    transport::smtp::{
        authentication::DEFAULT_MECHANISMS,
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Quit, Rcpt, Rset},
        extension::{Extension, MailBodyParameter, MailParameter},
        response::{Response, Severity},
    },
};
use tokio::{net::TcpStream, time::timeout};

use super::{
    super::Composed,
    config::{Security, SmtpConfig},
    failure::{Failure, FailureClass, Phase, Reply, SendError, reply_text},
    guard::GuardedStream,
};

/// How long to wait for the relay. The sum for one mail must stay below what the sender's lease allows between renewals
/// of it, which go on meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For the TCP connection to each address of the relay.
    pub connect: Duration,
    /// For the answer to one command.
    pub command: Duration,
    /// For the content and the answer to the dot that ends it. RFC 5321, 4.5.3.2.6 asks for ten minutes: where we give up
    /// earlier and the relay accepts later, the mail is sent twice, with the same Message-ID.
    pub content: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), command: Duration::from_secs(30), content: Duration::from_mins(1) }
    }
}

/// Sends mails to one relay, one after the other.
pub struct SmtpSession {
    config: SmtpConfig,
    timeouts: Timeouts,
    connection: Option<AsyncSmtpConnection>,
    dialogue: Vec<String>,
}

impl fmt::Debug for SmtpSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSession").field("config", &self.config).field("connected", &self.connection.is_some()).finish_non_exhaustive()
    }
}

impl SmtpSession {
    /// Connects when the first mail is sent.
    #[must_use]
    pub fn new(config: SmtpConfig, timeouts: Timeouts) -> Self {
        Self { config, timeouts, connection: None, dialogue: Vec::new() }
    }

    /// Sends one mail, on the connection that is there if it is still good.
    ///
    /// # Errors
    /// [`SendError`]; its class is that of security.md F5.
    pub async fn send(&mut self, mail: &Composed) -> Result<Reply, SendError> {
        if let Some(mut connection) = self.reusable().await {
            match self.deliver(&mut connection, mail).await {
                Err(failure) if failure.phase == Phase::Sender && !failure.connection_usable => {}
                outcome => return self.keep(connection, outcome),
            }
        }
        let mut connection = self.connect().await.map_err(|failure| failure.error)?;
        let outcome = self.deliver(&mut connection, mail).await;
        self.keep(connection, outcome)
    }

    /// Says `QUIT`. The connection is gone afterwards in any case.
    pub async fn close(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            // The relay may be gone already; there is nothing left to lose.
            let _ = timeout(self.timeouts.command, connection.command(Quit)).await;
        }
    }

    /// What happened since the connection was opened, in lines for people. Holds no credentials.
    #[must_use]
    pub fn dialogue(&self) -> &[String] {
        &self.dialogue
    }

    /// The connection of the mail before, if the relay still answers on it.
    async fn reusable(&mut self) -> Option<AsyncSmtpConnection> {
        let mut connection = self.connection.take()?;
        self.completed(Phase::Reset, connection.command(Rset)).await.ok().map(|_| connection)
    }

    fn keep(&mut self, connection: AsyncSmtpConnection, outcome: Result<Reply, Failure>) -> Result<Reply, SendError> {
        if outcome.as_ref().map_or_else(|failure| failure.connection_usable, |_| true) {
            self.connection = Some(connection);
        }
        // A long-lived session would otherwise collect a line for each of its mails.
        self.dialogue.truncate(10);
        self.dialogue.push(match &outcome {
            Ok(reply) => format!("Mail accepted: {}", reply.text),
            Err(failure) => format!("Mail not accepted: {}", failure.error.reply),
        });
        outcome.map_err(|failure| failure.error)
    }

    async fn connect(&mut self) -> Result<AsyncSmtpConnection, Failure> {
        self.dialogue.clear();
        let result = match self.config.security {
            Security::Implicit => self.connect_tls().await,
            Security::Required | Security::Opportunistic | Security::None => self.connect_plain_first().await,
        };
        if let Err(failure) = &result {
            self.dialogue.push(failure.error.reply.clone());
        }
        result
    }

    async fn connect_tls(&mut self) -> Result<AsyncSmtpConnection, Failure> {
        let tls = self.config.tls_parameters().map_err(|error| Failure::smtp(Phase::Tls, &error))?;
        let (place, hello) = ((self.config.host.clone(), self.config.port), self.config.client_id());
        let connecting = AsyncSmtpConnection::connect_tokio1(place, Some(self.timeouts.connect), &hello, Some(tls), None);
        let patience = self.timeouts.connect + 2 * self.timeouts.command;
        let mut connection = within(patience, Phase::Hello, connecting).await?;
        self.dialogue.push(format!("Connected to {}, TLS from the start", self.config.place()));
        self.log_in(&mut connection).await?;
        Ok(connection)
    }

    async fn connect_plain_first(&mut self) -> Result<AsyncSmtpConnection, Failure> {
        let tcp = self.connect_tcp().await?;
        let peer = tcp.peer_addr().map_err(|error| Failure::io(Phase::Connect, &error))?;
        let hello = self.config.client_id();
        let greeting = AsyncSmtpConnection::connect_with_transport(Box::new(GuardedStream::new(tcp)), &hello);
        let mut connection = within(2 * self.timeouts.command, Phase::Hello, greeting).await?;
        self.dialogue.push(format!("Connected to {} ({peer})", self.config.place()));

        let plain_allowed = match self.config.security {
            Security::None => true,
            Security::Opportunistic => peer.ip().is_loopback(),
            Security::Required | Security::Implicit => false,
        };
        if self.config.security != Security::None && connection.can_starttls() {
            let tls = self.config.tls_parameters().map_err(|error| Failure::smtp(Phase::Tls, &error))?;
            within(2 * self.timeouts.command, Phase::Tls, connection.starttls(tls, &hello)).await?;
            self.dialogue.push("Encrypted by STARTTLS".to_owned());
        } else if plain_allowed {
            self.dialogue.push("Not encrypted".to_owned());
        } else {
            return Err(Failure::new(Phase::Tls, FailureClass::Pause, Obstacle::NoEncryption.as_str()));
        }
        if !connection.is_encrypted() && self.config.login.is_some() && !peer.ip().is_loopback() {
            return Err(Failure::new(Phase::Login, FailureClass::Pause, Obstacle::NoEncryptedLogin.as_str()));
        }
        self.log_in(&mut connection).await?;
        Ok(connection)
    }

    /// The first address of the relay that answers.
    async fn connect_tcp(&self) -> Result<TcpStream, Failure> {
        const TRIED: usize = 4;
        let lookup = tokio::net::lookup_host((self.config.host.as_str(), self.config.port));
        let addresses = timeout(self.timeouts.connect, lookup).await.map_err(|_| Failure::timeout(Phase::Connect))?;
        let mut failure = Failure::new(Phase::Connect, FailureClass::Retry, Obstacle::NoAddress.as_str());
        for address in addresses.map_err(|error| Failure::io(Phase::Connect, &error))?.take(TRIED) {
            failure = match timeout(self.timeouts.connect, TcpStream::connect(address)).await {
                Ok(Ok(tcp)) => return Ok(tcp),
                Ok(Err(error)) => Failure::io(Phase::Connect, &error),
                Err(_) => Failure::timeout(Phase::Connect),
            };
        }
        Err(failure)
    }

    async fn log_in(&mut self, connection: &mut AsyncSmtpConnection) -> Result<(), Failure> {
        let Some(login) = &self.config.login else {
            self.dialogue.push("No login configured".to_owned());
            return Ok(());
        };
        let authenticating = connection.auth(DEFAULT_MECHANISMS, &login.credentials);
        self.completed(Phase::Login, authenticating).await?;
        self.dialogue.push(format!("Logged in as {}", login.user));
        Ok(())
    }

    async fn deliver(&self, connection: &mut AsyncSmtpConnection, mail: &Composed) -> Result<Reply, Failure> {
        let parameters = mail_parameters(connection, mail)?;
        self.completed(Phase::Sender, connection.command(Mail::new(Some(mail.envelope_from.clone()), parameters))).await?;
        self.completed(Phase::Recipient, connection.command(Rcpt::new(mail.envelope_to.clone(), Vec::new()))).await?;
        let go_ahead = within(self.timeouts.command, Phase::Content, connection.command(Data)).await?;
        // Any other answer means that we and the relay are not at the same place, and that no later "250" can be trusted.
        if !go_ahead.has_code(354) {
            return Err(Failure::unexpected(Phase::Content, &go_ahead));
        }
        let taken = within(self.timeouts.content, Phase::Content, connection.message(&mail.bytes)).await?;
        completion(Phase::Content, taken).map(|taken| Reply { text: reply_text(&taken) })
    }

    async fn completed<F>(&self, phase: Phase, command: F) -> Result<Response, Failure>
    where
        F: Future<Output = Result<Response, lettre::transport::smtp::Error>>,
    {
        completion(phase, within(self.timeouts.command, phase, command).await?)
    }
}

async fn within<T, F>(patience: Duration, phase: Phase, step: F) -> Result<T, Failure>
where
    F: Future<Output = Result<T, lettre::transport::smtp::Error>>,
{
    match timeout(patience, step).await {
        Ok(result) => result.map_err(|error| Failure::smtp(phase, &error)),
        Err(_) => Err(Failure::timeout(phase)),
    }
}

/// lettre takes 3xx for success as well.
fn completion(phase: Phase, response: Response) -> Result<Response, Failure> {
    if response.code().severity == Severity::PositiveCompletion { Ok(response) } else { Err(Failure::unexpected(phase, &response)) }
}

/// `SMTPUTF8` for a local part beyond ASCII (RFC 6531), which the relay has to know: there is no way to rewrite it.
fn mail_parameters(connection: &AsyncSmtpConnection, mail: &Composed) -> Result<Vec<MailParameter>, Failure> {
    let ascii = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
    let mut parameters = Vec::new();
    let server = connection.server_info();
    // Addresses stand in headers too, so the reply address counts.
    if !ascii(&mail.envelope_from) || !ascii(&mail.envelope_to) || !mail.bytes.is_ascii() {
        if !server.supports_feature(Extension::SmtpUtfEight) || !server.supports_feature(Extension::EightBitMime) {
            return Err(Failure::new(Phase::Recipient, FailureClass::Reject, Obstacle::NotAscii.as_str()).keeping_connection());
        }
        parameters.push(MailParameter::SmtpUtfEight);
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    Ok(parameters)
}
