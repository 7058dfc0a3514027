//! Whose links these are: a database belongs to the secret keys that it was made with, until somebody says that its links are void.

use super::Services;
use crate::Error;
use crate::env::Env;
use crate::keys::Keys;
use crate::store::audit::{By, Deed, record};
use crate::store::{Store, installation, links, users};
use domain::audit::AuditAction;

/// What [`Services::invalidate_links`] has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalidated {
    /// Pending invitations whose links no longer let anybody in. They stay pending, and sending them again makes new links.
    pub invitations: u64,
    /// Links that set a password, verify an address or set the installation up, and codes.
    pub challenges: u64,
    /// Logins.
    pub sessions: u64,
}

impl Services {
    /// Notices that the database belongs to other keys; keeps the check value of the newest.
    pub(super) async fn check_keys(&self) -> Result<(), Error> {
        let kept = installation::key_check(self.store.read()).await?;
        let newest = self.keys.check_value();
        match kept {
            Some(value) if value == newest => Ok(()),
            Some(value) if !self.keys.knows_check_value(&value) => Err(Error::OtherKeys),
            _ => {
                let tx = self.store.begin().await?;
                installation::keep_key_check(&*tx, newest, self.env.now()).await?;
                tx.commit().await
            }
        }
    }

    /// Makes void whatever was sent out so far, and lets the database be run with these keys from now on, whichever it was made with: for a lost
    /// key, and for a backup, in which links are open that were used or ended since. Needs no services, since without this they would not open.
    ///
    /// # Errors
    /// `Database`, `Busy`.
    pub async fn invalidate_links(env: &Env, store: &Store, keys: &Keys) -> Result<Invalidated, Error> {
        let now = env.now();
        let tx = store.begin().await?;
        let ended = Invalidated {
            invitations: links::end_of_invitations(&*tx, now).await?,
            challenges: links::end_challenges(&*tx, now).await?,
            sessions: users::delete_all_sessions(&*tx, now).await?,
        };
        installation::keep_key_check(&*tx, keys.check_value(), now).await?;
        let details = serde_json::json!({
            "invitations": ended.invitations,
            "challenges": ended.challenges,
            "sessions": ended.sessions,
        });
        record(&*tx, env.uuid(), now, Deed::new(AuditAction::LinksInvalidated, By::System).details(details)).await?;
        tx.commit().await?;
        Ok(ended)
    }
}
