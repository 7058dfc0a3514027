//! The parser of the first step, as the server runs it.

use std::hint::black_box;
use std::time::Instant;

use domain::wizard::AddressList;

use crate::people::{self, PEOPLE};
use crate::report::{RUNS, Times, heading, row};

pub(crate) fn measure() {
    heading(format_args!("Reading a list of {PEOPLE}"));
    let text = people::list();
    let times = (0..RUNS).map(|_| {
        let begun = Instant::now();
        black_box(AddressList::read(black_box(&text)));
        begun.elapsed()
    });
    row("names and addresses, duplicates folded", Times::of(times.collect()));
}
