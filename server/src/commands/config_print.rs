//! `vestibule config print`: what is in effect, as variables, without secrets.

use crate::config::{Config, KeySource};
use crate::terminal::say;

pub(super) fn run(config: &Config) {
    for (variable, value) in lines(config) {
        say(format_args!("VESTIBULE_{variable}={value}"));
    }
}

fn lines(config: &Config) -> Vec<(&'static str, String)> {
    let key = match &config.keys {
        KeySource::Given(keys) => vec!["***"; keys.len()].join(","),
        KeySource::Kept(path) => format!("*** (kept in {})", path.display()),
    };
    vec![
        ("DATA_DIR", config.data.folder.display().to_string()),
        ("DATABASE_URL", config.data.database.to_string()),
        ("PUBLIC_URL", config.public_url.to_string()),
        ("LISTEN", config.listen.to_string()),
        ("SECRET_KEY", key),
        ("SMTP_URL", config.mail.relay.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("MAIL_FROM", config.mail.from.as_typed().to_owned()),
        ("TRUSTED_PROXIES", config.trusted_proxies.to_string()),
        ("LOG", config.log.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;

    #[test]
    fn secrets_are_masked() {
        let text = |text: &str| Some(text.to_owned());
        let settings = Settings {
            database_url: text("postgres://v:canary@db.example/v"),
            public_url: text("https://invite.example.org"),
            secret_key: Some("ca".repeat(32)),
            smtp_url: text("smtps://v:canary@mail.example"),
            mail_from: text("invitations@example.org"),
            ..Settings::default()
        };
        let printed: Vec<_> = lines(&Config::read(&settings).unwrap()).into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert!(printed.iter().all(|line| !line.contains("canary") && !line.contains("caca")), "{printed:?}");
        assert!(
            printed.contains(&"SECRET_KEY=***".to_owned()) && printed.contains(&"SMTP_URL=smtps://v:***@mail.example:465".to_owned()),
            "{printed:?}"
        );
    }
}
