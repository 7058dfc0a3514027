//! What the server does in how much time and memory, compared with the least that the same work could take. `make bench` runs it;
//! `docs/benchmarks.md` tells how to read it. It prints figures and judges nothing.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

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
    /// What to measure; all of it if none is named.
    parts: Vec<Part>,
    /// A PostgreSQL server, as a superuser who may create databases; `scripts/with-postgres` sets it.
    #[arg(long, env = "VESTIBULE_TEST_POSTGRES_URL", hide_env_values = true)]
    postgres: Option<String>,
    /// Where to leave the HTML of an invitation's page.
    #[arg(long)]
    page: Option<PathBuf>,
    /// Answers every request with the bytes of a file, and measures nothing: what pages are compared with.
    #[arg(long)]
    serve: Option<PathBuf>,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Parser,
    Sqlite,
    Postgres,
    Binary,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match &arguments.serve {
        Some(file) => runtime.block_on(accept::serve_bytes(file)),
        None => runtime.block_on(measure(&arguments)),
    }
}

async fn measure(arguments: &Arguments) -> Result<()> {
    let wanted = |part| arguments.parts.is_empty() || arguments.parts.contains(&part);
    let folder = tempfile::tempdir()?;
    let sqlite = Engine::Sqlite { folder: folder.path().to_path_buf() };
    machine::describe(folder.path())?;
    if wanted(Part::Parser) {
        parse::measure();
    }
    if wanted(Part::Sqlite) || wanted(Part::Binary) {
        submission::prepare(&sqlite).await?;
    }
    if wanted(Part::Sqlite) {
        submission::measure(&sqlite).await?;
    }
    if let Some(url) = arguments.postgres.clone().filter(|_| wanted(Part::Postgres)) {
        let postgres = Engine::Postgres { url };
        submission::prepare(&postgres).await?;
        submission::measure(&postgres).await?;
    }
    if wanted(Part::Binary) {
        binary::measure(&sqlite, arguments.page.as_deref()).await?;
    }
    Ok(())
}
