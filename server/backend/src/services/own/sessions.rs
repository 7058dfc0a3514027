//! One's own logins: seen, and ended.

use domain::audit::AuditAction;
use domain::ids::SessionId;
use domain::views::OwnSession;
use serde_json::json;

use super::super::{Services, stored};
use crate::Error;
use crate::context::Caller;
use crate::services::session::{idle_ms, life_ms};
use crate::store::audit::{By, Deed};
use crate::store::users::{self, SessionEntry};

impl Services {
    /// The caller's open logins, the one in use first.
    pub(super) async fn own_sessions(&self, caller: &Caller) -> Result<Vec<OwnSession>, Error> {
        let (session, now) = (caller.signed_in()?, self.env.now());
        let is_operator = session.operator.is_some();
        let limits = (idle_ms(is_operator), life_ms(is_operator));
        let view = |row: SessionEntry| {
            let id = SessionId::new(row.id);
            Ok(OwnSession {
                id,
                is_this: id == session.id,
                browser: stored(&row.browser)?,
                platform: stored(&row.platform)?,
                address: row.address,
                first: caller.visitor.when(row.created_at, now),
                last: caller.visitor.when(row.seen_at, now),
            })
        };
        let rows = users::sessions_of(self.store.read(), session.user.uuid(), now, limits).await?;
        let mut sessions = rows.into_iter().map(view).collect::<Result<Vec<_>, Error>>()?;
        sessions.sort_by_key(|session| !session.is_this);
        Ok(sessions)
    }

    /// Ends one of the caller's logins.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for one that is somebody else's, or none any more.
    pub async fn end_own_session(&self, caller: &Caller, id: SessionId) -> Result<(), Error> {
        let user = caller.signed_in()?.user.uuid();
        let tx = self.store.begin().await?;
        if !users::delete_session_of(&*tx, user, id.uuid()).await? {
            return Err(Error::NotFound);
        }
        self.audit(&tx, Deed::new(AuditAction::SessionsEnded, By::User(user)).details(json!({ "sessions": 1 }))).await?;
        tx.commit().await
    }

    /// Ends all of the caller's logins but the one in use.
    ///
    /// # Errors
    /// `Unauthenticated`.
    pub async fn end_other_sessions(&self, caller: &Caller) -> Result<(), Error> {
        let session = caller.signed_in()?;
        let user = session.user.uuid();
        let tx = self.store.begin().await?;
        let ended = users::delete_other_sessions(&*tx, user, session.id.uuid()).await?;
        self.audit(&tx, Deed::new(AuditAction::SessionsEnded, By::User(user)).details(json!({ "sessions": ended }))).await?;
        tx.commit().await
    }
}
