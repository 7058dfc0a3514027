//! What the operator offers to all users: areas, links and documents on *Home*, questions of the FAQ. Each kind is a list in the operator's
//! order, which is changed entry by entry.

use domain::Language;
use domain::audit::AuditAction;
use domain::ids::OperatorId;
use domain::problem::ProblemCode;
use domain::views::{Entry, EntryKind, EntryRow};
use serde_json::json;

use super::{Services, to_u32};
use crate::Error;
use crate::context::Caller;
use crate::store::Tx;
use crate::store::audit::{By, Deed};
use crate::store::entries::{self, EntryId};
use crate::store::operators;

mod checked;
mod rows;

use rows::Found;

/// Most entries of a kind.
const MOST: usize = 200;

impl Services {
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator.
    pub async fn entries(&self, caller: &Caller, kind: EntryKind) -> Result<Vec<EntryRow>, Error> {
        caller.operator()?;
        let db = self.store.read();
        let found = rows::of(db, kind).await?;
        let uses = if kind == EntryKind::Area { entries::uses(db, self.env.now()).await? } else { Vec::new() };
        let row = |(at, entry): (usize, &Found)| {
            let with = |other: Option<&Found>| other.is_some_and(|other| other.is_beside(entry));
            let of = uses.iter().find(|of| entry.id == EntryId::Area(of.area.clone()));
            let count = |n: Option<i64>| to_u32(n.unwrap_or_default());
            EntryRow {
                id: entry.id.to_string(),
                entry: entry.entry.clone(),
                can_rise: with(at.checked_sub(1).and_then(|at| found.get(at))),
                can_sink: with(found.get(at + 1)),
                roles: count(of.map(|of| of.roles)),
                members: count(of.map(|of| of.members)),
                invitations: count(of.map(|of| of.invitations)),
            }
        };
        Ok(found.iter().enumerate().map(row).collect())
    }

    /// Makes an entry, the last of its kind, or changes one; gives its id.
    ///
    /// # Errors
    /// As [`Services::entries`]; `NotFound` for one that is not there; `Invalid`.
    pub async fn save_entry(&self, caller: &Caller, kind: EntryKind, id: Option<&str>, entry: Entry) -> Result<String, Error> {
        let (session, operator) = caller.operator()?;
        let entry = checked::entry(kind, &entry)?;
        let tx = self.begin_entries(operator).await?;
        let found = rows::of(&*tx, kind).await?;
        let (id, old) = match id {
            Some(id) => {
                let old = one(&found, kind, id)?;
                rows::update(&*tx, &old.id, &entry).await?;
                (old.id.clone(), Some(old.entry.clone()))
            }
            None if found.len() >= MOST => {
                return Err(Error::invalid("title", ProblemCode::AtMost(u32::try_from(MOST).unwrap_or(u32::MAX))));
            }
            None => {
                let last = found.iter().map(|entry| entry.position).max().unwrap_or_default();
                let id = rows::new_id(kind, &entry, &found, || self.env.uuid());
                rows::insert(&*tx, operator, &id, last.saturating_add(1), &entry).await?;
                (id, None)
            }
        };
        if old.as_ref() != Some(&entry) {
            let action = if old.is_some() { AuditAction::ContentChanged } else { AuditAction::ContentCreated };
            let deed = deed(action, By::Operator(session.user.uuid()), kind, &id, &entry.title);
            let details = json!({ "what": kind.as_str(), "old": old.as_ref().map(told), "new": told(&entry) });
            self.audit(&tx, deed.details(details)).await?;
        }
        tx.commit().await?;
        Ok(id.to_string())
    }

    /// Lets an entry change places with the one before or after it.
    ///
    /// # Errors
    /// As [`Services::entries`]; `NotFound` for one that is not there, or has none to change with.
    pub async fn move_entry(&self, caller: &Caller, kind: EntryKind, id: &str, up: bool) -> Result<(), Error> {
        let (session, operator) = caller.operator()?;
        let tx = self.begin_entries(operator).await?;
        let found = rows::of(&*tx, kind).await?;
        let entry = one(&found, kind, id)?;
        let at = found.iter().position(|other| other.id == entry.id).unwrap_or_default();
        let other = if up { at.checked_sub(1) } else { Some(at + 1) };
        let other = other.and_then(|at| found.get(at)).filter(|other| other.is_beside(entry)).ok_or(Error::NotFound)?;
        entries::swap(&*tx, kind, (&entry.id, entry.position), (&other.id, other.position)).await?;
        let deed = deed(AuditAction::ContentMoved, By::Operator(session.user.uuid()), kind, &entry.id, &entry.entry.title);
        self.audit(&tx, deed.details(json!({ "what": kind.as_str() }))).await?;
        tx.commit().await
    }

    /// Deletes an entry. Whoever opened an area by a role that names it, or by a permission of their own, has lost it.
    ///
    /// # Errors
    /// As [`Services::entries`]; `NotFound` for one that is not there.
    pub async fn delete_entry(&self, caller: &Caller, kind: EntryKind, id: &str) -> Result<(), Error> {
        let (session, operator) = caller.operator()?;
        let tx = self.begin_entries(operator).await?;
        let found = rows::of(&*tx, kind).await?;
        let entry = one(&found, kind, id)?;
        if let EntryId::Area(key) = &entry.id {
            entries::forget_permission(&*tx, key).await?;
        }
        entries::delete(&*tx, kind, &entry.id).await?;
        let deed = deed(AuditAction::ContentDeleted, By::Operator(session.user.uuid()), kind, &entry.id, &entry.entry.title);
        self.audit(&tx, deed.details(json!({ "what": kind.as_str() }))).await?;
        tx.commit().await
    }

    async fn begin_entries(&self, operator: OperatorId) -> Result<Tx, Error> {
        let tx = self.store.begin().await?;
        operators::lock(&*tx, operator.uuid()).await?;
        Ok(tx)
    }
}

fn one<'a>(found: &'a [Found], kind: EntryKind, id: &str) -> Result<&'a Found, Error> {
    let id = EntryId::parse(kind, id).ok_or(Error::NotFound)?;
    found.iter().find(|entry| entry.id == id).ok_or(Error::NotFound)
}

fn deed<'a>(action: AuditAction, by: By, kind: EntryKind, id: &EntryId, title: &'a str) -> Deed<'a> {
    let deed = Deed::new(action, by).text(title);
    match id {
        EntryId::Row(id) => deed.target(kind.as_str(), *id),
        EntryId::Area(_) => deed,
    }
}

/// As the audit log calls it.
fn told(entry: &Entry) -> serde_json::Value {
    json!({ "name": entry.title, "description": entry.text, "link": entry.url, "language": entry.language.map(Language::as_str) })
}
