//! What the steps of the wizard show. Nothing here changes anything.

use std::collections::HashMap;

use domain::EmailAddress;
use domain::ids::{BatchId, NumberId, RecipientId, RoleId};
use domain::invitation::Verdict;
use domain::views::{
    AccountsRow, AccountsStep, AddressNote, AddressesStep, MailPreview, NoteKind, NumberChoice, OverviewRow, Quota, RoleName, RoleOption,
    Skipped, SubmitStep,
};
use domain::wizard::AddressList;
use uuid::Uuid;

use super::{Services, stored, times, to_u32};
use crate::Error;
use crate::context::{Caller, Grant, InviteUsers};
use crate::store::batches::{self, Judged, Which};
use crate::store::roles::{self, RoleRights};
use crate::store::{known, numbers};

/// Notes on a list that are shown; the rest follows as these are dealt with.
const NOTES: usize = 100;

/// How many people of a batch get a mail.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sizes {
    pub new: u32,
    pub resend: u32,
}

impl Sizes {
    pub(crate) const fn sent(self) -> u32 {
        self.new + self.resend
    }
}

impl Services {
    /// Step 1.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Conflict(Submitted)`.
    pub async fn addresses_step(&self, caller: &Caller, number: &str, batch: BatchId) -> Result<AddressesStep, Error> {
        let (grant, row) = self.draft(caller, number, batch).await?;
        let again = batches::sent_again(self.store.read(), grant.account.id, batch).await?;
        let (notes, uses) = self.notes(&grant, &row.list, &again.join("\n")).await?;
        Ok(AddressesStep { batch, company: grant.account.company.clone(), text: row.list, notes, uses, quota: self.quota(&grant).await? })
    }

