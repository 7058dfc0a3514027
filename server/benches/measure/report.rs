//! Figures on the terminal.

use std::fmt::Display;
use std::io::{self, Write};
use std::time::Duration;

/// Runs of one measurement; their median is told.
pub(crate) const RUNS: usize = 5;

pub(crate) fn heading(text: impl Display) {
    say(format_args!("\n{text}"));
}

pub(crate) fn row(what: &str, value: impl Display) {
    say(format_args!("  {what:<58} {value}"));
}

pub(crate) fn say(line: impl Display) {
    // Nobody reads what cannot be written.
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Times of several runs: the median, and from which to which they went.
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }

    pub(crate) fn median(&self) -> Duration {
        self.at(50)
    }

    /// The time that so many percent of the runs do not exceed.
    pub(crate) fn at(&self, percent: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get(last * percent / 100).copied().unwrap_or_default()
    }

    /// So many things a second, if each run did that many.
    pub(crate) fn per_second(&self, things: u32) -> f64 {
        f64::from(things) / self.median().as_secs_f64()
    }
}

impl Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        write!(f, "{:.1} ms ({:.1} to {:.1})", ms(self.median()), ms(self.at(0)), ms(self.at(100)))
    }
}

/// Bytes as people read them.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}
