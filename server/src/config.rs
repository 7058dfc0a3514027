//! The configuration: read once, at start, and judged as a whole, so that all mistakes are told at once.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

use backend::mail::Transport;

mod database;
mod log;
mod mail;
mod mistakes;
mod proxies;
mod public_url;
mod secret_key;
mod settings;

pub use database::{DataConfig, Database};
pub use log::LogConfig;
pub use mail::MailConfig;
pub use mistakes::{Mistake, Mistakes};
pub use proxies::TrustedProxies;
pub use public_url::PublicUrl;
pub use secret_key::{Kept, KeySource, kept};
pub use settings::Settings;

use settings::{LISTEN, given, or_default};

/// What the server runs with.
#[derive(Clone, Debug)]
pub struct Config {
    pub data: DataConfig,
    pub public_url: PublicUrl,
    pub listen: SocketAddr,
    pub keys: KeySource,
    pub mail: MailConfig,
    pub trusted_proxies: TrustedProxies,
    pub log: LogConfig,
}

impl Config {
    /// # Errors
    /// Everything that is wrong.
    pub fn read(settings: &Settings) -> Result<Self, Mistakes> {
        let mut mistakes = Mistakes::default();
        let data = mistakes.note(DataConfig::read(settings));
        let public_url = mistakes.note(public_url(settings));
        let listen = mistakes.note(listen(settings));
        let keys = data.as_ref().and_then(|data| mistakes.note(KeySource::read(settings, data)));
        let mail = MailConfig::read(settings, &mut mistakes);
        let trusted_proxies = mistakes.note(TrustedProxies::parse(given(settings.trusted_proxies.as_ref()).unwrap_or_default()));
        let log = mistakes.note(LogConfig::parse(&settings.log));
        match (data, public_url, listen, keys, mail, trusted_proxies, log) {
            (Some(data), Some(public_url), Some(listen), Some(keys), Some(mail), Some(trusted_proxies), Some(log))
                if mistakes.is_empty() =>
            {
                Ok(Self { data, public_url, listen, keys, mail, trusted_proxies, log })
            }
            _ => Err(mistakes),
        }
    }

    /// How mails leave: by the relay, or into files.
    #[must_use]
    pub fn transport(&self) -> Transport {
        match &self.mail.relay {
            Some(relay) => Transport::Smtp(relay.clone()),
            None => Transport::File(self.data.folder.join("mails")),
        }
    }
}

/// What a demo runs with: its data, keys and mails are its own, whatever the variables say of them. Only a database for demos can
/// be given to it, and then keys as well, so that several processes can show the same data.
#[derive(Clone, Debug)]
pub struct DemoConfig {
    /// None: the address it listens on.
    pub public_url: Option<PublicUrl>,
    /// None: one in a temporary folder.
    pub database: Option<Database>,
    /// None: a new one.
    pub keys: Option<KeySource>,
    pub listen: SocketAddr,
    pub trusted_proxies: TrustedProxies,
    pub log: LogConfig,
}

impl DemoConfig {
    /// # Errors
    /// Everything that is wrong.
    pub fn read(settings: &Settings) -> Result<Self, Mistakes> {
        let mut mistakes = Mistakes::default();
        let url = mistakes.note(given(settings.public_url.as_ref()).map(PublicUrl::parse).transpose());
        let database = mistakes.note(Database::of_demo(settings));
        let keys = mistakes.note(demo_keys(settings, database.as_ref().and_then(Option::as_ref)));
        let listen = mistakes.note(listen(settings).and_then(refuse_public));
        let trusted_proxies = mistakes.note(TrustedProxies::parse(given(settings.trusted_proxies.as_ref()).unwrap_or_default()));
        let log = mistakes.note(LogConfig::parse(&settings.log));
        match (url, database, keys, listen, trusted_proxies, log) {
            (Some(public_url), Some(database), Some(keys), Some(listen), Some(trusted_proxies), Some(log)) if mistakes.is_empty() => {
                Ok(Self { public_url, database, keys, listen, trusted_proxies, log })
            }
            _ => Err(mistakes),
        }
    }

    /// The whole of it, once folder and port are known.
    #[must_use]
    pub fn complete(&self, folder: &Path, address: SocketAddr, key: backend::keys::SecretKey) -> Option<Config> {
        Some(Config {
            data: DataConfig::in_folder(folder, self.database.clone()),
            public_url: self.public_url.clone().unwrap_or_else(|| PublicUrl::of_loopback(address)),
            listen: address,
            keys: self.keys.clone().unwrap_or_else(|| KeySource::Given(vec![key])),
            mail: MailConfig::in_memory()?,
            trusted_proxies: self.trusted_proxies.clone(),
            log: self.log.clone(),
        })
    }
}

fn demo_keys(settings: &Settings, database: Option<&Database>) -> Result<Option<KeySource>, Mistake> {
    let Some(database) = database.filter(|_| KeySource::is_given(settings)) else { return Ok(None) };
    let data = DataConfig { folder: PathBuf::new(), database: database.clone() };
    KeySource::read(settings, &data).map(Some)
}

fn public_url(settings: &Settings) -> Result<PublicUrl, Mistake> {
    let Some(text) = given(settings.public_url.as_ref()) else {
        let write = "write the address that people open, like https://invite.example.org; to try it on this machine: http://127.0.0.1:3000";
        return Err(Mistake::new(public_url::VARIABLE, "is not set", write));
    };
    PublicUrl::parse(text)
}

/// `VESTIBULE_LISTEN`.
///
/// # Errors
/// When it is no address with a port.
pub fn listen(settings: &Settings) -> Result<SocketAddr, Mistake> {
    let text = or_default(&settings.listen, LISTEN);
    let wrong = || format!("is no IP address with a port: `{}`", text.escape_default());
    text.parse().map_err(|_| Mistake::new("VESTIBULE_LISTEN", wrong(), "write it like 127.0.0.1:3000, 0.0.0.0:3000 or [::]:3000"))
}

