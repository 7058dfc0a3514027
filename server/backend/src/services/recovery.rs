//! Forgotten passwords and unproved addresses: a mailed link, used once.

use domain::audit::AuditAction;
use domain::ids::UserId;
use domain::problem::ProblemCode;
use domain::{EmailAddress, ids::ChallengeId};
use uuid::Uuid;

use super::Services;
use super::limits::{INVALID_TOKENS, MAIL_REQUESTS, MAIL_TARGET, network};
use crate::Error;
use crate::context::{Caller, NewSession, Visitor};
use crate::keys::{Purpose, Token};
use crate::password::check_new;
use crate::store::audit::{By, Deed};
use crate::store::challenges::{self, Challenge};
use crate::store::outbox::{self, OutboxRow};
use crate::store::users::{self, User};
use crate::store::{Tx, accounts};

/// A reset link lives an hour (ASVS 6.4), a verification link a day.
const RESET_MS: i64 = 60 * 60 * 1_000;
const VERIFY_MS: i64 = 24 * 60 * 60 * 1_000;

impl Services {
    /// Mails a reset link, if there is a user with this address. The answer and what it costs are the same if there is none.
    ///
    /// # Errors
    /// `Invalid` for what is no address; `TooMany` for the network. Never tells whether the address is known.
    pub async fn request_reset(&self, visitor: &Visitor, email: &str) -> Result<(), Error> {
        let address = EmailAddress::parse(email).map_err(|e| Error::invalid("email", e))?;
        let user = users::by_canonical(self.store.read(), address.canonical()).await?.filter(|u| u.status == "active");
        let tx = self.store.begin().await?;
        self.take(&tx, MAIL_REQUESTS, &network(visitor)).await?;
        // The limit of the address is kept silently: its answer must not tell that there is a user.
        let room = self.take(&tx, MAIL_TARGET, &format!("reset:{}", address.canonical())).await.is_ok();
        if let Some(user) = user.filter(|_| room) {
            self.mail_proof(&tx, "reset", &user, RESET_MS).await?;
        }
        self.audit(&tx, Deed::new(AuditAction::PasswordResetRequested, By::Visitor).text(&address.masked())).await?;
        tx.commit().await?;
        self.wake_worker();
        Ok(())
    }

    /// Replaces what was mailed before for the same purpose.
    async fn mail_proof(&self, tx: &Tx, purpose: &str, user: &User, life: i64) -> Result<(), Error> {
        let challenge_id = Some(self.challenge(tx, purpose, user, life).await?);
        outbox::insert(&**tx, OutboxRow { challenge_id, ..self.mail_to_user(purpose, user) }).await
    }

    /// What a link that sets a password stands on; the ones before are ended.
    pub(crate) async fn reset_challenge(&self, tx: &Tx, user: &User) -> Result<Uuid, Error> {
        self.challenge(tx, "reset", user, RESET_MS).await
    }

    async fn challenge(&self, tx: &Tx, purpose: &str, user: &User, life: i64) -> Result<Uuid, Error> {
        let now = self.env.now();
        challenges::end_of_user(&**tx, user.id, purpose, now).await?;
        let challenge = Challenge {
            id: self.env.uuid(),
            purpose: purpose.to_owned(),
            user_id: Some(user.id),
            envelope_id: None,
            email: None,
            created_at: now,
            expires_at: now + life,
            used_at: None,
            attempts: 0,
        };
        let id = challenge.id;
        challenges::insert(&**tx, challenge).await?;
        Ok(id)
    }

    /// An outbox row for a mail to a user, due now.
    pub(crate) fn mail_to_user(&self, kind: &str, user: &User) -> OutboxRow {
        self.mail_to(kind, &user.email, &user.canonical, &user.language, Some(user.id))
    }

    pub(crate) fn mail_to(&self, kind: &str, email: &str, canonical: &str, language: &str, user_id: Option<Uuid>) -> OutboxRow {
        let now = self.env.now();
        OutboxRow {
            id: self.env.uuid(),
            kind: kind.to_owned(),
            account_id: None,
            envelope_id: None,
            challenge_id: None,
            invitation_id: None,
            feedback_id: None,
            membership_id: None,
            user_id,
            email: email.to_owned(),
            canonical: canonical.to_owned(),
            language: language.to_owned(),
            status: "queued".to_owned(),
            attempts: 0,
            next_attempt_at: now,
            lease_owner: None,
            lease_until: None,
            reply: None,
            created_at: now,
            finished_at: None,
        }
    }

    /// The open challenge that a token of this purpose names.
    async fn open_challenge(&self, purpose: Purpose, name: &str, token: &str) -> Result<Option<Challenge>, Error> {
        let Some((_, id)) = self.keys.open(token).filter(|(p, _)| *p == purpose) else { return Ok(None) };
        let found = challenges::by_id(self.store.read(), id).await?;
        Ok(found.filter(|c| challenges::is_open(c, name, self.env.now())))
    }

    /// Whether a reset link can still be used. Changes nothing.
    ///
    /// # Errors
    /// `Database`.
    pub async fn reset_state(&self, token: &str) -> Result<bool, Error> {
        Ok(self.open_challenge(Purpose::Reset, "reset", token).await?.is_some())
    }

