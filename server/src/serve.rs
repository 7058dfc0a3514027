//! The server's life: start, work, and an end that loses nothing.

use std::future::IntoFuture;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use backend::jobs::{self, MailSettings};
use backend::mail::{MemoryMailbox, Timeouts, Transport};
use backend::{Error, Services};
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, DemoConfig};
use crate::health::Draining;
use crate::router::{Site, router};
use crate::start::{self, StartError};
use crate::terminal::say;
use crate::{demo, signals};

/// For requests and mails under way once the process was told to end; service managers kill after 30 seconds or more.
const GRACE: Duration = Duration::from_secs(25);
/// Connections that the kernel keeps for us while we are busy accepting.
const BACKLOG: u32 = 1024;

/// Why the server ended otherwise than by a signal.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServeError {
    #[error("cannot listen on {0}")]
    Listen(SocketAddr, #[source] io::Error),
    #[error("the demo's folder cannot be made")]
    DemoFolder(#[source] io::Error),
    #[error("the demo's sender is no address")]
    DemoSender,
    #[error("the demo's data cannot be made: its database must hold nothing, or a demo")]
    DemoData(#[source] Error),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("the setup link cannot be made")]
    SetupLink(#[source] Error),
    #[error("signals cannot be waited for")]
    Signals(#[source] io::Error),
    #[error("the server failed")]
    Server(#[source] io::Error),
    #[error("the sender of mails has ended by itself")]
    Worker,
}

/// # Errors
/// [`ServeError`].
pub(crate) async fn serve(config: Config) -> Result<(), ServeError> {
    let socket = bind(config.listen)?;
    let services = start::open(&config, false).await?;
    if let Some(link) = services.setup_link().await.map_err(ServeError::SetupLink)? {
        say(format_args!("Nobody is set up yet. Open this link within an hour to make the first administrator:\n{link}"));
    }
    let transport = config.transport();
    run(socket, &config, services, transport, None).await
}

/// Serves data of its own until it is ended; nothing of it stays, unless it was given a database.
///
/// # Errors
/// [`ServeError`].
pub(crate) async fn serve_demo(demo_config: DemoConfig) -> Result<(), ServeError> {
    let socket = bind(demo_config.listen)?;
    let address = socket.local_addr().map_err(|error| ServeError::Listen(demo_config.listen, error))?;
    let folder = tempfile::Builder::new().prefix("vestibule-demo-").tempdir().map_err(ServeError::DemoFolder)?;
    let config = demo_config.complete(folder.path(), address, start::new_key()?).ok_or(ServeError::DemoSender)?;
    let services = start::open(&config, true).await?;
    demo::seed(&services).await.map_err(ServeError::DemoData)?;
    let mailbox = MemoryMailbox::new();
    run(socket, &config, services, Transport::Memory(mailbox.clone()), Some(mailbox)).await
}

async fn run(
    socket: TcpSocket,
    config: &Config,
    services: Arc<Services>,
    transport: Transport,
    mailbox: Option<MemoryMailbox>,
) -> Result<(), ServeError> {
    let signals = signals::listen().map_err(ServeError::Signals)?;
    let (end, draining) = (CancellationToken::new(), Draining::default());
    let site = Site {
        services: services.clone(),
        public_url: config.public_url.clone(),
        trusted_proxies: config.trusted_proxies.clone(),
        mailbox,
        draining: draining.clone(),
    };
    let router = router(&site);
    let listener = socket.listen(BACKLOG).map_err(|error| ServeError::Listen(config.listen, error))?;
    announce(&listener, &site)?;
    let mail = MailSettings { transport, from: config.mail.from.delivery(), timeouts: Timeouts::default() };
    let worker = jobs::spawn(&services, &mail, &end);
    let server = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(end.clone().cancelled_owned());
    let server = tokio::spawn(server.into_future());
    until_done(signals, server, worker, &end, &draining).await
}

fn announce(listener: &TcpListener, site: &Site) -> Result<(), ServeError> {
    let address = listener.local_addr().map_err(ServeError::Server)?;
    if site.mailbox.is_some() {
        say(format_args!("Vestibule demo at {}", site.public_url));
        for (login, who) in demo::LOGINS {
            say(format_args!("  {login:<20} {who}"));
        }
        say(format_args!("  password: {}\n  mails:    {}/mailbox", demo::PASSWORD, site.public_url));
    }
    tracing::info!(public_url = %site.public_url, version = env!("CARGO_PKG_VERSION"), "ready");
    // Whoever starts this program may wait for exactly this line.
    say(format_args!("listening on http://{address}"));
    Ok(())
}

/// Bound, so that a port in use is told before anything else happens; not yet listening, so that nobody waits while it starts.
fn bind(address: SocketAddr) -> Result<TcpSocket, ServeError> {
    let bind = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        Ok(socket)
    };
    bind().map_err(|error| ServeError::Listen(address, error))
}

/// At the first signal: not ready any more, no new connection, no new mail. Requests and mails under way have [`GRACE`]; what is
/// left then is cut off, and the leases of its mails run out. A second signal cuts off at once.
async fn until_done(
    mut signals: signals::Signals,
    mut server: JoinHandle<io::Result<()>>,
    mut worker: JoinHandle<()>,
    end: &CancellationToken,
    draining: &Draining,
) -> Result<(), ServeError> {
    tokio::select! {
        () = signals.next() => {}
        ended = &mut server => {
            return Err(ServeError::Server(ended.map_err(io::Error::from).and_then(|served| served).err().unwrap_or_else(|| io::Error::other("ended by itself"))));
        }
        _ = &mut worker => return Err(ServeError::Worker),
    }
    tracing::info!("ending: requests and mails under way are finished");
    draining.begin();
    end.cancel();
    let finish = async {
        let _ = tokio::join!(server, worker);
    };
    tokio::select! {
        () = finish => tracing::info!("ended"),
        () = tokio::time::sleep(GRACE) => tracing::warn!("ended, with something left undone: it took too long"),
        () = signals.next() => tracing::warn!("ended at once, by a second signal"),
    }
    Ok(())
}
