//! A relay on loopback that follows a script.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;

use crate::mail::{SmtpConfig, SmtpSession, Timeouts};

/// What the relay does at one point.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// These lines, ended properly.
    Say(&'static str),
    /// Exactly these octets.
    Raw(&'static [u8]),
    /// These octets without end, for as long as somebody listens.
    Endless(&'static [u8]),
    /// One octet at a time.
    Trickle(&'static str, Duration),
    /// As `Say`, but late.
    SayAfter(Duration, &'static str),
    Hang,
    Close,
    /// Says this, then closes.
    SayAndClose(&'static str),
}

/// What to do at which step. Steps are the verbs of commands, `CONNECT` for the greeting and `.` for the end of the content;
/// of several acts for a step the first is for the first time, and the last one stays. Without an act all goes well.
pub(super) type Script = &'static [(&'static str, &'static [Act])];

/// A script for one step that is put together at run time.
pub(super) fn script(step: &'static str, acts: &[Act]) -> Script {
    let acts: &'static [Act] = Box::leak(acts.into());
    Box::leak(Box::new([(step, acts)]))
}

#[derive(Clone, Default)]
pub(super) struct Relay {
    script: HashMap<&'static str, &'static [Act]>,
    done: Arc<Mutex<HashMap<String, usize>>>,
    heard: Arc<Mutex<Vec<String>>>,
    mails: Arc<Mutex<Vec<Vec<u8>>>>,
    /// Offers STARTTLS, with this certificate.
    tls: Option<TlsAcceptor>,
    implicit_tls: bool,
    address: Option<SocketAddr>,
}

impl Relay {
    pub(super) async fn start(script: Script) -> Self {
        Self { script: script.iter().copied().collect(), ..Self::default() }.listen().await
    }

    pub(super) async fn start_tls(script: Script, acceptor: TlsAcceptor, implicit_tls: bool) -> Self {
        Self { script: script.iter().copied().collect(), tls: Some(acceptor), implicit_tls, ..Self::default() }.listen().await
    }

    async fn listen(mut self) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        self.address = Some(listener.local_addr().unwrap());
        let relay = self.clone();
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                tokio::spawn(relay.clone().serve(tcp));
            }
        });
        self
    }

    pub(super) fn config(&self, before_host: &str, after: &str) -> SmtpConfig {
        format!("{before_host}127.0.0.1:{}{after}", self.address.unwrap().port()).parse().unwrap()
    }

    /// Plain, without a login.
    pub(super) fn session(&self) -> SmtpSession {
        SmtpSession::new(self.config("smtp://", "?tls=none&hello=app.example"), short())
    }

    /// All commands so far, over all connections.
    pub(super) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    pub(super) fn times(&self, step: &str) -> usize {
        self.heard().iter().filter(|line| verb(line) == step).count()
    }

    /// The contents that were sent to the end, dots undoubled.
    pub(super) fn mails(&self) -> Vec<Vec<u8>> {
        self.mails.lock().unwrap().clone()
    }

    async fn serve(self, tcp: TcpStream) {
        self.note("CONNECT");
        let plain = if self.implicit_tls { Some(tcp) } else { self.talk(tcp, true).await };
        let (Some(plain), Some(tls)) = (plain, &self.tls) else { return };
        if let Ok(encrypted) = tls.accept(plain).await {
            self.talk(encrypted, self.implicit_tls).await;
        }
    }

    /// Gives the stream back where TLS is to begin.
    async fn talk<S: AsyncRead + AsyncWrite + Unpin + Send>(&self, stream: S, greet: bool) -> Option<S> {
        let mut stream = BufReader::new(stream);
        if greet {
            self.answer(&mut stream, "CONNECT").await?;
        }
        loop {
            let line = read_line(&mut stream).await?;
            self.note(&line);
            let step = verb(&line);
            self.answer(&mut stream, &step).await?;
            match step.as_str() {
                "QUIT" => return None,
                "STARTTLS" => return Some(stream.into_inner()),
                "DATA" if !self.script.contains_key("DATA") => self.take_content(&mut stream).await?,
                _ => {}
            }
        }
    }

    async fn take_content<S: AsyncRead + AsyncWrite + Unpin + Send>(&self, stream: &mut BufReader<S>) -> Option<()> {
        let mut content = Vec::new();
        loop {
            let mut line = Vec::new();
            if stream.read_until(b'\n', &mut line).await.ok()? == 0 {
                return None;
            }
            if line == b".\r\n" {
                break;
            }
            content.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
        self.note(".");
        self.mails.lock().unwrap().push(content);
        self.answer(stream, ".").await
    }

    /// `None` when the connection is over.
    async fn answer<S: AsyncRead + AsyncWrite + Unpin + Send>(&self, stream: &mut BufReader<S>, step: &str) -> Option<()> {
        let act = self.next_act(step);
        let octets: Vec<u8> = match act {
            Act::Say(lines) | Act::SayAndClose(lines) => format!("{lines}\r\n").into_bytes(),
            Act::Raw(octets) => octets.to_vec(),
            Act::Endless(octets) => loop {
                stream.write_all(octets).await.ok()?;
            },
            Act::Trickle(text, pause) => {
                for octet in text.bytes() {
                    stream.write_all(&[octet]).await.ok()?;
                    tokio::time::sleep(pause).await;
                }
                Vec::new()
            }
            Act::SayAfter(pause, lines) => {
                tokio::time::sleep(pause).await;
                format!("{lines}\r\n").into_bytes()
            }
            Act::Hang => std::future::pending().await,
            Act::Close => return None,
        };
        stream.write_all(&octets).await.ok()?;
        stream.flush().await.ok()?;
        if matches!(act, Act::SayAndClose(_)) { None } else { Some(()) }
    }

    fn next_act(&self, step: &str) -> Act {
        let mut done = self.done.lock().unwrap();
        let times = done.entry(step.to_owned()).or_default();
        *times += 1;
        match self.script.get(step) {
            Some(acts) => acts[(*times - 1).min(acts.len() - 1)],
            None => self.usual_act(step),
        }
    }

    fn usual_act(&self, step: &str) -> Act {
        match step {
            "CONNECT" => Act::Say("220 relay.example ESMTP"),
            "EHLO" if self.tls.is_some() && !self.implicit_tls => Act::Say("250-relay.example\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN"),
            "EHLO" => Act::Say("250-relay.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN"),
            "STARTTLS" => Act::Say("220 2.0.0 Ready to start TLS"),
            "AUTH" => Act::Say("235 2.7.0 Authentication successful"),
            "DATA" => Act::Say("354 End data with <CR><LF>.<CR><LF>"),
            "." => Act::Say("250 2.0.0 Ok: queued as ABC"),
            "QUIT" => Act::Say("221 2.0.0 Bye"),
            _ => Act::Say("250 2.1.0 Ok"),
        }
    }

    fn note(&self, line: &str) {
        self.heard.lock().unwrap().push(line.to_owned());
    }
}

/// Long enough for a busy machine, short enough for a test.
pub(super) fn short() -> Timeouts {
    Timeouts { connect: Duration::from_millis(500), command: Duration::from_millis(500), content: Duration::from_millis(500) }
}

fn verb(line: &str) -> String {
    line.split(' ').next().unwrap_or_default().to_ascii_uppercase()
}

async fn read_line<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    let mut line = Vec::new();
    let read = stream.read_until(b'\n', &mut line).await.ok()?;
    (read > 0).then(|| String::from_utf8_lossy(&line).trim_end().to_owned())
}