    /// Sets a new password, ends every session of the user, tells them by mail, and logs in. It also opens a login that
    /// waits after failures. It joins no account and accepts nothing.
    ///
    /// # Errors
    /// `Gone` for a link that cannot be used (any more); `Invalid` for the password; `TooMany` for a network that tries links.
    pub async fn reset_password(&self, visitor: &Visitor, token: &str, password: &str) -> Result<NewSession, Error> {
        let challenge = self.open_challenge(Purpose::Reset, "reset", token).await?;
        let user = match challenge.as_ref().and_then(|c| c.user_id) {
            Some(id) => users::by_id(self.store.read(), id).await?.filter(|u| u.status == "active"),
            None => None,
        };
        let (Some(challenge), Some(user)) = (challenge, user) else {
            self.count(INVALID_TOKENS, &network(visitor)).await?;
            return Err(Error::Gone);
        };
        self.check_new_password(password, &[&user.first_name, &user.last_name, &user.email]).await?;
        let hash = self.hash_password(password).await?;
        let tx = self.store.begin().await?;
        if !challenges::consume(&*tx, challenge.id, "reset", self.env.now()).await? {
            return Err(Error::Gone);
        }
        users::set_password(&*tx, user.id, hash).await?;
        // Whoever opened the link reads the mailbox.
        users::set_verified(&*tx, user.id, self.env.now()).await?;
        users::delete_sessions_of(&*tx, user.id).await?;
        // Somebody who was in may have asked to move the login away.
        challenges::end_of_user(&*tx, user.id, "change", self.env.now()).await?;
        outbox::insert(&*tx, self.mail_to_user("password_changed", &user)).await?;
        let session = self.new_session(&tx, &user, visitor).await?;
        self.audit(&tx, Deed::new(AuditAction::PasswordReset, By::User(user.id)).target("user", user.id)).await?;
        tx.commit().await?;
        self.wake_worker();
        Ok(session)
    }

    /// Refuses what is too short, too common, or made of names that others know.
    pub(crate) async fn check_new_password(&self, password: &str, names: &[&str]) -> Result<(), Error> {
        let operator = accounts::operator(self.store.read()).await?;
        let product = operator.as_ref().map_or("Vestibule", |o| o.name.as_str());
        let names: Vec<&str> = names.iter().copied().chain([product]).collect();
        check_new(password, &names).map_err(|e| Error::invalid("password", ProblemCode::Password(e)))
    }

    /// A pass phrase to offer beside a field for a new password. Nothing of it is kept.
    #[must_use]
    pub fn suggest_password(&self) -> String {
        crate::password::suggest(|below| self.env.below(below))
    }

    /// Mails a link that proves the address of a signed-in user.
    ///
    /// # Errors
    /// `Unauthenticated`; `TooMany`.
    pub async fn request_verification(&self, caller: &Caller) -> Result<(), Error> {
        let session = caller.signed_in()?;
        let user = users::by_id(self.store.read(), session.user.uuid()).await?.ok_or(Error::Unauthenticated)?;
        let tx = self.store.begin().await?;
        self.take(&tx, MAIL_TARGET, &format!("verify:{}", user.id)).await?;
        self.mail_proof(&tx, "verify", &user, VERIFY_MS).await?;
        self.audit(&tx, Deed::new(AuditAction::AddressVerificationRequested, By::User(user.id))).await?;
        tx.commit().await?;
        self.wake_worker();
        Ok(())
    }

    /// Whether a verification link can still be used. Changes nothing.
    ///
    /// # Errors
    /// `Database`.
    pub async fn verify_state(&self, token: &str) -> Result<bool, Error> {
        Ok(self.open_proof(token).await?.is_some())
    }

    /// What a link of *Verify your address* proves: the address that the user has, or the one that they want to move to.
    async fn open_proof(&self, token: &str) -> Result<Option<Challenge>, Error> {
        match self.open_challenge(Purpose::Verify, "verify", token).await? {
            Some(found) => Ok(Some(found)),
            None => self.open_challenge(Purpose::Change, "change", token).await,
        }
    }

    /// Proves the address of the signed-in user that the link was mailed to, or moves them to it ([`Services::confirm_address`]). It joins no account and accepts nothing.
    ///
    /// # Errors
    /// `Unauthenticated`; `Gone` for a link that cannot be used (any more), or was mailed to somebody else.
    pub async fn verify_address(&self, caller: &Caller, token: &str) -> Result<(), Error> {
        let session = caller.signed_in()?;
        let challenge = self.open_proof(token).await?.ok_or(Error::Gone)?;
        if challenge.purpose == "change" {
            return self.confirm_address(caller, &challenge).await;
        }
        if challenge.user_id.map(UserId::new) != Some(session.user) {
            return Err(Error::Gone);
        }
        let tx = self.store.begin().await?;
        if !challenges::consume(&*tx, challenge.id, "verify", self.env.now()).await? {
            return Err(Error::Gone);
        }
        users::set_verified(&*tx, session.user.uuid(), self.env.now()).await?;
        self.audit(&tx, Deed::new(AuditAction::AddressVerified, By::User(session.user.uuid()))).await?;
        tx.commit().await
    }

    /// The token that the mail of a challenge bears.
    pub(crate) fn challenge_token(&self, purpose: Purpose, id: ChallengeId) -> Token {
        self.keys.token(purpose, id.uuid())
    }
}
