//! Changing a pending invitation: its link, its sponsor and its end stay as they are.

use domain::audit::AuditAction;
use domain::ids::{AccountId, InvitationId, NumberId};
use domain::invitation::InvitationStatus;
use domain::permission::{Permission, Rights};
use domain::policy::Grants;
use domain::problem::{Conflict, Problems};
use domain::views::{InvitationDraft, NumberChoice};
use serde_json::{Value, json};
use uuid::Uuid;

use super::wish::{self, Gift, Person, Stock, Wish};
use super::{Services, stored};
use crate::context::{Caller, Grant, InviteUsers};
use crate::store::audit::Deed;
use crate::store::held::Holder;
use crate::store::invitations::{self, Invitation};
use crate::store::{Tx, accounts, numbers, retrying, roles, search_text, users};
use crate::{Error, countries};

/// All that can be changed of an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Content {
    person: Person,
    gift: Gift,
    numbers: Vec<Uuid>,
}

impl Services {
    /// What an invitation is made of: to be changed, or, once it has ended, to be begun anew from.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound`.
    pub async fn invitation_draft(&self, caller: &Caller, number: &str, id: InvitationId) -> Result<InvitationDraft, Error> {
        let (grant, row) = self.invitation(caller, number, id).await?;
        let (db, account) = (self.store.read(), grant.account.id);
        let status: InvitationStatus = stored(&row.status)?;
        let gift = wish::gifts_of(db, account, (Holder::Invitation, &[row.id])).await?.remove(&row.id).unwrap_or_default();
        let stock = Stock::of(db, account, &grant.account.policy).await?;
        let (country, phone) = row.phone.as_deref().map(countries::split).unwrap_or_default();
        let granted = numbers::granted(db, account, row.id, self.env.now()).await?;
        let number = |n: numbers::NumberRecord| NumberChoice { id: NumberId::new(n.id), number: n.number, holder: None };
        Ok(InvitationDraft {
            id,
            status: status.effective(row.expires_at, self.env.now()),
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            country,
            phone,
            chosen: stock.chosen(&gift),
            numbers: granted.into_iter().filter(|n| n.holder.is_none()).map(number).collect(),
        })
    }

    /// Changes who a pending invitation is for and what it grants. Numbers stay as they are for who may not hand them out.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound`; `Conflict(NotPending | AlreadyAccepted)`; `Invalid` on the fields of [`Wish`];
    /// `Forbidden` when it grants more than the caller may, before or after; `Conflict(AboveSponsor)` when it would grant more than who answers
    /// for it may.
    pub async fn edit_invitation(&self, caller: &Caller, number: &str, id: InvitationId, wish: &Wish) -> Result<(), Error> {
        let (grant, _) = self.invitation(caller, number, id).await?;
        let edited = retrying(&self.env, || self.edit(&grant, id, wish)).await;
        self.noting_denial(&grant, AuditAction::InvitationEdited, edited).await
    }

