//! What the steps of the wizard show. Nothing here changes anything.

use std::collections::{HashMap, HashSet};

use domain::EmailAddress;
use domain::ids::{BatchId, NumberId, RecipientId};
use domain::invitation::{RESEND_COOLDOWN_MS, Verdict};
use domain::permission::Permission;
use domain::views::{
    AccountsRow, AccountsStep, AddressNote, AddressNotes, AddressesStep, DraftBrief, Given, MailPreview, NoteKind, NumberChoice,
    OverviewRow, RoleOption, Skipped, SkippedPeople, SubmitStep,
};
use domain::wizard::AddressList;
use uuid::Uuid;

use super::wish::{self, Gift, Stock};
use super::{Services, stored, to_u32};
use crate::Error;
use crate::context::{Caller, Grant, InviteUsers};
use crate::mail::InvitationKind;
use crate::store::batches::{self, Judged, Which};
use crate::store::held::Holder;
use crate::store::roles::RoleRights;
use crate::store::{known, numbers};

/// Notes on a list that are shown; the rest follows as these are dealt with.
const NOTES: usize = 100;
/// Unfinished lists that step 1 leads back to.
const DRAFTS: u32 = 3;
/// Free numbers that are offered before anything is searched.
pub(crate) const OFFERED: u32 = 100;
/// Numbers that a search finds.
const FOUND: u32 = 20;

