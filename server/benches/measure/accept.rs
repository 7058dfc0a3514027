//! How often the page of an invitation can be shown, against a handler that does nothing but send the same bytes.

use std::path::Path;
use std::process::Command;

use axum::response::Html;
use tokio::net::TcpListener;

use crate::Result;
use crate::http::{Connection, Load, load};
use crate::process::Server;
use crate::report::{row, say};

const CONNECTIONS: u32 = 8;
const ROUNDS: usize = 3;
/// Requests of one round: some seconds' worth.
const PAGES: u32 = 4_000;
const BARE: u32 = 100_000;

/// Gives the HTML.
pub(crate) async fn measure(server: &Server, token: &str) -> Result<Vec<u8>> {
    let request = format!("GET /invitations/{token} HTTP/1.1\r\nHost: {}\r\nAccept: text/html\r\n\r\n", server.address);
    let mut connection = Connection::open(server.address).await?;
    let status = connection.send(request.as_bytes()).await?;
    if status != 200 {
        return Err(format!("the page of an open invitation has the status {status}").into());
    }
    compare(server, &request, &connection.body).await?;
    Ok(connection.body)
}

/// The page and the bare handler by turns, so that both meet the same machine.
async fn compare(server: &Server, request: &str, page: &[u8]) -> Result<()> {
    let file = tempfile::NamedTempFile::new()?;
    std::fs::write(file.path(), page)?;
    let bare = Server::start(Command::new(std::env::current_exe()?).arg("--serve").arg(file.path()))?;
    let (mut pages, mut bytes) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        pages.push(load(server.address, request, PAGES, CONNECTIONS).await?);
        bytes.push(load(bare.address, request, BARE, CONNECTIONS).await?);
    }
    let (pages, bytes) = (middle(pages), middle(bytes));
    row("HTML of an invitation's page, uncompressed", format_args!("{} bytes", page.len()));
    tell("the page, not signed in", &pages);
    tell("a bare axum handler with the same bytes", &bytes);
    row("  the page at", format_args!("{:.4} times the speed of that", pages.a_second / bytes.a_second));
    Ok(())
}

fn middle(mut rounds: Vec<Load>) -> Load {
    rounds.sort_by(|a, b| a.a_second.total_cmp(&b.a_second));
    rounds.swap_remove(ROUNDS / 2)
}

fn tell(what: &str, load: &Load) {
    let ms = |percent| load.times.at(percent).as_secs_f64() * 1_000.0;
    let times = format!("median {:.2} ms, 99 % {:.2} ms", ms(50), ms(99));
    row(what, format_args!("{:.0} a second; {times}; {CONNECTIONS} connections", load.a_second));
}

/// The least that a server can do to send these bytes.
pub(crate) async fn serve_bytes(file: &Path) -> Result<()> {
    let page: &'static str = Box::leak(std::fs::read_to_string(file)?.into_boxed_str());
    let router = axum::Router::new().fallback(move || async move { Html(page) });
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    say(format_args!("listening on http://{}", listener.local_addr()?));
    axum::serve(listener, router).await?;
    Ok(())
}
