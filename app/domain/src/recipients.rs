//! Reads a pasted list of people, as tolerant as people are: commas, semicolons, spaces, tabs, new lines,
//! `Name <address>`, `"Last, First" <address>`, quotes around the address, `mailto:`.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::email::{EmailAddress, EmailError, suggest_domain};
use crate::text::{NAME_MAX, optional_line};

/// Most addresses in one batch.
pub const MAX_RECIPIENTS: usize = 10_000;

/// A person's name as far as the list gave it. Either part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    pub first: String,
    pub last: String,
}

impl PersonName {
    /// `Last, First` or `First Middle Last`; what cannot stand in a name gives an empty one.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let Ok(line) = optional_line(text, 2 * NAME_MAX) else { return Self::default() };
        let (first, last) = match line.split_once(',') {
            Some((last, first)) => (first.trim(), last.trim()),
            None => line.rsplit_once(' ').unwrap_or((&line, "")),
        };
        if first.chars().count() > NAME_MAX || last.chars().count() > NAME_MAX {
            return Self::default();
        }
        Self { first: first.to_owned(), last: last.to_owned() }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.last.is_empty()
    }

    /// First name, then last name.
    #[must_use]
    pub fn full(&self) -> String {
        format!("{} {}", self.first, self.last).trim().to_owned()
    }
}

/// One item of a list: the text as it stood there, and what it was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub raw: String,
    pub name: PersonName,
    pub address: Result<EmailAddress, EmailError>,
}

impl Item {
    /// The address that was probably meant, where the domain is one slip away from a common one.
    #[must_use]
    pub fn suggestion(&self) -> Option<String> {
        let address = self.address.as_ref().ok()?;
        let (local, _) = address.as_typed().rsplit_once('@')?;
        suggest_domain(address.ascii_domain()).map(|domain| format!("{local}@{domain}"))
    }

    /// The item as a list holds it, so that reading it again gives the same: `First Last <address>`.
    #[must_use]
    pub fn as_line(&self) -> String {
        match &self.address {
            Ok(address) if !self.name.is_empty() => format!("\"{}\" <{}>", self.name_line(), address.as_typed()),
            Ok(address) => address.as_typed().to_owned(),
            Err(_) => self.raw.clone(),
        }
    }

    /// The same line with the address that was probably meant, if there is one.
    #[must_use]
    pub fn as_suggested_line(&self) -> Option<String> {
        let meant = EmailAddress::parse(&self.suggestion()?);
        Some(Self { address: meant, ..self.clone() }.as_line())
    }

    fn name_line(&self) -> String {
        let PersonName { first, last } = &self.name;
        let line = if last.is_empty() { first.clone() } else { format!("{last}, {first}") };
        line.replace('"', "")
    }
}

/// Reads a whole list. Nothing is lost: what cannot be read comes back as an item with its reason. Controls are no text: those that are white
/// space separate, all others (NUL, which no database takes in a text, above all) are left out, also of what [`Item::raw`] says.
#[must_use]
pub fn parse(text: &str) -> Vec<Item> {
    let text = &*without_controls(text);
    let mut items = Vec::new();
    let mut family_name: Option<&str> = None;
    for segment in segments(text) {
        let body = segment.text.trim();
        if body.is_empty() {
            continue;
        }
        // Lee, Ann <ann@example.com>: the comma belongs to the name.
        if let Some(family) = family_name.take() {
            if body.contains('<') {
                read_segment(body, Some(family), &mut items);
                continue;
            }
            items.push(bad_word(family));
        }
        if segment.may_be_family_name() {
            family_name = Some(body);
        } else {
            read_segment(body, None, &mut items);
        }
    }
    items.extend(family_name.map(bad_word));
    items
}

