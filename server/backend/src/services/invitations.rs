//! The table *Invitations*: what is on its way, and what can be done about it.

use domain::audit::AuditAction;
use domain::ids::{FlashId, InvitationId};
use domain::invitation::{InvitationSort, InvitationStatus};
use domain::permission::Permission;
use domain::problem::Conflict;
use domain::views::{CopiedLink, Given, InvitationBrief, InvitationCounts, InvitationList, InvitationRow, InvitedBy};
use uuid::Uuid;

use super::result::delivery;
use super::{Services, invite, stored, to_u32};
use crate::Error;
use crate::context::{Caller, Grant, InviteUsers, Reader, ViewUsers, display_name};
use crate::keys::Purpose;
use crate::store::audit::Deed;
use crate::store::invitations::{self, Invitation, InvitationRecord};
use crate::store::page::{Cursor, page};
use crate::store::{accounts, links, members, retrying, roles};

/// Which invitations a table shows.
#[derive(Clone, Debug, Default)]
pub struct InvitationQuery {
    pub search: String,
    pub status: Option<InvitationStatus>,
    /// Without one, the newest stands first.
    pub sort: Option<InvitationSort>,
    pub cursor: Option<String>,
}

impl Services {
    /// The table.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.view`.
    pub async fn invitations(&self, caller: &Caller, number: &str, query: InvitationQuery) -> Result<InvitationList, Error> {
        let grant: Grant<ViewUsers> = self.grant(caller, number).await?;
        let (db, account, now) = (self.store.read(), grant.account.id, self.env.now());
        let cursor = Cursor::parse(query.cursor.as_deref());
        let sort = query.sort.unwrap_or(InvitationSort::Newest);
        let rows = invitations::list(db, account, now, (&query.search, query.status), sort, cursor).await?;
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

    /// A link to hand over. It is made for this answer alone, and proves no mailbox.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound`; `Conflict` unless it and the account are active, and while its links are
    /// ended ([`Services::invalidate_links`]).
    pub async fn copy_link(&self, caller: &Caller, number: &str, id: InvitationId) -> Result<CopiedLink, Error> {
        let (grant, row) = self.link_to_copy(caller, number, id).await?;
        retrying(&self.env, || self.tell_of_copy(&grant, &row)).await?;
        self.link_of(&grant, row).await
    }

    /// Before the link is handed out. Whoever lost the right between the request and this moment gets none.
    async fn tell_of_copy(&self, grant: &Grant<InviteUsers>, row: &Invitation) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        accounts::lock(&*tx, grant.account.id).await?;
        self.rights_still(&tx, grant).await?;
        let deed = Deed::new(AuditAction::InvitationLinkCopied, grant.actor.by())
            .account(grant.account.id)
            .target("invitation", row.id)
            .text(&row.email);
        self.audit(&tx, deed).await?;
        tx.commit().await
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
