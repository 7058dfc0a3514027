//! A watch on what the relay sends before and beneath TLS.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll, ready},
};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

/// Most octets that may arrive in answer to one write: lettre's own limit for a reply, and room for certificates.
const MAX_UNANSWERED: usize = 256 * 1024;

/// A TCP stream that ends in an error
/// - when more arrives than any answer can have, so that a relay cannot fill the memory with one endless line;
/// - when something follows the answer to `STARTTLS` before TLS begins. lettre keeps its read buffer over the upgrade, so
///   answers that were put in there by somebody in between would count as the relay's own, up to a false "250 queued"
///   (the response injection of CVE-2021-33515 and others, seen from the client).
#[derive(Debug)]
pub(super) struct GuardedStream {
    tcp: TcpStream,
    received: usize,
    upgrade: Upgrade,
}

#[derive(Debug)]
enum Upgrade {
    None,
    /// `STARTTLS` was written; this is what came back.
    Asked(Vec<u8>),
    /// TLS, or a relay that refused it.
    Over,
}

impl GuardedStream {
    pub(super) fn new(tcp: TcpStream) -> Self {
        Self { tcp, received: 0, upgrade: Upgrade::None }
    }

    fn check_received(&mut self, fresh: &[u8]) -> io::Result<()> {
        self.received += fresh.len();
        if self.received > MAX_UNANSWERED {
            return Err(io::Error::other("the answer has no end"));
        }
        if let Upgrade::Asked(answer) = &mut self.upgrade {
            answer.extend_from_slice(fresh);
            if has_surplus(answer) {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "data between the answer to STARTTLS and TLS"));
            }
        }
        Ok(())
    }

    fn note_written(&mut self, written: &[u8]) {
        self.received = 0;
        let next = match &self.upgrade {
            Upgrade::None if written.eq_ignore_ascii_case(b"STARTTLS\r\n") => Upgrade::Asked(Vec::new()),
            Upgrade::None => return,
            Upgrade::Asked(_) | Upgrade::Over => Upgrade::Over,
        };
        self.upgrade = next;
    }
}

/// True when something follows the last line of a reply, the one without a hyphen after its code.
fn has_surplus(answer: &[u8]) -> bool {
    let mut end = 0;
    for line in answer.split_inclusive(|b| *b == b'\n') {
        end += line.len();
        if line.ends_with(b"\n") && line.get(3) != Some(&b'-') {
            return end < answer.len();
        }
    }
    false
}

impl AsyncRead for GuardedStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.tcp).poll_read(cx, buf))?;
        Poll::Ready(self.check_received(&buf.filled()[before..]))
    }
}

impl AsyncWrite for GuardedStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.tcp).poll_write(cx, buf))?;
        self.note_written(&buf[..written]);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(cx)
    }
}

impl AsyncTokioStream for GuardedStream {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.tcp.peer_addr()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_follows_the_last_line_is_surplus() {
        assert!(!has_surplus(b""));
        assert!(!has_surplus(b"220 go"));
        assert!(!has_surplus(b"220 go\r\n"));
        assert!(!has_surplus(b"220-a\r\n220 go\r\n"));
        assert!(has_surplus(b"220 go\r\n2"));
        assert!(has_surplus(b"220-a\r\n220 go\r\n250 fake\r\n"));
        assert!(has_surplus(b"\n250 fake\r\n"));
    }
}
