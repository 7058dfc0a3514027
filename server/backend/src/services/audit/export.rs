use domain::audit::AuditAction;
use serde_json::{Map, Value, json};

use super::{AuditEntry, AuditQuery, day, entry};
use crate::Error;
use crate::context::Caller;
use crate::services::Services;
use crate::store::audit::Deed;
use crate::store::audit::log::{self, Filter, Found, Scope};
use crate::store::page::Cursor;

/// Entries that are read at a time: no more are in memory, however long the log is.
const CHUNK: usize = 1_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditFormat {
    Csv,
    JsonLines,
}

impl AuditFormat {
    /// What the log calls it.
    const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::JsonLines => "JSON Lines",
        }
    }

    /// How the file ends.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }
}

/// A download that was allowed, and is under way.
#[derive(Debug)]
pub struct AuditExport {
    services: Services,
    /// None once all is told.
    left: Option<(Scope, Filter, Option<Cursor>)>,
}

impl Services {
    /// Begins to hand out what a query selects, all pages of it. Unlike reading, that is written to the log.
    ///
    /// # Errors
    /// As [`Services::audit_log`].
    pub async fn export_audit_log(
        &self,
        caller: &Caller,
        number: Option<&str>,
        query: &AuditQuery,
        format: AuditFormat,
    ) -> Result<AuditExport, Error> {
        let desk = self.desk(caller, number).await?;
        let chosen = self.chosen(&desk, query).await?;
        let details = json!({ "format": format.name(), "filters": told(query) });
        let mut deed = Deed::new(AuditAction::AuditExported, desk.by).details(details);
        if let Scope::Account(account) = desk.scope {
            deed = deed.account(account);
        }
        let tx = self.store.begin().await?;
        self.audit(&tx, deed).await?;
        tx.commit().await?;
        let left = chosen.map(|(scope, filter)| (scope, filter, None));
        Ok(AuditExport { services: self.clone(), left })
    }
}

impl AuditExport {
    /// The next entries, newest first; none when all are told.
    ///
    /// # Errors
    /// `Busy` or `Database`.
    pub async fn next(&mut self) -> Result<Vec<AuditEntry>, Error> {
        while let Some((scope, filter, cursor)) = self.left.take() {
            let Found { rows, stopped } = log::rows(self.services.store.read(), scope, &filter, cursor, CHUNK).await?;
            let last = rows.last().filter(|_| rows.len() == CHUNK).map(|row| Cursor { at: row.at, id: row.id, newer: false });
            self.left = last.or(stopped).map(|cursor| (scope, filter, Some(cursor)));
            if !rows.is_empty() {
                return rows.into_iter().map(entry).collect();
            }
        }
        Ok(Vec::new())
    }
}

/// The filters by which somebody chose, named as in the address.
fn told(query: &AuditQuery) -> Map<String, Value> {
    let day = |text: &str| day(text).map(|day| day.to_string()).unwrap_or_default();
    let all = [
        ("person", query.person.trim().to_owned()),
        ("action", query.action.map(|a| a.to_string()).unwrap_or_default()),
        ("target", query.target.trim().to_owned()),
        ("from", day(&query.from)),
        ("to", day(&query.to)),
        ("customer", query.customer.trim().to_owned()),
    ];
    let texts = all.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name, text.into()));
    let flag = query.operators_only.then_some(("operators", true.into()));
    texts.chain(flag).map(|(name, value)| (name.to_owned(), value)).collect()
}
