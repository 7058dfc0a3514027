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
    /// Print a new secret key, or end the links that were made with the old one
    Keygen {
        /// End every link and code that was mailed or copied, and every login, and let the database be run with the key that is configured: after a
        /// lost key or a restored backup. Stop all servers first. Invitations stay pending and can be sent again
        #[arg(long)]
        invalidate_links: bool,
    },
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn help_names_each_value_in_one_line() {
        let mut command = Cli::command();
        for argument in command.get_arguments() {
            let names = argument.get_value_names().unwrap_or_default();
            assert!(names.iter().all(|name| !name.contains(char::is_whitespace)), "{}: {names:?}", argument.get_id());
        }
        let help = command.render_long_help().to_string();
        assert!(help.contains("--log <FORMAT,FILTER>"), "{help}");
    }
}
