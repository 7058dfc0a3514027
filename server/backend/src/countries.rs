//! Calling codes of countries, by their names in each language: `ISO|calling code|trunk prefix|English|German|Spanish` a line. Names are
//! those of the CLDR, codes and prefixes those of the national numbering plans (ITU-T E.164).

use domain::Language;
use domain::views::Country;

const COUNTRIES: &str = include_str!("countries.txt");

struct Entry {
    iso: &'static str,
    calling: &'static str,
    trunk: &'static str,
    names: [&'static str; 3],
}

fn entries() -> impl Iterator<Item = Entry> {
    COUNTRIES.lines().filter_map(|line| {
        let mut parts = line.split('|');
        let mut next = || parts.next();
        Some(Entry { iso: next()?, calling: next()?, trunk: next()?, names: [next()?, next()?, next()?] })
    })
}

/// All of them, in the order of the alphabet.
pub(crate) fn of_language(language: Language) -> Vec<Country> {
    let at = Language::ALL.iter().position(|l| *l == language).unwrap_or_default();
    let mut countries: Vec<Country> = entries()
        .map(|e| Country {
            code: e.iso.to_owned(),
            name: e.names.get(at).copied().unwrap_or(e.names[0]).to_owned(),
            calling: e.calling.to_owned(),
        })
        .collect();
    countries.sort_by_cached_key(|country| plain(&country.name));
    countries
}

/// Without marks, as the alphabet sorts: Ägypten beside Afghanistan.
fn plain(name: &str) -> String {
    let letter = |c: char| match c {
        'ä' | 'á' | 'à' | 'â' | 'å' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' => 'i',
        'ö' | 'ó' | 'ô' | 'õ' => 'o',
        'ü' | 'ú' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    };
    name.to_lowercase().chars().map(letter).collect()
}

/// What was typed beside a country, in E.164. A number that begins with a plus sign says its country itself.
pub(crate) fn phone(country: &str, typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.starts_with('+') {
        return domain::phone::parse(typed);
    }
    let entry = entries().find(|e| e.iso == country)?;
    let digits = typed.trim_start_matches('(');
    let national = if entry.trunk.is_empty() { digits } else { digits.strip_prefix(entry.trunk).unwrap_or(digits) };
    domain::phone::parse(&format!("+{} {national}", entry.calling))
}

/// A number in E.164 as country and rest, for the fields that it was typed into: the first country of its code.
pub(crate) fn split(number: &str) -> (String, String) {
    let digits = number.trim_start_matches('+');
    let longest = entries().filter(|e| digits.starts_with(e.calling)).max_by_key(|e| (e.calling.len(), MAIN.contains(&e.iso)));
    longest.map_or_else(|| (String::new(), number.to_owned()), |e| (e.iso.to_owned(), digits[e.calling.len()..].to_owned()))
}

/// Whom a code that several share belongs to first.
const MAIN: [&str; 12] = ["US", "RU", "GB", "IT", "NO", "FI", "FR", "AU", "MA", "GP", "RE", "CW"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_whole() {
        let all: Vec<Entry> = entries().collect();
        assert_eq!(all.len(), COUNTRIES.lines().count());
        for entry in all {
            assert!(entry.iso.len() == 2 && !entry.calling.is_empty() && entry.names.iter().all(|n| !n.is_empty()), "{}", entry.iso);
            assert!(entry.calling.bytes().chain(entry.trunk.bytes()).all(|b| b.is_ascii_digit()), "{}", entry.iso);
        }
    }

    #[test]
    fn a_number_is_completed_by_its_country() {
        let cases = [
            ("ES", "600 11 22 33", "+34600112233"),
            ("DE", "040 123 45 72", "+49401234572"),
            ("IT", "06 1234 5678", "+390612345678"),
            ("ES", "+49 40 123 45 72", "+49401234572"),
            ("", "+34 600 11 22 33", "+34600112233"),
        ];
        for (country, typed, expected) in cases {
            assert_eq!(phone(country, typed).as_deref(), Some(expected), "{country} {typed}");
        }
        for (country, typed) in [("", "600 11 22 33"), ("ES", "12"), ("ES", "none"), ("XX", "600 11 22 33")] {
            assert_eq!(phone(country, typed), None, "{country} {typed}");
        }
    }

    #[test]
    fn a_number_comes_apart_as_it_was_put_together() {
        for (number, country, rest) in
            [("+34600112233", "ES", "600112233"), ("+12125550100", "US", "2125550100"), ("+447700900123", "GB", "7700900123")]
        {
            assert_eq!(split(number), (country.to_owned(), rest.to_owned()));
            assert_eq!(phone(country, rest).as_deref(), Some(number));
        }
    }

    #[test]
    fn each_language_has_its_alphabet() {
        let first = |language| of_language(language).into_iter().map(|c| c.name).take(3).collect::<Vec<_>>();
        assert_eq!(first(Language::De), ["Afghanistan", "Ägypten", "Ålandinseln"]);
        assert!(of_language(Language::Es).iter().any(|c| c.name == "España" && c.calling == "34"));
    }
}
