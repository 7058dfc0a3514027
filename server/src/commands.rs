//! What the program does, command by command.

use std::error::Error;

use clap::{CommandFactory, Parser};

use crate::cli::{Admin, Cli, Command, ConfigCommand, Mail};
use crate::config::{Config, DataConfig, DemoConfig, LogConfig, Settings, unknown_variables};
use crate::telemetry::{self, Output};
use crate::terminal::say;
use crate::{serve, start};

mod administrators;
mod config_print;
mod healthcheck;
mod invalidate_links;
mod mail_test;
mod migrate;

/// Any of them can fail in its own way; all that is left to do then is to tell.
type Outcome = Result<(), Box<dyn Error>>;

/// Runs the command of this process.
///
/// # Errors
/// What went wrong, for the one who ran it.
pub(crate) async fn run() -> Outcome {
    let Cli { command, settings } = Cli::parse();
    match command.unwrap_or_default() {
        Command::Serve { demo: false } => {
            let config = Config::read(&settings)?;
            begin(&config.log, Output::Standard);
            Ok(serve::serve(config).await?)
        }
        Command::Serve { demo: true } => {
            let config = DemoConfig::read(&settings)?;
            begin(&config.log, Output::Standard);
            Ok(serve::serve_demo(config).await?)
        }
        Command::Migrate { status } => {
            begin(&LogConfig::parse(&settings.log)?, Output::Error);
            migrate::run(&DataConfig::read(&settings)?, status).await
        }
        Command::Admin(Admin::Create { email }) => administrators::create(&read(&settings)?, &email).await,
        Command::Admin(Admin::ResetPassword { email }) => administrators::reset_password(&read(&settings)?, &email).await,
        Command::Mail(Mail::Test { address }) => mail_test::run(&read(&settings)?, &address).await,
        Command::Config(ConfigCommand::Print) => {
            config_print::run(&read(&settings)?);
            Ok(())
        }
        Command::Keygen { invalidate_links: false } => {
            say(start::new_key()?.expose());
            Ok(())
        }
        Command::Keygen { invalidate_links: true } => invalidate_links::run(&read(&settings)?).await,
        Command::Healthcheck => healthcheck::run(crate::config::listen(&settings)?).await,
    }
}

/// The whole configuration, for a command that answers on standard output.
fn read(settings: &Settings) -> Result<Config, Box<dyn Error>> {
    let config = Config::read(settings)?;
    begin(&config.log, Output::Error);
    Ok(config)
}

/// Starts the log, and tells of variables that look like ours and are none.
fn begin(log: &LogConfig, output: Output) {
    telemetry::init(log, output);
    let known: Vec<_> = Cli::command().get_arguments().filter_map(|argument| argument.get_env()?.to_str().map(str::to_owned)).collect();
    let set = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in unknown_variables(&known, set) {
        tracing::warn!(name, "unknown variable, without effect");
    }
}
