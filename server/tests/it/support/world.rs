//! The application over one database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use backend::context::{Caller, NewSession, Visitor};
use backend::env::{Env, ManualClock};
use backend::keys::{Keys, SecretKey};
use backend::mail::MemoryMailbox;
use backend::store::Store;
use backend::{Accepted, Error, Registration, Services, Settings};
use chrono::{DateTime, Utc};
use domain::Language;
use domain::agent::Agent;
use domain::ids::{GroupId, InvitationId, MembershipId, RoleId};
use domain::policy::Policy;
use migrations::{Migrator, MigratorTrait};
use tokio::sync::Barrier;

use super::{ACME, ADMIN, Engine, OPERATOR, PASSWORD, of_role};

pub(crate) const SECOND: i64 = 1_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

pub(crate) const PUBLIC_URL: &str = "https://vestibule.example";
/// When a test begins: a Friday, 11:00 in Madrid.
const START: &str = "2026-11-20T10:00:00Z";

/// The application of one test, and what moves it.
pub(crate) struct World {
    pub engine: Engine,
    pub url: String,
    pub services: Services,
    pub clock: Arc<ManualClock>,
    pub mailbox: MemoryMailbox,
    /// Of [`World::log_in`]: each real login costs a hash.
    sessions: Mutex<HashMap<String, NewSession>>,
}

impl World {
    /// Migrates the database and opens the services over it. Nobody is there yet.
    pub(crate) async fn open(engine: Engine, url: &str) -> Self {
        let clock = Arc::new(ManualClock::at(START.parse::<DateTime<Utc>>().unwrap().timestamp_millis()));
        let store = Store::connect(url).await.unwrap();
        Migrator::up(store.writer(), None).await.unwrap();
        let services = Services::open(Env::fixed(clock.clone(), 1), store, keys(), settings()).await.unwrap();
        Self { engine, url: url.to_owned(), services, clock, mailbox: MemoryMailbox::new(), sessions: Mutex::default() }
    }

    /// The services as they would be after a start with other keys.
    pub(crate) async fn with_keys(&self, keys: Keys) -> Result<Services, Error> {
        Services::open(Env::fixed(self.clock.clone(), 3), self.services.store().clone(), keys, settings()).await
    }

    /// Another instance over the same database, reached by another way (a proxy), with the same clock and keys.
    pub(crate) async fn instance(&self, url: &str) -> Services {
        let store = Store::connect(url).await.unwrap();
        Services::open(Env::fixed(self.clock.clone(), 2), store, keys(), settings()).await.unwrap()
    }

    pub(crate) fn now(&self) -> i64 {
        self.services.env().now()
    }

    /// Lets time pass, in milliseconds.
    pub(crate) fn pass(&self, milliseconds: i64) {
        self.clock.advance(milliseconds);
    }

    /// Who has this session now.
    pub(crate) async fn caller(&self, session: &NewSession) -> Caller {
        self.services.caller(Some(session.token.expose()), visitor(1)).await.unwrap()
    }

    /// Somebody with [`PASSWORD`], by the session of the last time if that is still open.
    pub(crate) async fn log_in(&self, email: &str) -> Caller {
        self.caller(&self.session(email).await).await
    }

    /// The session of [`World::log_in`].
    pub(crate) async fn session(&self, email: &str) -> NewSession {
        let kept = self.sessions.lock().unwrap().get(email).cloned();
        if let Some(session) = kept
            && self.caller(&session).await.session.is_some()
        {
            return session;
        }
        let session = self.services.login(&visitor(1), email, PASSWORD).await.unwrap();
        self.sessions.lock().unwrap().insert(email.to_owned(), session.clone());
        session
    }

    pub(crate) async fn admin(&self) -> Caller {
        self.log_in(ADMIN).await
    }

    pub(crate) async fn operator(&self) -> Caller {
        self.log_in(OPERATOR).await
    }

    /// The role of an account by its (English) name.
    pub(crate) async fn role(&self, number: &str, name: &str) -> RoleId {
        let sql = "SELECT r.id FROM roles r JOIN accounts a ON a.id = r.account_id WHERE a.number = $1 AND r.name = $2";
        RoleId::new(self.one(sql, vec![number.into(), name.into()]).await)
    }

    /// The current membership of an address in an account.
    pub(crate) async fn member(&self, number: &str, email: &str) -> MembershipId {
        let sql = "SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id JOIN accounts a ON a.id = m.account_id
            WHERE a.number = $1 AND u.canonical = $2 AND m.status IN ('active', 'suspended')";
        MembershipId::new(self.one(sql, vec![number.into(), email.into()]).await)
    }

    /// One more group of an account.
    pub(crate) async fn add_group(&self, number: &str, name: &str) -> GroupId {
        let id = self.services.env().uuid();
        let sql = "INSERT INTO member_groups (id, account_id, name, name_key, description, created_at)
            SELECT $1, id, $2, $2, '', 0 FROM accounts WHERE number = $3";
        self.sql(sql, vec![id.into(), name.into(), number.into()]).await;
        GroupId::new(id)
    }

