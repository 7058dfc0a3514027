//! The wizard's draft: made, filled, changed.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::EmailAddress;
use domain::audit::AuditAction;
use domain::ids::{AccountId, BatchId, NumberId, RecipientId};
use domain::permission::Permission;
use domain::policy::Policy;
use domain::problem::{Conflict, Problem, ProblemCode, Problems};
use domain::recipients::Item;
use domain::text::LineError;
use domain::wizard::{AddressList, Summary};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::Services;
use super::wish::{self, Gift, Person, Stock, Wish, access_field};
use crate::Error;
use crate::context::{Caller, Grant, InviteUsers};
use crate::store::batches::{self, Batch, Incomplete, NewRecipient, Recipient};
use crate::store::held::{Holder, Kind};
use crate::store::{Tx, invitations, numbers, search_text};

/// Problems that a refused list names one by one; more would bury the page.
pub(crate) const NAMED_PROBLEMS: usize = 50;
/// Numbers that one page of step 2 may hand out.
const NUMBERS_OF_PAGE: usize = 1_000;

/// One row of step 2, as the form sends it.
#[derive(Clone, Debug)]
pub struct AccountsInput {
    pub id: RecipientId,
    pub wish: Wish,
}

/// What *Apply to all* gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Access,
    Groups,
}

/// A list of people, or one person of *Add user*: drafts of either kind know nothing of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DraftKind {
    List,
    Person,
}

