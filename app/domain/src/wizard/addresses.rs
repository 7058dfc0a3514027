//! Step 1: a list of people that grows by typing and pasting.

use std::collections::HashSet;

use crate::email::EmailAddress;
use crate::recipients::{Item, MAX_RECIPIENTS, parse};

/// One chip. Its key stays while the list changes around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub key: u32,
    pub item: Item,
}

/// What the last change did, for the one live message: "8 added, 2 duplicates, 1 needs attention".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub added: usize,
    pub duplicates: usize,
    /// Entries of the whole list that are no address.
    pub attention: usize,
    /// Addresses beyond [`MAX_RECIPIENTS`], which were not taken.
    pub beyond: usize,
}

/// What a person does to the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressChange {
    /// Typed or pasted text, of one or many.
    Add(String),
    /// What stands in the chip being edited, which may have become several or none.
    Replace(u32, String),
    /// The address that was probably meant takes the place of the one that was typed; the name stays.
    TakeSuggestion(u32),
    Remove(u32),
}

/// The people in the list: each address once, what is no address kept where it stood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressList {
    entries: Vec<Entry>,
    seen: HashSet<String>,
    next_key: u32,
}

impl AddressList {
    #[must_use]
    pub fn read(text: &str) -> (Self, Summary) {
        let mut list = Self::default();
        let summary = list.apply(AddressChange::Add(text.to_owned()));
        (list, summary)
    }

    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Entries that are no address, with their place in the list, counted from 1.
    pub fn attention(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(|(_, e)| e.item.address.is_err()).map(|(at, e)| (at + 1, e))
    }

    /// The entry of an address, however it is spelled, or of what was typed in the place of one.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<&Entry> {
        let wanted = EmailAddress::parse(text);
        self.entries.iter().find(|entry| match (&entry.item.address, &wanted) {
            (Ok(address), Ok(wanted)) => address == wanted,
            (Err(_), _) => entry.item.raw == text,
            (Ok(_), Err(_)) => false,
        })
    }

    /// How many addresses there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn apply(&mut self, change: AddressChange) -> Summary {
        let mut summary = Summary::default();
        match change {
            AddressChange::Add(text) => {
                let at = self.entries.len();
                self.insert(at, &text, &mut summary);
            }
            AddressChange::Replace(key, text) => {
                if let Some(at) = self.take(key) {
                    self.insert(at, &text, &mut summary);
                }
            }
            AddressChange::TakeSuggestion(key) => {
                if let Some(line) = self.entries.iter().find(|e| e.key == key).and_then(|e| e.item.as_suggested_line())
                    && let Some(at) = self.take(key)
                {
                    self.insert(at, &line, &mut summary);
                }
            }
            AddressChange::Remove(key) => {
                self.take(key);
            }
        }
        summary.attention = self.attention().count();
        summary
    }

    /// The list as text, one person a line; reading it again gives the same list.
    #[must_use]
    pub fn as_text(&self) -> String {
        self.entries.iter().map(|e| e.item.as_line()).collect::<Vec<_>>().join("\n")
    }

    fn take(&mut self, key: u32) -> Option<usize> {
        let at = self.entries.iter().position(|e| e.key == key)?;
        if let Ok(address) = self.entries.remove(at).item.address {
            self.seen.remove(address.canonical());
        }
        Some(at)
    }

    fn insert(&mut self, at: usize, text: &str, summary: &mut Summary) {
        let mut fresh = Vec::new();
        for item in parse(text) {
            if let Ok(address) = &item.address {
                if self.seen.contains(address.canonical()) {
                    summary.duplicates += 1;
                    continue;
                }
                if self.seen.len() == MAX_RECIPIENTS {
                    summary.beyond += 1;
                    continue;
                }
                self.seen.insert(address.canonical().to_owned());
                summary.added += 1;
            }
            fresh.push(Entry { key: self.next_key, item });
            self.next_key += 1;
        }
        self.entries.splice(at..at, fresh);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicates_fold_whatever_their_case() {
        let (list, summary) = AddressList::read("Ann <ann@x.example>, ANN@X.example; jo@, b@y.example");
        assert_eq!(summary, Summary { added: 2, duplicates: 1, attention: 1, beyond: 0 });
        assert_eq!(list.len(), 2);
        assert_eq!(list.attention().map(|(n, e)| (n, e.item.raw.as_str())).collect::<Vec<_>>(), [(2, "jo@")]);
    }

    #[test]
    fn a_bad_one_is_mended_in_its_place() {
        let (mut list, _) = AddressList::read("a@x.example jo@ c@x.example");
        let key = list.entries()[1].key;
        let summary = list.apply(AddressChange::Replace(key, "jo@x.example, A@x.example".to_owned()));
        assert_eq!(summary, Summary { added: 1, duplicates: 1, attention: 0, beyond: 0 });
        assert_eq!(list.as_text(), "a@x.example\njo@x.example\nc@x.example");
    }

    #[test]
    fn a_slip_is_mended_in_its_place_and_the_name_stays() {
        let (mut list, _) = AddressList::read("a@x.example, Anna Weber <anna@gmial.com>, c@x.example");
        let key = list.find("ANNA@gmial.com").unwrap().key;
        assert_eq!(list.apply(AddressChange::TakeSuggestion(key)).added, 1);
        assert_eq!(list.as_text(), "a@x.example\n\"Weber, Anna\" <anna@gmail.com>\nc@x.example");
        let before = list.clone();
        assert_eq!(list.apply(AddressChange::TakeSuggestion(list.entries()[0].key)), Summary::default());
        assert_eq!(list, before);
    }

    #[test]
    fn an_entry_is_found_by_what_it_says() {
        let (list, _) = AddressList::read("Jo@X.example jo@");
        assert_eq!(list.find("jo@x.EXAMPLE").map(|e| e.key), Some(0));
        assert_eq!(list.find("jo@").map(|e| e.key), Some(1));
        assert_eq!(list.find("j@"), None);
    }

    #[test]
    fn what_was_removed_can_be_added_again() {
        let (mut list, _) = AddressList::read("a@x.example");
        list.apply(AddressChange::Remove(0));
        assert!(list.is_empty());
        assert_eq!(list.apply(AddressChange::Add("a@x.example".to_owned())).added, 1);
    }

    #[test]
    fn the_list_ends_at_ten_thousand() {
        let text = (0..10_002).map(|n| format!("p{n}@x.example")).collect::<Vec<_>>().join(" ");
        let (list, summary) = AddressList::read(&text);
        assert_eq!((list.len(), summary.added, summary.beyond), (10_000, 10_000, 2));
    }

    proptest::proptest! {
        #[test]
        fn the_text_of_a_list_reads_back(text in "([a-c]{1,2}@[xy]\\.example|jo@|Ann Lee <a@x\\.example>|[,; \n]){0,12}") {
            let (list, _) = AddressList::read(&text);
            let (again, summary) = AddressList::read(&list.as_text());
            proptest::prop_assert_eq!(summary.duplicates, 0);
            proptest::prop_assert_eq!(again.as_text(), list.as_text());
            proptest::prop_assert_eq!(again.len(), list.len());
        }
    }
}
