//! *Numbers*: which the account owns, who has each, and how they come and go.

use domain::audit::AuditAction;
use domain::ids::{InvitationId, MembershipId, NumberId};
use domain::number::{ADD_MAX, NumberState, read_lines};
use domain::problem::{Conflict, Problem, ProblemCode};
use domain::text::LineError;
use domain::views::{MemberName, NumberCounts, NumberHolder, NumberList, NumberRow};

use super::{Services, to_u32};
use crate::Error;
use crate::context::{AssignNumbers, Caller, Grant, Reader, display_name};
use crate::store::audit::Deed;
use crate::store::number_list::{self, NumberRecord, Person};
use crate::store::page::{Cursor, page};
use crate::store::{Tx, accounts, invitations, numbers, retrying};

/// Lines of a refused list that are named one by one; more would bury the page.
const NAMED_PROBLEMS: usize = 50;
/// Members that the dialog *Assign* offers; typing narrows them.
const OFFERED: u32 = 20;

/// Which numbers a table shows.
#[derive(Clone, Debug, Default)]
pub struct NumberQuery {
    pub search: String,
    pub state: Option<NumberState>,
    pub cursor: Option<String>,
}

/// What came of adding numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumbersAdded {
    pub added: u32,
    /// The account had them already.
    pub known: u32,
}

impl Services {
    /// The table, newest first.
    ///
    /// # Errors
    /// As [`Services::grant`] for `numbers.assign`.
    pub async fn numbers(&self, caller: &Caller, number: &str, query: NumberQuery) -> Result<NumberList, Error> {
        let grant: Grant<AssignNumbers> = self.grant(caller, number).await?;
        let (db, account, now) = (self.store.read(), grant.account.id, self.env.now());
        let cursor = Cursor::parse(query.cursor.as_deref());
        let filter = (query.search.as_str(), query.state);
        let rows = number_list::list(db, account, now, filter, cursor).await?;
        let counts = number_list::counts(db, account, now, filter).await?;
        Ok(NumberList {
            people: self.people_counts(&grant).await?,
            counts: NumberCounts {
                all: to_u32(counts.all_rows),
                free: to_u32(counts.free),
                assigned: to_u32(counts.assigned),
                reserved: to_u32(counts.reserved),
                found: to_u32(counts.found),
            },
            page: page(cursor, rows, |r| (r.created_at, r.id), |r| number_row(r, grant.reader, now)),
        })
    }

    /// One number.
    ///
    /// # Errors
    /// As [`Services::grant`] for `numbers.assign`; `NotFound`.
    pub async fn number(&self, caller: &Caller, number: &str, id: NumberId) -> Result<NumberRow, Error> {
        let grant: Grant<AssignNumbers> = self.grant(caller, number).await?;
        let now = self.env.now();
        let found = number_list::by_id(self.store.read(), grant.account.id, id, now).await?.ok_or(Error::NotFound)?;
        Ok(number_row(found, grant.reader, now))
    }

    /// Members who may get a number, whom a search finds: at most twenty, by name.
    ///
    /// # Errors
    /// As [`Services::grant`] for `numbers.assign`.
    pub async fn possible_holders(&self, caller: &Caller, number: &str, search: &str) -> Result<Vec<MemberName>, Error> {
        let grant: Grant<AssignNumbers> = self.grant(caller, number).await?;
        let found = number_list::people(self.store.read(), grant.account.id, search, OFFERED).await?;
        Ok(found.into_iter().map(member_name).collect())
    }

    /// Adds the numbers of a list; those that the account has already stay as they are.
    ///
    /// # Errors
    /// As [`Services::grant`] for `numbers.assign`; `Invalid` on `lines`, each problem with its line.
    pub async fn add_numbers(&self, caller: &Caller, number: &str, text: &str) -> Result<NumbersAdded, Error> {
        let grant: Grant<AssignNumbers> = self.grant(caller, number).await?;
        let lines = read_lines(text);
        if lines.numbers.len() + lines.bad.len() > ADD_MAX {
            return Err(Error::invalid("lines", ProblemCode::AtMost(u32::try_from(ADD_MAX).unwrap_or(u32::MAX))));
        }
        if !lines.bad.is_empty() {
            let problem = |(line, typed): (usize, String)| {
                Problem::new("lines", ProblemCode::Phone).about(typed, u32::try_from(line).unwrap_or(u32::MAX))
            };
            return Err(Error::Invalid(lines.bad.into_iter().take(NAMED_PROBLEMS).map(problem).collect()));
        }
        if lines.numbers.is_empty() {
            return Err(Error::invalid("lines", LineError::Missing));
        }
        retrying(&self.env, || self.add_numbers_now(&grant, &lines.numbers)).await
    }

    async fn add_numbers_now(&self, grant: &Grant<AssignNumbers>, list: &[String]) -> Result<NumbersAdded, Error> {
        let tx = self.store.begin().await?;
        let account = grant.account.id;
        accounts::lock(&*tx, account).await?;
        self.rights_still(&tx, grant).await?;
        let known = number_list::known(&*tx, account, list).await?;
        let new: Vec<&String> = list.iter().filter(|n| !known.contains(n)).collect();
        if !new.is_empty() {
            // The newest stands first in the table, so that these stand there in the order of the list.
            let ids = self.ids_in_order(new.len()).into_iter().rev().map(NumberId::new);
            let rows = ids.zip(new.iter().map(|n| (*n).clone())).collect();
            numbers::insert(&*tx, account, rows, self.env.now()).await?;
            let deed = Deed::new(AuditAction::NumbersAdded, grant.actor.by()).account(account).target("account", account.uuid());
            self.audit(&tx, deed.details(serde_json::json!({ "numbers": new }))).await?;
        }
        tx.commit().await?;
        Ok(NumbersAdded { added: count(new.len()), known: count(known.len()) })
    }

