//! `VESTIBULE_LOG`: what is logged, and how it is written.

use tracing_subscriber::EnvFilter;

use super::{
    Mistake,
    settings::{LOG, or_default},
};

/// Libraries that say more than it helps, unless they are named.
const QUIET: &str = "hyper=info,hyper_util=info,h2=info,rustls=info,sqlx=warn,sea_orm=warn,sea_orm_migration=warn";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogConfig {
    pub json: bool,
    directives: String,
}

impl LogConfig {
    /// `text` or `json` first, if at all; then directives of `tracing`.
    ///
    /// # Errors
    /// When the directives cannot be read.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = or_default(text, LOG);
        let (first, rest) = text.split_once(',').unwrap_or((text, ""));
        let (json, directives) = match first.trim() {
            "json" => (true, rest),
            "text" => (false, rest),
            _ => (false, text),
        };
        let directives = or_default(directives, "info").to_owned();
        let log = Self { json, directives };
        EnvFilter::try_new(&log.directives).map_err(|_| {
            let wrong = format!("cannot be read: `{}`", text.escape_default());
            Mistake::new("VESTIBULE_LOG", wrong, "write it like json,info or text,warn,server=debug")
        })?;
        Ok(log)
    }

    #[must_use]
    pub fn filter(&self) -> EnvFilter {
        EnvFilter::new(format!("{QUIET},{}", self.directives))
    }
}

impl std::fmt::Display for LogConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{},{}", if self.json { "json" } else { "text" }, self.directives)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_and_filter_are_both_optional() {
        for (text, meaning) in [
            ("", "text,info"),
            ("text", "text,info"),
            ("json", "json,info"),
            ("json,debug", "json,debug"),
            ("warn", "text,warn"),
            ("text,warn,server=debug", "text,warn,server=debug"),
            ("server=trace,info", "text,server=trace,info"),
        ] {
            assert_eq!(LogConfig::parse(text).unwrap().to_string(), meaning, "{text:?}");
        }
    }

    #[test]
    fn a_filter_that_cannot_be_read_is_named() {
        for bad in ["text,server=loud", "json,=", "xml=%"] {
            assert!(LogConfig::parse(bad).is_err_and(|mistake| mistake.variable == "VESTIBULE_LOG"), "{bad}");
        }
    }
}
