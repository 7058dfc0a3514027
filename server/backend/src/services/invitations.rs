//! The table *Invitations*: what is on its way, and what can be done about it.

use domain::EmailAddress;
use domain::audit::AuditAction;
use domain::ids::{AccountId, EnvelopeId, FlashId, InvitationId};
use domain::invitation::{CancelReason, InvitationStatus, RESEND_COOLDOWN_MS};
use domain::permission::Permission;
use domain::problem::Conflict;
use domain::views::{CopiedLink, Given, InvitationBrief, InvitationCounts, InvitationList, InvitationRow, InvitedBy};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::result::delivery;
use super::{Services, invite, stored, to_u32};
use crate::Error;
use crate::context::{Account, Caller, Grant, InviteUsers, Reader, ViewUsers, display_name};
use crate::keys::Purpose;
use crate::store::audit::Deed;
use crate::store::invitations::{self, Envelope, Invitation, InvitationRecord};
use crate::store::page::{Cursor, page};
use crate::store::{accounts, links, members, numbers, outbox, retrying, roles};

/// Which invitations a table shows.
#[derive(Clone, Debug, Default)]
pub struct InvitationQuery {
    pub search: String,
    pub status: Option<InvitationStatus>,
    pub cursor: Option<String>,
}

impl Services {
    /// The table, newest first.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.view`.
    pub async fn invitations(&self, caller: &Caller, number: &str, query: InvitationQuery) -> Result<InvitationList, Error> {
        let grant: Grant<ViewUsers> = self.grant(caller, number).await?;
        let (db, account, now) = (self.store.read(), grant.account.id, self.env.now());
        let cursor = Cursor::parse(query.cursor.as_deref());
        let rows = invitations::list(db, account, now, (&query.search, query.status), cursor).await?;
        let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
        let mut given = self.given_of(account, &ids).await?;
        let rows = rows.into_iter().map(|row| {
            let given = given.remove(&row.id).unwrap_or_default();
            Ok((row.created_at, row.id, invitation_row(row, given, grant.reader, now)?))
        });
        let rows = rows.collect::<Result<Vec<_>, Error>>()?;
        let counts = invitations::counts(db, account, now, &query.search, query.status).await?;
        Ok(InvitationList {
            counts: InvitationCounts {
                all: to_u32(counts.all_rows),
                pending: to_u32(counts.pending),
                expired: to_u32(counts.expired),
                accepted: to_u32(counts.accepted),
                revoked: to_u32(counts.revoked),
                declined: to_u32(counts.declined),
            },
            members: members::total(db, account).await?,
            found: to_u32(counts.found),
            page: page(cursor, rows, |r| (r.0, r.1), |r| r.2),
            may_invite: grant.rights.holds(&Permission::UsersInvite),
            resend_ends_older: !grant.account.policy.older_links_keep_working,
        })
    }

    /// One invitation, for the dialogs about it.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound`.
    pub async fn invitation_brief(&self, caller: &Caller, number: &str, id: InvitationId) -> Result<InvitationBrief, Error> {
        let (_, row) = self.invitation(caller, number, id).await?;
        let status: InvitationStatus = stored(&row.status)?;
        Ok(InvitationBrief {
            id,
            name: format!("{} {}", row.first_name, row.last_name).trim().to_owned(),
            status: status.effective(row.expires_at, self.env.now()),
            email: row.email,
        })
    }

