//! Moments in words, for one reader.

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use domain::Language;
use domain::views::{Deadline, When};

use crate::context::{Reader, Visitor};
use crate::mail::{format_date, format_instant_local};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

pub(crate) fn instant(at: i64) -> DateTime<Utc> {
    Utc.timestamp_millis_opt(at).single().unwrap_or_default()
}

pub(crate) fn iso(at: i64) -> String {
    instant(at).to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl Reader {
    pub(crate) fn when(self, at: i64, now: i64) -> When {
        let local = instant(at).with_timezone(&self.zone);
        let date = format_date(&local, self.language);
        When { iso: iso(at), text: format!("{date}, {}", local.format("%H:%M")), date, relative: relative(at, now, self.language) }
    }

    pub(crate) fn deadline(self, at: i64, now: i64) -> Deadline {
        deadline(at, now, self.zone, self.language)
    }
}

impl Visitor {
    /// A moment (milliseconds since 1970, both) for somebody whose account is not known: without a zone of theirs, in UTC.
    #[must_use]
    pub fn when(&self, at: i64, now: i64) -> When {
        Reader { language: self.language, zone: self.zone.unwrap_or(Tz::UTC) }.when(at, now)
    }
}

pub(crate) fn deadline(at: i64, now: i64, zone: Tz, language: Language) -> Deadline {
    Deadline {
        iso: iso(at),
        text: format_instant_local(instant(at), zone, language),
        utc: format!("{} UTC", instant(at).format("%H:%M")),
        relative: relative(at, now, language),
    }
}

/// The midnight that ends the calendar day of a zone, in milliseconds since 1970. Where the clock skips midnight, the
/// first moment of the next day.
pub(crate) fn end_of_day(now: i64, zone: Tz) -> i64 {
    start_of_day(instant(now).with_timezone(&zone).date_naive().succ_opt().unwrap_or_default(), zone)
}

/// The midnight that begins a day, in milliseconds since 1970. Where the clock skips it, or the calendar the whole day (as Samoa's once
/// did), the first moment after it.
pub(crate) fn start_of_day(day: NaiveDate, zone: Tz) -> i64 {
    let midnight = day.and_time(NaiveTime::MIN);
    let at = |hours| midnight.checked_add_signed(TimeDelta::hours(hours));
    let first = (0..48).find_map(|hours| zone.from_local_datetime(&at(hours)?).earliest());
    first.map_or_else(|| midnight.and_utc().timestamp_millis(), |at| at.timestamp_millis())
}

/// "in 7 days", "2 hours ago", "now".
fn relative(at: i64, now: i64, language: Language) -> String {
    let (ahead, span) = (at > now, (at - now).abs());
    let (count, unit) = match span {
        s if s < MINUTE => return now_word(language).to_owned(),
        s if s < HOUR => (s / MINUTE, 0),
        // Full days left are counted up, so that a fresh link of seven days is open for seven.
        s if ahead && s >= DAY - HOUR => ((s + HOUR) / DAY, 2),
        s if s < DAY => (s / HOUR, 1),
        s => (s / DAY, 2),
    };
    let word = units(language)[unit][usize::from(count != 1)];
    match (language, ahead) {
        (Language::En | Language::De, true) => format!("in {count} {word}"),
        (Language::En, false) => format!("{count} {word} ago"),
        (Language::De, false) => format!("vor {count} {word}"),
        (Language::Es, true) => format!("en {count} {word}"),
        (Language::Es, false) => format!("hace {count} {word}"),
    }
}

const fn now_word(language: Language) -> &'static str {
    match language {
        Language::En => "now",
        Language::De => "jetzt",
        Language::Es => "ahora",
    }
}

/// Minute, hour, day; one, several. In German both stand after a preposition that takes the dative.
const fn units(language: Language) -> [[&'static str; 2]; 3] {
    match language {
        Language::En => [["minute", "minutes"], ["hour", "hours"], ["day", "days"]],
        Language::De => [["Minute", "Minuten"], ["Stunde", "Stunden"], ["Tag", "Tagen"]],
        Language::Es => [["minuto", "minutos"], ["hora", "horas"], ["día", "días"]],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_told_in_the_largest_unit() {
        let at = |span| relative(1_000 * DAY + span, 1_000 * DAY, Language::En);
        assert_eq!(at(7 * DAY), "in 7 days");
        assert_eq!(at(7 * DAY - 5 * MINUTE), "in 7 days");
        assert_eq!(at(DAY), "in 1 day");
        assert_eq!(at(DAY - 5 * MINUTE), "in 1 day");
        assert_eq!(at(DAY - HOUR - 1), "in 22 hours");
        assert_eq!(at(-3 * HOUR - 5), "3 hours ago");
        assert_eq!(at(30_000), "now");
        assert_eq!(relative(0, 2 * DAY, Language::De), "vor 2 Tagen");
    }

    #[test]
    fn the_day_ends_at_the_midnight_of_the_account() {
        let now = Utc.with_ymd_and_hms(2026, 11, 20, 22, 30, 0).unwrap().timestamp_millis();
        assert_eq!(iso(end_of_day(now, Tz::Europe__Madrid)), "2026-11-20T23:00:00Z");
        let late = Utc.with_ymd_and_hms(2026, 11, 20, 23, 30, 0).unwrap().timestamp_millis();
        assert_eq!(iso(end_of_day(late, Tz::Europe__Madrid)), "2026-11-21T23:00:00Z");
        let skipped = Utc.with_ymd_and_hms(2018, 11, 3, 12, 0, 0).unwrap().timestamp_millis();
        assert_eq!(iso(end_of_day(skipped, Tz::America__Sao_Paulo)), "2018-11-04T03:00:00Z");
        let before_none = Utc.with_ymd_and_hms(2011, 12, 30, 9, 0, 0).unwrap().timestamp_millis();
        assert_eq!(iso(end_of_day(before_none, Tz::Pacific__Apia)), "2011-12-30T10:00:00Z");
    }
}
