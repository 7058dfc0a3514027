//! What the figures depend on besides the program.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use crate::Result;
use crate::report::{Times, heading, row};

pub(crate) fn describe(folder: &Path) -> Result<()> {
    heading("This machine");
    row("cores", std::thread::available_parallelism()?);
    row("4 kB appended to a file and synced to the disk", synced_writes(folder)?);
    Ok(())
}

fn synced_writes(folder: &Path) -> Result<Times> {
    let mut file = File::create(folder.join("sync"))?;
    let mut times = Vec::new();
    for _ in 0..50 {
        let begun = Instant::now();
        file.write_all(&[7; 4_096])?;
        file.sync_data()?;
        times.push(begun.elapsed());
    }
    Ok(Times::of(times))
}
