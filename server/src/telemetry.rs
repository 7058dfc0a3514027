//! The log: one line an event on standard output, as text or JSON. Requests get a span with their id; nobody's address and no token
//! is ever put into it.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, IsTerminal};
use std::panic;

use tracing_subscriber::fmt::writer::BoxMakeWriter;

use crate::config::LogConfig;

/// Where the log goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// Of a server, whose collector reads standard output.
    Standard,
    /// Of a command, whose standard output is its answer.
    Error,
}

/// Once a process. A second call changes nothing.
pub(crate) fn init(log: &LogConfig, output: Output) {
    let (writer, terminal) = match output {
        Output::Standard => (BoxMakeWriter::new(io::stdout), io::stdout().is_terminal()),
        Output::Error => (BoxMakeWriter::new(io::stderr), io::stderr().is_terminal()),
    };
    let builder = tracing_subscriber::fmt().with_env_filter(log.filter()).with_writer(writer).with_ansi(terminal);
    let done = if log.json { builder.json().flatten_event(true).with_span_list(false).try_init() } else { builder.try_init() };
    if done.is_ok() {
        panic::set_hook(Box::new(tell_panic));
    }
}

/// Into the log like everything else, in the span of its request; with its backtrace where `RUST_BACKTRACE` asks for it.
fn tell_panic(panic: &panic::PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string);
    let message = panic.payload_as_str().unwrap_or("no message");
    let backtrace = Backtrace::capture();
    if backtrace.status() == BacktraceStatus::Captured {
        tracing::error!(location, message, %backtrace, "panicked");
    } else {
        tracing::error!(location, message, "panicked");
    }
}