    /// Invites into [`ACME`].
    pub(crate) async fn invite(&self, caller: &Caller, email: &str, role: &str) -> Result<InvitationId, Error> {
        self.services.invite_one(caller, ACME, email, &of_role(self.role(ACME, role).await)).await
    }

    /// Lets the administrator of [`ACME`] invite; gives the invitation and the token of the mailed link.
    pub(crate) async fn invited(&self, email: &str, role: &str) -> (InvitationId, String) {
        let id = self.invite(&self.admin().await, email, role).await.unwrap();
        (id, self.link(email).await)
    }

    /// Accepts by registering with [`PASSWORD`].
    pub(crate) async fn register(&self, token: &str) -> Result<Accepted, Error> {
        self.services.accept_by_registering(&visitor(1), token, registration()).await
    }

    /// A user of [`OTHER`](super::OTHER) with a login, who is nobody in [`ACME`].
    pub(crate) async fn user_elsewhere(&self, email: &str) -> Caller {
        let bea = self.log_in(super::BEA).await;
        let role = self.role(super::OTHER, "Standard User").await;
        self.services.invite_one(&bea, super::OTHER, email, &of_role(role)).await.unwrap();
        let joined = self.register(&self.link(email).await).await.unwrap();
        self.caller(&joined.session).await
    }

    pub(crate) async fn status_of(&self, invitation: InvitationId) -> String {
        self.one("SELECT status FROM invitations WHERE id = $1", vec![invitation.uuid().into()]).await
    }

    /// Active members of an account with this address.
    pub(crate) async fn memberships(&self, number: &str, email: &str) -> i64 {
        let sql = "SELECT COUNT(*) FROM memberships m JOIN users u ON u.id = m.user_id JOIN accounts a ON a.id = m.account_id
            WHERE a.number = $1 AND u.canonical = $2 AND m.status = 'active'";
        self.one(sql, vec![number.into(), email.to_lowercase().into()]).await
    }

    pub(crate) async fn set_policy(&self, number: &str, change: impl FnOnce(&mut Policy)) {
        let text: String = self.one("SELECT policy FROM accounts WHERE number = $1", vec![number.into()]).await;
        let mut policy: Policy = serde_json::from_str(&text).unwrap();
        change(&mut policy);
        let text = serde_json::to_string(&policy).unwrap();
        self.sql("UPDATE accounts SET policy = $1 WHERE number = $2", vec![text.into(), number.into()]).await;
    }

    /// What is told to `times` requests at once. Who is told that we are busy comes again, as people do: how much at once is too much is a
    /// matter of the machine.
    pub(crate) async fn answers_at_once<F>(&self, times: usize, request: impl Fn(usize, Services) -> F) -> Vec<String>
    where
        F: Future<Output = String> + Send + 'static,
    {
        let mut answers = self.at_once(times, &request).await;
        for (at, answer) in answers.iter_mut().enumerate() {
            while answer == "Busy" {
                *answer = request(at, self.services.clone()).await;
            }
        }
        answers
    }

    /// Does the same `times` times at once, and waits for all of it.
    pub(crate) async fn at_once<T, F>(&self, times: usize, work: impl Fn(usize, Services) -> F) -> Vec<T>
    where
        T: Send + 'static,
        F: Future<Output = T> + Send + 'static,
    {
        let start = Arc::new(Barrier::new(times));
        let begin = |at| {
            let (work, start) = (work(at, self.services.clone()), start.clone());
            tokio::spawn(async move {
                start.wait().await;
                work.await
            })
        };
        let tasks: Vec<_> = (0..times).map(begin).collect();
        let mut outcomes = Vec::new();
        for task in tasks {
            outcomes.push(task.await.unwrap());
        }
        outcomes
    }
}

/// Those of each [`World`]; in `process/program.rs` the same.
pub(crate) fn keys() -> Keys {
    other_keys(7)
}

pub(crate) fn other_keys(byte: u8) -> Keys {
    Keys::new(vec![SecretKey::new([byte; 32])]).unwrap()
}

fn settings() -> Settings {
    Settings { public_url: PUBLIC_URL.to_owned(), mail_to_files: false, demo: true, parallel_hashes: 2 }
}

/// Somebody at the address 192.0.2.`n`.
pub(crate) fn visitor(n: u8) -> Visitor {
    Visitor { ip: [192, 0, 2, n].into(), language: Language::En, zone: None, agent: Agent::UNKNOWN }
}

/// Somebody who is not signed in.
pub(crate) fn stranger() -> Caller {
    stranger_at(1)
}

/// The same, at the address 192.0.2.`n`.
pub(crate) fn stranger_at(n: u8) -> Caller {
    Caller { visitor: visitor(n), session: None }
}

pub(crate) fn registration() -> Registration {
    Registration { first_name: "New".to_owned(), last_name: "Comer".to_owned(), phone: String::new(), password: PASSWORD.to_owned() }
}
