//! What follows when who answers for an invitation may no longer grant what it grants: it stays pending, and those are told who can do
//! something about it.

use domain::audit::AuditAction;
use domain::invitation::InvitationStatus;
use domain::problem::Conflict;

use super::doorway::Knock;
use super::limits::SPONSOR_TOLD;
use super::{Accepted, Services};
use crate::Error;
use crate::context::Account;
use crate::store::audit::{By, Deed};
use crate::store::outbox::{self, OutboxRow};
use crate::store::users::{self, User};
use crate::store::{Tx, members, retrying};

impl Services {
    /// Hands on what came of accepting. Where the sponsor lacks the rights, the administrators are told first, in a unit of work of its own: that
    /// of accepting was rolled back.
    pub(super) async fn tell_if_refused(&self, knock: &Knock, by: By, joined: Result<Accepted, Error>) -> Result<Accepted, Error> {
        let is_pending = knock.status == InvitationStatus::Pending;
        if is_pending && matches!(joined, Err(Error::Conflict(Conflict::SponsorLacksRights))) {
            retrying(&self.env, || self.tell_of_sponsor(knock, by)).await?;
            self.wake_worker();
        }
        joined
    }

    /// Once a day for an invitation, however often its link is tried.
    async fn tell_of_sponsor(&self, knock: &Knock, by: By) -> Result<(), Error> {
        let (account, door) = (knock.account.id, &knock.doorstep);
        let tx = self.store.begin().await?;
        if !self.has_room(&tx, SPONSOR_TOLD, &door.id.to_string()).await? {
            return Ok(());
        }
        for user in self.administrators(&tx, &knock.account).await? {
            let mail = self.mail_to_user("sponsor_lacks_rights", &user);
            outbox::insert(&*tx, OutboxRow { account_id: Some(account.uuid()), invitation_id: Some(door.id), ..mail }).await?;
        }
        let deed =
            Deed::new(AuditAction::InvitationSponsorLacksRights, by).account(account).target("invitation", door.id).text(&door.email);
        self.audit(&tx, deed).await?;
        tx.commit().await
    }

    /// The active administrators of the account; the operator's where it has none (any more).
    pub(super) async fn administrators(&self, tx: &Tx, account: &Account) -> Result<Vec<User>, Error> {
        let found = members::administrators(&**tx, account.id).await?;
        if found.is_empty() { users::operator_administrators(&**tx, account.operator.uuid()).await } else { Ok(found) }
    }
}
