//! A browser without scripts, as far as tests of the program need one.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::program::PUBLIC_URL;
use crate::delivery::PATIENCE;

#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    fn read(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("no status: {head}"));
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Keeps the cookie of its login.
#[derive(Clone)]
pub(crate) struct Browser {
    address: SocketAddr,
    cookie: String,
}

impl Browser {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { address, cookie: String::new() }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.begin("GET", path, "").await.end("").await
    }

    /// Posts a form, and keeps the login that comes of it.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = form(fields);
        let answer = self.begin("POST", path, &form).await.end(&form).await;
        if let Some(cookie) = answer.header("set-cookie") {
            cookie.split(';').next().unwrap().clone_into(&mut self.cookie);
        }
        answer
    }

    /// The answer to a form, if the server lives long enough to give it.
    pub(crate) async fn try_post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let form = form(fields);
        let mut stream = TcpStream::connect(self.address).await.ok()?;
        stream.write_all(format!("{}{form}", self.head("POST", path, &form)).as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        timeout(PATIENCE, stream.read_to_end(&mut answer)).await.ok()?.ok()?;
        let answer = String::from_utf8_lossy(&answer);
        answer.contains("\r\n\r\n").then(|| Answer::read(&answer))
    }

    /// A request whose head has been sent, and whose body has not.
    pub(crate) async fn begin(&self, method: &str, path: &str, body: &str) -> Half {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(self.head(method, path, body).as_bytes()).await.unwrap();
        Half(stream)
    }

    fn head(&self, method: &str, path: &str, body: &str) -> String {
        let host = PUBLIC_URL.strip_prefix("http://").unwrap();
        format!(
            "{method} {path} HTTP/1.0\r\nHost: {host}\r\nOrigin: {PUBLIC_URL}\r\nAccept: text/html\r\nCookie: {}\r\n\
            Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            self.cookie,
            body.len()
        )
    }
}

pub(crate) struct Half(TcpStream);

impl Half {
    pub(crate) async fn end(mut self, body: &str) -> Answer {
        self.0.write_all(body.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        timeout(PATIENCE, self.0.read_to_end(&mut answer)).await.expect("no answer").unwrap();
        Answer::read(&String::from_utf8_lossy(&answer))
    }
}

/// Fields of a server function's form.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        form.append_pair(&format!("form[{name}]"), value);
    }
    form.finish()
}
