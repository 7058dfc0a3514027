//! The parser of the first step, as the server runs it.

use std::hint::black_box;
use std::time::Instant;

use domain::wizard::AddressList;

use crate::people;
use crate::report::{RUNS, Times, row};

pub(crate) fn measure() {
    let text = people::list();
    let times = (0..RUNS).map(|_| {
        let begun = Instant::now();
        black_box(AddressList::read(black_box(&text)));
        begun.elapsed()
    });
    row("names and addresses, duplicates folded", Times::of(times.collect()));
}
