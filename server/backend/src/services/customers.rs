//! The operator's customers.

use chrono_tz::Tz;
use domain::Language;
use domain::audit::AuditAction;
use domain::ids::{AccountId, OperatorId};
use domain::membership::AccountStatus;
use domain::permission::Permission;
use domain::policy::{Policy, Preset};
use domain::problem::{Problem, ProblemCode, Problems};
use domain::role::RoleKind;
use domain::text::{NAME_MAX, is_customer_number, required_line};
use domain::views::{CustomerList, CustomerRow, NewCustomerOptions, StatusCounts};
use uuid::Uuid;

use super::access::policy;
use super::contact::Contact;
use super::{Services, stored, to_u32};
use crate::Error;
use crate::context::{Caller, Reader};
use crate::store::Tx;
use crate::store::accounts::{self, AccountRow, CustomerRecord};
use crate::store::audit::{By, Deed, record};
use crate::store::page::{Cursor, page};
use crate::store::roles::{self, Role};

/// Which customers a list shows.
#[derive(Clone, Debug, Default)]
pub struct CustomerQuery {
    pub search: String,
    pub status: Option<AccountStatus>,
    pub cursor: Option<String>,
}

/// What *New customer* asks for.
#[derive(Clone, Debug)]
pub struct NewCustomer {
    pub number: String,
    pub company: String,
    pub language: Language,
    /// An IANA name such as `Europe/Madrid`.
    pub time_zone: String,
    pub preset: Preset,
    pub contact: Contact,
}

impl Services {
    /// The operator's customers, newest first.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator.
    pub async fn customers(&self, caller: &Caller, query: CustomerQuery) -> Result<CustomerList, Error> {
        let (_, operator) = caller.operator()?;
        let zone = caller.visitor.zone.unwrap_or(self.operator_zone().await?);
        let reader = Reader { language: caller.visitor.language, zone };
        let cursor = Cursor::parse(query.cursor.as_deref());
        let status = query.status.map(AccountStatus::as_str);
        let now = self.env.now();
        let rows = accounts::customers(self.store.read(), operator, (&query.search, status), cursor, now).await?;
        let rows = rows.into_iter().map(|r| Ok((r.created_at, r.id, customer(r, reader, now)?))).collect::<Result<Vec<_>, Error>>()?;
        let (counts, found) = self.status_counts(operator, (&query.search, status)).await?;
        Ok(CustomerList { counts, found, page: page(cursor, rows, |r| (r.0, r.1), |r| r.2) })
    }

    /// What *New customer* offers: the time zones there are, and the caller's own choice of zone and language to begin with.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator.
    pub async fn new_customer_options(&self, caller: &Caller) -> Result<NewCustomerOptions, Error> {
        caller.operator()?;
        let zone = caller.visitor.zone.unwrap_or(self.operator_zone().await?);
        Ok(NewCustomerOptions { language: caller.visitor.language, time_zone: zone.name().to_owned(), time_zones: time_zones(zone) })
    }

    pub(crate) async fn operator_zone(&self) -> Result<Tz, Error> {
        Ok(accounts::operator(self.store.read()).await?.map_or(Tz::UTC, |o| super::stored_zone(&o.time_zone)))
    }

    async fn status_counts(&self, operator: OperatorId, filter: (&str, Option<&str>)) -> Result<(StatusCounts, u32), Error> {
        let (mut counts, mut found) = (StatusCounts::default(), 0);
        for row in accounts::status_counts(self.store.read(), operator, filter).await? {
            let rows = to_u32(row.rows);
            counts.all += rows;
            found += to_u32(row.found);
            match stored(&row.status)? {
                AccountStatus::Active => counts.active = rows,
                AccountStatus::Suspended => counts.suspended = rows,
                AccountStatus::Closed => counts.closed = rows,
            }
        }
        Ok((counts, found))
    }

    /// Makes a customer account with its two built-in roles.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator; `Invalid`.
    pub async fn create_customer(&self, caller: &Caller, form: NewCustomer) -> Result<AccountId, Error> {
        let (session, operator) = caller.operator()?;
        let policy = Policy::default().with_preset(form.preset);
        let row = self.account_row(operator, form, &policy)?;
        self.add_customer(By::Operator(session.user.uuid()), row).await
    }

