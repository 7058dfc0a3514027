//! Memory of processes, and a server that ends with the measurement. Without `/proc`, as on macOS, memory is told as 0.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::Result;

/// Looks at the resident memory of this process until it is stopped.
pub(crate) struct Watch {
    before: u64,
    done: Arc<AtomicBool>,
    peak: JoinHandle<u64>,
}

impl Watch {
    pub(crate) fn start() -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let stop = done.clone();
        let peak = thread::spawn(move || {
            let mut peak = 0;
            while !stop.load(Ordering::Relaxed) {
                peak = peak.max(memory("self", "VmRSS"));
                thread::sleep(Duration::from_millis(2));
            }
            peak
        });
        Self { before: memory("self", "VmRSS"), done, peak }
    }

    /// Bytes before, and at most since.
    pub(crate) fn stop(self) -> (u64, u64) {
        self.done.store(true, Ordering::Relaxed);
        (self.before, self.peak.join().unwrap_or_default())
    }
}

fn memory(process: &str, field: &str) -> u64 {
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
        memory(&self.child.id().to_string(), "VmRSS")
    }

    /// The most since the start, or since it was asked for.
    pub(crate) fn peak(&self) -> u64 {
        let peak = memory(&self.child.id().to_string(), "VmHWM");
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
