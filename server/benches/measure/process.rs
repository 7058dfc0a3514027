//! A server that ends with the measurement, and its memory. Without `/proc`, as on macOS, memory is told as 0.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::Result;

fn memory(process: u32, field: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    let kilobytes = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1_024
}

/// A server in a process of its own, killed when dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts what tells its address in a line of its standard output.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let mut lines = BufReader::new(output).lines();
        let found = lines.find_map(|line| line.ok()?.strip_prefix("listening on http://")?.trim().parse().ok());
        // What it says later goes nowhere, but must not block it.
        thread::spawn(move || lines.for_each(drop));
        // Made before anything can fail, so that the child is not left behind.
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        server.address = found.ok_or("the server ended before it listened")?;
        Ok(server)
    }

    pub(crate) fn memory(&self) -> u64 {
        memory(self.child.id(), "VmRSS")
    }

    /// The most since the start, or since it was asked for.
    pub(crate) fn peak(&self) -> u64 {
        let peak = memory(self.child.id(), "VmHWM");
        let _ = fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5");
        peak
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address that nobody listens on at this moment.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}
