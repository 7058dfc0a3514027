//! Who administers the installation. Whoever changes that proves once more who they are, and at least one who can log in always stays.

use domain::EmailAddress;
use domain::audit::AuditAction;
use domain::ids::{OperatorId, UserId};
use domain::problem::{Conflict, ProblemCode};
use domain::views::OperatorAdministrator;

use super::{Services, stored_language};
use crate::Error;
use crate::context::{Caller, Reader, Session, display_name};
use crate::store::audit::{By, Deed};
use crate::store::outbox::{self, OutboxRow};
use crate::store::users::{self, User};
use crate::store::{Tx, accounts, operators};

impl Services {
    /// Longest first.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator.
    pub async fn operator_administrators(&self, caller: &Caller) -> Result<Vec<OperatorAdministrator>, Error> {
        let (session, operator) = caller.operator()?;
        let zone = caller.visitor.zone.unwrap_or(self.operator_zone().await?);
        let (reader, now) = (Reader { language: caller.visitor.language, zone }, self.env.now());
        let rows = operators::administrators(self.store.read(), operator.uuid()).await?;
        let administrator = |row: operators::Administrator| OperatorAdministrator {
            id: UserId::new(row.id),
            name: display_name(&row.first_name, &row.last_name, &row.email),
            can_log_in: row.can_log_in,
            is_viewer: UserId::new(row.id) == session.user,
            since: reader.when(row.created_at, now),
            email: row.email,
        };
        Ok(rows.into_iter().map(administrator).collect())
    }

    /// Makes the user of an address an operator administrator, who is logged out everywhere and told by mail. Who has not proved the address
    /// sets a password by that mail first: whatever password there was counts no longer.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator; `Invalid` on `email` and `current_password`; `TooMany`.
    pub async fn add_operator_administrator(&self, caller: &Caller, email: &str, password: &str) -> Result<(), Error> {
        let (session, operator) = caller.operator()?;
        let address = EmailAddress::parse(email).map_err(|e| Error::invalid("email", e))?;
        self.prove_again(caller, password).await?;
        let tx = self.begin_administration(session, operator).await?;
        let user = match users::by_canonical(&*tx, address.canonical()).await? {
            Some(user) if user.status != "active" => return Err(Error::invalid("email", ProblemCode::Choice)),
            Some(user) if users::is_operator_administrator(&*tx, user.id).await? => {
                return Err(Error::invalid("email", ProblemCode::Taken));
            }
            Some(user) => user,
            None => {
                let language = accounts::operator(&*tx).await?.map_or(caller.visitor.language, |o| stored_language(&o.language));
                let user = self.new_user(&address, ("", ""), None, language, None, false);
                users::insert(&*tx, user.clone()).await?;
                user
            }
        };
        users::make_operator_administrator(&*tx, operator.uuid(), user.id, self.env.now()).await?;
        // Sessions from before were made for less, and would live longer than an operator's may.
        users::delete_sessions_of(&*tx, user.id).await?;
        self.tell_administrator(&tx, &user).await?;
        let by = By::Operator(session.user.uuid());
        self.audit(&tx, Deed::new(AuditAction::OperatorAdministratorAdded, by).target("user", user.id).text(&user.email)).await?;
        tx.commit().await?;
        self.wake_worker();
        Ok(())
    }

    async fn tell_administrator(&self, tx: &Tx, user: &User) -> Result<(), Error> {
        let is_proved = user.verified_at.is_some() && user.password_hash.is_some();
        let challenge_id = if is_proved {
            None
        } else {
            users::forget_password(&**tx, user.id).await?;
            Some(self.reset_challenge(tx, user).await?)
        };
        outbox::insert(&**tx, OutboxRow { challenge_id, ..self.mail_to_user("operator_administrator", user) }).await
    }

    /// Takes the installation out of somebody's hands, with their next request. One may remove oneself.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator, and for one that is not there; `Invalid` on `current_password`; `TooMany`;
    /// `Conflict(LastOperatorAdministrator)`.
    pub async fn remove_operator_administrator(&self, caller: &Caller, id: UserId, password: &str) -> Result<(), Error> {
        let (session, operator) = caller.operator()?;
        self.prove_again(caller, password).await?;
        let tx = self.begin_administration(session, operator).await?;
        let user = users::by_id(&*tx, id.uuid()).await?.ok_or(Error::NotFound)?;
        if !operators::remove_administrator(&*tx, operator.uuid(), user.id).await? {
            return Err(Error::NotFound);
        }
        if !operators::administrators(&*tx, operator.uuid()).await?.iter().any(|row| row.can_log_in) {
            return Err(Error::Conflict(Conflict::LastOperatorAdministrator));
        }
        let by = By::Operator(session.user.uuid());
        self.audit(&tx, Deed::new(AuditAction::OperatorAdministratorRemoved, by).target("user", user.id).text(&user.email)).await?;
        tx.commit().await
    }

    /// Locks the operator; whoever was removed between the request and this moment is a stranger.
    async fn begin_administration(&self, session: &Session, operator: OperatorId) -> Result<Tx, Error> {
        let tx = self.store.begin().await?;
        operators::lock(&*tx, operator.uuid()).await?;
        if users::is_operator_administrator(&*tx, session.user.uuid()).await? { Ok(tx) } else { Err(Error::NotFound) }
    }
}
