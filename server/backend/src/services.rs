//! The use cases. Each is one method of [`Services`], named by its verb; each that writes does so in one unit of work, with its
//! audit row, and hands mail over as an outbox row in the same.

use std::sync::Arc;

use chrono_tz::Tz;
use domain::Language;
use domain::ids::{BatchId, FlashId};
use tokio::sync::Notify;

use crate::Error;
use crate::env::Env;
use crate::keys::Keys;
use crate::password::Passwords;
use crate::store::Store;

mod accept;
mod access;
mod account_settings;
mod accounts;
mod add_user;
mod again;
mod audit;
mod batches;
mod contact;
mod customer_change;
mod customer_status;
mod customers;
mod demo;
mod denials;
mod details;
mod doorway;
mod edit;
mod entries;
mod feedback_list;
mod flashes;
mod groups;
mod health;
mod help;
mod invitations;
mod invite;
mod leave;
pub(crate) mod letters;
mod limits;
mod manage;
mod member;
mod members;
mod numbers;
mod operator_administrators;
mod operator_logo;
mod operator_settings;
mod options;
mod own;
mod recovery;
mod reminders;
mod result;
mod role_deletion;
mod roles;
mod secret_keys;
mod session;
mod setup;
mod several;
mod sponsor;
mod steps;
mod submit;
mod times;
mod tour;
mod watching;
mod wish;

pub use accept::{Accepted, Registration};
pub use account_settings::SettingsInput;
pub use audit::{AuditActor, AuditEntry, AuditExport, AuditFormat, AuditLog, AuditQuery};
pub use batches::{AccountsInput, Part};
pub use contact::Contact;
pub use customer_change::CustomerInput;
pub use customers::{CustomerQuery, NewCustomer};
pub use demo::{DemoAccount, DemoInvitation, DemoMember, DemoRole};
pub use groups::GroupInput;
pub use invitations::InvitationQuery;
pub use manage::MemberPerson;
pub use members::MemberQuery;
pub use numbers::{NumberQuery, NumbersAdded};
pub use operator_settings::OperatorInput;
pub use role_deletion::Instead;
pub use roles::RoleInput;
pub use secret_keys::Invalidated;
pub use setup::NewInstallation;
pub use several::{Left, Outcome};
pub use watching::Watcher;
pub use wish::{Access, Wish};

/// How an installation is run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people reach it: scheme, host and, if unusual, port; no path, no slash at the end. Links are built from it alone.
    pub public_url: String,
    /// No relay is configured: mails go to files, and administrators are told.
    pub mail_to_files: bool,
    pub demo: bool,
    /// Hashes computed at the same time, 19 MiB each.
    pub parallel_hashes: usize,
}

/// All use cases over one store.
#[derive(Clone, Debug)]
pub struct Services {
    pub(crate) env: Env,
    pub(crate) store: Store,
    pub(crate) keys: Arc<Keys>,
    pub(crate) settings: Arc<Settings>,
    passwords: Passwords,
    /// Rung when a mail was put into the outbox.
    pub(crate) mail_waiting: Arc<Notify>,
}

impl Services {
    /// # Errors
    /// `Internal` if the dummy hash cannot be made; `Database` if the store does not answer; [`Error::OtherKeys`] when the database was
    /// made with other keys than those given.
    pub async fn open(env: Env, store: Store, keys: Keys, settings: Settings) -> Result<Self, Error> {
        let passwords = Passwords::new(settings.parallel_hashes, env.bytes())?;
        let services = Self { env, store, keys: Arc::new(keys), settings: Arc::new(settings), passwords, mail_waiting: Arc::default() };
        services.check_keys().await?;
        Ok(services)
    }

    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    #[must_use]
    pub fn env(&self) -> &Env {
        &self.env
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Tells the worker that there is mail; called after the commit.
    pub(crate) fn wake_worker(&self) {
        self.mail_waiting.notify_one();
    }

    pub(crate) fn new_batch_id(&self) -> BatchId {
        BatchId::new(self.env.uuid())
    }

    pub(crate) fn new_flash_id(&self) -> FlashId {
        FlashId::new(uuid::Builder::from_random_bytes(self.env.bytes()).into_uuid())
    }
}

/// Reads a code that only this program writes into the database.
pub(crate) fn stored<T: std::str::FromStr>(code: &str) -> Result<T, Error> {
    code.parse().map_err(|_| Error::Internal(format!("unknown code {code:?} in the database")))
}

pub(crate) fn stored_language(code: &str) -> Language {
    code.parse().unwrap_or(Language::En)
}

pub(crate) fn stored_zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

pub(crate) fn to_u32(count: i64) -> u32 {
    u32::try_from(count).unwrap_or_default()
}