    pub(crate) async fn invitation(
        &self,
        caller: &Caller,
        number: &str,
        id: InvitationId,
    ) -> Result<(Grant<InviteUsers>, Invitation), Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let row = invitations::by_id(self.store.read(), grant.account.id, id).await?.ok_or(Error::NotFound)?;
        Ok((grant, row))
    }

    /// Sends the invitation again: a new expiry, a new mail, and, unless policy says otherwise, the end of the older links. The caller answers
    /// for it from now on.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound`; `Conflict` when it was accepted or deleted, or the person has another pending one or
    /// is a member; `TooMany` within a minute; `Invalid` on `today` over the daily limit; `Forbidden` when it grants more than the caller may.
    pub async fn resend(&self, caller: &Caller, number: &str, id: InvitationId) -> Result<(), Error> {
        let (grant, _) = self.invitation(caller, number, id).await?;
        let sent = retrying(&self.env, || self.send_again_now(&grant, id)).await;
        self.noting_denial(&grant, AuditAction::InvitationResent, sent).await?;
        self.wake_worker();
        Ok(())
    }

    /// Sends the pending invitation of an address again, as *Send again* does where the address was to be invited.
    ///
    /// # Errors
    /// As [`Services::resend`]; `Invalid` on `email`; `Conflict` when nothing is pending for the address.
    pub async fn resend_to(&self, caller: &Caller, number: &str, email: &str) -> Result<InvitationId, Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let address = EmailAddress::parse(email).map_err(|e| Error::invalid("email", e))?;
        let pending = invitations::pending_of(self.store.read(), grant.account.id, address.canonical(), self.env.now()).await?;
        let id = pending.ok_or(Error::Conflict(Conflict::NotPending))?;
        self.resend(caller, number, id).await?;
        Ok(id)
    }

    async fn send_again_now(&self, grant: &Grant<InviteUsers>, id: InvitationId) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        let account = super::access::account_of(&accounts::lock(&*tx, grant.account.id).await?)?;
        invite::active(&account)?;
        let now = self.env.now();
        invitations::expire_due(&*tx, account.id, now).await?;
        let row = invitations::by_id(&*tx, account.id, id).await?.ok_or(Error::NotFound)?;
        let address = EmailAddress::parse(&row.email).map_err(|e| Error::Internal(e.to_string()))?;
        self.resendable(&tx, &account, &row, now).await?;
        let granted = roles::rights_of_invitation(&*tx, account.id, id.uuid()).await?;
        if !self.rights_now(&tx, grant).await?.may_grant(&granted) {
            return Err(Error::Forbidden);
        }
        self.take_invitations(&tx, &account, &grant.actor, 1).await?;
        if !account.policy.older_links_keep_working {
            invitations::supersede(&*tx, id, now).await?;
            outbox::cancel_of_invitation(&*tx, account.id, id.uuid(), now, CancelReason::Superseded.as_str()).await?;
        }
        let envelope: Envelope = self.envelope(account.id, grant.actor.user.uuid(), grant.actor.operator);
        let envelope_id = EnvelopeId::new(envelope.id);
        if !invitations::revive(&*tx, account.id, id, envelope, now + account.policy.link_life_ms()).await? {
            return Err(Error::Conflict(Conflict::NotPending));
        }
        numbers::reserve_again(&*tx, account.id, id.uuid()).await?;
        self.post(&tx, "resend", &account, id, envelope_id, &address).await?;
        let deed =
            Deed::new(AuditAction::InvitationResent, grant.actor.by()).account(account.id).target("invitation", id.uuid()).text(&row.email);
        self.audit(&tx, deed).await?;
        self.take_of_installation(&tx, 1).await?;
        tx.commit().await
    }

    async fn resendable(&self, tx: &crate::store::Tx, account: &Account, row: &Invitation, now: i64) -> Result<(), Error> {
        let status: InvitationStatus = stored(&row.status)?;
        if status == InvitationStatus::Accepted {
            return Err(Error::Conflict(Conflict::AlreadyAccepted));
        }
        if !status.can_be_resent() {
            return Err(Error::Conflict(Conflict::NotPending));
        }
        match crate::store::known::people(&**tx, account.id, &[&row.canonical], now).await?.first().map(|k| k.invited_at) {
            Some(None) => return Err(Error::Conflict(Conflict::AlreadyMember)),
            Some(Some(_)) if status != InvitationStatus::Pending => return Err(Error::Conflict(Conflict::AlreadyInvited)),
            _ => {}
        }
        self.not_too_soon(&**tx, account.id, InvitationId::new(row.id)).await
    }

    /// # Errors
    /// `TooMany` within a minute of its last mail.
    pub(crate) async fn not_too_soon(&self, db: &impl ConnectionTrait, account: AccountId, id: InvitationId) -> Result<(), Error> {
        let newest = invitations::newest_envelope_at(db, account, id).await?;
        let wait = newest + RESEND_COOLDOWN_MS - self.env.now();
        if wait > 0 {
            return Err(Error::TooMany { retry_after_s: u32::try_from(wait / 1_000 + 1).unwrap_or(60) });
        }
        Ok(())
    }

    /// Deletes the invitation: its links end, its numbers are free, its mail stays unsent if it has not left.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound`; `Conflict` when it was answered or deleted before.
    pub async fn revoke(&self, caller: &Caller, number: &str, id: InvitationId) -> Result<(), Error> {
        let (grant, _) = self.invitation(caller, number, id).await?;
        retrying(&self.env, || self.revoke_now(&grant, id)).await
    }

    async fn revoke_now(&self, grant: &Grant<InviteUsers>, id: InvitationId) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        let account = grant.account.id;
        accounts::lock(&*tx, account).await?;
        self.rights_still(&tx, grant).await?;
        let now = self.env.now();
        let row = invitations::by_id(&*tx, account, id).await?.ok_or(Error::NotFound)?;
        if !invitations::revoke(&*tx, account, id, now).await? {
            let accepted = row.status == InvitationStatus::Accepted.as_str();
            return Err(Error::Conflict(if accepted { Conflict::AlreadyAccepted } else { Conflict::NotPending }));
        }
        numbers::free_ended(&*tx, account).await?;
        outbox::cancel_of_invitation(&*tx, account, id.uuid(), now, CancelReason::Ended.as_str()).await?;
        let deed =
            Deed::new(AuditAction::InvitationRevoked, grant.actor.by()).account(account).target("invitation", id.uuid()).text(&row.email);
        self.audit(&tx, deed).await?;
        tx.commit().await
    }

    /// A link to hand over. It is made for this answer alone, and proves no mailbox.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound`; `Conflict` unless it and the account are active, and while its links are
    /// ended ([`Services::invalidate_links`]).
    pub async fn copy_link(&self, caller: &Caller, number: &str, id: InvitationId) -> Result<CopiedLink, Error> {
        let (grant, row) = self.link_to_copy(caller, number, id).await?;
        let tx = self.store.begin().await?;
        let deed = Deed::new(AuditAction::InvitationLinkCopied, grant.actor.by())
            .account(grant.account.id)
            .target("invitation", id.uuid())
            .text(&row.email);
        self.audit(&tx, deed).await?;
        tx.commit().await?;
        self.link_of(&grant, row).await
    }

    /// Copies a link for a browser that shows it on another page: what that page asks [`Services::copied_link`] with. The link
    /// itself is kept nowhere.
    ///
    /// # Errors
    /// As [`Services::copy_link`].
    pub async fn copy_link_for_page(&self, caller: &Caller, number: &str, id: InvitationId) -> Result<FlashId, Error> {
        self.copy_link(caller, number, id).await?;
        self.keep_flash(&copied_page(caller, id), &serde_json::Value::Null).await
    }

    /// The link that the caller copied a moment ago. Not audited again.
    ///
    /// # Errors
    /// As [`Services::copy_link`]; `Gone` when that was too long ago.
    pub async fn copied_link(&self, caller: &Caller, number: &str, id: InvitationId, copied: FlashId) -> Result<CopiedLink, Error> {
        let (grant, row) = self.link_to_copy(caller, number, id).await?;
        self.flash(&copied_page(caller, id), copied).await?.ok_or(Error::Gone)?;
        self.link_of(&grant, row).await
    }

    /// The invitation, if its link may be handed to the caller now.
    async fn link_to_copy(&self, caller: &Caller, number: &str, id: InvitationId) -> Result<(Grant<InviteUsers>, Invitation), Error> {
        let (grant, row) = self.invitation(caller, number, id).await?;
        invite::active(&grant.account)?;
        let status: InvitationStatus = stored(&row.status)?;
        if status.effective(row.expires_at, self.env.now()) != InvitationStatus::Pending {
            return Err(Error::Conflict(Conflict::NotPending));
        }
        let granted = roles::rights_of_invitation(self.store.read(), grant.account.id, id.uuid()).await?;
        if !grant.rights.may_grant(&granted) {
            return Err(Error::Forbidden);
        }
        if links::is_open(self.store.read(), row.envelope_id).await? {
            Ok((grant, row))
        } else {
            Err(Error::Conflict(Conflict::LinksEnded))
        }
    }

    async fn link_of(&self, grant: &Grant<InviteUsers>, row: Invitation) -> Result<CopiedLink, Error> {
        let trusted = accounts::operator(self.store.read()).await?.is_some_and(|o| o.trust_copied_links);
        let token = self.keys.token(Purpose::InvitationCopied, row.envelope_id);
        Ok(CopiedLink {
            url: format!("{}/invitations/{}", self.settings.public_url, token.expose()),
            deadline: grant.reader.deadline(row.expires_at, self.env.now()),
            email: row.email,
            asks_for_code: !trusted,
        })
    }
}

