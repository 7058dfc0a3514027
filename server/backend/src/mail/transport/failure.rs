//! What the relay's answers mean (security.md F5, R4).

use std::{error::Error as _, io};

use domain::relay::OwnWords;
/// Where in the dialogue a failure happened.
pub(super) use domain::relay::Step as Phase;
use lettre::transport::smtp::{Error, response::Response};

/// What to do after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailureClass {
    /// This mail may succeed later: 4xx, no connection, a timeout, an answer that nobody understands.
    Retry,
    /// This mail will never succeed: 5xx on the recipient or the content.
    Reject,
    /// No mail will succeed before somebody changes something: login, policy, TLS. Burns no attempt.
    Pause,
}

/// The relay has taken the mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its answer on one line, such as `250 2.0.0 Ok: queued as ABC`.
    pub text: String,
}

/// The mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reply}")]
pub struct SendError {
    pub class: FailureClass,
    /// The relay's answer, or what happened instead, for people: one line without controls, at most 500 characters.
    pub reply: String,
}

/// A failure, and whether the connection can still be used.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) error: SendError,
    pub(super) phase: Phase,
    pub(super) connection_usable: bool,
}

impl Failure {
    pub(super) fn new(phase: Phase, class: FailureClass, reply: impl AsRef<str>) -> Self {
        Self { error: SendError { class, reply: for_people(reply.as_ref()) }, phase, connection_usable: false }
    }

    /// As [`Failure::new`], where nothing was said on the connection that it could not go on after.
    pub(super) fn keeping_connection(self) -> Self {
        Self { connection_usable: true, ..self }
    }

    pub(super) fn timeout(phase: Phase) -> Self {
        Self::new(phase, FailureClass::Retry, OwnWords::Timeout(phase).to_string())
    }

    pub(super) fn io(phase: Phase, error: &io::Error) -> Self {
        Self::new(phase, FailureClass::Retry, OwnWords::Failed(phase, &error.to_string()).to_string())
    }

    pub(super) fn unexpected(phase: Phase, response: &Response) -> Self {
        Self::new(phase, FailureClass::Retry, OwnWords::Unexpected(phase, &reply_text(response)).to_string())
    }

    pub(super) fn smtp(phase: Phase, error: &Error) -> Self {
        let Some(code) = error.status().map(u16::from) else {
            return Self::without_code(phase, error);
        };
        let text = error.source().map(ToString::to_string).unwrap_or_default();
        // 421 announces that the server closes the channel (RFC 5321, 3.8).
        let failure = Self::new(phase, class_of(phase, code), format!("{code} {text}"));
        if code == 421 { failure } else { failure.keeping_connection() }
    }

    fn without_code(phase: Phase, error: &Error) -> Self {
        let class = match phase {
            // lettre found no mechanism that the server and we both know.
            Phase::Login if error.is_client() => FailureClass::Pause,
            Phase::Hello if happened_in_handshake(error) && is_tls_failure(error) => FailureClass::Pause,
            Phase::Tls if error.is_tls() || is_tls_failure(error) => FailureClass::Pause,
            _ => FailureClass::Retry,
        };
        Self::new(phase, class, OwnWords::Failed(phase, &root_cause(error)).to_string())
    }
}

/// A 5xx is about this mail only when it answers the recipient or the content. Before that, and for our own sender address,
/// every other mail would get the same.
fn class_of(phase: Phase, code: u16) -> FailureClass {
    match (code, phase) {
        (400..=499, _) => FailureClass::Retry,
        // Login required, too weak, failed, or only with encryption (RFC 4954, 6).
        (530 | 534 | 535 | 538, _) => FailureClass::Pause,
        // 552 and 555 on the sender: too large, or parameters not taken.
        (_, Phase::Recipient | Phase::Content) | (552 | 555, Phase::Sender) => FailureClass::Reject,
        _ => FailureClass::Pause,
    }
}

/// rustls reports a certificate it does not accept, and talk that is not TLS, as invalid data; a lost connection keeps its own kind.
fn is_tls_failure(error: &Error) -> bool {
    let mut source = error.source();
    while let Some(cause) = source {
        if cause.downcast_ref::<io::Error>().is_some_and(|io| io.kind() == io::ErrorKind::InvalidData) {
            return true;
        }
        source = cause.source();
    }
    false
}

/// lettre wraps what goes wrong in the handshake twice; an answer that is not even text is wrapped once.
fn happened_in_handshake(error: &Error) -> bool {
    error.source().is_some_and(<dyn std::error::Error>::is::<Error>)
}

fn root_cause(error: &Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

/// Code and text of an answer on one line.
pub(super) fn reply_text(response: &Response) -> String {
    let lines: Vec<&str> = response.message().collect();
    for_people(&format!("{} {}", response.code(), lines.join(" ")))
}

fn for_people(text: &str) -> String {
    const MAX: usize = 500;
    let words = text.split(|c: char| c.is_whitespace() || domain::text::is_forbidden(c)).filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    line.chars().take(MAX).collect()
}