    async fn edit(&self, grant: &Grant<InviteUsers>, id: InvitationId, wish: &Wish) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        let account = super::access::account_of(&accounts::lock(&*tx, grant.account.id).await?)?;
        // Numbers that wait for somebody whose time has run out are free to be chosen.
        invitations::expire_due(&*tx, account.id, self.env.now()).await?;
        let row = invitations::by_id(&*tx, account.id, id).await?.ok_or(Error::NotFound)?;
        match stored::<InvitationStatus>(&row.status)? {
            InvitationStatus::Pending => {}
            InvitationStatus::Accepted => return Err(Error::Conflict(Conflict::AlreadyAccepted)),
            _ => return Err(Error::Conflict(Conflict::NotPending)),
        }
        let rights = self.rights_still(&tx, grant).await?;
        let before = self.content(&tx, account.id, &row).await?;
        let stock = as_given(Stock::of(&*tx, account.id, &account.policy).await?, &before.gift);
        if !rights.may_grant(&stock.rights(&before.gift)) {
            return Err(Error::Forbidden);
        }
        let after = wished(&stock, &rights, wish, &before)?;
        if after == before {
            return Ok(());
        }
        self.within_sponsor(&tx, account.id, &row, &stock, (&before.gift, &after.gift)).await?;
        self.write_content(&tx, account.id, &row, (&before, &after)).await?;
        let deed =
            Deed::new(AuditAction::InvitationEdited, grant.actor.by()).account(account.id).target("invitation", row.id).text(&row.email);
        let details = json!({ "old": told(&stock, &before), "new": told(&stock, &after) });
        self.audit(&tx, deed.details(details)).await?;
        tx.commit().await
    }

    async fn content(&self, tx: &Tx, account: AccountId, row: &Invitation) -> Result<Content, Error> {
        let gift = wish::gifts_of(&**tx, account, (Holder::Invitation, &[row.id])).await?.remove(&row.id).unwrap_or_default();
        let mut numbers: Vec<Uuid> = numbers::of_invitation(&**tx, account, row.id).await?.into_iter().map(|n| n.id).collect();
        numbers.sort_unstable();
        let person = Person { first_name: row.first_name.clone(), last_name: row.last_name.clone(), phone: row.phone.clone() };
        Ok(Content { person, gift: sorted(gift), numbers })
    }

    /// The sponsor stays, and answers for what is added as well.
    async fn within_sponsor(
        &self,
        tx: &Tx,
        account: AccountId,
        row: &Invitation,
        stock: &Stock,
        (before, after): (&Gift, &Gift),
    ) -> Result<(), Error> {
        let Some(sponsor) = row.sponsor_id else { return Ok(()) };
        let (before, after) = (stock.rights(before), stock.rights(after));
        if before.covers(&after) || users::is_operator_administrator(&**tx, sponsor).await? {
            return Ok(());
        }
        let rights = roles::rights_of_user(&**tx, account, domain::ids::UserId::new(sponsor)).await?;
        if rights.may_grant(&after) { Ok(()) } else { Err(Error::Conflict(Conflict::AboveSponsor)) }
    }

    async fn write_content(
        &self,
        tx: &Tx,
        account: AccountId,
        row: &Invitation,
        (before, after): (&Content, &Content),
    ) -> Result<(), Error> {
        let id = InvitationId::new(row.id);
        let Person { first_name, last_name, phone } = &after.person;
        let search = search_text(first_name, last_name, &row.email, &row.canonical);
        if !invitations::set_person(&**tx, account, id, (first_name, last_name, phone.as_deref()), &search, self.env.now()).await? {
            return Err(Error::Conflict(Conflict::NotPending));
        }
        wish::put(&**tx, account, (Holder::Invitation, row.id), &after.gift).await?;
        let gone: Vec<Uuid> = before.numbers.iter().copied().filter(|n| !after.numbers.contains(n)).collect();
        let new: Vec<NumberId> = after.numbers.iter().copied().filter(|n| !before.numbers.contains(n)).map(NumberId::new).collect();
        numbers::release(&**tx, account, row.id, &gone).await?;
        self.reserve(tx, account, id, &new).await
    }
}

/// Access may be given as the rules say, and as it was given to this one.
fn as_given(stock: Stock, gift: &Gift) -> Stock {
    match gift {
        _ if !gift.permissions.is_empty() => stock.or(Grants::Permissions),
        _ if gift.roles.len() > 1 => stock.or(Grants::Roles),
        _ if !gift.roles.is_empty() => stock.or(Grants::AccessType),
        _ => stock,
    }
}

/// What is wished, as far as it is asked for; the rest stays.
fn wished(stock: &Stock, rights: &Rights, wish: &Wish, before: &Content) -> Result<Content, Error> {
    let policy = &stock.policy;
    let mut problems = Problems::default();
    let mut gift = stock.gift(wish, rights, "", true, &mut problems)?;
    let mut person = stock.person(wish, "", true, &mut problems);
    let (offered, may) = (policy.offer_numbers, rights.holds(&Permission::NumbersAssign));
    let mut numbers = before.numbers.clone();
    if offered && may {
        numbers = wish.numbers.iter().map(|n| n.uuid()).collect();
        numbers.sort_unstable();
        numbers.dedup();
    } else {
        stock.numbers(&wish.numbers, rights, "", &mut problems)?;
    }
    problems.into_result()?;
    // What is not asked for was not there to be changed.
    if !policy.groups_required {
        gift.groups.clone_from(&before.gift.groups);
    }
    if !policy.ask_phone {
        person.phone.clone_from(&before.person.phone);
    }
    Ok(Content { person, gift: sorted(gift), numbers })
}

fn sorted(mut gift: Gift) -> Gift {
    gift.roles.sort_unstable();
    gift.permissions.sort_unstable();
    gift.groups.sort_unstable();
    gift
}

/// For the audit log: names, since roles and groups may be gone by the time that it is read.
fn told(stock: &Stock, content: &Content) -> Value {
    let given = stock.given(&content.gift);
    json!({
        "first_name": content.person.first_name,
        "last_name": content.person.last_name,
        "phone": content.person.phone,
        "roles": given.roles.into_iter().map(|r| r.name).collect::<Vec<_>>(),
        "permissions": content.gift.permissions,
        "groups": given.groups,
        "numbers": content.numbers.len(),
    })
}
