//! *Add user*: one person, step by step. The draft is a batch of one, so that it is submitted like any other.

use domain::EmailError;
use domain::audit::AuditAction;
use domain::ids::{BatchId, GroupId, RecipientId, RoleId};
use domain::policy::{Grants, Policy};
use domain::problem::{Problem, ProblemCode, Problems};
use domain::views::{AddUser, Added};

use super::Services;
use super::batches::DraftKind;
use super::invite::{active, address, unknown};
use super::wish::{self, Access, Person, Stock, Wish};
use crate::context::{Caller, Grant, InviteUsers};
use crate::store::batches::{self, Recipient};
use crate::store::held::Holder;
use crate::store::{groups, invitations, retrying, search_text};
use crate::{Error, countries};

impl Services {
    /// What the steps show, and, once the person was added, what came of it.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound`; `Conflict` when the account is not active.
    pub async fn add_user(&self, caller: &Caller, number: &str, draft: Option<BatchId>) -> Result<AddUser, Error> {
        let (grant, person) = self.person(caller, number, draft).await?;
        active(&grant.account)?;
        let (db, account, now) = (self.store.read(), grant.account.id, self.env.now());
        let policy = &grant.account.policy;
        let stock = Stock::of(db, account, policy).await?;
        let gift = match &person {
            Some(person) => wish::gifts_of(db, account, (Holder::Recipient, &[person.id])).await?.remove(&person.id).unwrap_or_default(),
            None => wish::Gift::default(),
        };
        let role = gift.roles.first().copied().or_else(|| stock.standard(&grant.rights).first().copied());
        let added = match &person {
            Some(person) => self.added(&grant, person).await?,
            None => None,
        };
        let (country, phone) = person.as_ref().and_then(|p| p.phone.as_deref()).map(countries::split).unwrap_or_default();
        let (email, first_name, last_name) = person.map(|p| (p.email, p.first_name, p.last_name)).unwrap_or_default();
        Ok(AddUser {
            draft,
            email,
            first_name,
            last_name,
            country,
            phone,
            ask_phone: policy.ask_phone,
            countries: if policy.ask_phone { countries::of_language(grant.reader.language) } else { Vec::new() },
            groups: groups::of_account(db, account).await?,
            chosen: gift.groups,
            groups_required: policy.groups_required,
            roles: stock.offer(&grant.rights, Vec::new()).roles,
            role,
            quota: self.quota(&grant).await?,
            deadline: grant.reader.deadline(now + policy.link_life_ms(), now),
            added,
        })
    }

    async fn person(
        &self,
        caller: &Caller,
        number: &str,
        draft: Option<BatchId>,
    ) -> Result<(Grant<InviteUsers>, Option<Recipient>), Error> {
        let Some(draft) = draft else { return Ok((self.grant(caller, number).await?, None)) };
        let (grant, _) = self.batch_of(caller, number, draft, DraftKind::Person).await?;
        let person = batches::all_recipients(self.store.read(), grant.account.id, draft).await?.into_iter().next();
        Ok((grant, Some(person.ok_or(Error::NotFound)?)))
    }

    async fn added(&self, grant: &Grant<InviteUsers>, person: &Recipient) -> Result<Option<Added>, Error> {
        let Some(id) = person.invitation_id.map(domain::ids::InvitationId::new) else { return Ok(None) };
        let Some(record) = invitations::record(self.store.read(), grant.account.id, id).await? else { return Ok(None) };
        let row = super::invitations::invitation_row(record, domain::views::Given::default(), grant.reader, self.env.now())?;
        Ok(Some(Added { invitation: id, delivery: row.delivery }))
    }

    /// The first step: who it is. Begins a draft where there is none yet; says at once who is a member, or invited, already.
    ///
    /// # Errors
    /// As [`Services::add_user`]; `Conflict(AlreadyMember | AlreadyInvited)`, of this account alone; `Conflict(Submitted)`; `Invalid` on the
    /// fields.
    pub async fn save_person(
        &self,
        caller: &Caller,
        number: &str,
        draft: Option<BatchId>,
        email: &str,
        wish: &Wish,
    ) -> Result<BatchId, Error> {
        let (grant, before) = self.person(caller, number, draft).await?;
        active(&grant.account)?;
        let policy = Policy { names_required: true, ..grant.account.policy.clone() };
        let tx = self.store.begin().await?;
        let (account, now) = (grant.account.id, self.env.now());
        let stock = Stock::of(&*tx, account, &policy).await?;
        let mut problems = Problems::default();
        let address = address(&policy, email, &mut problems);
        let person = stock.person(wish, "", true, &mut problems);
        problems.into_result()?;
        let address = address.ok_or_else(|| Error::invalid("email", EmailError::Missing))?;
        unknown(&*tx, account, &address, now).await?;
        let batch = draft.unwrap_or_else(|| self.new_batch_id());
        if draft.is_none() {
            batches::insert(&*tx, self.batch_row(&grant, batch, DraftKind::Person)).await?;
        } else {
            self.still_draft(&tx, account, batch).await?;
        }
        let Person { first_name, last_name, phone } = person;
        let row = Recipient {
            id: before.map_or_else(|| self.env.uuid(), |p| p.id),
            account_id: account.uuid(),
            batch_id: batch.uuid(),
            position: 0,
            email: address.as_typed().to_owned(),
            canonical: address.canonical().to_owned(),
            domain: address.ascii_domain().to_owned(),
            search: search_text(&first_name, &last_name, address.as_typed(), address.canonical()),
            first_name,
            last_name,
            phone,
            fresh: false,
            send_again: false,
            outcome: None,
            invitation_id: None,
        };
        batches::save_person(&*tx, row).await?;
        tx.commit().await?;
        Ok(batch)
    }