    pub(crate) async fn add_customer(&self, by: By, row: AccountRow) -> Result<AccountId, Error> {
        let (id, text) = (AccountId::new(row.id), format!("{} ({})", row.company, row.number));
        let created_at = row.created_at;
        let tx = self.store.begin().await?;
        accounts::insert(&*tx, row)
            .await
            .map_err(|e| if e.is_unique_violation() { Error::invalid("number", ProblemCode::Taken) } else { e })?;
        for kind in [RoleKind::Administrator, RoleKind::StandardUser] {
            self.add_role(&tx, id, kind, kind.built_in_name(Language::En).unwrap_or_default(), "", &[]).await?;
        }
        let deed = Deed::new(AuditAction::AccountCreated, by).account(id).target("account", id.uuid()).text(&text);
        record(&*tx, self.env.uuid(), created_at, deed).await?;
        tx.commit().await?;
        Ok(id)
    }

    pub(crate) async fn add_role(
        &self,
        tx: &Tx,
        account: AccountId,
        kind: RoleKind,
        name: &str,
        description: &str,
        permissions: &[Permission],
    ) -> Result<Uuid, Error> {
        let row = Role {
            id: self.env.uuid(),
            account_id: account.uuid(),
            kind: kind.as_str().to_owned(),
            name: name.to_owned(),
            name_key: name.to_lowercase(),
            description: description.to_owned(),
            created_at: self.env.now(),
        };
        let id = row.id;
        roles::insert(&**tx, row, permissions).await?;
        Ok(id)
    }

    pub(crate) fn account_row(&self, operator: OperatorId, form: NewCustomer, policy: &Policy) -> Result<AccountRow, Error> {
        let mut problems = Problems::default();
        let number = form.number.trim().to_owned();
        if !is_customer_number(&number) {
            problems.push(Problem::new("number", ProblemCode::CustomerNumber));
        }
        let company = problems.check("company", required_line(&form.company, NAME_MAX));
        if form.time_zone.parse::<Tz>().is_err() {
            problems.push(Problem::new("time_zone", ProblemCode::Choice));
        }
        let contact = form.contact.checked(&mut problems);
        problems.into_result()?;
        Ok(AccountRow {
            id: self.env.uuid(),
            operator_id: operator.uuid(),
            search: format!("{company} {number}").to_lowercase(),
            number,
            company,
            status: AccountStatus::Active.as_str().to_owned(),
            language: form.language.as_str().to_owned(),
            time_zone: form.time_zone,
            policy: super::account_settings::policy_json(policy)?,
            contact_name: contact.name,
            contact_email: contact.email,
            contact_phone: contact.phone,
            contact_address: contact.address,
            created_at: self.env.now(),
        })
    }
}

/// The zones of the tz database that are places, `UTC`, and the one given. Its older spellings (`US/Eastern`, `EST5EDT`, `Etc/GMT+1`)
/// are read, but not offered.
pub(crate) fn time_zones(and: Tz) -> Vec<String> {
    const PLACES: [&str; 9] = ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];
    let is_place = |name: &str| PLACES.iter().any(|region| name.starts_with(region));
    let zones = chrono_tz::TZ_VARIANTS.iter().filter(|zone| **zone == and || **zone == Tz::UTC || is_place(zone.name()));
    zones.map(|zone| zone.name().to_owned()).collect()
}

fn customer(row: CustomerRecord, reader: Reader, now: i64) -> Result<CustomerRow, Error> {
    let preset: Preset = policy(&row.number, &row.policy)?.preset;
    Ok(CustomerRow {
        number: row.number,
        company: row.company,
        preset,
        status: stored(&row.status)?,
        has_administrator: row.administrators > 0,
        users: to_u32(row.users),
        open_invitations: to_u32(row.open_invitations),
        created: reader.when(row.created_at, now),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_offered_and_the_zone_that_is_there() {
        let zones = time_zones(Tz::US__Eastern);
        for offered in ["Europe/Madrid", "America/Argentina/Buenos_Aires", "UTC", "US/Eastern"] {
            assert!(zones.iter().any(|zone| zone == offered), "{offered}");
        }
        for old in ["US/Pacific", "Etc/GMT+1", "EST5EDT", "Universal"] {
            assert!(!zones.iter().any(|zone| zone == old), "{old}");
        }
        assert!(zones.is_sorted(), "as people look for them");
    }
}
