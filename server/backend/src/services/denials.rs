//! Attempts to hand out more than one holds: refused, and written down.

use super::Services;
use crate::Error;
use crate::context::{Grant, Right};
use crate::store::Tx;
use crate::store::audit::Deed;
use domain::audit::AuditAction;
use domain::permission::Rights;

impl Services {
    /// What the holder of a grant may do at this moment, read inside the unit of work; the permission of the grant must still be among it.
    pub(crate) async fn rights_still<R: Right>(&self, tx: &Tx, grant: &Grant<R>) -> Result<Rights, Error> {
        let rights = self.rights_now(tx, grant).await?;
        if R::permission().is_some_and(|needed| !rights.holds(&needed)) { Err(Error::Forbidden) } else { Ok(rights) }
    }

    /// Hands on what came of `attempt`. If it was refused for want of rights, that is written down first, in a unit of work of its own: that of
    /// the attempt was rolled back.
    pub(crate) async fn noting_denial<R, T>(&self, grant: &Grant<R>, attempt: AuditAction, outcome: Result<T, Error>) -> Result<T, Error> {
        if matches!(outcome, Err(Error::Forbidden)) {
            let tx = self.store.begin().await?;
            let deed = Deed::new(AuditAction::PermissionDenied, grant.actor.by()).account(grant.account.id);
            self.audit(&tx, deed.details(serde_json::json!({ "attempt": attempt.as_str() }))).await?;
            tx.commit().await?;
        }
        outcome
    }
}
