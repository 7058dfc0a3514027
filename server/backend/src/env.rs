//! Time and chance, handed in, so that tests own both.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::{StdRng, SysRng};
use rand::{Rng, SeedableRng};
use uuid::Uuid;

/// A clock. Instants everywhere are milliseconds since 1970-01-01 UTC.
pub trait Clock: Send + Sync {
    fn now(&self) -> i64;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    fn now(&self) -> i64 {
        chrono::Utc::now().timestamp_millis()
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    #[must_use]
    pub const fn at(now: i64) -> Self {
        Self(AtomicI64::new(now))
    }

    /// Moves it on (or back, if negative) by milliseconds.
    pub fn advance(&self, milliseconds: i64) {
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Clock and randomness of a process.
#[derive(Clone)]
pub struct Env {
    clock: Arc<dyn Clock>,
    rng: Arc<Mutex<StdRng>>,
}

impl Env {
    /// The machine's clock, and a generator seeded by the operating system.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn system() -> Result<Self, rand::rngs::SysError> {
        let rng = StdRng::try_from_rng(&mut SysRng)?;
        Ok(Self { clock: Arc::new(SystemClock), rng: Arc::new(Mutex::new(rng)) })
    }

    /// For tests: the given clock, and numbers that are the same each time.
    #[must_use]
    pub fn fixed(clock: Arc<dyn Clock>, seed: u64) -> Self {
        Self { clock, rng: Arc::new(Mutex::new(StdRng::seed_from_u64(seed))) }
    }

    #[must_use]
    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// A new UUID, version 7: sorts by the time it was made.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        let millis = u64::try_from(self.now()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }

    /// Unpredictable bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// A number from 0 up to and without `end`, for jitter; 0 when `end` is not positive.
    #[must_use]
    pub fn below(&self, end: i64) -> i64 {
        let random = i64::from_le_bytes(self.bytes()).unsigned_abs() >> 1;
        u64::try_from(end).ok().filter(|e| *e > 0).map_or(0, |e| i64::try_from(random % e).unwrap_or_default())
    }
}

impl fmt::Debug for Env {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Env").field("now", &self.now()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_sort_by_time_and_differ() {
        let clock = Arc::new(ManualClock::at(1_700_000_000_000));
        let env = Env::fixed(clock.clone(), 1);
        let (a, b) = (env.uuid(), env.uuid());
        assert_ne!(a, b);
        clock.advance(1);
        assert!(env.uuid() > a);
        assert_eq!(a.get_version_num(), 7);
    }

    #[test]
    fn jitter_stays_below_its_end() {
        let env = Env::fixed(Arc::new(ManualClock::at(0)), 2);
        assert!((0..1_000).all(|_| (0..30).contains(&env.below(30))));
        assert_eq!((env.below(0), env.below(-5)), (0, 0));
    }
}