/// How many people of a batch get a mail.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sizes {
    pub new: u32,
    pub resend: u32,
    pub skipped: u32,
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
        let notes = self.notes(&grant, &row.list, &again.join("\n")).await?;
        Ok(AddressesStep {
            batch,
            company: grant.account.company.clone(),
            text: row.list,
            again,
            notes,
            quota: self.quota(&grant).await?,
            drafts: self.other_drafts(&grant, batch).await?,
        })
    }

    /// Lists that the same person has begun in this account and neither submitted nor thrown away.
    async fn other_drafts(&self, grant: &Grant<InviteUsers>, batch: BatchId) -> Result<Vec<DraftBrief>, Error> {
        let now = self.env.now();
        let drafts = batches::drafts_of(self.store.read(), grant.account.id, grant.actor.user, batch, DRAFTS).await?;
        let brief = |d: batches::Draft| DraftBrief {
            batch: BatchId::new(d.id),
            people: to_u32(d.people),
            saved: grant.reader.when(d.updated_at, now),
        };
        Ok(drafts.into_iter().map(brief).collect())
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
    ) -> Result<AddressNotes, Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        self.notes(&grant, text, again).await
    }

    async fn notes(&self, grant: &Grant<InviteUsers>, text: &str, again: &str) -> Result<AddressNotes, Error> {
        let now = self.env.now();
        let (list, _) = AddressList::read(text);
        let canonical: Vec<&str> = list.entries().iter().filter_map(|e| Some(e.item.address.as_ref().ok()?.canonical())).collect();
        let people = known::people(self.store.read(), grant.account.id, &canonical, now).await?;
        let known: HashMap<&str, &known::Known> = people.iter().map(|k| (k.canonical.as_str(), k)).collect();
        let again: HashSet<String> = again.lines().filter_map(|l| EmailAddress::parse(l).ok()).map(|a| a.canonical().to_owned()).collect();
        let mut found = AddressNotes { uses: to_u32(i64::try_from(canonical.len()).unwrap_or(i64::MAX)), ..AddressNotes::default() };
        for (place, entry) in list.entries().iter().enumerate() {
            let (kind, sent) = match &entry.item.address {
                Err(error) => (Some(NoteKind::Bad(*error)), true),
                Ok(address) => match known.get(address.canonical()).map(|known| (known.invited_at, known.mailed_at)) {
                    Some((None, _)) => (Some(NoteKind::AlreadyMember), false),
                    Some((_, Some(mailed_at))) if is_too_soon(mailed_at, now) => (Some(NoteKind::JustInvited), false),
                    Some(_) if again.contains(address.canonical()) => (Some(NoteKind::Resend), true),
                    Some((Some(at), _)) => (Some(NoteKind::AlreadyInvited(grant.reader.when(at, now))), false),
                    None if !grant.account.policy.allows(address) => (Some(NoteKind::BlockedDomain), false),
                    None => (entry.item.suggestion().map(NoteKind::Suggestion), true),
                },
            };
            found.uses -= u32::from(!sent);
            let Some(kind) = kind else { continue };
            found.total += 1;
            if found.notes.len() < NOTES {
                let text = entry.item.address.as_ref().map_or_else(|_| entry.item.raw.clone(), |a| a.as_typed().to_owned());
                found.notes.push(AddressNote { position: u32::try_from(place + 1).unwrap_or(u32::MAX), text, kind });
            }
        }
        Ok(found)
    }

    /// Step 2, one page counted from 1; the last one where there are not that many.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Conflict(Submitted)`.
    pub async fn accounts_step(&self, caller: &Caller, number: &str, batch: BatchId, page: u32) -> Result<AccountsStep, Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        let (db, account) = (self.store.read(), grant.account.id);
        let stock = Stock::of(db, account, &grant.account.policy).await?;
        let pages = batches::pages(db, account, batch).await?;
        let page = page.clamp(1, pages);
        let people = self.people(&grant, batch, Which::Sent { page: page - 1 }).await?;
        let mut held = self.held_numbers(&grant, &people).await?;
        let mut gifts = self.gifts(&grant, &people).await?;
        let mut granted = self.granted_again(&grant, &stock, &people).await?;
        let has_numbers = self.hands_out_numbers(&grant).await?;
        let offered = if has_numbers { numbers::find(db, account, Some(batch), "", self.env.now(), OFFERED).await? } else { Vec::new() };
        let sizes = self.sizes(&grant, batch).await?;
        let common = wish::gifts_of(db, account, (Holder::Batch, &[batch.uuid()])).await?.remove(&batch.uuid()).unwrap_or_default();
        let rows = people.into_iter().map(|p| AccountsRow {
            id: RecipientId::new(p.id),
            numbers: held.remove(&p.owner()).unwrap_or_default(),
            resend: p.is_resend(),
            granted: granted.remove(&p.owner()).unwrap_or_default(),
            chosen: stock.chosen(&gifts.remove(&p.id).unwrap_or_default()),
            first_name: p.first_name,
            last_name: p.last_name,
            email: p.email,
        });
        Ok(AccountsStep {
            batch,
            company: grant.account.company.clone(),
            common: stock.chosen(&common),
            rows: rows.collect(),
            total: sizes.sent(),
            page,
            pages,
            has_numbers,
            offered: offered.into_iter().filter(|n| n.holder.is_none()).map(number_choice).collect(),
            skipped: self.skipped(&grant, batch, sizes).await?,
            offer: stock.offer(&grant.rights, self.permission_options(&grant.rights).await?),
        })
    }

    /// Whether the holder of the grant may hand out numbers here, and there are some.
    pub(crate) async fn hands_out_numbers(&self, grant: &Grant<InviteUsers>) -> Result<bool, Error> {
        let may = grant.account.policy.offer_numbers && grant.rights.holds(&Permission::NumbersAssign);
        Ok(may && numbers::has_any(self.store.read(), grant.account.id).await?)
    }

    /// What was chosen for those who are new.
    async fn gifts(&self, grant: &Grant<InviteUsers>, people: &[Judged]) -> Result<HashMap<Uuid, Gift>, Error> {
        let new: Vec<Uuid> = people.iter().filter(|p| !p.is_resend()).map(|p| p.id).collect();
        wish::gifts_of(self.store.read(), grant.account.id, (Holder::Recipient, &new)).await
    }

    async fn people(&self, grant: &Grant<InviteUsers>, batch: BatchId, which: Which) -> Result<Vec<Judged>, Error> {
        let scope = (grant.account.id, batch);
        batches::people(self.store.read(), scope, self.env.now(), &grant.account.policy.allowed_domains, which).await
    }

    /// The numbers that people are to get, and those that a pending invitation to be sent again grants, each by [`Judged::owner`].
    async fn held_numbers(&self, grant: &Grant<InviteUsers>, people: &[Judged]) -> Result<HashMap<Uuid, Vec<NumberChoice>>, Error> {
        let (db, account) = (self.store.read(), grant.account.id);
        let (again, new): (Vec<&Judged>, Vec<&Judged>) = people.iter().partition(|p| p.is_resend());
        let owners = |people: Vec<&Judged>| people.into_iter().map(Judged::owner).collect::<Vec<_>>();
        let mut held: HashMap<Uuid, Vec<NumberChoice>> = HashMap::new();
        let granted = numbers::of_invitations(db, account, &owners(again)).await?;
        for n in batches::numbers_of(db, account, &owners(new)).await?.into_iter().chain(granted) {
            held.entry(n.owner).or_default().push(NumberChoice { id: NumberId::new(n.id), number: n.number, holder: None });
        }
        Ok(held)
    }

    /// What the pending invitations grant that are to be sent again.
    async fn granted_again(&self, grant: &Grant<InviteUsers>, stock: &Stock, people: &[Judged]) -> Result<HashMap<Uuid, Given>, Error> {
        let again: Vec<Uuid> = people.iter().filter(|p| p.is_resend()).map(Judged::owner).collect();
        let gifts = wish::gifts_of(self.store.read(), grant.account.id, (Holder::Invitation, &again)).await?;
        Ok(gifts.into_iter().map(|(id, gift)| (id, stock.given(&gift))).collect())
    }

    async fn skipped(&self, grant: &Grant<InviteUsers>, batch: BatchId, sizes: Sizes) -> Result<SkippedPeople, Error> {
        if sizes.skipped == 0 {
            return Ok(SkippedPeople::default());
        }
        let now = self.env.now();
        let view = |p: Judged| {
            let too_soon = p.verdict == Verdict::AlreadyInvited.as_str() && p.mailed_at.is_some_and(|at| is_too_soon(at, now));
            Ok(Skipped { id: RecipientId::new(p.id), email: p.email, verdict: stored(&p.verdict)?, too_soon })
        };
        let people = self.people(grant, batch, Which::Skipped).await?.into_iter().map(view).collect::<Result<_, Error>>()?;
        Ok(SkippedPeople { people, total: sizes.skipped })
    }

    pub(crate) async fn sizes(&self, grant: &Grant<InviteUsers>, batch: BatchId) -> Result<Sizes, Error> {
        let scope = (grant.account.id, batch);
        let mut sizes = Sizes::default();
        for tally in batches::tally(self.store.read(), scope, self.env.now(), &grant.account.policy.allowed_domains).await? {
            match stored(&tally.verdict)? {
                Verdict::New => sizes.new = to_u32(tally.people),
                Verdict::Resend => sizes.resend = to_u32(tally.people),
                Verdict::AlreadyMember | Verdict::AlreadyInvited | Verdict::BlockedDomain => sizes.skipped += to_u32(tally.people),
            }
        }
        Ok(sizes)
    }

    /// Numbers of the account that match, at most twenty, taken ones with their holder.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `Forbidden` without `numbers.assign`; `NotFound`; `Conflict(Submitted)`.
    pub async fn find_numbers(&self, caller: &Caller, number: &str, batch: BatchId, search: &str) -> Result<Vec<NumberChoice>, Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        if !grant.rights.holds(&Permission::NumbersAssign) {
            return Err(Error::Forbidden);
        }
        let found = numbers::find(self.store.read(), grant.account.id, Some(batch), search, self.env.now(), FOUND).await?;
        Ok(found.into_iter().map(number_choice).collect())
    }

    /// As [`Services::find_numbers`], where there is no list.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `Forbidden` without `numbers.assign`.
    pub async fn free_numbers(&self, caller: &Caller, number: &str, search: &str) -> Result<Vec<NumberChoice>, Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        if !grant.rights.holds(&Permission::NumbersAssign) {
            return Err(Error::Forbidden);
        }
        let found = numbers::find(self.store.read(), grant.account.id, None, search, self.env.now(), FOUND).await?;
        Ok(found.into_iter().map(number_choice).collect())
    }

    /// Step 3, one page of the overview counted from 1; the last one where there are not that many.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Conflict(Submitted)`.
    pub async fn submit_step(&self, caller: &Caller, number: &str, batch: BatchId, page: u32) -> Result<SubmitStep, Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        let (db, account, now) = (self.store.read(), grant.account.id, self.env.now());
        let stock = Stock::of(db, account, &grant.account.policy).await?;
        let pages = batches::pages(db, account, batch).await?;
        let page = page.clamp(1, pages);
        let people = self.people(&grant, batch, Which::Sent { page: page - 1 }).await?;
        let mut held = self.held_numbers(&grant, &people).await?;
        let gifts = self.gifts(&grant, &people).await?;
        let mut given: HashMap<Uuid, Given> = gifts.iter().map(|(id, gift)| (*id, stock.given(gift))).collect();
        given.extend(self.granted_again(&grant, &stock, &people).await?);
        let preview = self.preview(&grant, people.first(), &stock, &gifts).await?;
        let rows = people.into_iter().map(|p| OverviewRow {
            id: RecipientId::new(p.id),
            numbers: held.remove(&p.owner()).unwrap_or_default().into_iter().map(|n| n.number).collect(),
            name: format!("{} {}", p.first_name, p.last_name).trim().to_owned(),
            given: given.remove(&p.owner()).unwrap_or_default(),
            resend: p.is_resend(),
            email: p.email,
        });
        let sizes = self.sizes(&grant, batch).await?;
        let total = sizes.sent();
        let quota = self.quota(&grant).await?;
        Ok(SubmitStep {
            batch,
            company: grant.account.company.clone(),
            rows: rows.collect(),
            total,
            page,
            pages,
            skipped: self.skipped(&grant, batch, sizes).await?,
            over_limit: total > quota.left(),
            quota,
            preview,
            deadline: grant.reader.deadline(now + grant.account.policy.link_life_ms(), now),
            link_days: grant.account.policy.link_days,
        })
    }

    /// The mail that the first person will get, in the account's language.
    async fn preview(
        &self,
        grant: &Grant<InviteUsers>,
        first: Option<&Judged>,
        stock: &Stock,
        gifts: &HashMap<Uuid, Gift>,
    ) -> Result<MailPreview, Error> {
        let gift = match first {
            Some(first) if first.is_resend() => {
                let mut gifts = wish::gifts_of(self.store.read(), grant.account.id, (Holder::Invitation, &[first.owner()])).await?;
                gifts.remove(&first.owner()).unwrap_or_default()
            }
            Some(first) => gifts.get(&first.id).cloned().unwrap_or_default(),
            None => Gift::default(),
        };
        let kind = if first.is_some_and(Judged::is_resend) { InvitationKind::Resent } else { InvitationKind::First };
        let to = first.map_or("", |f| f.email.as_str());
        self.invitation_preview(grant, kind, to, (stock, &gift)).await
    }
}

/// Whether an invitation whose last mail was asked for at this moment cannot be sent again yet.
const fn is_too_soon(mailed_at: i64, now: i64) -> bool {
    now - mailed_at < RESEND_COOLDOWN_MS
}

pub(crate) fn option(role: RoleRights) -> RoleOption {
    RoleOption { id: role.id, kind: role.kind, name: role.name, description: role.description }
}

pub(crate) fn number_choice(number: numbers::NumberRecord) -> NumberChoice {
    NumberChoice { id: NumberId::new(number.id), number: number.number, holder: number.holder }
}
