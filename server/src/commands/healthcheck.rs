//! `vestibule healthcheck`: for containers, which have no other program to ask with.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Outcome;
use crate::health;
use crate::terminal::say;

const PATIENCE: Duration = Duration::from_secs(5);

pub(super) async fn run(listen: SocketAddr) -> Outcome {
    let address = reachable(listen);
    let answer = timeout(PATIENCE, ask(address)).await.map_err(|_| format!("no answer from {address}"))?;
    let answer = answer.map_err(|error| format!("no answer from {address}: {error}"))?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    if head.starts_with("HTTP/1.1 200 ") {
        say(body.trim());
        Ok(())
    } else {
        Err(format!("not ready: {}", body.trim()).into())
    }
}

/// One cannot connect to "every address".
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

async fn ask(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let question = format!("GET {} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n", health::READY);
    stream.write_all(question.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(10_000).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    async fn against(answer: &'static str) -> Outcome {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut question = [0; 1_000];
            assert!(stream.read(&mut question).await.unwrap() > 0);
            stream.write_all(answer.as_bytes()).await.unwrap();
        };
        tokio::join!(run(address), async {
            server.await;
        })
        .0
    }

    #[tokio::test]
    async fn only_a_ready_server_is_healthy() {
        assert!(against("HTTP/1.1 200 OK\r\n\r\nready\n").await.is_ok());
        let error = against("HTTP/1.1 503 Service Unavailable\r\n\r\ndraining\n").await.unwrap_err();
        assert_eq!(error.to_string(), "not ready: draining");
        assert!(against("").await.is_err());
        assert!(run("127.0.0.1:1".parse().unwrap()).await.is_err());
    }

    #[test]
    fn every_address_is_asked_on_loopback() {
        for (listen, asked) in [("0.0.0.0:3000", "127.0.0.1:3000"), ("[::]:3000", "[::1]:3000"), ("192.0.2.1:80", "192.0.2.1:80")] {
            assert_eq!(reachable(listen.parse().unwrap()), asked.parse().unwrap());
        }
    }
}
