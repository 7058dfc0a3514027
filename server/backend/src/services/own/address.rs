//! Moving to another e-mail address: the password is asked once more, the new mailbox has to be opened, and the old one is told.

use domain::EmailAddress;
use domain::audit::AuditAction;
use domain::ids::UserId;
use domain::problem::ProblemCode;
use serde_json::json;

use super::super::Services;
use crate::Error;
use crate::context::Caller;
use crate::services::limits::MAIL_TARGET;
use crate::store::audit::{By, Deed};
use crate::store::challenges::{self, Challenge};
use crate::store::outbox::{self, OutboxRow};
use crate::store::users::User;
use crate::store::{Tx, members, search_text, users};

/// A link to the new address lives a day.
const CHANGE_MS: i64 = 24 * 60 * 60 * 1_000;

impl Services {
    /// Mails a link to a new address; nothing changes before it is used. Whether the address has a login already is not told: everything is
    /// as ever then, but no mail leaves.
    ///
    /// # Errors
    /// `Unauthenticated`; `Invalid` on `email` or `current_password`; `TooMany`.
    pub async fn request_address_change(&self, caller: &Caller, email: &str, password: &str) -> Result<(), Error> {
        let session = caller.signed_in()?;
        let address = EmailAddress::parse(email).map_err(|e| Error::invalid("email", e))?;
        if address.canonical() == session.canonical {
            return Err(Error::invalid("email", ProblemCode::OwnAddress));
        }
        let user = self.prove_again(caller, password).await?;
        let tx = self.store.begin().await?;
        self.take(&tx, MAIL_TARGET, &format!("change:{}", user.id)).await?;
        let is_free = users::by_canonical(&*tx, address.canonical()).await?.is_none();
        // Kept silently, so that a mailbox is not flooded by many users.
        let has_room = self.take(&tx, MAIL_TARGET, &format!("change-to:{}", address.canonical())).await.is_ok();
        self.prepare_move(&tx, &user, &address, is_free && has_room).await?;
        self.audit(&tx, Deed::new(AuditAction::AddressChangeRequested, By::User(user.id)).text(&address.masked())).await?;
        tx.commit().await?;
        self.wake_worker();
        Ok(())
    }

    async fn prepare_move(&self, tx: &Tx, user: &User, address: &EmailAddress, is_mailed: bool) -> Result<(), Error> {
        let (id, now) = (self.env.uuid(), self.env.now());
        challenges::end_of_user(&**tx, user.id, "change", now).await?;
        let challenge = Challenge {
            id,
            purpose: "change".to_owned(),
            user_id: Some(user.id),
            envelope_id: None,
            email: Some(address.as_typed().to_owned()),
            created_at: now,
            expires_at: now + CHANGE_MS,
            used_at: None,
            attempts: 0,
        };
        challenges::insert(&**tx, challenge).await?;
        if is_mailed {
            let mail = self.mail_to("change", address.as_typed(), address.canonical(), &user.language, Some(user.id));
            outbox::insert(&**tx, OutboxRow { challenge_id: Some(id), ..mail }).await?;
        }
        Ok(())
    }

    /// Moves the signed-in user to the address that the link was mailed to, which is proved by it. All their other logins end, and links that
    /// went to the old address are void. The old one is told.
    ///
    /// # Errors
    /// `Unauthenticated`; `Gone` for a link that was mailed to somebody else, or whose address has got a login meanwhile.
    pub(crate) async fn confirm_address(&self, caller: &Caller, challenge: &Challenge) -> Result<(), Error> {
        let session = caller.signed_in()?;
        let address = challenge.email.as_deref().and_then(|email| EmailAddress::parse(email).ok());
        let Some(address) = address.filter(|_| challenge.user_id.map(UserId::new) == Some(session.user)) else {
            return Err(Error::Gone);
        };
        let (tx, now) = (self.store.begin().await?, self.env.now());
        let old = users::by_id(&*tx, session.user.uuid()).await?.ok_or(Error::Unauthenticated)?;
        if !challenges::consume(&*tx, challenge.id, "change", now).await? {
            return Err(Error::Gone);
        }
        let (email, canonical) = (address.as_typed(), address.canonical());
        let search = search_text(&old.first_name, &old.last_name, email, canonical);
        let moved = users::set_address(&*tx, old.id, (email, canonical), search, now).await;
        moved.map_err(|e| if e.is_unique_violation() { Error::Gone } else { e })?;
        members::set_address(&*tx, session.user, email, canonical).await?;
        for purpose in ["reset", "verify"] {
            challenges::end_of_user(&*tx, old.id, purpose, now).await?;
        }
        users::delete_other_sessions(&*tx, old.id, session.id.uuid()).await?;
        outbox::insert(&*tx, self.mail_to_user("address_changed", &old)).await?;
        let details = json!({ "old": { "email": old.email }, "new": { "email": email } });
        let deed = Deed::new(AuditAction::AddressChanged, By::User(old.id)).target("user", old.id).text(email);
        self.audit(&tx, deed.details(details)).await?;
        tx.commit().await?;
        self.wake_worker();
        Ok(())
    }
}
