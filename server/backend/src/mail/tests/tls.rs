//! Nothing leaves without good encryption (security.md R5).

use std::sync::Arc;

use lettre::transport::smtp::client::Certificate;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use super::{
    fixtures::composed,
    relay::{Act, Relay, Script, script, short},
};
use crate::mail::{FailureClass, SendError, SmtpConfig, SmtpSession};

struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root: Certificate,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let root = Certificate::from_der(params.self_signed(&key).unwrap().der().to_vec()).unwrap();
        Self { issuer: Issuer::new(params, key), root }
    }

    fn certify(&self, name: &str, last_year: i32) -> TlsAcceptor {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(last_year, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], private)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }

    fn trusted_by(&self, config: SmtpConfig) -> SmtpConfig {
        config.trusting(self.root.clone())
    }
}

async fn outcome(config: SmtpConfig) -> Result<String, SendError> {
    SmtpSession::new(config, short()).send(&composed()).await.map(|reply| reply.text)
}

#[track_caller]
fn assert_nothing_was_said(relay: &Relay) {
    for step in ["AUTH", "MAIL", "RCPT", "DATA"] {
        assert_eq!(relay.times(step), 0, "{step}: {:?}", relay.heard());
    }
}

#[tokio::test]
async fn r05_with_a_good_certificate_the_login_and_the_mail_go_through_tls() {
    let authority = Authority::new();
    for (implicit, scheme) in [(false, "smtp://jo:secret@"), (true, "smtps://jo:secret@")] {
        let relay = Relay::start_tls(&[], authority.certify("127.0.0.1", 2099), implicit).await;
        let config = authority.trusted_by(relay.config(scheme, ""));
        assert_eq!(outcome(config).await.as_deref(), Ok("250 2.0.0 Ok: queued as ABC"), "{scheme}");
        let heard = relay.heard();
        let position = |step: &str| heard.iter().position(|line| line.starts_with(step));
        assert!(implicit || position("STARTTLS") < position("AUTH"), "{heard:?}");
        assert_eq!((relay.times("AUTH"), relay.mails().len()), (1, 1));
    }
}

#[tokio::test]
async fn r05_starttls_that_was_stripped_pauses_and_sends_nothing() {
    let relay = Relay::start(&[("EHLO", &[Act::Say("250-relay.example\r\n250 AUTH PLAIN")])]).await;
    let error = outcome(relay.config("smtp://jo:secret@", "?tls=required")).await.unwrap_err();
    assert_eq!(error.class, FailureClass::Pause);
    assert!(error.reply.contains("STARTTLS"), "{error}");
    assert_nothing_was_said(&relay);
}

#[tokio::test]
async fn r05_a_certificate_that_is_not_good_pauses_and_sends_nothing() {
    let authority = Authority::new();
    for (name, year, trusted, reason) in
        [("other.example", 2099, true, "not valid for"), ("127.0.0.1", 2021, true, "expired"), ("127.0.0.1", 2099, false, "UnknownIssuer")]
    {
        for (implicit, url) in [(false, "smtp://jo:secret@"), (true, "smtps://jo:secret@")] {
            let relay = Relay::start_tls(&[], authority.certify(name, year), implicit).await;
            let config = relay.config(url, "");
            let config = if trusted { authority.trusted_by(config) } else { config };
            let error = outcome(config).await.unwrap_err();
            assert_eq!(error.class, FailureClass::Pause, "{error}");
            assert!(error.reply.contains(reason), "{error}");
            assert_nothing_was_said(&relay);
        }
    }
}

#[tokio::test]
async fn r05_refused_tls_is_told_from_lost_connections() {
    let authority = Authority::new();
    let table: [(Script, FailureClass); 5] = [
        (&[("STARTTLS", &[Act::Say("454 4.7.0 TLS not available")])], FailureClass::Retry),
        (&[("STARTTLS", &[Act::Say("502 5.5.1 No such thing")])], FailureClass::Pause),
        (&[("STARTTLS", &[Act::Raw(b"220 go\r\n250 this is not TLS\r\n")])], FailureClass::Pause),
        (&[("STARTTLS", &[Act::SayAndClose("220 go")])], FailureClass::Retry),
        (&[("STARTTLS", &[Act::Hang])], FailureClass::Retry),
    ];
    for (script, class) in table {
        let relay = Relay::start_tls(script, authority.certify("127.0.0.1", 2099), false).await;
        let error = outcome(authority.trusted_by(relay.config("smtp://jo:secret@", ""))).await.unwrap_err();
        assert_eq!(error.class, class, "{script:?}: {error}");
        assert_nothing_was_said(&relay);
    }
}

/// Answers put in by somebody in between, before TLS begins, would otherwise be read as the relay's own, behind the lock.
#[tokio::test]
async fn r05_answers_injected_before_tls_end_the_connection() {
    let injected = b"220 go\r\n250 relay.example\r\n250 Ok\r\n250 Ok\r\n354 go\r\n250 2.0.0 Ok: queued as FALSE\r\n";
    let script = script("STARTTLS", &[Act::Raw(injected)]);
    let authority = Authority::new();
    let relay = Relay::start_tls(script, authority.certify("127.0.0.1", 2099), false).await;
    let error = outcome(authority.trusted_by(relay.config("smtp://", "?tls=required"))).await.unwrap_err();
    assert_eq!(error.class, FailureClass::Pause);
    assert!(error.reply.contains("data between the answer to STARTTLS and TLS"), "{error}");
    assert!(relay.mails().is_empty());
}

#[tokio::test]
async fn r05_smtps_to_a_server_without_tls_pauses() {
    let relay = Relay::start(&[]).await;
    let error = outcome(relay.config("smtps://jo:secret@", "")).await.unwrap_err();
    assert_eq!(error.class, FailureClass::Pause, "{error}");
    assert_nothing_was_said(&relay);
}
