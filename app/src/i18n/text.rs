use domain::Language;

/// A text without a number in it, or one whose form does not depend on it.
pub type Text = &'static str;

/// A text whose form depends on a number. All three languages have two forms, the first for exactly one.
#[derive(Clone, Copy, Debug)]
pub struct Plural {
    pub one: Text,
    pub other: Text,
}

impl Plural {
    #[must_use]
    pub const fn of(&self, n: u32) -> Text {
        if n == 1 { self.one } else { self.other }
    }
}

/// Declares the texts of one family of pages: a struct with public fields of type [`Text`] or [`Plural`].
macro_rules! texts {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $key:ident: $kind:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name { $($(#[$about])* pub $key: $kind),+ }

        #[cfg(test)]
        impl $crate::i18n::Catalogue for $name {
            fn entries(&self) -> Vec<(&'static str, Vec<$crate::i18n::Text>)> {
                vec![$((stringify!($key), $crate::i18n::text::Forms::forms(&self.$key))),+]
            }
        }
    };
}

pub(crate) use texts;

/// All texts of a family, for tests.
#[cfg(test)]
pub(crate) trait Catalogue {
    fn entries(&self) -> Vec<(&'static str, Vec<Text>)>;
}

#[cfg(test)]
pub(crate) trait Forms {
    fn forms(&self) -> Vec<Text>;
}

#[cfg(test)]
impl Forms for Text {
    fn forms(&self) -> Vec<Text> {
        vec![self]
    }
}

#[cfg(test)]
impl Forms for Plural {
    fn forms(&self) -> Vec<Text> {
        vec![self.one, self.other]
    }
}

/// Puts values in the places of `{name}`, in one pass: a value is never looked at again. What has no value stays as it is.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    pieces(template, values).map(|(_, text)| text).collect()
}

/// The pieces of a text, each with whether it is a value: for texts in which the values stand out.
#[must_use]
pub fn spans(template: &str, values: &[(&str, &str)]) -> Vec<(bool, String)> {
    pieces(template, values).map(|(is_value, text)| (is_value, text.to_owned())).collect()
}

fn pieces<'a>(template: &'a str, values: &'a [(&'a str, &'a str)]) -> impl Iterator<Item = (bool, &'a str)> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let name = placeholder(rest);
        let end =
            name.map_or_else(|| rest.char_indices().skip(1).find(|(_, c)| *c == '{').map_or(rest.len(), |(at, _)| at), |n| n.len() + 2);
        let (here, after) = rest.split_at(end);
        rest = after;
        let value = name.and_then(|name| values.iter().find(|(known, _)| *known == name));
        Some(value.map_or((false, here), |(_, value)| (true, *value)))
    })
}

/// The name of the placeholder that the text starts with.
fn placeholder(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    (!name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).then_some(name)
}

/// The placeholders of a text, each once.
#[cfg(test)]
pub(crate) fn placeholders(text: &str) -> std::collections::BTreeSet<&str> {
    text.match_indices('{').filter_map(|(at, _)| placeholder(&text[at..])).collect()
}

/// A number with the language's separators: 1,204 or 1.204. Spanish keeps four digits together (CLDR, minimum grouping digits).
#[must_use]
pub fn count(n: u32, language: Language) -> String {
    let digits = n.to_string();
    let (separator, from) = match language {
        Language::En => (',', 4),
        Language::De => ('.', 4),
        Language::Es => ('.', 5),
    };
    if digits.len() < from {
        return digits;
    }
    let mut grouped = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s15_values_are_never_filled_again() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "{{7*7}}")]), "{b} and {{7*7}}");
        assert_eq!(fill("{x} {} {A} { {é}ü{a}", &[("a", "1")]), "{x} {} {A} { {é}ü1");
    }

    #[test]
    fn values_stand_apart() {
        let spans = spans("Join {who}.", &[("who", "Ann")]);
        assert_eq!(spans, [(false, "Join ".to_owned()), (true, "Ann".to_owned()), (false, ".".to_owned())]);
    }

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        let all = |n| Language::ALL.iter().map(|l| count(n, *l)).collect::<Vec<_>>();
        assert_eq!(all(0), ["0", "0", "0"]);
        assert_eq!(all(999), ["999", "999", "999"]);
        assert_eq!(all(1_204), ["1,204", "1.204", "1204"]);
        assert_eq!(all(10_000), ["10,000", "10.000", "10.000"]);
        assert_eq!(all(1_234_567), ["1,234,567", "1.234.567", "1.234.567"]);
    }

    #[test]
    fn one_has_a_form_of_its_own() {
        let users = Plural { one: "{n} user", other: "{n} users" };
        assert_eq!([users.of(0), users.of(1), users.of(2)], ["{n} users", "{n} user", "{n} users"]);
    }
}