    /// The notes on a list that is not saved, for who types it; and how many invitations it would use.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Conflict(Submitted)`.
    pub async fn check_addresses(
        &self,
        caller: &Caller,
        number: &str,
        batch: BatchId,
        text: &str,
        again: &str,
    ) -> Result<(Vec<AddressNote>, u32), Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        self.notes(&grant, text, again).await
    }

    async fn notes(&self, grant: &Grant<InviteUsers>, text: &str, again: &str) -> Result<(Vec<AddressNote>, u32), Error> {
        let now = self.env.now();
        let (list, _) = AddressList::read(text);
        let addresses: Vec<&EmailAddress> = list.entries().iter().filter_map(|e| e.item.address.as_ref().ok()).collect();
        let canonical: Vec<&str> = addresses.iter().map(|a| a.canonical()).collect();
        let known: HashMap<String, Option<i64>> = known::people(self.store.read(), grant.account.id, &canonical, now)
            .await?
            .into_iter()
            .map(|k| (k.canonical, k.invited_at))
            .collect();
        let again: Vec<EmailAddress> = again.lines().filter_map(|l| EmailAddress::parse(l).ok()).collect();
        let mut uses = to_u32(i64::try_from(addresses.len()).unwrap_or(i64::MAX));
        let mut notes = Vec::new();
        for (place, entry) in list.entries().iter().enumerate() {
            let (kind, sent) = match &entry.item.address {
                Err(error) => (Some(NoteKind::Bad(*error)), true),
                Ok(address) => match known.get(address.canonical()) {
                    Some(None) => (Some(NoteKind::AlreadyMember), false),
                    Some(Some(_)) if again.contains(address) => (Some(NoteKind::Resend), true),
                    Some(Some(at)) => (Some(NoteKind::AlreadyInvited(grant.reader.when(*at, now))), false),
                    None if !grant.account.policy.allows(address) => (Some(NoteKind::BlockedDomain), false),
                    None => (entry.item.suggestion().map(NoteKind::Suggestion), true),
                },
            };
            uses -= u32::from(!sent);
            let Some(kind) = kind.filter(|_| notes.len() < NOTES) else { continue };
            let text = entry.item.address.as_ref().map_or_else(|_| entry.item.raw.clone(), |a| a.as_typed().to_owned());
            notes.push(AddressNote { position: u32::try_from(place + 1).unwrap_or(u32::MAX), text, kind });
        }
        Ok((notes, uses))
    }

    /// The daily limit of the inviter, as it stands now.
    pub(crate) async fn quota(&self, grant: &Grant<InviteUsers>) -> Result<Quota, Error> {
        let now = self.env.now();
        let resets = times::end_of_day(now, grant.account.zone);
        Ok(Quota {
            limit: grant.account.policy.daily_limit,
            used: self.invitations_used(&grant.account, &grant.actor).await?,
            resets: grant.reader.deadline(resets, now),
        })
    }

    /// Step 2, one page counted from 1.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Conflict(Submitted)`.
    pub async fn accounts_step(&self, caller: &Caller, number: &str, batch: BatchId, page: u32) -> Result<AccountsStep, Error> {
        let (grant, row) = self.draft(caller, number, batch).await?;
        let (db, account) = (self.store.read(), grant.account.id);
        let all_roles = roles::of_account(db, account).await?;
        let all = all_roles.len();
        let roles: Vec<RoleOption> = all_roles.into_iter().filter(|r| grant.rights.may_grant(&r.rights)).map(option).collect();
        let people = self.people(&grant, batch, Which::Sent { page: page.saturating_sub(1) }).await?;
        let mut held = self.held_numbers(&grant, &people).await?;
        let rows = people.into_iter().map(|p| AccountsRow {
            id: RecipientId::new(p.id),
            numbers: held.remove(&p.id).unwrap_or_default(),
            name: format!("{} {}", p.first_name, p.last_name).trim().to_owned(),
            resend: p.verdict == Verdict::Resend.as_str(),
            role: p.role_id.map(RoleId::new),
            email: p.email,
        });
        Ok(AccountsStep {
            batch,
            company: grant.account.company.clone(),
            roles_hidden: roles.len() < all,
            common: row.common_role_id.map(RoleId::new).filter(|c| roles.iter().any(|r| r.id == *c)),
            roles,
            rows: rows.collect(),
            total: self.sizes(&grant, batch).await?.sent(),
            page: page.max(1),
            pages: batches::pages(db, account, batch).await?,
            has_numbers: numbers::has_any(db, account).await?,
            skipped: self.skipped(&grant, batch).await?,
        })
    }

    async fn people(&self, grant: &Grant<InviteUsers>, batch: BatchId, which: Which) -> Result<Vec<Judged>, Error> {
        let scope = (grant.account.id, batch);
        batches::people(self.store.read(), scope, self.env.now(), &grant.account.policy.allowed_domains, which).await
    }

    async fn held_numbers(&self, grant: &Grant<InviteUsers>, people: &[Judged]) -> Result<HashMap<Uuid, Vec<NumberChoice>>, Error> {
        let ids: Vec<Uuid> = people.iter().map(|p| p.id).collect();
        let mut held: HashMap<Uuid, Vec<NumberChoice>> = HashMap::new();
        for n in batches::numbers_of(self.store.read(), grant.account.id, &ids).await? {
            held.entry(n.owner).or_default().push(NumberChoice { id: NumberId::new(n.id), number: n.number, holder: None });
        }
        Ok(held)
    }

    async fn skipped(&self, grant: &Grant<InviteUsers>, batch: BatchId) -> Result<Vec<Skipped>, Error> {
        let view = |p: Judged| Ok(Skipped { id: RecipientId::new(p.id), email: p.email, verdict: stored(&p.verdict)? });
        self.people(grant, batch, Which::Skipped).await?.into_iter().map(view).collect()
    }

    pub(crate) async fn sizes(&self, grant: &Grant<InviteUsers>, batch: BatchId) -> Result<Sizes, Error> {
        let scope = (grant.account.id, batch);
        let mut sizes = Sizes::default();
        for tally in batches::tally(self.store.read(), scope, self.env.now(), &grant.account.policy.allowed_domains).await? {
            match stored(&tally.verdict)? {
                Verdict::New => sizes.new = to_u32(tally.people),
                Verdict::Resend => sizes.resend = to_u32(tally.people),
                _ => {}
            }
        }
        Ok(sizes)
    }

    /// Numbers of the account that match, at most twenty, taken ones with their holder.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Conflict(Submitted)`.
    pub async fn find_numbers(&self, caller: &Caller, number: &str, batch: BatchId, search: &str) -> Result<Vec<NumberChoice>, Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        let found = numbers::find(self.store.read(), grant.account.id, batch, search, self.env.now()).await?;
        Ok(found.into_iter().map(|n| NumberChoice { id: NumberId::new(n.id), number: n.number, holder: n.holder }).collect())
    }

    /// Step 3, one page of the overview counted from 1.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Conflict(Submitted)`.
    pub async fn submit_step(&self, caller: &Caller, number: &str, batch: BatchId, page: u32) -> Result<SubmitStep, Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        let (db, account, now) = (self.store.read(), grant.account.id, self.env.now());
        let role_list = roles::of_account(db, account).await?;
        let names: HashMap<Uuid, RoleName> =
            role_list.iter().map(|r| (r.id.uuid(), RoleName { kind: r.kind, name: r.name.clone() })).collect();
        let people = self.people(&grant, batch, Which::Sent { page: page.saturating_sub(1) }).await?;
        let preview = self.preview(&grant, people.first(), &role_list).await?;
        let mut held = self.held_numbers(&grant, &people).await?;
        let rows = people.into_iter().map(|p| OverviewRow {
            id: RecipientId::new(p.id),
            numbers: held.remove(&p.id).unwrap_or_default().into_iter().map(|n| n.number).collect(),
            name: format!("{} {}", p.first_name, p.last_name).trim().to_owned(),
            role: p.role_id.and_then(|id| names.get(&id).cloned()),
            resend: p.verdict == Verdict::Resend.as_str(),
            email: p.email,
        });
        let total = self.sizes(&grant, batch).await?.sent();
        let quota = self.quota(&grant).await?;
        Ok(SubmitStep {
            batch,
            company: grant.account.company.clone(),
            rows: rows.collect(),
            total,
            page: page.max(1),
            pages: batches::pages(db, account, batch).await?,
            skipped: self.skipped(&grant, batch).await?,
            over_limit: total > quota.left(),
            quota,
            preview,
            deadline: grant.reader.deadline(now + grant.account.policy.link_life_ms(), now),
            link_days: grant.account.policy.link_days,
        })
    }

    /// The mail that the first person will get, in the account's language.
    async fn preview(&self, grant: &Grant<InviteUsers>, first: Option<&Judged>, all: &[RoleRights]) -> Result<MailPreview, Error> {
        let role: Vec<RoleRights> = all.iter().filter(|r| first.is_some_and(|f| f.role_id == Some(r.id.uuid()))).cloned().collect();
        let to = first.map_or("", |f| f.email.as_str());
        self.invitation_preview(grant, to, &role).await
    }
}

pub(crate) fn option(role: RoleRights) -> RoleOption {
    RoleOption { id: role.id, kind: role.kind, name: role.name, description: role.description }
}
