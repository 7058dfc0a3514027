//! `VESTIBULE_SMTP_URL` and `VESTIBULE_MAIL_FROM`: how mails leave the house, and from whom.

use std::fs;

use backend::mail::SmtpConfig;
use domain::EmailAddress;

use super::{Mistake, Mistakes, Settings, settings::given};

const URL_VARIABLE: &str = "VESTIBULE_SMTP_URL";
const FILE_VARIABLE: &str = "VESTIBULE_SMTP_URL_FILE";
const FROM_VARIABLE: &str = "VESTIBULE_MAIL_FROM";
const HOW: &str = "write it like smtp://USER:PASSWORD@mail.example.org:587, or leave it out: mails are then written to files";
/// Of mails that nobody but a developer sees. The name can never exist (RFC 6761).
const NO_SENDER: &str = "vestibule@localhost.invalid";

/// Where mails go and where they come from.
#[derive(Clone, Debug)]
pub struct MailConfig {
    /// None: mails are written to files.
    pub relay: Option<SmtpConfig>,
    pub from: EmailAddress,
}

impl MailConfig {
    /// Notes every mistake; none is returned if there was one.
    pub(super) fn read(settings: &Settings, mistakes: &mut Mistakes) -> Option<Self> {
        let relay = mistakes.note(relay(settings));
        let has_relay = !matches!(relay, Some(None));
        let from = mistakes.note(from(settings, has_relay));
        Some(Self { relay: relay?, from: from? })
    }

    /// For a mailbox in memory.
    pub(super) fn in_memory() -> Option<Self> {
        Some(Self { relay: None, from: EmailAddress::parse("no-reply@demo.test").ok()? })
    }
}

fn relay(settings: &Settings) -> Result<Option<SmtpConfig>, Mistake> {
    let (variable, url) = match (given(settings.smtp_url.as_ref()), given(settings.smtp_url_file.as_ref())) {
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => return Err(Mistake::new(URL_VARIABLE, format!("and {FILE_VARIABLE} are both set"), "leave one of them out")),
        (Some(url), None) => (URL_VARIABLE, url.to_owned()),
        (None, Some(path)) => (FILE_VARIABLE, read_file(path)?),
    };
    url.parse().map(Some).map_err(|error| Mistake::new(variable, format!("cannot be used: {error}"), HOW))
}

fn read_file(path: &str) -> Result<String, Mistake> {
    let text = fs::read_to_string(path);
    let text = text.map_err(|error| {
        Mistake::new(FILE_VARIABLE, format!("names {path}, which cannot be read: {error}"), "name a file that this user may read")
    })?;
    Ok(text.trim().to_owned())
}

fn from(settings: &Settings, has_relay: bool) -> Result<EmailAddress, Mistake> {
    let how = "write a bare address, like invitations@example.org";
    let text = match given(settings.mail_from.as_ref()) {
        Some(text) => text,
        None if has_relay => return Err(Mistake::new(FROM_VARIABLE, "is not set, but there is a relay to send by", how)),
        None => NO_SENDER,
    };
    EmailAddress::parse(text).map_err(|error| Mistake::new(FROM_VARIABLE, format!("is no e-mail address: {error}"), how))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str, from: &str) -> Result<MailConfig, Mistakes> {
        let mut mistakes = Mistakes::default();
        let settings = Settings { smtp_url: Some(url.to_owned()), mail_from: Some(from.to_owned()), ..Settings::default() };
        MailConfig::read(&settings, &mut mistakes).ok_or(mistakes)
    }

    #[test]
    fn without_a_relay_no_sender_is_needed() {
        let mail = read("", "").unwrap();
        assert!(mail.relay.is_none() && mail.from.delivery() == NO_SENDER);
        assert!(MailConfig::in_memory().is_some());
    }

    #[test]
    fn a_relay_needs_a_sender_and_both_mistakes_are_told_at_once() {
        let wrong = |url, from| read(url, from).unwrap_err().iter().map(|m| m.variable).collect::<Vec<_>>();
        assert_eq!(wrong("smtp://mail.example", ""), [FROM_VARIABLE]);
        assert_eq!(wrong("mail.example", ""), [URL_VARIABLE, FROM_VARIABLE]);
        assert_eq!(wrong("", "Jo <jo@example.org>"), [FROM_VARIABLE]);
        assert!(read("smtp://mail.example", "jo@example.org").is_ok());
    }

    #[test]
    fn the_relays_password_is_never_repeated() {
        let shown = read("smtp://u:my-secret%@mail.example", "jo@example.org").unwrap_err().to_string();
        assert!(shown.contains(URL_VARIABLE) && !shown.contains("my-secret"), "{shown}");
    }

    #[test]
    fn the_relay_can_stand_in_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("relay");
        fs::write(&path, "smtp://mail.example\n").unwrap();
        let settings =
            Settings { smtp_url_file: Some(path.display().to_string()), mail_from: Some("a@b.example".to_owned()), ..Settings::default() };
        let mut mistakes = Mistakes::default();
        assert!(MailConfig::read(&settings, &mut mistakes).is_some_and(|mail| mail.relay.is_some()), "{mistakes}");
        let both = Settings { smtp_url: Some("smtp://a.example".to_owned()), ..settings.clone() };
        assert!(MailConfig::read(&both, &mut mistakes).is_none());
        let nowhere = Settings { smtp_url_file: Some("/nowhere/relay".to_owned()), ..settings };
        assert!(MailConfig::read(&nowhere, &mut mistakes).is_none());
        assert_eq!(mistakes.iter().map(|m| m.variable).collect::<Vec<_>>(), [URL_VARIABLE, FILE_VARIABLE]);
    }
}
