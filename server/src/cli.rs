//! The command line.

use clap::{Parser, Subcommand};

use crate::config::Settings;

/// The release, and the commit that it was built from, if `VESTIBULE_COMMIT` told the build.
const VERSION: &str = env!("VESTIBULE_VERSION");

/// Invites people into customer accounts and manages who has access once they are in.
#[derive(Debug, Parser)]
#[command(name = "vestibule", version = VERSION, max_term_width = 120)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) settings: Settings,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve pages and send mails; what happens without a command
    Serve {
        /// With fresh data of its own, a mailbox in place of a relay, and logins that it prints; on loopback only
        #[arg(long)]
        demo: bool,
    },
    /// Bring the database to this release's schema; `serve` does it too
    Migrate {
        /// Only tell what is applied and what is missing
        #[arg(long)]
        status: bool,
    },
    /// Operator administrators, without the web
    #[command(subcommand)]
    Admin(Admin),
    /// Mail delivery
    #[command(subcommand)]
    Mail(Mail),
    /// The configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Print a new secret key
    Keygen,
    /// Ask the server that listens here whether it is ready; exit code 0 if so
    Healthcheck,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Admin {
    /// Make somebody an operator administrator; prints a one-time link that sets the password
    Create { email: String },
    /// Print a one-time link that sets somebody's password
    ResetPassword { email: String },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Mail {
    /// Send a test mail and show how the relay answers
    Test { address: String },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print what is in effect, without secrets
    Print,
}

impl Default for Command {
    fn default() -> Self {
        Self::Serve { demo: false }
    }
}
