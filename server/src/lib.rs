//! The server: configuration, command line, router and layers. What it serves is made in `app`; what it does, in `backend`.

use std::process::ExitCode;
use std::time::Duration;

mod assets;
mod audit_export;
mod cli;
mod commands;
pub mod config;
pub mod demo;
mod error_page;
pub mod health;
mod layers;
mod live;
mod logo;
mod mailbox;
pub mod router;
pub mod schema;
mod serve;
mod signals;
pub mod start;
mod telemetry;
mod terminal;

/// The program. Exit code 1 tells that it failed, 2 that it was called wrongly.
#[must_use]
pub fn main() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let outcome = runtime.block_on(commands::run());
    // A hash that is still being computed for nobody is not waited for.
    runtime.shutdown_timeout(Duration::from_secs(1));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(error.as_ref()),
    }
}

fn failed(error: &dyn std::error::Error) -> ExitCode {
    terminal::complain(format_args!("vestibule: {}", terminal::chain(error)));
    ExitCode::FAILURE
}
