//! Points in time as people read them: `Fri 27 Nov 2026, 23:59 CET (22:59 UTC)`.

use chrono::{DateTime, Datelike, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use domain::Language;

/// The time in `zone`, and after it the same in UTC, with the date where it is another day there. Seconds are cut off, so
/// that a limit is never shown later than it is.
#[must_use]
pub fn format_instant(at: DateTime<Utc>, zone: Tz, language: Language) -> String {
    format!("{}{}", format_instant_local(at, zone, language), utc_part(at, zone, language))
}

/// As [`format_instant`], without UTC.
#[must_use]
pub fn format_instant_local(at: DateTime<Utc>, zone: Tz, language: Language) -> String {
    let local = at.with_timezone(&zone);
    format!("{}, {} {}", format_day(&local, language), local.format("%H:%M"), zone_name(&local, language))
}

/// ` (22:59 UTC)`, or nothing when the zone shows UTC anyway.
pub(super) fn utc_part(at: DateTime<Utc>, zone: Tz, language: Language) -> String {
    let local = at.with_timezone(&zone);
    if zone_name(&local, language) == "UTC" {
        return String::new();
    }
    let time = at.format("%H:%M");
    if local.date_naive() == at.date_naive() { format!(" ({time} UTC)") } else { format!(" ({time} UTC, {})", format_day(&at, language)) }
}

/// Zones without letters of their own are called by their offset: `UTC-03`. German has letters of its own for those of Europe.
fn zone_name(local: &DateTime<Tz>, language: Language) -> String {
    let name = local.format("%Z").to_string();
    match (language, name.as_str()) {
        (Language::De, "WET") => "WEZ".to_owned(),
        (Language::De, "WEST") => "WESZ".to_owned(),
        (Language::De, "CET") => "MEZ".to_owned(),
        (Language::De, "CEST") => "MESZ".to_owned(),
        (Language::De, "EET") => "OEZ".to_owned(),
        (Language::De, "EEST") => "OESZ".to_owned(),
        _ if name.starts_with(['+', '-']) => format!("UTC{name}"),
        _ => name,
    }
}

/// The date in the zone that `at` carries: `Fri 27 Nov 2026`.
#[must_use]
pub fn format_day<T: TimeZone>(at: &DateTime<T>, language: Language) -> String {
    format!("{} {}", weekdays(language)[weekday_index(at.weekday())], format_date(at, language))
}

/// As [`format_day`], without the weekday: `27 Nov 2026`.
#[must_use]
pub fn format_date<T: TimeZone>(at: &DateTime<T>, language: Language) -> String {
    let month = months(language)[usize::try_from(at.month0()).unwrap_or_default() % 12];
    let dot = if language == Language::De { "." } else { "" };
    format!("{}{dot} {month} {}", at.day(), at.year())
}

fn weekday_index(day: Weekday) -> usize {
    usize::try_from(day.num_days_from_monday()).unwrap_or_default() % 7
}

const fn weekdays(language: Language) -> [&'static str; 7] {
    match language {
        Language::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        Language::De => ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
        Language::Es => ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
    }
}

const fn months(language: Language) -> [&'static str; 12] {
    match language {
        Language::En => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        Language::De => ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
        Language::Es => ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_zone_of_the_account_and_utc() {
        let evening = at("2026-11-27T22:59:59Z");
        assert_eq!(format_instant(evening, Tz::Europe__Madrid, Language::En), "Fri 27 Nov 2026, 23:59 CET (22:59 UTC)");
        assert_eq!(format_instant(evening, Tz::Europe__Berlin, Language::De), "Fr 27. Nov. 2026, 23:59 MEZ (22:59 UTC)");
        assert_eq!(format_instant(evening, Tz::Europe__Madrid, Language::Es), "vie 27 nov 2026, 23:59 CET (22:59 UTC)");
        assert_eq!(format_instant_local(evening, Tz::Europe__Madrid, Language::En), "Fri 27 Nov 2026, 23:59 CET");
    }

    #[test]
    fn another_day_in_utc_is_named() {
        let night = at("2026-07-31T22:30:00Z");
        assert_eq!(format_instant(night, Tz::Europe__Madrid, Language::En), "Sat 1 Aug 2026, 00:30 CEST (22:30 UTC, Fri 31 Jul 2026)");
    }

    #[test]
    fn utc_is_not_said_twice_and_offsets_are_named() {
        let noon = at("2026-01-05T12:00:00Z");
        assert_eq!(format_instant(noon, Tz::UTC, Language::En), "Mon 5 Jan 2026, 12:00 UTC");
        assert_eq!(format_instant(noon, Tz::America__Sao_Paulo, Language::Es), "lun 5 ene 2026, 09:00 UTC-03 (12:00 UTC)");
    }

    #[test]
    fn every_month_and_weekday_has_a_name() {
        for language in Language::ALL {
            let distinct = |names: &[&str]| names.iter().collect::<std::collections::BTreeSet<_>>().len();
            assert_eq!((distinct(&months(*language)), distinct(&weekdays(*language))), (12, 7), "{language}");
        }
    }
}
