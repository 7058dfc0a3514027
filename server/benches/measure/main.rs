//! What the server does in how much time and memory, compared with the least that the same work could take. `make bench` runs it;
//! `docs/benchmarks.md` tells how to read it. It prints figures and judges nothing.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

mod accept;
mod binary;
mod database;
mod http;
mod installation;
mod machine;
mod parse;
mod people;
mod process;
mod raw;
mod report;
mod submission;

use database::Engine;

/// Whatever went wrong ends the run. It can go from task to task.
type Result<T, E = Box<dyn std::error::Error + Send + Sync>> = std::result::Result<T, E>;

#[derive(Parser)]
struct Arguments {
    /// The release binary.
    #[arg(long)]
    binary: Option<PathBuf>,
    /// Where to leave the HTML of an invitation's page.
    #[arg(long, requires = "binary")]
    page: Option<PathBuf>,
    /// A PostgreSQL server, as a superuser who may create databases; `scripts/with-postgres` sets it.
    #[arg(long, env = "VESTIBULE_TEST_POSTGRES_URL", hide_env_values = true)]
    postgres: Option<String>,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Answers every request with the bytes of a file: what pages are compared with.
    ServeBytes { file: PathBuf },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match arguments.command {
        Some(Command::ServeBytes { file }) => runtime.block_on(accept::serve_bytes(&file)),
        None => runtime.block_on(measure(&arguments)),
    }
}

async fn measure(arguments: &Arguments) -> Result<()> {
    let folder = tempfile::tempdir()?;
    report::heading("This machine");
    machine::describe(folder.path())?;
    report::heading("Reading a list of 10,000");
    parse::measure();
    let sqlite = Engine::Sqlite { folder: folder.path().to_path_buf() };
    submission::measure(&sqlite).await?;
    if let Some(url) = &arguments.postgres {
        submission::measure(&Engine::Postgres { url: url.clone() }).await?;
    }
    if let Some(binary) = &arguments.binary {
        binary::measure(&sqlite, binary, arguments.page.as_deref()).await?;
    }
    Ok(())
}