/// Everybody knows the demo's passwords.
fn refuse_public(address: SocketAddr) -> Result<SocketAddr, Mistake> {
    if [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)].contains(&address.ip()) {
        return Ok(address);
    }
    let write = "write 127.0.0.1:3000, or leave --demo out";
    Err(Mistake::new(
        "VESTIBULE_LISTEN",
        format!("is {address}, but a demo listens on 127.0.0.1 or [::1] only: its passwords are public"),
        write,
    ))
}

/// Variables that look like ours and are none, in their order: most likely misspelt, or of another release.
#[must_use]
pub fn unknown_variables(known: &[String], set: impl Iterator<Item = String>) -> Vec<String> {
    let mut unknown: Vec<_> = set.filter(|name| name.starts_with("VESTIBULE_") && !known.contains(name)).collect();
    unknown.sort();
    unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> Settings {
        Settings { public_url: Some("https://invite.example.org".to_owned()), ..Settings::default() }
    }

    fn wrong(settings: &Settings) -> Vec<&'static str> {
        Config::read(settings).unwrap_err().iter().map(|mistake| mistake.variable).collect()
    }

    #[test]
    fn only_the_public_url_must_be_set() {
        let config = Config::read(&complete()).unwrap();
        assert_eq!(config.listen.to_string(), LISTEN);
        assert!(config.data.database.is_sqlite() && config.mail.relay.is_none());
        assert_eq!(wrong(&Settings::default()), ["VESTIBULE_PUBLIC_URL"]);
    }

    #[test]
    fn all_mistakes_are_reported_at_once_and_say_what_to_write() {
        let text = |text: &str| Some(text.to_owned());
        let settings = Settings {
            database_url: text("mysql://u:p@h/d"),
            public_url: text("http://invite.example.org"),
            listen: ":3000".to_owned(),
            smtp_url: text("mail.example"),
            mail_from: text("nobody"),
            trusted_proxies: text("proxy"),
            log: "text,server=loud".to_owned(),
            ..Settings::default()
        };
        let expected = [
            "VESTIBULE_DATABASE_URL",
            "VESTIBULE_PUBLIC_URL",
            "VESTIBULE_LISTEN",
            "VESTIBULE_SMTP_URL",
            "VESTIBULE_MAIL_FROM",
            "VESTIBULE_TRUSTED_PROXIES",
            "VESTIBULE_LOG",
        ];
        assert_eq!(wrong(&settings), expected);
        let shown = Config::read(&settings).unwrap_err().to_string();
        assert!(shown.starts_with("the configuration has 7 mistakes:"), "{shown}");
        assert!(expected.iter().all(|variable| shown.contains(variable)) && shown.contains("write it like 127.0.0.1:3000"), "{shown}");
    }

    #[test]
    fn postgresql_without_a_key_is_a_mistake_beside_the_others() {
        let settings = Settings { database_url: Some("postgres://h/d".to_owned()), ..Settings::default() };
        assert_eq!(wrong(&settings), ["VESTIBULE_PUBLIC_URL", "VESTIBULE_SECRET_KEY"]);
    }

    #[test]
    fn a_demo_refuses_every_public_address_and_needs_no_variable() {
        for public in ["0.0.0.0:3000", "[::]:3000", "192.0.2.1:3000", "127.0.0.2:3000"] {
            let settings = Settings { listen: public.to_owned(), ..Settings::default() };
            assert!(DemoConfig::read(&settings).is_err_and(|m| m.iter().all(|m| m.variable == "VESTIBULE_LISTEN")), "{public}");
        }
        let demo = DemoConfig::read(&Settings { listen: "127.0.0.1:0".to_owned(), ..Settings::default() }).unwrap();
        let config = demo.complete(Path::new("/tmp/x"), "127.0.0.1:4711".parse().unwrap(), backend::keys::SecretKey::new([1; 32])).unwrap();
        assert_eq!(config.public_url.to_string(), "http://127.0.0.1:4711");
    }

    #[test]
    fn a_demo_takes_no_database_but_one_that_was_made_for_it() {
        let url = |text: &str| Some(text.to_owned());
        let complete = |settings: &Settings| {
            let demo = DemoConfig::read(settings).unwrap();
            demo.complete(Path::new("/tmp/x"), "127.0.0.1:4711".parse().unwrap(), backend::keys::SecretKey::new([1; 32])).unwrap()
        };
        let other = Settings { listen: LISTEN.to_owned(), database_url: url("postgres://h/real"), ..Settings::default() };
        assert_eq!(complete(&other).data.database.url(), "sqlite:/tmp/x/vestibule.db");
        let own = Settings { demo_database_url: url("postgres://h/demo"), ..other.clone() };
        assert_eq!(complete(&own).data.database.url(), "postgres://h/demo");
        let wrong = Settings { demo_database_url: url("mysql://h/demo"), ..other };
        assert!(DemoConfig::read(&wrong).is_err_and(|m| m.iter().all(|m| m.variable == "VESTIBULE_DEMO_DATABASE_URL")));
    }

    #[test]
    fn variables_that_nobody_knows_are_found() {
        let set = ["VESTIBULE_LISTEN", "VESTIBULE_PUBLIC_ULR", "HOME", "VESTIBULE_A"].map(str::to_owned).into_iter();
        assert_eq!(unknown_variables(&["VESTIBULE_LISTEN".to_owned()], set), ["VESTIBULE_A", "VESTIBULE_PUBLIC_ULR"]);
    }
}
