//! Ending what a member has open.

use domain::audit::AuditAction;
use domain::ids::MembershipId;
use serde_json::json;

use super::Outcome;
use crate::Error;
use crate::context::{Caller, Grant, ManageUsers};
use crate::services::Services;
use crate::services::session::idle_ms;
use crate::store::users;

impl Services {
    /// Logs a member out everywhere. They may log in again; to shut them out is another thing ([`Services::suspend_member`]).
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.manage`; `NotFound`; `Forbidden` for oneself, for who holds more than the caller, and for an operator
    /// administrator unless it is done by one.
    pub async fn end_sessions(&self, caller: &Caller, number: &str, id: MembershipId) -> Result<(), Error> {
        let grant: Grant<ManageUsers> = self.grant(caller, number).await?;
        self.changing(&grant, AuditAction::MembershipSessionsEnded, || self.end_sessions_now(&grant, id)).await
    }

    async fn end_sessions_now(&self, grant: &Grant<ManageUsers>, id: MembershipId) -> Result<(), Error> {
        let change = self.begin_change(grant, id).await?;
        if change.is_oneself() || (change.is_operator && !grant.actor.operator) {
            return Err(Error::Forbidden);
        }
        let open = users::open_sessions(&*change.tx, change.user.id, self.env.now(), idle_ms(change.is_operator)).await?;
        users::delete_sessions_of(&*change.tx, change.user.id).await?;
        self.record_change(&change, Outcome::of(AuditAction::MembershipSessionsEnded, json!({ "sessions": open }))).await?;
        change.tx.commit().await
    }
}
