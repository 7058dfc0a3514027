//! No address is flooded, whoever invites it: three mails at once, then one an hour, five a day, over all accounts.

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
const BURST: usize = 3;
const PER_DAY: usize = 5;

/// How far back mails to an address matter.
pub(crate) const WINDOW_MS: i64 = DAY_MS;

/// The first moment at which one more mail may go to an address, where `sent` are the moments of the last day, newest first.
pub(crate) fn earliest(sent: &[i64], now: i64) -> i64 {
    let day = sent.get(PER_DAY - 1).map_or(now, |fifth| fifth + DAY_MS);
    // Once the burst is used, an hour must lie between two mails.
    let hour = if sent.len() >= BURST { sent[0] + HOUR_MS } else { now };
    now.max(day).max(hour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e02_three_at_once_then_one_an_hour_and_five_a_day() {
        let mut sent: Vec<i64> = Vec::new();
        let mut now = 100 * DAY_MS;
        let start = now;
        let mut at = Vec::new();
        for _ in 0..7 {
            now = earliest(&sent.iter().copied().filter(|s| *s > now - WINDOW_MS).collect::<Vec<_>>(), now);
            at.push((now - start) / HOUR_MS);
            sent.insert(0, now);
        }
        assert_eq!(at[..5], [0, 0, 0, 1, 2]);
        assert_eq!(at[5], 24, "the sixth waits until the first is a day old");
        assert!(at[6] >= 25);
    }
}