/// A list that is still being typed, cut into what is whole and what may go on: the last entry, unless its address is closed
/// by an angle bracket. Addresses in front of it that only a space parts from it are whole as well.
#[must_use]
pub fn unfinished(text: &str) -> (&str, &str) {
    let mut segments = segments(text).into_iter().rev();
    let last = segments.next().map_or("", |segment| segment.text);
    if last.trim_end().ends_with('>') {
        return (text, "");
    }
    let family = segments.next().filter(|before| before.may_be_family_name() && !last.trim().is_empty()).map_or("", |before| before.text);
    // The comma stands between the two.
    let begin = text.len() - last.len() - if family.is_empty() { 0 } else { family.len() + 1 };
    let begin = if family.is_empty() { begin + whole_words(last) } else { begin };
    let (whole, rest) = text.split_at(begin);
    (whole, rest.trim_start())
}

/// How much of a last entry is whole addresses, each ended by a space. What stands in quotes may hold anything.
fn whole_words(entry: &str) -> usize {
    let ends = entry.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let is_address = |end: &usize| entry[..*end].split_whitespace().next_back().is_some_and(|word| word.contains('@'));
    if entry.contains('"') { 0 } else { ends.rev().find(is_address).unwrap_or(0) }
}

fn without_controls(text: &str) -> Cow<'_, str> {
    let is_left = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    if text.chars().all(is_left) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| is_left(*c) || c.is_whitespace()).map(|c| if is_left(c) { c } else { ' ' }).collect())
}

struct Segment<'a> {
    text: &'a str,
    ends_with_comma: bool,
}

impl Segment<'_> {
    /// The last name of `Last, First <address>`.
    fn may_be_family_name(&self) -> bool {
        self.ends_with_comma && !self.text.contains(['@', '<', '"']) && self.text.chars().any(char::is_alphabetic)
    }
}

/// Cuts at commas, semicolons and line ends, but not inside quotes or angle brackets; those end with their line at the latest.
fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut found = Vec::new();
    let (mut start, mut quoted, mut angled) = (0, false, false);
    for (at, c) in text.char_indices() {
        let line_end = matches!(c, '\n' | '\r');
        match c {
            '"' if !angled => quoted = !quoted && closes(&text[at + 1..], '"'),
            '<' if !quoted => angled = closes(&text[at + 1..], '>'),
            '>' => angled = false,
            _ => {}
        }
        if line_end || (matches!(c, ',' | ';') && !quoted && !angled) {
            found.push(Segment { text: &text[start..at], ends_with_comma: c == ',' });
            start = at + c.len_utf8();
            (quoted, angled) = (false, false);
        }
    }
    found.push(Segment { text: &text[start..], ends_with_comma: false });
    found
}

/// Whether `sign` comes before the end of the line, and near enough to belong to what was opened.
fn closes(rest: &str, sign: char) -> bool {
    rest.chars().take(512).take_while(|c| !matches!(c, '\n' | '\r')).any(|c| c == sign)
}

/// Reads `Name <a> Name <b> rest`, or words.
fn read_segment(segment: &str, family: Option<&str>, items: &mut Vec<Item>) {
    let mut rest = segment;
    let mut family = family;
    while let Some((before, after)) = rest.split_once('<') {
        let (inside, tail) = after.split_once('>').unwrap_or((after, ""));
        let mut own = unquote(before);
        if own.contains('@') {
            // Other addresses stand in front, or the same one again in place of a name.
            if !own.eq_ignore_ascii_case(inside.trim()) {
                read_words(before.trim(), items);
            }
            own = "";
        }
        let name = family.take().map_or_else(|| own.to_owned(), |family| format!("{family}, {own}"));
        items.push(read_item(segment_raw(before, inside), inside, PersonName::parse(&name)));
        rest = tail;
    }
    read_words(rest.trim(), items);
}

fn segment_raw(before: &str, inside: &str) -> String {
    if before.trim().is_empty() { inside.trim().to_owned() } else { format!("{} <{}>", before.trim(), inside.trim()) }
}

