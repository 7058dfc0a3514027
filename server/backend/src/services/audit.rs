//! *Audit log*: who did what to whom, as it was written in the transaction of the deed.

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::audit::{ActorKind, AuditAction};
use domain::ids::{AccountId, AuditId};
use domain::views::{Page, When};
use uuid::Uuid;

use super::times::start_of_day;
use super::{Services, stored};
use crate::Error;
use crate::context::{Caller, Grant, Reader, ViewAudit, display_name};
use crate::store::accounts;
use crate::store::audit::By;
use crate::store::audit::log::{self, Filter, Found, Row, Scope};
use crate::store::page::{Cursor, PAGE_ROWS, page};

mod export;

pub use export::{AuditExport, AuditFormat};

/// Which entries of the log are shown. What is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    /// A part of the name or address of who did it.
    pub person: String,
    pub action: Option<AuditAction>,
    /// A part of what it was done to.
    pub target: String,
    /// The first day, and the last, in the zone of the log: `2026-11-20`. What is no day filters nothing.
    pub from: String,
    pub to: String,
    /// Only what operator administrators did as such.
    pub operators_only: bool,
    /// Of the whole log, the entries of the customer with this number. An account's log has no other.
    pub customer: String,
    pub cursor: Option<String>,
}

/// A page of the log.
#[derive(Clone, Debug)]
pub struct AuditLog {
    pub page: Page<(When, AuditEntry)>,
    /// Until when the log was looked through for a text, if not to its beginning, and the cursor from which to look further back.
    pub stopped: Option<(When, String)>,
    /// In which the days of a query begin and end.
    pub zone: Tz,
}

/// One entry, in the words of the database.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    pub id: AuditId,
    pub at: i64,
    pub actor: AuditActor,
    /// Customer number and company of the account that it happened in.
    pub customer: Option<(String, String)>,
    /// An [`AuditAction`], or what an older version called it.
    pub action: String,
    pub target: Option<(String, Uuid)>,
    /// What the target was called then.
    pub text: Option<String>,
    pub details: Option<serde_json::Value>,
}

#[derive(Clone, Debug)]
pub struct AuditActor {
    pub kind: ActorKind,
    /// None for who was never a member of the account: there only the address is known.
    pub name: Option<String>,
    pub email: Option<String>,
}

/// Whose log somebody may read, and with which eyes.
struct Desk {
    scope: Scope,
    by: By,
    reader: Reader,
    /// The zone of the log.
    zone: Tz,
}

impl Services {
    /// A page of an account's log, or of the operator's, which is the log of everything.
    ///
    /// # Errors
    /// Of an account as [`Services::grant`] for `audit.view`; of everything `Unauthenticated`, and `NotFound` for who is no operator
    /// administrator.
    pub async fn audit_log(&self, caller: &Caller, number: Option<&str>, query: &AuditQuery) -> Result<AuditLog, Error> {
        let desk = self.desk(caller, number).await?;
        let cursor = Cursor::parse(query.cursor.as_deref());
        let found = match self.chosen(&desk, query).await? {
            Some((scope, filter)) => log::rows(self.store.read(), scope, &filter, cursor, PAGE_ROWS + 1).await?,
            None => Found { rows: Vec::new(), stopped: None },
        };
        let when = |at| desk.reader.when(at, self.env.now());
        let entries = found.rows.into_iter().map(entry).collect::<Result<Vec<_>, Error>>()?;
        let page = page(cursor, entries, |e| (e.at, e.id.uuid()), |e| (when(e.at), e));
        Ok(AuditLog { page, stopped: found.stopped.map(|edge| (when(edge.at), edge.text())), zone: desk.zone })
    }

    async fn desk(&self, caller: &Caller, number: Option<&str>) -> Result<Desk, Error> {
        if let Some(number) = number {
            let grant: Grant<ViewAudit> = self.grant(caller, number).await?;
            let (scope, zone) = (Scope::Account(grant.account.id), grant.account.zone);
            return Ok(Desk { scope, by: grant.actor.by(), reader: grant.reader, zone });
        }
        let (session, _) = caller.operator()?;
        let (by, zone) = (By::Operator(session.user.uuid()), self.operator_zone().await?);
        let reader = Reader { language: caller.visitor.language, zone: caller.visitor.zone.unwrap_or(zone) };
        Ok(Desk { scope: Scope::Everywhere, by, reader, zone })
    }

    /// What a query looks for; none if nothing can match, since there is no such customer or nobody of that name.
    async fn chosen(&self, desk: &Desk, query: &AuditQuery) -> Result<Option<(Scope, Filter)>, Error> {
        let mut scope = desk.scope;
        let customer = query.customer.trim();
        if matches!(scope, Scope::Everywhere) && !customer.is_empty() {
            let Some(account) = accounts::by_number(self.store.read(), customer).await? else { return Ok(None) };
            scope = Scope::Account(AccountId::new(account.id));
        }
        let people = match query.person.trim() {
            "" => None,
            search => Some(log::people(self.store.read(), scope, search).await?),
        };
        let filter = Filter {
            people,
            action: query.action,
            target: query.target.clone(),
            from: day(&query.from).map(|day| start_of_day(day, desk.zone)),
            until: day(&query.to).and_then(|day| day.succ_opt()).map(|day| start_of_day(day, desk.zone)),
            operators_only: query.operators_only,
        };
        Ok(Some((scope, filter)))
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    // No longer ones: chrono reads years of any length, and databases do not.
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

fn entry(row: Row) -> Result<AuditEntry, Error> {
    let (first, last) = (row.first_name.unwrap_or_default(), row.last_name.unwrap_or_default());
    let name = display_name(&first, &last, "");
    Ok(AuditEntry {
        id: AuditId::new(row.id),
        at: row.at,
        actor: AuditActor { kind: stored(&row.actor_kind)?, name: Some(name).filter(|n| !n.is_empty()), email: row.actor_email },
        customer: row.number.zip(row.company),
        action: row.action,
        target: row.target_kind.zip(row.target_id),
        text: row.target_text,
        details: row.details.and_then(|text| serde_json::from_str(&text).ok()),
    })
}
