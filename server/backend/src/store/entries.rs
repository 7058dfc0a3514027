//! Entries that the operator puts in order: areas, links, questions. Each table has a position; what else they hold is told by the rows.

use std::fmt;

use domain::views::EntryKind;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QueryOrder, Value};
use uuid::Uuid;

use super::entity::{faq_entry, home_link};
use super::help::{FaqRow, HomeLinkRow};
use super::{all, execute, values};
use crate::Error;

/// What an entry is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EntryId {
    Area(String),
    Row(Uuid),
}

impl EntryId {
    pub(crate) fn parse(kind: EntryKind, text: &str) -> Option<Self> {
        match kind {
            EntryKind::Area => Some(Self::Area(text.to_owned())),
            EntryKind::Link | EntryKind::Question => Uuid::try_parse(text).ok().map(Self::Row),
        }
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Area(key) => f.write_str(key),
            Self::Row(id) => write!(f, "{}", id.simple()),
        }
    }
}

impl From<&EntryId> for Value {
    fn from(id: &EntryId) -> Self {
        match id {
            EntryId::Area(key) => key.as_str().into(),
            EntryId::Row(id) => (*id).into(),
        }
    }
}

/// The table of a kind, and the column of its ids.
const fn table(kind: EntryKind) -> (&'static str, &'static str) {
    match kind {
        EntryKind::Area => ("areas", "area"),
        EntryKind::Link => ("home_links", "id"),
        EntryKind::Question => ("faq_entries", "id"),
    }
}

/// Two entries, each with its position, change places.
pub(crate) async fn swap(
    db: &impl ConnectionTrait,
    kind: EntryKind,
    (a, at): (&EntryId, i32),
    (b, other): (&EntryId, i32),
) -> Result<(), Error> {
    let (table, id) = table(kind);
    let sql = format!("UPDATE {table} SET position = CASE WHEN {id} = $1 THEN {other} ELSE {at} END WHERE {id} IN ($1, $2)");
    execute(db, &sql, values![a, b]).await.map(drop)
}

pub(crate) async fn delete(db: &impl ConnectionTrait, kind: EntryKind, entry: &EntryId) -> Result<(), Error> {
    let (table, id) = table(kind);
    execute(db, &format!("DELETE FROM {table} WHERE {id} = $1"), values![entry]).await.map(drop)
}

/// Takes the permission of an area from everybody and everything that has it, so that a later area of the same key opens nothing by itself.
pub(crate) async fn forget_permission(db: &impl ConnectionTrait, area: &str) -> Result<(), Error> {
    const TABLES: [&str; 5] =
        ["role_permissions", "membership_permissions", "invitation_permissions", "batch_permissions", "recipient_permissions"];
    for table in TABLES {
        execute(db, &format!("DELETE FROM {table} WHERE permission = $1"), values![format!("area.{area}")]).await?;
    }
    execute(db, "DELETE FROM membership_tours WHERE area = $1", values![area]).await.map(drop)
}

pub(crate) async fn update_area(db: &impl ConnectionTrait, id: &EntryId, name: &str, description: &str) -> Result<(), Error> {
    execute(db, "UPDATE areas SET name = $2, description = $3 WHERE area = $1", values![id, name, description]).await.map(drop)
}

pub(crate) async fn update_question(
    db: &impl ConnectionTrait,
    id: &EntryId,
    language: &str,
    question: &str,
    answer: &str,
) -> Result<(), Error> {
    let sql = "UPDATE faq_entries SET language = $2, question = $3, answer = $4 WHERE id = $1";
    execute(db, sql, values![id, language, question, answer]).await.map(drop)
}

/// What a link holds.
pub(crate) struct LinkContent<'a> {
    pub kind: &'a str,
    pub language: Option<&'a str>,
    pub title: &'a str,
    pub note: &'a str,
    pub url: &'a str,
}

pub(crate) async fn update_link(db: &impl ConnectionTrait, id: &EntryId, link: &LinkContent<'_>) -> Result<(), Error> {
    let sql = "UPDATE home_links SET kind = $2, language = $3, title = $4, note = $5, url = $6 WHERE id = $1";
    execute(db, sql, values![id, link.kind, link.language, link.title, link.note, link.url]).await.map(drop)
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct AreaUse {
    pub area: String,
    pub roles: i64,
    pub members: i64,
    pub invitations: i64,
}

/// Who has each area by a role that names it, or by itself. Roles that open everything are not counted.
pub(crate) async fn uses(db: &impl ConnectionTrait, now: i64) -> Result<Vec<AreaUse>, Error> {
    let sql = "SELECT a.area,
            (SELECT COUNT(*) FROM role_permissions p WHERE p.permission = 'area.' || a.area) AS roles,
            (SELECT COUNT(*) FROM memberships m WHERE m.status IN ('active', 'suspended') AND (
                EXISTS (SELECT 1 FROM membership_permissions p WHERE p.membership_id = m.id AND p.permission = 'area.' || a.area)
                OR EXISTS (SELECT 1 FROM membership_roles h JOIN role_permissions p ON p.role_id = h.role_id
                    WHERE h.membership_id = m.id AND p.permission = 'area.' || a.area))) AS members,
            (SELECT COUNT(*) FROM invitations i WHERE i.status = 'pending' AND i.expires_at > $1 AND (
                EXISTS (SELECT 1 FROM invitation_permissions p WHERE p.invitation_id = i.id AND p.permission = 'area.' || a.area)
                OR EXISTS (SELECT 1 FROM invitation_roles h JOIN role_permissions p ON p.role_id = h.role_id
                    WHERE h.invitation_id = i.id AND p.permission = 'area.' || a.area))) AS invitations
        FROM areas a";
    all(db, sql, values![now]).await
}

/// All questions, language by language.
pub(crate) async fn questions(db: &impl ConnectionTrait) -> Result<Vec<FaqRow>, Error> {
    use faq_entry::Column;
    Ok(faq_entry::Entity::find().order_by_asc(Column::Language).order_by_asc(Column::Position).order_by_asc(Column::Id).all(db).await?)
}

pub(crate) async fn links(db: &impl ConnectionTrait) -> Result<Vec<HomeLinkRow>, Error> {
    use home_link::Column;
    Ok(home_link::Entity::find().order_by_asc(Column::Position).order_by_asc(Column::Id).all(db).await?)
}