/// What says that this caller has copied the link of this invitation.
fn copied_page(caller: &Caller, id: InvitationId) -> String {
    let user = caller.session.as_ref().map(|s| s.user.to_string()).unwrap_or_default();
    format!("copied_link {id} {user}")
}

pub(crate) fn invitation_row(row: InvitationRecord, given: Given, reader: Reader, now: i64) -> Result<InvitationRow, Error> {
    let status: InvitationStatus = stored::<InvitationStatus>(&row.status)?.effective(row.expires_at, now);
    let moment = match status {
        InvitationStatus::Pending | InvitationStatus::Expired => row.expires_at,
        _ => row.ended_at.unwrap_or(row.created_at),
    };
    let moments = (row.queued_at, row.next_attempt_at, row.finished_at);
    let inviter = match row.sponsor_id {
        Some(_) => display_name(&row.inviter_first, &row.inviter_last, &row.inviter_email),
        None => String::new(),
    };
    Ok(InvitationRow {
        id: InvitationId::new(row.id),
        email: row.email,
        name: format!("{} {}", row.first_name, row.last_name).trim().to_owned(),
        given,
        invited_by: InvitedBy { name: inviter, operator: row.by_operator },
        status,
        when: reader.when(moment, now),
        delivery: delivery(stored(&row.delivery)?, moments, row.reply, row.attempts, reader, now),
    })
}
