//! The wizard's draft: made, filled, changed.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::EmailAddress;
use domain::ids::{AccountId, BatchId, NumberId, RecipientId, RoleId};
use domain::permission::Permission;
use domain::problem::{Conflict, Problem, ProblemCode};
use domain::recipients::Item;
use domain::role::RoleKind;
use domain::wizard::{AddressList, Summary};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::Services;
use crate::Error;
use crate::context::{Caller, Grant, InviteUsers};
use crate::store::batches::{self, Batch, Judged, NewRecipient, Recipient};
use crate::store::{Tx, invitations, numbers, roles};

/// Problems that a refused list names one by one; more would bury the page.
const NAMED_PROBLEMS: usize = 50;
/// Numbers that one page of step 2 may hand out.
const NUMBERS_OF_PAGE: usize = 1_000;

/// One row of step 2, as the form sends it.
#[derive(Clone, Debug)]
pub struct AccountsInput {
    pub id: RecipientId,
    pub role: Option<RoleId>,
    pub numbers: Vec<NumberId>,
}

impl Services {
    /// Begins a draft.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `Conflict` when the account is not active.
    pub async fn create_batch(&self, caller: &Caller, number: &str) -> Result<BatchId, Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        super::invite::active(&grant.account)?;
        let id = self.new_batch_id();
        let tx = self.store.begin().await?;
        batches::insert(&*tx, self.batch_row(&grant, id)).await?;
        tx.commit().await?;
        Ok(id)
    }

    pub(crate) fn batch_row(&self, grant: &Grant<InviteUsers>, id: BatchId) -> Batch {
        let now = self.env.now();
        Batch {
            id: id.uuid(),
            account_id: grant.account.id.uuid(),
            creator_id: grant.actor.user.uuid(),
            list: String::new(),
            common_role_id: None,
            waiting_id: None,
            created_at: now,
            updated_at: now,
            submitted_at: None,
        }
    }

    /// The draft of the account, for changing it.
    pub(crate) async fn draft(&self, caller: &Caller, number: &str, batch: BatchId) -> Result<(Grant<InviteUsers>, Batch), Error> {
        let (grant, row) = self.batch(caller, number, batch).await?;
        if row.submitted_at.is_some() { Err(Error::Conflict(Conflict::Submitted)) } else { Ok((grant, row)) }
    }

    /// Looks once more, inside the unit of work: what was submitted since [`Services::draft`] looked must not change.
    pub(crate) async fn still_draft(&self, tx: &Tx, account: AccountId, batch: BatchId) -> Result<(), Error> {
        if batches::touch(&**tx, account, batch, self.env.now()).await? { Ok(()) } else { Err(Error::Conflict(Conflict::Submitted)) }
    }

    pub(crate) async fn batch(&self, caller: &Caller, number: &str, batch: BatchId) -> Result<(Grant<InviteUsers>, Batch), Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let row = batches::by_id(self.store.read(), grant.account.id, batch).await?.ok_or(Error::NotFound)?;
        Ok((grant, row))
    }

    /// Keeps the list of step 1. `again` holds the addresses for which *Send again* was chosen, one a line. When `strict`, as *Next* asks, a list
    /// with something in it that is no address, or nothing at all, is kept too, but refused.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Conflict(Submitted)`; `Invalid` on `addresses`, each problem with its place.
    pub async fn save_addresses(
        &self,
        caller: &Caller,
        number: &str,
        batch: BatchId,
        text: &str,
        again: &str,
        strict: bool,
    ) -> Result<(), Error> {
        let (grant, row) = self.draft(caller, number, batch).await?;
        let (list, summary) = AddressList::read(text);
        let again: BTreeSet<String> = again.lines().filter_map(|l| EmailAddress::parse(l).ok()).map(|a| a.canonical().to_owned()).collect();
        if self.is_saved(&row, &list, &again).await? {
            return if strict { refuse(&list, summary) } else { Ok(()) };
        }
        let role = self.preselected_role(&grant, &row).await?;
        let tx = self.store.begin().await?;
        if !batches::save_list(&*tx, grant.account.id, batch, &list.as_text(), self.env.now()).await? {
            return Err(Error::Conflict(Conflict::Submitted));
        }
        let kept: HashMap<String, (Uuid, Option<Uuid>)> =
            batches::kept(&*tx, grant.account.id, batch).await?.into_iter().map(|k| (k.canonical, (k.id, k.role_id))).collect();
        let fresh = self.ids_in_order(list.entries().len());
        let people: Vec<NewRecipient<'_>> =
            list.entries().iter().zip(fresh).filter_map(|(e, id)| recipient(&e.item, &kept, &again, (id, role))).collect();
        batches::replace_recipients(&*tx, grant.account.id, batch, &people).await?;
        tx.commit().await?;
        if strict { refuse(&list, summary) } else { Ok(()) }
    }

    /// Whether the draft holds just this already. The list is saved each time that its writer rests, and then again by *Next*.
    async fn is_saved(&self, row: &Batch, list: &AddressList, again: &BTreeSet<String>) -> Result<bool, Error> {
        if row.list != list.as_text() {
            return Ok(false);
        }
        let chosen = list.entries().iter().filter_map(|e| Some(e.item.address.as_ref().ok()?.canonical())).filter(|a| again.contains(*a));
        let saved = batches::sent_again(self.store.read(), AccountId::new(row.account_id), BatchId::new(row.id)).await?;
        Ok(chosen.eq(saved.iter().map(String::as_str)))
    }

    /// New ids in the order of their rows, so that everything that a submission makes of these is appended to its indexes, not
    /// scattered over them.
    pub(crate) fn ids_in_order(&self, count: usize) -> Vec<Uuid> {
        let mut ids: Vec<Uuid> = (0..count).map(|_| self.env.uuid()).collect();
        ids.sort_unstable();
        ids
    }

    /// What people get who are new in the list: what was applied to all, or else *Standard User*, if the inviter may grant it.
    pub(crate) async fn preselected_role(&self, grant: &Grant<InviteUsers>, row: &Batch) -> Result<Option<Uuid>, Error> {
        if row.common_role_id.is_some() {
            return Ok(row.common_role_id);
        }
        let roles = roles::of_account(self.store.read(), grant.account.id).await?;
        Ok(roles.iter().find(|r| r.kind == RoleKind::StandardUser && grant.rights.may_grant(&r.rights)).map(|r| r.id.uuid()))
    }

    /// Keeps one page of step 2. When `strict`, as *Next* asks, every person of the batch must have an access type.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `Conflict(Submitted)`; `Forbidden` for a role above the inviter's rights, and for numbers without
    /// `numbers.assign`; `NotFound` for rows that are
    /// not in this list, and numbers that are not of this account; `Invalid` on `role.{row}`, with the place in the list, or `numbers.{row}`.
    pub async fn save_accounts(
        &self,
        caller: &Caller,
        number: &str,
        batch: BatchId,
        rows: Vec<AccountsInput>,
        strict: bool,
    ) -> Result<(), Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        let allowed = self.grantable(&grant).await?;
        if rows.len() > batches::ROWS as usize || rows.iter().map(|r| r.numbers.len()).sum::<usize>() > NUMBERS_OF_PAGE {
            return Err(Error::invalid("rows", ProblemCode::TooMany));
        }
        if rows.iter().filter_map(|r| r.role).any(|role| !allowed.contains(&role)) {
            return Err(Error::Forbidden);
        }
        if rows.iter().any(|r| !r.numbers.is_empty()) && !grant.rights.holds(&Permission::NumbersAssign) {
            return Err(Error::Forbidden);
        }
        let tx = self.store.begin().await?;
        self.still_draft(&tx, grant.account.id, batch).await?;
        self.write_rows(&tx, &grant, batch, &rows).await?;
        tx.commit().await?;
        if strict { self.require_roles(&grant, batch).await } else { Ok(()) }
    }

    async fn write_rows(&self, tx: &Tx, grant: &Grant<InviteUsers>, batch: BatchId, rows: &[AccountsInput]) -> Result<(), Error> {
        let account = grant.account.id;
        let ids: Vec<Uuid> = rows.iter().map(|r| r.id.uuid()).collect();
        if !batches::holds(&**tx, account, batch, &ids).await? {
            return Err(Error::NotFound);
        }
        let mut by_role: HashMap<Option<RoleId>, Vec<Uuid>> = HashMap::new();
        for row in rows {
            by_role.entry(row.role).or_default().push(row.id.uuid());
        }
        // One statement for each different role, of which a page has a handful.
        for (role, ids) in by_role {
            batches::set_roles(&**tx, account, batch, &ids, role).await.map_err(role_gone)?;
        }
        // To whom numbers are not shown, they are not theirs to take away.
        if grant.rights.holds(&Permission::NumbersAssign) { self.write_numbers(tx, (account, batch), rows, &ids).await } else { Ok(()) }
    }

    async fn write_numbers(
        &self,
        tx: &Tx,
        (account, batch): (AccountId, BatchId),
        rows: &[AccountsInput],
        ids: &[Uuid],
    ) -> Result<(), Error> {
        batches::clear_numbers(&**tx, account, batch, ids).await?;
        let (mut pairs, mut chosen) = (Vec::new(), HashSet::new());
        for row in rows {
            for number in &row.numbers {
                if !chosen.insert(*number) {
                    return Err(Error::invalid(&format!("numbers.{}", row.id), ProblemCode::NumberTaken));
                }
                pairs.push((row.id, *number));
            }
        }
        self.refuse_taken(tx, account, batch, &pairs).await?;
        batches::add_numbers(&**tx, account, batch, &pairs).await.map_err(|e| number_error(e, pairs.first().map(|p| p.0)))
    }

    /// Numbers that somebody else has got meanwhile, each named at its row. *Submit* makes sure once more.
    async fn refuse_taken(&self, tx: &Tx, account: AccountId, batch: BatchId, pairs: &[(RecipientId, NumberId)]) -> Result<(), Error> {
        let ids: Vec<Uuid> = pairs.iter().map(|p| p.1.uuid()).collect();
        let taken = numbers::taken(&**tx, account, batch, &ids, self.env.now()).await?;
        let problem = |number: numbers::NumberRecord| {
            let (row, _) = pairs.iter().find(|p| p.1.uuid() == number.id)?;
            let field = format!("numbers.{row}");
            Some(Problem { subject: Some(number.number), ..Problem::new(field, ProblemCode::NumberTaken) })
        };
        let problems: Vec<Problem> = taken.into_iter().filter_map(problem).collect();
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
    }

    async fn require_roles(&self, grant: &Grant<InviteUsers>, batch: BatchId) -> Result<(), Error> {
        let missing = self.without_role(self.store.read(), grant, batch).await?;
        if missing.is_empty() { Ok(()) } else { Err(role_problems(missing)) }
    }

    /// The first of those who would be new and have no access type.
    pub(crate) async fn without_role(
        &self,
        db: &impl ConnectionTrait,
        grant: &Grant<InviteUsers>,
        batch: BatchId,
    ) -> Result<Vec<Judged>, Error> {
        let domains = &grant.account.policy.allowed_domains;
        batches::without_role(db, (grant.account.id, batch), self.env.now(), domains, NAMED_PROBLEMS).await
    }

    /// Roles of the account that the holder of the grant may hand out.
    pub(crate) async fn grantable(&self, grant: &Grant<InviteUsers>) -> Result<HashSet<RoleId>, Error> {
        let roles = roles::of_account(self.store.read(), grant.account.id).await?;
        Ok(roles.into_iter().filter(|r| grant.rights.may_grant(&r.rights)).map(|r| r.id).collect())
    }

    /// Gives everybody in the list the same access type.
    ///
    /// # Errors
    /// As for [`Services::save_accounts`].
    pub async fn apply_to_all(&self, caller: &Caller, number: &str, batch: BatchId, role: RoleId) -> Result<(), Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        if !self.grantable(&grant).await?.contains(&role) {
            return Err(Error::Forbidden);
        }
        let tx = self.store.begin().await?;
        self.still_draft(&tx, grant.account.id, batch).await?;
        batches::set_common_role(&*tx, grant.account.id, batch, role).await.map_err(role_gone)?;
        tx.commit().await
    }

    /// Takes a person out of the list.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`.
    pub async fn remove_recipient(&self, caller: &Caller, number: &str, batch: BatchId, id: RecipientId) -> Result<(), Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        let tx = self.store.begin().await?;
        self.still_draft(&tx, grant.account.id, batch).await?;
        batches::find_recipient(&*tx, grant.account.id, batch, id).await?.ok_or(Error::NotFound)?;
        batches::remove_recipient(&*tx, grant.account.id, batch, id).await?;
        let left = batches::all_recipients(&*tx, grant.account.id, batch).await?;
        batches::save_list(&*tx, grant.account.id, batch, &as_list(&left), self.env.now()).await?;
        tx.commit().await
    }

    /// Chooses *Send again* for somebody who has a pending invitation.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `TooMany` within a minute of the last mail.
    pub async fn send_again(&self, caller: &Caller, number: &str, batch: BatchId, id: RecipientId) -> Result<(), Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        let tx = self.store.begin().await?;
        self.still_draft(&tx, grant.account.id, batch).await?;
        let person = batches::find_recipient(&*tx, grant.account.id, batch, id).await?.ok_or(Error::NotFound)?;
        if let Some(pending) = invitations::pending_of(&*tx, grant.account.id, &person.canonical, self.env.now()).await? {
            self.not_too_soon(&*tx, grant.account.id, pending).await?;
        }
        batches::set_send_again(&*tx, grant.account.id, batch, id).await?;
        tx.commit().await
    }

    /// Throws the draft away.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Conflict(Submitted)`.
    pub async fn discard_batch(&self, caller: &Caller, number: &str, batch: BatchId) -> Result<(), Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        let tx = self.store.begin().await?;
        batches::delete(&*tx, grant.account.id, batch).await?;
        tx.commit().await
    }
}

