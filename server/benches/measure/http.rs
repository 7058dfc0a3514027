//! A client that costs little beside the servers it measures: keep-alive connections, a bounded number of requests.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::Result;
use crate::report::Times;

pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    line: String,
    pub(crate) body: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), line: String::new(), body: Vec::new() })
    }

    /// The status of the answer, whose body is in `body` then.
    pub(crate) async fn send(&mut self, request: &[u8]) -> Result<u16> {
        self.stream.get_mut().write_all(request).await?;
        let status = self.line().await?.split(' ').nth(1).ok_or("no status")?.parse()?;
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(':') else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            }
            chunked |= name.eq_ignore_ascii_case("transfer-encoding");
        }
        self.body.clear();
        if chunked {
            self.chunks().await?;
        } else {
            self.take(length).await?;
        }
        Ok(status)
    }

    async fn chunks(&mut self) -> Result<()> {
        loop {
            let length = usize::from_str_radix(self.line().await?, 16)?;
            self.take(length).await?;
            self.line().await?;
            if length == 0 {
                return Ok(());
            }
        }
    }

    async fn take(&mut self, length: usize) -> Result<()> {
        let from = self.body.len();
        self.body.resize(from + length, 0);
        self.stream.read_exact(&mut self.body[from..]).await?;
        Ok(())
    }

    async fn line(&mut self) -> Result<&str> {
        self.line.clear();
        if self.stream.read_line(&mut self.line).await? == 0 {
            return Err("the connection was closed".into());
        }
        Ok(self.line.trim_end())
    }
}

/// What the load generator measured.
pub(crate) struct Load {
    pub(crate) a_second: f64,
    pub(crate) times: Times,
}

/// Sends one request so many times over so many connections; every answer must have the status 200.
pub(crate) async fn load(address: SocketAddr, request: &str, requests: u32, connections: u32) -> Result<Load> {
    let request: Arc<str> = request.into();
    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..connections {
        tasks.spawn(repeat(address, request.clone(), requests / connections));
    }
    let mut times = Vec::new();
    while let Some(done) = tasks.join_next().await {
        times.extend(done??);
    }
    Ok(Load { a_second: f64::from(requests) / begun.elapsed().as_secs_f64(), times: Times::of(times) })
}

async fn repeat(address: SocketAddr, request: Arc<str>, requests: u32) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(address).await?;
    let mut times = Vec::new();
    for _ in 0..requests {
        let begun = Instant::now();
        let status = connection.send(request.as_bytes()).await?;
        times.push(begun.elapsed());
        if status != 200 {
            return Err(format!("status {status}").into());
        }
    }
    Ok(times)
}
