//! The languages that pages and mails speak.

use crate::codes::codes;

codes! {
    /// A language with a complete set of texts. The code is its BCP 47 tag.
    Language { En = "en", De = "de", Es = "es" }
}

impl Language {
    /// The language's own name for itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Es => "Español",
        }
    }

    /// The best match for an `Accept-Language` header (RFC 9110, 12.5.4), weights respected, regions ignored.
    #[must_use]
    pub fn negotiate(header: &str) -> Option<Self> {
        let weighted = header.split(',').filter_map(|item| {
            let mut parts = item.split(';');
            let tag = parts.next()?.trim();
            let primary = tag.split('-').next()?.to_ascii_lowercase();
            let weight = parts.find_map(|p| p.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.trim().parse::<f32>().ok())?;
            let language = primary.parse::<Self>().ok()?;
            (weight > 0.0).then_some((language, weight))
        });
        // The first of equal weight wins, so `max_by`, which keeps the last, is no use here.
        weighted.fold(None, |best: Option<(Self, f32)>, new| if best.is_some_and(|b| b.1 >= new.1) { best } else { Some(new) }).map(|b| b.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_known_language_wins() {
        assert_eq!(Language::negotiate("de-AT,de;q=0.9,en;q=0.8"), Some(Language::De));
        assert_eq!(Language::negotiate("fr, es;q=0.4, en;q=0.7"), Some(Language::En));
        assert_eq!(Language::negotiate("es, de"), Some(Language::Es));
        assert_eq!(Language::negotiate("fr, *;q=0.1"), None);
        assert_eq!(Language::negotiate("de;q=0"), None);
        assert_eq!(Language::negotiate(";;q=,,-"), None);
    }
}
