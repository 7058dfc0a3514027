//! When to try again.

use crate::env::Env;

const SECOND_MS: i64 = 1_000;
const HOUR_MS: i64 = 3_600 * SECOND_MS;

/// The first pause; each further one is twice as long, up to an hour.
const BASE_MS: i64 = 30 * SECOND_MS;
/// The pause after a first answer of the 4xx class: greylisting asks for five minutes (Postgrey's default is 300 s).
const GREYLIST_MS: i64 = 5 * 60 * SECOND_MS;
/// After this long a mail is given up.
pub(crate) const GIVE_UP_MS: i64 = 72 * HOUR_MS;

/// How long to wait after the `attempt`th failure, counted from 1, in milliseconds: exponential, with full jitter above a small floor, so
/// that a relay that comes back is not met by everything at once.
pub(crate) fn pause(env: &Env, attempt: i32, reply: &str) -> i64 {
    let exponent = u32::try_from(attempt - 1).unwrap_or_default().min(16);
    let ceiling = (BASE_MS << exponent).min(HOUR_MS);
    let jittered = ceiling / 4 + env.below(ceiling * 3 / 4);
    if attempt <= 1 && reply.starts_with('4') { jittered.max(GREYLIST_MS) } else { jittered }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::env::ManualClock;

    #[test]
    fn f06_pauses_grow_with_jitter_and_end_at_an_hour() {
        let env = Env::fixed(Arc::new(ManualClock::at(0)), 3);
        for attempt in 1..30 {
            let ceiling = (BASE_MS << (attempt - 1).min(16)).min(HOUR_MS);
            let pauses: Vec<i64> = (0..50).map(|_| pause(&env, attempt, "connection refused")).collect();
            assert!(pauses.iter().all(|p| (ceiling / 4..ceiling).contains(p)), "attempt {attempt}: {pauses:?}");
            assert!(pauses.iter().any(|p| *p != pauses[0]), "no jitter");
        }
    }

    #[test]
    fn f06_greylisting_gets_its_five_minutes() {
        let env = Env::fixed(Arc::new(ManualClock::at(0)), 4);
        assert!(pause(&env, 1, "450 4.7.1 Greylisted") >= GREYLIST_MS);
        assert!(pause(&env, 2, "450 4.7.1 Greylisted") < GREYLIST_MS);
    }
}
