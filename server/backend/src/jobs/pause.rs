//! While the relay refuses us as such (a wrong login, say), nothing is sent: every mail would get the same answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// How long a pause is. Whoever tries after it begins the next one, if nothing has changed.
const PAUSE_MS: i64 = 60_000;

/// The pause that the couriers of a process share.
#[derive(Clone, Debug, Default)]
pub(super) struct Pause {
    until: Arc<AtomicI64>,
}

impl Pause {
    /// Begins one; tells when it ends.
    pub(super) fn begin(&self, now: i64) -> i64 {
        self.until.store(now + PAUSE_MS, Ordering::Relaxed);
        now + PAUSE_MS
    }

    /// Milliseconds until mail may leave again.
    pub(super) fn left(&self, now: i64) -> i64 {
        let left = self.until.load(Ordering::Relaxed) - now;
        // What ends later than any pause can was begun by a clock that has been put back since.
        if (1..=PAUSE_MS).contains(&left) { left } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f05_a_pause_is_shared_and_ends() {
        let pause = Pause::default();
        let other = pause.clone();
        assert_eq!((pause.left(0), other.left(1_000_000)), (0, 0));
        let end = pause.begin(1_000_000);
        assert_eq!((other.left(1_000_000), other.left(end - 1), other.left(end), other.left(end + 1)), (60_000, 1, 0, 0));
    }

    #[test]
    fn r07_a_clock_that_is_put_back_a_day_leaves_no_endless_pause() {
        let pause = Pause::default();
        pause.begin(1_000_000_000);
        assert_eq!(pause.left(1_000_000_000 - 86_400_000), 0);
    }
}
