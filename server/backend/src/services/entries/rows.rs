//! Entries of all kinds as one thing, and as the rows that they are.

use domain::ids::OperatorId;
use domain::text::sort_key;
use domain::views::{Entry, EntryKind, LinkKind};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::Error;
use crate::store::accounts::{self, AreaRow};
use crate::store::entries::{self, EntryId, LinkContent};
use crate::store::help::{self, FaqRow, HomeLinkRow};

/// An entry that is there.
pub(super) struct Found {
    pub id: EntryId,
    pub position: i32,
    pub entry: Entry,
}

impl Found {
    /// Whether the two stand in one order: questions do so in one language.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        matches!(self.id, EntryId::Area(_)) || self.entry.language == other.entry.language || !self.entry.url.is_empty()
    }
}

/// All of a kind, in order.
pub(super) async fn of(db: &impl ConnectionTrait, kind: EntryKind) -> Result<Vec<Found>, Error> {
    Ok(match kind {
        EntryKind::Area => accounts::areas(db).await?.into_iter().map(area).collect(),
        EntryKind::Link => entries::links(db).await?.into_iter().map(link).collect(),
        EntryKind::Question => entries::questions(db).await?.into_iter().map(question).collect(),
    })
}

fn area(row: AreaRow) -> Found {
    let entry = Entry { title: row.name, text: row.description, ..Entry::default() };
    Found { id: EntryId::Area(row.area), position: row.position, entry }
}

fn link(row: HomeLinkRow) -> Found {
    let entry = Entry {
        title: row.title,
        text: String::new(),
        note: row.note,
        url: row.url,
        document: row.kind == LinkKind::Document.as_str(),
        language: row.language.and_then(|code| code.parse().ok()),
    };
    Found { id: EntryId::Row(row.id), position: row.position, entry }
}

fn question(row: FaqRow) -> Found {
    let entry = Entry { title: row.question, text: row.answer, language: row.language.parse().ok(), ..Entry::default() };
    Found { id: EntryId::Row(row.id), position: row.position, entry }
}

/// The key of a new area comes from its name, and stays when that changes.
pub(super) fn new_id(kind: EntryKind, entry: &Entry, found: &[Found], uuid: impl Fn() -> Uuid) -> EntryId {
    if kind != EntryKind::Area {
        return EntryId::Row(uuid());
    }
    let key = area_key(&entry.title);
    let is_free = |key: &String| !found.iter().any(|other| other.id == EntryId::Area(key.clone()));
    let numbered = (2..).map(|n: u32| format!("{key}-{n}"));
    let free = std::iter::once(key.clone()).chain(numbered).find(is_free);
    EntryId::Area(free.unwrap_or(key))
}

/// Lower-case letters and digits of the name, with hyphens between its words.
fn area_key(name: &str) -> String {
    let name = sort_key(name);
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let key: String = words.collect::<Vec<_>>().join("-").chars().take(30).collect();
    let key = key.trim_end_matches('-');
    if key.is_empty() { "area".to_owned() } else { key.to_owned() }
}

pub(super) async fn insert(
    db: &impl ConnectionTrait,
    operator: OperatorId,
    id: &EntryId,
    position: i32,
    entry: &Entry,
) -> Result<(), Error> {
    let operator_id = operator.uuid();
    let Entry { title, text, note, url, .. } = entry.clone();
    let language = entry.language.map(|language| language.as_str().to_owned());
    match id {
        EntryId::Area(area) => {
            let row = AreaRow { operator_id, area: area.clone(), name: title, description: text, position };
            accounts::insert_areas(db, vec![row]).await
        }
        EntryId::Row(id) if !url.is_empty() => {
            let row = HomeLinkRow { id: *id, operator_id, kind: link_kind(entry), language, position, title, note, url };
            help::insert_home_links(db, vec![row]).await
        }
        EntryId::Row(id) => {
            let language = language.unwrap_or_default();
            help::insert_faq(db, vec![FaqRow { id: *id, operator_id, language, position, question: title, answer: text }]).await
        }
    }
}

pub(super) async fn update(db: &impl ConnectionTrait, id: &EntryId, entry: &Entry) -> Result<(), Error> {
    let language = entry.language.map(domain::Language::as_str);
    match id {
        EntryId::Area(_) => entries::update_area(db, id, &entry.title, &entry.text).await,
        EntryId::Row(_) if !entry.url.is_empty() => {
            let kind = link_kind(entry);
            let link = LinkContent { kind: &kind, language, title: &entry.title, note: &entry.note, url: &entry.url };
            entries::update_link(db, id, &link).await
        }
        EntryId::Row(_) => entries::update_question(db, id, language.unwrap_or_default(), &entry.title, &entry.text).await,
    }
}

fn link_kind(entry: &Entry) -> String {
    let kind = if entry.document { LinkKind::Document } else { LinkKind::Link };
    kind.as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use domain::permission::AreaKey;

    use super::*;

    #[test]
    fn a_key_is_made_of_the_name_and_never_twice() {
        for (name, key) in [("Call records", "call-records"), ("Verträge & Öl", "vertrage-ol"), ("§§", "area"), ("  A  ", "a")] {
            assert_eq!(area_key(name), key);
            assert!(key.parse::<AreaKey>().is_ok());
        }
        assert!(area_key(&"long name ".repeat(20)).parse::<AreaKey>().is_ok());
        let there = |key: &str| Found { id: EntryId::Area(key.to_owned()), position: 0, entry: Entry::default() };
        let entry = Entry { title: "Calls".to_owned(), ..Entry::default() };
        let new = new_id(EntryKind::Area, &entry, &[there("calls"), there("calls-2")], Uuid::nil);
        assert_eq!(new, EntryId::Area("calls-3".to_owned()));
    }
}
