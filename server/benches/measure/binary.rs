//! The release binary at work: its memory while it shows pages, takes a submission and sends the mails.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use backend::keys::{Keys, Purpose};
use domain::ids::{BatchId, InvitationId};

use crate::Result;
use crate::accept;
use crate::database::{self, Engine};
use crate::http::Connection;
use crate::installation::{CUSTOMER, Installation};
use crate::people::PEOPLE;
use crate::process::{Server, free_address};
use crate::report::{heading, megabytes, row};
use crate::submission::{DRAFT, draft};

/// As cargo has built it for this run.
const BINARY: &str = env!("CARGO_BIN_EXE_vestibule");
/// No mail may take longer than this on the average.
const LONGEST: Duration = Duration::from_millis(20);

/// What the requests are about.
struct Stage {
    invitation: InvitationId,
    batch: BatchId,
    /// Of an operator administrator's session.
    session: String,
    folder: PathBuf,
}

/// Leaves the HTML of an invitation's page in a file, if one is named.
pub(crate) async fn measure(sqlite: &Engine, page: Option<&Path>) -> Result<()> {
    heading("The release binary on SQLite, with one open invitation and a draft of 10,000");
    let stage = prepare(sqlite).await?;
    let address = free_address()?;
    let server = start(&stage, address)?;
    row("memory after the start", megabytes(server.memory()));
    let keys = Keys::new(vec![database::key()]).ok_or("no key")?;
    // The first envelope of an invitation bears its id.
    let token = keys.token(Purpose::InvitationMailed, stage.invitation.uuid());
    let html = accept::measure(&server, token.expose()).await?;
    if let Some(file) = page {
        fs::write(file, html)?;
    }
    row("memory, at most until here", megabytes(server.peak()));
    submit(&stage, address).await?;
    row("memory, at most during the submission", megabytes(server.peak()));
    row("mails written to files, synced, until the last", mails(&stage).await?);
    row("memory, at most meanwhile", megabytes(server.peak()));
    row("memory at the end", megabytes(server.memory()));
    Ok(())
}

async fn prepare(sqlite: &Engine) -> Result<Stage> {
    let settings = sqlite.copy(DRAFT, "binary").await?;
    let installation = Installation::open(&settings).await?;
    let (services, caller) = (&installation.services, &installation.caller);
    let role = services.invite_options(caller, CUSTOMER).await?.offer.roles.first().ok_or("no role")?.id;
    let wish = backend::Wish { access: backend::Access::Roles(vec![role]), ..backend::Wish::default() };
    let invitation = services.invite_one(caller, CUSTOMER, "ann.lee@example.com", &wish).await?;
    let (batch, session) = (draft(&installation).await?, installation.token.clone());
    installation.close().await?;
    Ok(Stage { invitation, batch, session, folder: settings.data_dir.into() })
}

fn start(stage: &Stage, address: SocketAddr) -> Result<Server> {
    Server::start(
        Command::new(BINARY)
            .arg("serve")
            .env_clear()
            .env("VESTIBULE_DATA_DIR", &stage.folder)
            .env("VESTIBULE_SECRET_KEY", database::key().expose())
            .env("VESTIBULE_PUBLIC_URL", format!("http://{address}"))
            .env("VESTIBULE_LISTEN", address.to_string()),
    )
}

/// Presses *Submit*, as a browser without WASM does.
async fn submit(stage: &Stage, address: SocketAddr) -> Result<()> {
    let form = format!("form%5Bc%5D={CUSTOMER}&form%5Bbatch%5D={}", stage.batch);
    let request = format!(
        "POST /api/submit_batch HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\nCookie: session={}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        stage.session,
        form.len()
    );
    let mut connection = Connection::open(address).await?;
    let begun = Instant::now();
    let status = connection.send(request.as_bytes()).await?;
    let took = begun.elapsed();
    if status != 303 {
        return Err(format!("the submission was answered with status {status}").into());
    }
    row("submit_batch over HTTP, once", format_args!("{:.0} ms", took.as_secs_f64() * 1_000.0));
    Ok(())
}

/// Waits until all mails have left.
async fn mails(stage: &Stage) -> Result<String> {
    let (folder, wanted) = (stage.folder.join("mails"), PEOPLE as usize + 1);
    let begun = Instant::now();
    let written =
        || fs::read_dir(&folder).map_or(0, |files| files.flatten().filter(|f| f.path().extension().is_some_and(|e| e == "eml")).count());
    while written() < wanted {
        if begun.elapsed() > LONGEST * PEOPLE {
            return Err("the mails did not leave".into());
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    let seconds = begun.elapsed().as_secs_f64();
    Ok(format!("{:.0} a second, {seconds:.1} s", f64::from(PEOPLE) / seconds))
}
