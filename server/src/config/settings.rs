//! The configuration as it is written: one text per variable, read by clap, not yet judged.

use std::fmt;

use clap::Args;

pub(super) const LISTEN: &str = "127.0.0.1:3000";
pub(super) const DATA_DIR: &str = "data";
pub(super) const LOG: &str = "text,info";

/// Every variable, which is also a flag. An empty one counts as not set, since that is how many tools write it.
#[derive(Args, Clone, Default)]
#[command(next_help_heading = "Configuration (each by flag or by variable)")]
pub struct Settings {
    #[arg(
        long,
        env = "VESTIBULE_DATA_DIR",
        global = true,
        value_name = "FOLDER",
        default_value = DATA_DIR,
        hide_env_values = true,
        help = "Folder for the SQLite database, the secret key and, without a relay, the mails"
    )]
    pub data_dir: String,

    #[arg(
        long,
        env = "VESTIBULE_DATABASE_URL",
        global = true,
        value_name = "URL",
        hide_env_values = true,
        help = "postgres://USER:PASSWORD@HOST/DATABASE or sqlite:PATH [default: sqlite:vestibule.db in the data \
            folder]"
    )]
    pub database_url: Option<String>,

    #[arg(
        long,
        env = "VESTIBULE_DEMO_DATABASE_URL",
        global = true,
        value_name = "URL",
        hide_env_values = true,
        help = "A database for `serve --demo` that holds nothing, or a demo, written like the one above; its data stays [default: \
            SQLite in a folder that goes with the demo]"
    )]
    pub demo_database_url: Option<String>,

    #[arg(
        long,
        env = "VESTIBULE_PUBLIC_URL",
        global = true,
        value_name = "URL",
        hide_env_values = true,
        help = "The address that people open in the browser; links in mails begin with it: https://HOST, or \
            http://127.0.0.1:PORT to try it on this machine [no default; in demo mode the address it listens on]"
    )]
    pub public_url: Option<String>,

    #[arg(
        long,
        env = "VESTIBULE_LISTEN",
        global = true,
        value_name = "ADDRESS:PORT",
        default_value = LISTEN,
        hide_env_values = true,
        help = "IP address and port to listen on; port 0 takes a free one"
    )]
    pub listen: String,

    #[arg(
        long,
        env = "VESTIBULE_SECRET_KEY",
        global = true,
        value_name = "KEYS",
        hide_env_values = true,
        help = "Secret keys from `vestibule keygen`, separated by commas, newest first: the first one signs, all are \
            accepted [default: with SQLite a file in the data folder, made at the first start; with PostgreSQL \
            none]"
    )]
    pub secret_key: Option<String>,

    #[arg(
        long,
        env = "VESTIBULE_SECRET_KEY_FILE",
        global = true,
        value_name = "FILE",
        hide_env_values = true,
        help = "A file that holds the secret keys, in place of the variable [no default]"
    )]
    pub secret_key_file: Option<String>,

    #[arg(
        long,
        env = "VESTIBULE_SMTP_URL",
        global = true,
        value_name = "URL",
        hide_env_values = true,
        help = "The mail relay: smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://USER:PASSWORD@HOST:465 [default: \
            none; mails are written to files in the data folder and administrators see a banner]"
    )]
    pub smtp_url: Option<String>,

    #[arg(
        long,
        env = "VESTIBULE_SMTP_URL_FILE",
        global = true,
        value_name = "FILE",
        hide_env_values = true,
        help = "A file that holds the address of the mail relay, in place of the variable [no default]"
    )]
    pub smtp_url_file: Option<String>,

    #[arg(
        long,
        env = "VESTIBULE_MAIL_FROM",
        global = true,
        value_name = "EMAIL",
        hide_env_values = true,
        help = "The address that mails come from [no default; needed with a relay]"
    )]
    pub mail_from: Option<String>,

    #[arg(
        long,
        env = "VESTIBULE_TRUSTED_PROXIES",
        global = true,
        value_name = "NETWORKS",
        hide_env_values = true,
        help = "Addresses or networks of the reverse proxies, separated by commas, whose X-Forwarded-For is believed \
            [default: none]"
    )]
    pub trusted_proxies: Option<String>,

    #[arg(
        long,
        env = "VESTIBULE_LOG",
        global = true,
        value_name = "FORMAT,FILTER",
        default_value = LOG,
        hide_env_values = true,
        help = "text or json, then what to log, separated by commas: error, warn, info, debug, or target=level"
    )]
    pub log: String,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").finish_non_exhaustive()
    }
}

/// The value, unless it is missing or empty.
pub(super) fn given(value: Option<&String>) -> Option<&str> {
    value.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// The value, or the default in place of an empty one.
pub(super) fn or_default<'a>(value: &'a str, default: &'a str) -> &'a str {
    let value = value.trim();
    if value.is_empty() { default } else { value }
}
