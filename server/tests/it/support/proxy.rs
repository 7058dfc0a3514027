//! Counts what is asked of PostgreSQL: a connection in between that reads along.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

pub(crate) struct CountingProxy {
    /// How to reach the database through it.
    pub url: String,
    statements: Arc<AtomicUsize>,
}

impl CountingProxy {
    pub(crate) async fn before(url: &str) -> Self {
        let mut url = url::Url::parse(url).unwrap();
        let server = (url.host_str().unwrap().to_owned(), url.port().unwrap_or(5432));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        url.set_host(Some("127.0.0.1")).unwrap();
        url.set_port(Some(listener.local_addr().unwrap().port())).unwrap();
        url.query_pairs_mut().append_pair("sslmode", "disable");
        let statements = Arc::new(AtomicUsize::new(0));
        let counted = statements.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect((server.0.as_str(), server.1)).await.unwrap();
                let (from_client, mut to_client) = client.into_split();
                let (mut from_server, to_server) = server.into_split();
                tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
                tokio::spawn(forward(from_client, to_server, counted.clone()));
            }
        });
        Self { url: url.into(), statements }
    }

    /// Statements executed since the last time this was asked.
    pub(crate) fn statements(&self) -> usize {
        self.statements.swap(0, Ordering::SeqCst)
    }
}

/// Passes the client's messages on (PostgreSQL 15, 55.7): the first one is a length and its content, all others begin with a letter.
async fn forward(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, statements: Arc<AtomicUsize>) -> std::io::Result<()> {
    let mut first = true;
    loop {
        let mut message = Vec::new();
        if !first {
            message.push(from.read_u8().await?);
            // Execute, or a simple query.
            if matches!(message[0], b'E' | b'Q') {
                statements.fetch_add(1, Ordering::SeqCst);
            }
        }
        first = false;
        let length = from.read_u32().await?;
        message.extend(length.to_be_bytes());
        let content = message.len();
        message.resize(content + length as usize - 4, 0);
        from.read_exact(&mut message[content..]).await?;
        to.write_all(&message).await?;
    }
}