/// Each of them has to be given an access type.
pub(crate) fn role_problems(people: Vec<Judged>) -> Error {
    let problem = |person: Judged| {
        let place = u32::try_from(person.position).unwrap_or_default() + 1;
        Problem::new(format!("role.{}", RecipientId::new(person.id)), ProblemCode::Choice).about(person.email, place)
    };
    Error::Invalid(people.into_iter().map(problem).collect())
}

/// The list as step 1 shows it.
pub(crate) fn as_list(people: &[Recipient]) -> String {
    let line = |r: &Recipient| {
        let name = domain::recipients::PersonName { first: r.first_name.clone(), last: r.last_name.clone() };
        Item { raw: r.email.clone(), name, address: EmailAddress::parse(&r.email) }.as_line()
    };
    people.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn refuse(list: &AddressList, summary: Summary) -> Result<(), Error> {
    let mut problems: Vec<Problem> = list
        .attention()
        .take(NAMED_PROBLEMS)
        .filter_map(|(place, entry)| {
            let code = ProblemCode::Email(entry.item.address.as_ref().err().copied()?);
            Some(Problem::new("addresses", code).about(entry.item.raw.clone(), u32::try_from(place).unwrap_or(u32::MAX)))
        })
        .collect();
    if list.is_empty() {
        problems.push(Problem::new("addresses", ProblemCode::Email(domain::EmailError::Missing)));
    }
    if summary.beyond > 0 {
        problems.push(Problem::new("addresses", ProblemCode::TooMany));
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// The row of an item; without one for what is no address. `fresh` is the id and access type of somebody who was not in the list before.
fn recipient<'a>(
    item: &'a Item,
    kept: &HashMap<String, (Uuid, Option<Uuid>)>,
    again: &BTreeSet<String>,
    fresh: (Uuid, Option<Uuid>),
) -> Option<NewRecipient<'a>> {
    let address = item.address.as_ref().ok()?;
    let (id, role) = kept.get(address.canonical()).copied().unwrap_or(fresh);
    Some(NewRecipient { id, item, role, send_again: again.contains(address.canonical()) })
}

/// A role that was deleted in this very moment is one that cannot be granted.
fn role_gone(error: Error) -> Error {
    if error.is_reference_violation() { Error::Forbidden } else { error }
}

/// A number that stands in two rows, or is not of this account.
fn number_error(error: Error, row: Option<RecipientId>) -> Error {
    match row {
        Some(row) if error.is_unique_violation() => Error::invalid(&format!("numbers.{row}"), ProblemCode::NumberTaken),
        _ if error.is_reference_violation() => Error::NotFound,
        _ => error,
    }
}
