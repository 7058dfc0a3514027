//! Changing one's password, for which the old one is asked once more.

use domain::audit::AuditAction;
use domain::problem::ProblemCode;

use super::super::Services;
use crate::Error;
use crate::context::{Caller, NewSession};
use crate::services::limits::{LOGIN_FAILURES, network};
use crate::store::audit::{By, Deed};
use crate::store::users::{self, User};
use crate::store::{challenges, outbox};

impl Services {
    /// The caller, if the password is theirs: a browser that was left open is not enough for what cannot be taken back. It counts as trying to
    /// log in.
    pub(in crate::services) async fn prove_again(&self, caller: &Caller, password: &str) -> Result<User, Error> {
        let session = caller.signed_in()?;
        self.allow(LOGIN_FAILURES, &network(&caller.visitor)).await?;
        let user = users::by_id(self.store.read(), session.user.uuid()).await?;
        if let Some(user) = self.authenticate_again(&session.canonical, user, password).await? {
            return Ok(user);
        }
        Err(match self.login_failed(&caller.visitor, &session.email).await? {
            Error::Invalid(_) => Error::invalid("current_password", ProblemCode::WrongPassword),
            other => other,
        })
    }

    /// Sets a new password, ends every login of the caller, this one too, and begins a new one. What was mailed before to get in or to move the
    /// address is void. A mail tells of it.
    ///
    /// # Errors
    /// `Unauthenticated`, also for a login that ends meanwhile; `Invalid` on `current_password` or `password`; `TooMany` for the network.
    pub async fn change_password(&self, caller: &Caller, current: &str, new: &str) -> Result<NewSession, Error> {
        let user = self.prove_again(caller, current).await?;
        self.check_new_password(new, &[&user.first_name, &user.last_name, &user.email]).await?;
        let hash = self.hash_password(new).await?;
        let tx = self.store.begin().await?;
        if !users::delete_session_of(&*tx, user.id, caller.signed_in()?.id.uuid()).await? {
            return Err(Error::Unauthenticated);
        }
        users::set_password(&*tx, user.id, hash).await?;
        users::delete_sessions_of(&*tx, user.id).await?;
        for purpose in ["reset", "change"] {
            challenges::end_of_user(&*tx, user.id, purpose, self.env.now()).await?;
        }
        outbox::insert(&*tx, self.mail_to_user("password_changed", &user)).await?;
        let session = self.new_session(&tx, &user, &caller.visitor).await?;
        self.audit(&tx, Deed::new(AuditAction::PasswordChanged, By::User(user.id)).target("user", user.id)).await?;
        tx.commit().await?;
        self.wake_worker();
        Ok(session)
    }
}