/// Words between spaces. Words without an `@` in front of the only address are its owner's name.
fn read_words(text: &str, items: &mut Vec<Item>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some((last, first)) = words.split_last() else { return };
    if !first.is_empty() && last.contains('@') && first.iter().all(|w| !w.contains('@') && w.chars().any(char::is_alphabetic)) {
        let name = PersonName::parse(unquote(&first.join(" ")));
        items.push(read_item(text.to_owned(), last, name));
        return;
    }
    items.extend(words.iter().map(|word| read_item((*word).to_owned(), word, PersonName::default())));
}

fn bad_word(word: &str) -> Item {
    read_item(word.to_owned(), word, PersonName::default())
}

fn read_item(raw: String, address: &str, name: PersonName) -> Item {
    Item { raw, name, address: EmailAddress::parse(bare(address)) }
}

/// The address without quotes, `mailto:` and a query.
fn bare(text: &str) -> &str {
    let text = unquote(text.trim()).trim();
    match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => text[7..].split('?').next().unwrap_or_default(),
        _ => text,
    }
}

fn unquote(text: &str) -> &str {
    let mut text = text.trim();
    for quote in ['"', '\''] {
        text = text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote)).unwrap_or(text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        parse(text)
            .into_iter()
            .map(|i| match i.address {
                Ok(a) if i.name.is_empty() => a.as_typed().to_owned(),
                Ok(a) => format!("{}|{}|{}", i.name.first, i.name.last, a.as_typed()),
                Err(e) => format!("{} !{e:?}", i.raw),
            })
            .collect()
    }

    #[test]
    fn a_list_as_people_paste_it() {
        let text = "Ann Lee <ann.lee@example.com>; \"Roe, Jo\" <JO.ROE@Example.com>, jo.roe@example.com  bad@@x, m@münchen.example";
        let expected =
            ["Ann|Lee|ann.lee@example.com", "Jo|Roe|JO.ROE@Example.com", "jo.roe@example.com", "bad@@x !At", "m@münchen.example"];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn every_separator_and_wrapping() {
        assert_eq!(
            read("a@x.example,b@x.example;c@x.example d@x.example\te@x.example\r\nf@x.example"),
            ["a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example", "f@x.example"]
        );
        assert_eq!(
            read("'a@x.example' \"b@x.example\" <c@x.example> mailto:d@x.example MAILTO:e@x.example?subject=x"),
            ["a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example"]
        );
        assert_eq!(read(" ,; \n ,"), Vec::<String>::new());
    }

    #[test]
    fn controls_separate_or_are_left_out_and_never_come_back() {
        assert_eq!(read("a\0@x.example\u{b}b@x.example\u{1b}\u{85}c@x.example\0"), ["a@x.example", "b@x.example", "c@x.example"]);
        assert_eq!(read("An\0n Lee <ann@x.example>, no\0thing"), ["Ann|Lee|ann@x.example", "nothing !At"]);
        let items = parse("jo\0\u{7f}@\0, \0\n\"Roe\u{1}, Jo\" <bad\u{2}@@x>");
        assert!(!items.is_empty() && items.iter().all(|item| !item.raw.contains(char::is_control)), "{items:?}");
        assert_eq!(read("\0 \u{1}, \u{2}"), Vec::<String>::new());
    }

    #[test]
    fn names_in_every_order() {
        assert_eq!(read("Ann Lee ann@x.example"), ["Ann|Lee|ann@x.example"]);
        assert_eq!(read("Lee, Ann <ann@x.example>; Roe, Jo <jo@x.example>"), ["Ann|Lee|ann@x.example", "Jo|Roe|jo@x.example"]);
        assert_eq!(read("María del Mar Ruiz <m@x.example>"), ["María del Mar|Ruiz|m@x.example"]);
        assert_eq!(read("Ann <a@x.example> Jo <j@x.example>"), ["Ann||a@x.example", "Jo||j@x.example"]);
    }

    #[test]
    fn nothing_is_lost() {
        assert_eq!(read("foo, bar"), ["foo !At", "bar !At"]);
        assert_eq!(read("a@x.example foo b@x.example"), ["a@x.example", "foo !At", "b@x.example"]);
        assert_eq!(read("jo@, Ann <ann@"), ["jo@ !Domain", "Ann <ann@> !Domain"]);
        assert_eq!(
            read("\"open quote a@x.example\nb@x.example"),
            [
                "\"open quote a@x.example".to_owned().replace("\"open quote a@x.example", "\"open|quote|a@x.example"),
                "b@x.example".to_owned()
            ]
        );
    }

    #[test]
    fn only_what_is_unfinished_goes_on() {
        let pasted = "Sam Poe <sam@example.net>\nAnn Lee <ann.lee@example.com>";
        assert_eq!(unfinished(pasted), (pasted, ""));
        assert_eq!(unfinished("Sam <s@x.example>\nAnn Lee <ann.l"), ("Sam <s@x.example>\n", "Ann Lee <ann.l"));
        assert_eq!(unfinished("a@x.example, Ann b"), ("a@x.example,", "Ann b"));
        assert_eq!(unfinished("a@x.example, Lee, Ann"), ("a@x.example,", "Lee, Ann"));
        assert_eq!(unfinished("a@x.example,"), ("a@x.example,", ""));
        assert_eq!(unfinished("foo,"), ("foo,", ""));
        assert_eq!(unfinished("a@x.example;\"Roe, Jo"), ("a@x.example;\"Roe,", "Jo"));
        assert_eq!(unfinished("a@x.example;\"Roe, Jo\" <jo"), ("a@x.example;", "\"Roe, Jo\" <jo"));
        assert_eq!(unfinished("a@x.example b@x.example c@x.ex"), ("a@x.example b@x.example", "c@x.ex"));
        assert_eq!(unfinished("Ann <a@x.example> Jo <j@x"), ("Ann <a@x.example>", "Jo <j@x"));
        assert_eq!(unfinished("Sam Poe sam@x"), ("", "Sam Poe sam@x"));
        assert_eq!(unfinished("jo"), ("", "jo"));
        assert_eq!(unfinished("Ann "), ("", "Ann "));
        assert_eq!(unfinished("ann@x.example "), ("ann@x.example", ""));
        assert_eq!(unfinished(""), ("", ""));
    }

    #[test]
    fn a_slip_in_the_domain_is_pointed_out() {
        let item = parse("anna.weber@gmial.com").remove(0);
        assert_eq!(item.suggestion().as_deref(), Some("anna.weber@gmail.com"));
        assert_eq!(parse("a@example.com").remove(0).suggestion(), None);
    }

    #[test]
    fn a_hostile_list_is_read_in_linear_time() {
        let text = "<".repeat(200_000) + &"\"".repeat(200_000);
        assert!(!parse(&text).is_empty());
        let list = (0..10_000).map(|n| format!("Person {n} <p{n}@example.com>")).collect::<Vec<_>>().join(", ");
        assert_eq!(parse(&list).len(), 10_000);
    }

    proptest::proptest! {
        #[test]
        fn what_is_cut_off_reads_the_same(text in "[ -~äß\n]{0,120}") {
            let (whole, rest) = unfinished(&text);
            proptest::prop_assert!(text.starts_with(whole));
            proptest::prop_assert_eq!(text[whole.len()..].trim_start(), rest);
        }

        #[test]
        fn an_item_reads_back_from_its_line(text in "[ -~äß\n]{0,120}") {
            for item in parse(&text) {
                if let Ok(address) = &item.address {
                    let again = parse(&item.as_line());
                    proptest::prop_assert_eq!(again.len(), 1, "{}", item.as_line());
                    proptest::prop_assert_eq!(again[0].address.as_ref().unwrap().as_typed(), address.as_typed());
                }
            }
        }
    }
}