    /// The second step: the groups. When `strict`, as *Next* asks, there must be one where the rules demand it.
    ///
    /// # Errors
    /// As [`Services::add_user`]; `Conflict(Submitted)`; `Invalid` on `groups`.
    pub async fn save_person_groups(
        &self,
        caller: &Caller,
        number: &str,
        draft: BatchId,
        groups: Vec<GroupId>,
        strict: bool,
    ) -> Result<(), Error> {
        let (grant, person) = self.person(caller, number, Some(draft)).await?;
        let person = person.ok_or(Error::NotFound)?;
        let account = grant.account.id;
        let policy = Policy { role_required: false, ..grant.account.policy.clone() };
        let tx = self.store.begin().await?;
        self.still_draft(&tx, account, draft).await?;
        let stock = Stock::of(&*tx, account, &policy).await?;
        let before = wish::gifts_of(&*tx, account, (Holder::Recipient, &[person.id])).await?.remove(&person.id).unwrap_or_default();
        let mut problems = Problems::default();
        let wish = Wish { groups, ..Wish::default() };
        let gift = stock.gift(&wish, &grant.rights, "", strict, &mut problems)?;
        problems.into_result()?;
        wish::put(&*tx, account, (Holder::Recipient, person.id), &wish::Gift { groups: gift.groups, ..before }).await?;
        tx.commit().await
    }

    /// The last step: invites the person. Done twice, it succeeds twice and invites once.
    ///
    /// # Errors
    /// As [`Services::submit_batch`]; `Conflict(AlreadyMember | AlreadyInvited)`; `Invalid` on `first_name`, `groups`, `role`.
    pub async fn add_person(&self, caller: &Caller, number: &str, draft: BatchId, role: Option<RoleId>) -> Result<(), Error> {
        let (grant, person) = self.person(caller, number, Some(draft)).await?;
        let person = person.ok_or(Error::NotFound)?;
        if person.invitation_id.is_some() {
            return Ok(());
        }
        let given = self.give_role(&grant, draft, &person, role).await;
        self.noting_denial(&grant, AuditAction::BatchSubmitted, given).await?;
        let submitted = retrying(&self.env, || self.submit(&grant, draft)).await;
        match self.noting_denial(&grant, AuditAction::BatchSubmitted, submitted).await {
            Ok(()) => {}
            Err(Error::Invalid(problems)) => return Err(self.why_not_added(&grant, &person, problems).await?),
            Err(error) => return Err(error),
        }
        self.wake_worker();
        Ok(())
    }

    async fn give_role(&self, grant: &Grant<InviteUsers>, draft: BatchId, person: &Recipient, role: Option<RoleId>) -> Result<(), Error> {
        let account = grant.account.id;
        let tx = self.store.begin().await?;
        self.still_draft(&tx, account, draft).await?;
        let stock =
            Stock::of(&*tx, account, &Policy { groups_required: false, ..grant.account.policy.clone() }).await?.or(Grants::AccessType);
        let before = wish::gifts_of(&*tx, account, (Holder::Recipient, &[person.id])).await?.remove(&person.id).unwrap_or_default();
        let mut problems = Problems::default();
        let wish = Wish { access: Access::Roles(role.into_iter().collect()), ..Wish::default() };
        let gift = stock.gift(&wish, &grant.rights, "", true, &mut problems)?;
        problems
            .into_result()
            .map_err(|problems| problems.into_iter().map(|p| Problem { field: "role".to_owned(), ..p }).collect::<Vec<_>>())?;
        wish::put(&*tx, account, (Holder::Recipient, person.id), &wish::Gift { groups: before.groups, ..gift }).await?;
        tx.commit().await
    }

    /// There is one person alone: what is wrong with them is told without the place in a list.
    async fn why_not_added(&self, grant: &Grant<InviteUsers>, person: &Recipient, problems: Vec<Problem>) -> Result<Error, Error> {
        if problems.iter().any(|p| p.field == "addresses") {
            let address = domain::EmailAddress::parse(&person.email).map_err(|e| Error::Internal(e.to_string()))?;
            unknown(self.store.read(), grant.account.id, &address, self.env.now()).await?;
            return Ok(Error::invalid("email", ProblemCode::BlockedDomain));
        }
        let of = format!(".{}", RecipientId::new(person.id));
        let plain = |p: Problem| Problem::new(p.field.strip_suffix(&of).unwrap_or(&p.field), p.code);
        Ok(Error::Invalid(problems.into_iter().map(plain).collect()))
    }
}
