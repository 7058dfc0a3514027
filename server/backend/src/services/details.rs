//! Everything of one invitation, on a page of its own.

use domain::ids::{InvitationId, UserId};
use domain::invitation::InvitationEvent;
use domain::permission::Permission;
use domain::views::{InvitationDetails, TimelineEntry};

use super::Services;
use super::invitations::invitation_row;
use crate::Error;
use crate::context::{Caller, Grant, Reader, ViewUsers, display_name};
use crate::store::timeline::Happened;
use crate::store::{invitations, numbers, timeline, users};

impl Services {
    /// # Errors
    /// As [`Services::grant`] for `users.view`; `NotFound`.
    pub async fn invitation_details(&self, caller: &Caller, number: &str, id: InvitationId) -> Result<InvitationDetails, Error> {
        let grant: Grant<ViewUsers> = self.grant(caller, number).await?;
        let (db, account, now) = (self.store.read(), grant.account.id, self.env.now());
        let row = invitations::by_id(db, account, id).await?.ok_or(Error::NotFound)?;
        let record = invitations::record(db, account, id).await?.ok_or(Error::NotFound)?;
        let given = self.given_of(account, &[row.id]).await?.remove(&row.id).unwrap_or_default();
        let sponsor = match row.sponsor_id {
            Some(id) => users::by_id(db, UserId::new(id).uuid()).await?.map(|u| display_name(&u.first_name, &u.last_name, &u.email)),
            None => None,
        };
        let happened = timeline::of_invitation(db, account, id, now).await?;
        Ok(InvitationDetails {
            phone: row.phone,
            numbers: numbers::of_invitation(db, account, row.id).await?.into_iter().map(|n| n.number).collect(),
            sponsor,
            created: grant.reader.when(row.created_at, now),
            deadline: grant.reader.deadline(row.expires_at, now),
            may_invite: grant.rights.holds(&Permission::UsersInvite),
            resend_ends_older: !grant.account.policy.older_links_keep_working,
            timeline: happened.into_iter().filter_map(|h| entry(h, grant.reader, now)).collect(),
            row: invitation_row(record, given, grant.reader, now)?,
        })
    }
}

/// None for what this version does not know.
fn entry(happened: Happened, reader: Reader, now: i64) -> Option<TimelineEntry> {
    let event: InvitationEvent = happened.event.parse().ok()?;
    let name = |email: String| {
        display_name(happened.first_name.as_deref().unwrap_or_default(), happened.last_name.as_deref().unwrap_or_default(), &email)
    };
    Some(TimelineEntry { event, at: reader.when(happened.at, now), by: happened.email.map(name), reply: happened.reply })
}
