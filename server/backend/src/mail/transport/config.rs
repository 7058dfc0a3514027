//! How to reach the relay.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use lettre::transport::smtp::{authentication::Credentials, client::TlsParameters, extension::ClientId};

/// How to reach the relay, from a URL:
///
/// `smtp://[user:password@]host[:port][?tls=required|opportunistic|none][&hello=name]`, port 587 by default, or
/// `smtps://...`, port 465 by default, with TLS from the first octet.
///
/// `smtp` means STARTTLS. `tls` says how much it matters:
/// - `required` (default, except on loopback): no STARTTLS or a bad certificate, no mail;
/// - `opportunistic` (default on loopback, refused elsewhere since somebody in between could take the offer away): STARTTLS
///   where it is offered, with a certificate that must be good, plain text where it is not;
/// - `none`: plain text. Elsewhere than on loopback it excludes user and password.
///
/// Loopback is `localhost`, `127.0.0.0/8` and `::1`; a `localhost` that resolves to something else counts as
/// elsewhere. Special characters in user and password are percent-encoded. `hello` is our name in `EHLO`, by default the
/// host's.
#[derive(Clone)]
pub struct SmtpConfig {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    pub(super) login: Option<Login>,
    pub(super) hello: Option<String>,
    pub(super) tls: Arc<OnceLock<TlsParameters>>,
    #[cfg(test)]
    pub(super) extra_root: Option<lettre::transport::smtp::client::Certificate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Security {
    Implicit,
    Required,
    Opportunistic,
    None,
}

#[derive(Clone)]
pub(super) struct Login {
    pub(super) user: String,
    pub(super) credentials: Credentials,
}

impl SmtpConfig {
    /// Trusts this authority too.
    #[cfg(test)]
    pub(in crate::mail) fn trusting(self, root: lettre::transport::smtp::client::Certificate) -> Self {
        Self { extra_root: Some(root), tls: Arc::default(), ..self }
    }

    pub(super) fn client_id(&self) -> ClientId {
        self.hello.clone().map_or_else(ClientId::default, ClientId::Domain)
    }

    /// Reads the system's certificates once, which takes some milliseconds.
    pub(super) fn tls_parameters(&self) -> Result<TlsParameters, lettre::transport::smtp::Error> {
        if let Some(parameters) = self.tls.get() {
            return Ok(parameters.clone());
        }
        let builder = TlsParameters::builder(self.host.clone());
        #[cfg(test)]
        let builder =
            self.extra_root.iter().cloned().fold(builder, lettre::transport::smtp::client::TlsParametersBuilder::add_root_certificate);
        let parameters = builder.build_rustls()?;
        Ok(self.tls.get_or_init(|| parameters).clone())
    }

    pub(super) fn place(&self) -> String {
        if self.host.contains(':') { format!("[{}]:{}", self.host, self.port) } else { format!("{}:{}", self.host, self.port) }
    }
}

/// The URL without the password.
impl fmt::Display for SmtpConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, tls) = match self.security {
            Security::Implicit => ("smtps", ""),
            Security::Required => ("smtp", "?tls=required"),
            Security::Opportunistic => ("smtp", "?tls=opportunistic"),
            Security::None => ("smtp", "?tls=none"),
        };
        let login = self.login.as_ref().map(|login| format!("{}:***@", login.user)).unwrap_or_default();
        write!(f, "{scheme}://{login}{}{tls}", self.place())
    }
}

impl fmt::Debug for SmtpConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmtpConfig({self})")
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("user", &self.user).finish_non_exhaustive()
    }
}