impl DraftKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Person => "person",
        }
    }
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
        batches::insert(&*tx, self.batch_row(&grant, id, DraftKind::List)).await?;
        let stock = Stock::of(&*tx, grant.account.id, &grant.account.policy).await?;
        wish::put(&*tx, grant.account.id, (Holder::Batch, id.uuid()), &stock.preselected(&grant.rights)).await?;
        tx.commit().await?;
        Ok(id)
    }

    pub(crate) fn batch_row(&self, grant: &Grant<InviteUsers>, id: BatchId, kind: DraftKind) -> Batch {
        let now = self.env.now();
        Batch {
            id: id.uuid(),
            account_id: grant.account.id.uuid(),
            creator_id: grant.actor.user.uuid(),
            kind: kind.as_str().to_owned(),
            list: String::new(),
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
        self.batch_of(caller, number, batch, DraftKind::List).await
    }

    pub(crate) async fn batch_of(
        &self,
        caller: &Caller,
        number: &str,
        batch: BatchId,
        kind: DraftKind,
    ) -> Result<(Grant<InviteUsers>, Batch), Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let row = batches::by_id(self.store.read(), grant.account.id, batch).await?;
        let row = row.filter(|row| row.kind == kind.as_str()).ok_or(Error::NotFound)?;
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
        let tx = self.store.begin().await?;
        if !batches::save_list(&*tx, grant.account.id, batch, &list.as_text(), self.env.now()).await? {
            return Err(Error::Conflict(Conflict::Submitted));
        }
        let kept: HashMap<String, Uuid> =
            batches::kept(&*tx, grant.account.id, batch).await?.into_iter().map(|k| (k.canonical, k.id)).collect();
        let fresh = self.ids_in_order(list.entries().len());
        let people: Vec<NewRecipient<'_>> =
            list.entries().iter().zip(fresh).filter_map(|(e, id)| recipient(&e.item, &kept, &again, id)).collect();
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

    /// Keeps one page of step 2. When `strict`, as *Next* asks, nobody of the batch may lack what the rules demand.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `Conflict(Submitted)`; `Forbidden` for what is above the inviter's rights, and for numbers without
    /// `numbers.assign`; `NotFound` when no row is (still) in this list, and for numbers that are not of this account; `Invalid` on the fields of
    /// [`Wish`], each with `.{row}` behind it, with the place in the list where something is missing.
    pub async fn save_accounts(
        &self,
        caller: &Caller,
        number: &str,
        batch: BatchId,
        rows: Vec<AccountsInput>,
        strict: bool,
    ) -> Result<(), Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        let numbers: usize = rows.iter().map(|r| r.wish.numbers.len()).sum();
        if rows.len() > batches::ROWS as usize || numbers > NUMBERS_OF_PAGE {
            return Err(Error::invalid("rows", ProblemCode::TooMany));
        }
        let saved = self.save_rows(&grant, batch, &rows).await;
        self.noting_denial(&grant, AuditAction::BatchSubmitted, saved).await?;
        if strict { self.require_whole(&grant, batch).await } else { Ok(()) }
    }

    async fn save_rows(&self, grant: &Grant<InviteUsers>, batch: BatchId, rows: &[AccountsInput]) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        let account = grant.account.id;
        self.still_draft(&tx, account, batch).await?;
        let ids: Vec<Uuid> = rows.iter().map(|r| r.id.uuid()).collect();
        let kept: HashSet<Uuid> = batches::recipients(&*tx, account, batch, &ids).await?.into_iter().map(|r| r.id).collect();
        // Who was taken out of the list in another tab takes nobody's choices along.
        let rows: Vec<&AccountsInput> = rows.iter().filter(|r| kept.contains(&r.id.uuid())).collect();
        if rows.is_empty() && !ids.is_empty() {
            return Err(Error::NotFound);
        }
        let stock = Stock::of(&*tx, account, &grant.account.policy).await?;
        let mut problems = Problems::default();
        let (mut gifts, mut people) = (Vec::new(), HashMap::new());
        for row in &rows {
            let whose = format!(".{}", row.id);
            gifts.push((row.id.uuid(), stock.gift(&row.wish, &grant.rights, &whose, false, &mut problems)?));
            stock.numbers(&row.wish.numbers, &grant.rights, &whose, &mut problems)?;
            people.insert(row.id.uuid(), stock.person(&row.wish, &whose, false, &mut problems));
        }
        problems.into_result()?;
        wish::put_all(&*tx, account, &gifts).await.map_err(gone)?;
        if grant.account.policy.names_required {
            self.rename(&tx, (account, batch), &people).await?;
        }
        // To whom numbers are not shown, they are not theirs to take away.
        if grant.rights.holds(&Permission::NumbersAssign) && grant.account.policy.offer_numbers {
            self.write_numbers(&tx, (account, batch), &rows).await?;
        }
        tx.commit().await
    }

    /// Names that were told in step 2 stand in the list from then on.
    async fn rename(&self, tx: &Tx, (account, batch): (AccountId, BatchId), people: &HashMap<Uuid, Person>) -> Result<(), Error> {
        let ids: Vec<Uuid> = people.keys().copied().collect();
        let mut changed = Vec::new();
        for row in batches::recipients(&**tx, account, batch, &ids).await? {
            let Some(person) = people.get(&row.id) else { continue };
            if (&row.first_name, &row.last_name) != (&person.first_name, &person.last_name) {
                let search = search_text(&person.first_name, &person.last_name, &row.email, &row.canonical);
                let (first_name, last_name) = (person.first_name.clone(), person.last_name.clone());
                changed.push(Recipient { first_name, last_name, search, ..row }.into());
            }
        }
        if changed.is_empty() {
            return Ok(());
        }
        batches::write(&**tx, changed).await?;
        let all = batches::all_recipients(&**tx, account, batch).await?;
        batches::save_list(&**tx, account, batch, &as_list(&all), self.env.now()).await.map(drop)
    }

    async fn write_numbers(&self, tx: &Tx, (account, batch): (AccountId, BatchId), rows: &[&AccountsInput]) -> Result<(), Error> {
        let ids: Vec<Uuid> = rows.iter().map(|r| r.id.uuid()).collect();
        batches::clear_numbers(&**tx, account, batch, &ids).await?;
        let (mut pairs, mut chosen) = (Vec::new(), HashSet::new());
        for row in rows {
            for number in &row.wish.numbers {
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
        let taken = numbers::taken(&**tx, account, Some(batch), &ids, self.env.now()).await?;
        let problem = |number: numbers::NumberRecord| {
            let (row, _) = pairs.iter().find(|p| p.1.uuid() == number.id)?;
            let field = format!("numbers.{row}");
            Some(Problem { subject: Some(number.number), ..Problem::new(field, ProblemCode::NumberTaken) })
        };
        let problems: Vec<Problem> = taken.into_iter().filter_map(problem).collect();
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
    }

    async fn require_whole(&self, grant: &Grant<InviteUsers>, batch: BatchId) -> Result<(), Error> {
        let missing = self.incomplete(self.store.read(), grant, batch).await?;
        if missing.is_empty() { Ok(()) } else { Err(missing_problems(&grant.account.policy, missing)) }
    }

    /// The first of those who would be new and lack what the rules demand.
    pub(crate) async fn incomplete(
        &self,
        db: &impl ConnectionTrait,
        grant: &Grant<InviteUsers>,
        batch: BatchId,
    ) -> Result<Vec<Incomplete>, Error> {
        batches::incomplete(db, (grant.account.id, batch), self.env.now(), &grant.account.policy, NAMED_PROBLEMS).await
    }

    /// Gives everybody in the list the same of one kind, and those who are added later.
    ///
    /// # Errors
    /// As for [`Services::save_accounts`], on the fields of [`Wish`] with `.common` behind them.
    pub async fn apply_to_all(&self, caller: &Caller, number: &str, batch: BatchId, part: Part, wish: &Wish) -> Result<(), Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        let applied = self.apply(&grant, batch, part, wish).await;
        self.noting_denial(&grant, AuditAction::BatchSubmitted, applied).await
    }

    async fn apply(&self, grant: &Grant<InviteUsers>, batch: BatchId, part: Part, wish: &Wish) -> Result<(), Error> {
        let account = grant.account.id;
        let tx = self.store.begin().await?;
        self.still_draft(&tx, account, batch).await?;
        let stock = Stock::of(&*tx, account, &grant.account.policy).await?;
        let mut problems = Problems::default();
        let gift = stock.gift(wish, &grant.rights, ".common", false, &mut problems)?;
        problems.into_result()?;
        let common = wish::gifts_of(&*tx, account, (Holder::Batch, &[batch.uuid()])).await?.remove(&batch.uuid()).unwrap_or_default();
        let (common, kinds): (Gift, &[Kind]) = match part {
            Part::Access => (Gift { groups: common.groups, ..gift }, &[Kind::Roles, Kind::Permissions]),
            Part::Groups => (Gift { groups: gift.groups, ..common }, &[Kind::Groups]),
        };
        wish::put(&*tx, account, (Holder::Batch, batch.uuid()), &common).await.map_err(gone)?;
        batches::give_all(&*tx, account, batch, kinds).await?;
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

/// What each of them lacks.
pub(crate) fn missing_problems(policy: &Policy, people: Vec<Incomplete>) -> Error {
    let mut problems = Vec::new();
    for person in people {
        let id = RecipientId::new(person.id);
        let place = u32::try_from(person.position).unwrap_or_default() + 1;
        let mut lacks =
            |field: &str, code: ProblemCode| problems.push(Problem::new(format!("{field}.{id}"), code).about(&person.email, place));
        for (field, name) in [("first_name", &person.first_name), ("last_name", &person.last_name)] {
            if policy.names_required && name.is_empty() {
                lacks(field, LineError::Missing.into());
            }
        }
        if policy.role_required && person.lacks_access == 1 {
            lacks(access_field(policy.grants), ProblemCode::Choice);
        }
        if policy.groups_required && person.lacks_groups == 1 {
            lacks("groups", ProblemCode::Choice);
        }
    }
    Error::Invalid(problems)
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

/// The row of an item; without one for what is no address. `fresh` is the id of somebody who was not in the list before.
fn recipient<'a>(item: &'a Item, kept: &HashMap<String, Uuid>, again: &BTreeSet<String>, fresh: Uuid) -> Option<NewRecipient<'a>> {
    let address = item.address.as_ref().ok()?;
    let id = kept.get(address.canonical()).copied().unwrap_or(fresh);
    Some(NewRecipient { id, item, send_again: again.contains(address.canonical()) })
}

/// A role or group that was deleted in this very moment is one that cannot be granted.
fn gone(error: Error) -> Error {
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
