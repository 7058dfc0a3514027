//! Placeholders in texts: `{name}` is replaced in one pass, so that a value is never looked at again.

/// What stands between braces and has no value stays as it is; the test over all texts makes sure that this does not happen.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    pieces(template, values).map(|(_, text)| text).collect()
}

/// A stretch of text in one weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) bold: bool,
}

/// As [`fill`], with the values named in `bold` set apart.
pub(super) fn spans(template: &str, values: &[(&str, &str)], bold: &[&str]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (name, text) in pieces(template, values) {
        let bold = name.is_some_and(|n| bold.contains(&n));
        match spans.last_mut() {
            Some(last) if last.bold == bold => last.text.push_str(text),
            _ => spans.push(Span { text: text.to_owned(), bold }),
        }
    }
    spans
}

/// The template's own stretches and, with their names, the values between them.
fn pieces<'a>(template: &'a str, values: &'a [(&'a str, &'a str)]) -> impl Iterator<Item = (Option<&'a str>, &'a str)> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let (placeholder, end) = match placeholder_at_start(rest) {
            Some(name) => (Some(name), name.len() + 2),
            None if rest.is_empty() => return None,
            None => (None, rest.char_indices().skip(1).find(|(_, c)| *c == '{').map_or(rest.len(), |(at, _)| at)),
        };
        let (here, after) = rest.split_at(end);
        rest = after;
        let value = placeholder.and_then(|name| values.iter().find(|(known, _)| *known == name));
        Some(value.map_or((None, here), |(name, value)| (Some(*name), *value)))
    })
}

fn placeholder_at_start(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    (!name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).then_some(name)
}

/// The placeholders of a template, sorted, each once.
#[cfg(test)]
pub(super) fn placeholders(template: &str) -> std::collections::BTreeSet<&str> {
    template.match_indices('{').filter_map(|(at, _)| placeholder_at_start(&template[at..])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s15_values_are_never_scanned_again() {
        let values = [("a", "{b}"), ("b", "{a}{{7*7}}")];
        assert_eq!(fill("{a} and {b}", &values), "{b} and {a}{{7*7}}");
    }

    #[test]
    fn what_is_no_placeholder_stays() {
        assert_eq!(fill("{x} {} {A} { {é}", &[("a", "1")]), "{x} {} {A} { {é}");
        assert_eq!(fill("ü{a}ü{a}", &[("a", "1")]), "ü1ü1");
        assert_eq!(fill("", &[]), "");
    }

    #[test]
    fn bold_values_are_set_apart() {
        let spans = spans("Join {a}, {b}.", &[("a", "X"), ("b", "Y")], &["a"]);
        let shown: Vec<_> = spans.iter().map(|s| (s.text.as_str(), s.bold)).collect();
        assert_eq!(shown, [("Join ", false), ("X", true), (", Y.", false)]);
    }
}