    /// Deletes a number that nobody has.
    ///
    /// # Errors
    /// As [`Services::grant`] for `numbers.assign`; `NotFound`; `Conflict(NumberHeld)`.
    pub async fn delete_number(&self, caller: &Caller, number: &str, id: NumberId) -> Result<(), Error> {
        let grant: Grant<AssignNumbers> = self.grant(caller, number).await?;
        retrying(&self.env, || async {
            let (tx, found) = self.number_at_hand(&grant, id).await?;
            if !number_list::delete(&*tx, grant.account.id, id).await? {
                return Err(Error::Conflict(Conflict::NumberHeld));
            }
            self.tell_of_number(&tx, &grant, AuditAction::NumberDeleted, &found, serde_json::json!({})).await?;
            tx.commit().await
        })
        .await
    }

    /// Gives a number that nobody has to a member.
    ///
    /// # Errors
    /// As [`Services::grant`] for `numbers.assign`; `NotFound`, for the member too; `Conflict(NumberHeld)`.
    pub async fn assign_number(&self, caller: &Caller, number: &str, id: NumberId, to: MembershipId) -> Result<(), Error> {
        let grant: Grant<AssignNumbers> = self.grant(caller, number).await?;
        retrying(&self.env, || async {
            let (tx, found) = self.number_at_hand(&grant, id).await?;
            let person = number_list::person(&*tx, grant.account.id, to).await?.ok_or(Error::NotFound)?;
            if !number_list::assign(&*tx, grant.account.id, id, to).await? {
                return Err(Error::Conflict(Conflict::NumberHeld));
            }
            self.tell_of_number(&tx, &grant, AuditAction::NumberAssigned, &found, serde_json::json!({ "member": person.email })).await?;
            tx.commit().await
        })
        .await
    }

    /// Takes a number back from the member who has it. Nothing happens to one that nobody has.
    ///
    /// # Errors
    /// As [`Services::grant`] for `numbers.assign`; `NotFound`; `Conflict(NumberReserved)` for one that waits for who was invited.
    pub async fn take_back_number(&self, caller: &Caller, number: &str, id: NumberId) -> Result<(), Error> {
        let grant: Grant<AssignNumbers> = self.grant(caller, number).await?;
        retrying(&self.env, || async {
            let (tx, found) = self.number_at_hand(&grant, id).await?;
            if found.invitation_id.is_some() {
                return Err(Error::Conflict(Conflict::NumberReserved));
            }
            if found.membership_id.is_none() {
                return Ok(());
            }
            number_list::take_back(&*tx, grant.account.id, id).await?;
            self.tell_of_number(&tx, &grant, AuditAction::NumberTakenBack, &found, serde_json::json!({ "member": found.email })).await?;
            tx.commit().await
        })
        .await
    }

    /// Begins a unit of work in which nobody else gives or takes numbers of the account.
    async fn number_at_hand(&self, grant: &Grant<AssignNumbers>, id: NumberId) -> Result<(Tx, NumberRecord), Error> {
        let tx = self.store.begin().await?;
        let (account, now) = (grant.account.id, self.env.now());
        accounts::lock(&*tx, account).await?;
        self.rights_still(&tx, grant).await?;
        invitations::expire_due(&*tx, account, now).await?;
        let found = number_list::by_id(&*tx, account, id, now).await?.ok_or(Error::NotFound)?;
        Ok((tx, found))
    }

    async fn tell_of_number(
        &self,
        tx: &Tx,
        grant: &Grant<AssignNumbers>,
        action: AuditAction,
        number: &NumberRecord,
        details: serde_json::Value,
    ) -> Result<(), Error> {
        let deed = Deed::new(action, grant.actor.by()).account(grant.account.id).target("number", number.id).text(&number.number);
        self.audit(tx, deed.details(details)).await
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn member_name(person: Person) -> MemberName {
    MemberName {
        id: MembershipId::new(person.id),
        name: display_name(&person.first_name, &person.last_name, &person.email),
        email: person.email,
    }
}

fn number_row(record: NumberRecord, reader: Reader, now: i64) -> NumberRow {
    let NumberRecord { first_name, last_name, email, invited, .. } = record;
    let (first_name, last_name, email) = (first_name.unwrap_or_default(), last_name.unwrap_or_default(), email.unwrap_or_default());
    let member = record.membership_id.map(|id| NumberHolder::Member(member_name(Person { id, first_name, last_name, email })));
    let invitation =
        record.invitation_id.map(|id| NumberHolder::Invitation { id: InvitationId::new(id), email: invited.unwrap_or_default() });
    NumberRow {
        id: NumberId::new(record.id),
        number: record.number,
        holder: member.or(invitation),
        added: reader.when(record.created_at, now),
    }
}
