//! Logging in and out, and what a login finds.

use domain::audit::AuditAction;
use domain::ids::{OperatorId, SessionId, UserId};
use domain::problem::ProblemCode;
use domain::views::{Brand, FoundInvitation, SignedIn, Site, Start};
use domain::{EmailAddress, Language};

use super::limits::{LOGIN_FAILURES, network};
use super::{Services, stored_language};
use crate::Error;
use crate::context::{Caller, NewSession, Session, Visitor, initials};
use crate::keys::{Token, session_digest, session_token};
use crate::password::Verdict;
use crate::store::audit::{By, Deed, record};
use crate::store::users::{self, SessionEntry, SessionRow, User};
use crate::store::{Tx, accounts, invitations, limits};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// A session ends after this time without a request: of a member, of an operator administrator.
const IDLE_MS: (i64, i64) = (12 * HOUR_MS, 30 * MINUTE_MS);
/// And at the latest after this time.
const LIFE_MS: (i64, i64) = (14 * DAY_MS, 12 * HOUR_MS);

/// The pause that ends a session.
pub(crate) const fn idle_ms(is_operator: bool) -> i64 {
    if is_operator { IDLE_MS.1 } else { IDLE_MS.0 }
}

/// How long one lasts at most.
pub(crate) const fn life_ms(is_operator: bool) -> i64 {
    if is_operator { LIFE_MS.1 } else { LIFE_MS.0 }
}

/// Pauses after failures in a row: below how many of them, for how long. The last one lasts; a login never stays shut for good. After Kanidm's
/// ladder, with a steeper third step: from the 25th on, 75 pauses of twenty minutes are 25 hours, so that the hundred guesses that NIST allows
/// (SP 800-63B-4, 3.2.2) take more than a day. Whoever owns the mailbox need not wait: a reset opens the login at once.
const LADDER: &[(i32, i64)] = &[(3, 0), (9, 3_000), (25, 10_000), (100, 20 * MINUTE_MS), (i32::MAX, 12 * HOUR_MS)];

/// Somebody whose password was right when it was compared. That takes a while, in which it may be reset or the user be disabled: the proof
/// counts with the transaction that makes the session of it.
pub(crate) struct Proved {
    pub user: User,
    /// The hash that was compared with.
    verified: String,
    /// In its place, where its parameters are older ones.
    renewed: Option<String>,
}

impl Proved {
    /// Forgets the failures. False when the password is another one by now, or the user was disabled: then it proves nothing.
    pub(crate) async fn use_up(&self, tx: &Tx) -> Result<bool, Error> {
        users::end_attempts(&**tx, self.user.id, &self.verified, self.renewed.as_deref()).await
    }
}

impl Services {
    /// Who makes a request, by the token of the cookie.
    ///
    /// # Errors
    /// `Database`, `Busy`. An unknown or expired token is nobody, not an error.
    pub async fn caller(&self, session_token: Option<&str>, visitor: Visitor) -> Result<Caller, Error> {
        let now = self.env.now();
        let Some(token) = session_token else { return Ok(Caller { visitor, session: None }) };
        let Some(row) = users::live_session(self.store.read(), session_digest(token), now, (IDLE_MS, LIFE_MS)).await? else {
            return Ok(Caller { visitor, session: None });
        };
        if now - row.seen_at > MINUTE_MS {
            // Whoever only reads is served although nothing can be written now.
            if let Err(error) = self.touch(&row, now, &visitor).await {
                tracing::warn!(%error, "when a session was last seen could not be written down");
            }
        }
        Ok(Caller { visitor, session: Some(session(row)) })
    }

    async fn touch(&self, row: &SessionRow, now: i64, visitor: &Visitor) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        users::touch_session(&*tx, row.id, now, &visitor.ip.to_string()).await?;
        tx.commit().await
    }

    /// The same caller at this moment, if the session still stands. Looking does not keep it alive.
    ///
    /// # Errors
    /// `Unauthenticated`, `Database`.
    pub(crate) async fn caller_again(&self, caller: &Caller) -> Result<Caller, Error> {
        let id = caller.signed_in()?.id.uuid();
        let row =
            users::live_session_by_id(self.store.read(), id, self.env.now(), (IDLE_MS, LIFE_MS)).await?.ok_or(Error::Unauthenticated)?;
        Ok(Caller { visitor: caller.visitor, session: Some(session(row)) })
    }

    /// Logs in. Unknown address, wrong password, disabled user and a login that waits after failures are told alike, and cost
    /// the same work.
    ///
    /// # Errors
    /// `Invalid` (`Credentials`), `TooMany` for the network, `Busy`.
    pub async fn login(&self, visitor: &Visitor, email: &str, password: &str) -> Result<NewSession, Error> {
        self.allow(LOGIN_FAILURES, &network(visitor)).await?;
        let address = EmailAddress::parse(email);
        let (user, who) = match &address {
            Ok(address) => (users::by_canonical(self.store.read(), address.canonical()).await?, address.canonical()),
            Err(_) => (None, email),
        };
        let Some(proved) = self.authenticate(who, user, password).await? else {
            return Err(self.login_failed(visitor, email).await?);
        };
        let tx = self.store.begin().await?;
        if !proved.use_up(&tx).await? {
            drop(tx);
            return Err(self.login_failed(visitor, email).await?);
        }
        let user = proved.user;
        let session = self.new_session(&tx, &user, visitor).await?;
        self.audit(&tx, Deed::new(AuditAction::LoginSucceeded, By::User(user.id)).target("user", user.id)).await?;
        tx.commit().await?;
        Ok(session)
    }

    /// Counts and records a failed login; gives what is told of it.
    pub(crate) async fn login_failed(&self, visitor: &Visitor, email: &str) -> Result<Error, Error> {
        let tx = self.store.begin().await?;
        let room = self.take(&tx, LOGIN_FAILURES, &network(visitor)).await;
        let masked = EmailAddress::parse(email).map_or_else(|_| "no address".to_owned(), |a| a.masked());
        self.audit(&tx, Deed::new(AuditAction::LoginFailed, By::Visitor).text(&masked)).await?;
        tx.commit().await?;
        Ok(room.err().unwrap_or_else(|| Error::invalid("password", ProblemCode::Credentials)))
    }

    /// The user, if the password is right and the login may be used now. The failure is counted before the password is compared, and stays
    /// counted until the proof is used up ([`Proved::use_up`]).
    ///
    /// Whatever there is under the address `who`, one row is written and one hash is made: a user who can log in is counted in their own row,
    /// and everything else in a row that stands for it, so that the time until the answer does not tell them apart.
    pub(crate) async fn authenticate(&self, who: &str, user: Option<User>, password: &str) -> Result<Option<Proved>, Error> {
        let now = self.env.now();
        let tx = self.store.begin().await?;
        let usable = match &user {
            Some(u) if u.status == "active" => users::begin_attempt(&*tx, u.id, now, LADDER).await?,
            _ => false,
        };
        if !usable {
            limits::note(&*tx, &format!("login-of:{}", self.keys.pseudonym(who)), now, now + HOUR_MS).await?;
        }
        tx.commit().await?;
        let verified = user.as_ref().filter(|_| usable).and_then(|u| u.password_hash.clone());
        let Verdict::Right { outdated } = self.passwords.verify(password, verified.as_deref()).await? else { return Ok(None) };
        let renewed = if outdated { Some(self.hash_password(password).await?) } else { None };
        Ok(user.zip(verified).map(|(user, verified)| Proved { user, verified, renewed }))
    }

    /// The same for who goes on with the session they have: what follows is no new login, so that the proof is used up here.
    pub(crate) async fn authenticate_again(&self, who: &str, user: Option<User>, password: &str) -> Result<Option<User>, Error> {
        let Some(proved) = self.authenticate(who, user, password).await? else { return Ok(None) };
        let tx = self.store.begin().await?;
        let stands = proved.use_up(&tx).await?;
        tx.commit().await?;
        Ok(stands.then_some(proved.user))
    }

    pub(crate) async fn hash_password(&self, password: &str) -> Result<String, Error> {
        self.passwords.hash(password, self.env.bytes()).await
    }

    /// A fresh session; its token exists in the answer alone.
    pub(crate) async fn new_session(&self, tx: &Tx, user: &User, visitor: &Visitor) -> Result<NewSession, Error> {
        let token: Token = session_token(self.env.bytes());
        let now = self.env.now();
        let row = SessionEntry {
            id: self.env.uuid(),
            token_hash: session_digest(token.expose()),
            user_id: user.id,
            created_at: now,
            seen_at: now,
            expires_at: now + life_ms(users::is_operator_administrator(&**tx, user.id).await?),
            browser: visitor.agent.browser.to_string(),
            platform: visitor.agent.platform.to_string(),
            address: visitor.ip.to_string(),
        };
        users::insert_session(&**tx, row).await?;
        Ok(NewSession { token, user: UserId::new(user.id) })
    }

    /// Ends the session on the server; the cookie alone would not.
    ///
    /// # Errors
    /// `Database`.
    pub async fn logout(&self, caller: &Caller) -> Result<(), Error> {
        let Some(session) = &caller.session else { return Ok(()) };
        let tx = self.store.begin().await?;
        users::delete_session(&*tx, session.id.uuid()).await?;
        self.audit(&tx, Deed::new(AuditAction::Logout, By::User(session.user.uuid()))).await?;
        tx.commit().await
    }

    /// Where `/` leads, and the customer number where it is one account's Home.
    ///
    /// # Errors
    /// `Unauthenticated`, `Database`.
    pub async fn start(&self, caller: &Caller) -> Result<(Start, Option<String>), Error> {
        let session = caller.signed_in()?;
        if session.operator.is_some() {
            return Ok((Start::Customers, None));
        }
        let mut choices = accounts::choices(self.store.read(), session.user, None, "", 2).await?;
        Ok(match (choices.pop(), choices.is_empty()) {
            (None, _) => (Start::NoAccess, None),
            (Some(only), true) => (Start::Home, Some(only.number)),
            _ => (Start::Choose, None),
        })
    }

    /// What every page needs.
    ///
    /// # Errors
    /// `Database`.
    pub async fn site(&self, caller: &Caller) -> Result<Site, Error> {
        let user = match &caller.session {
            Some(session) => Some(self.signed_in(session).await?),
            None => None,
        };
        Ok(Site {
            brand: self.brand().await?,
            language: caller.visitor.language,
            demo: self.settings.demo,
            mail_to_files: self.settings.mail_to_files,
            user,
        })
    }

    async fn brand(&self) -> Result<Brand, Error> {
        let operator = accounts::operator(self.store.read()).await?;
        Ok(operator.map_or_else(
            || Brand { name: "Vestibule".to_owned(), colour: "#0b5c6e".to_owned(), on: "#ffffff".to_owned(), logo: None },
            |o| Brand { logo: super::operator_settings::logo(&o), name: o.name, colour: o.brand_colour, on: o.brand_on },
        ))
    }

    async fn signed_in(&self, session: &Session) -> Result<SignedIn, Error> {
        let waiting = if session.verified {
            invitations::waiting_for(self.store.read(), &session.canonical, self.env.now()).await?
        } else {
            Vec::new()
        };
        let found = |w: invitations::Waiting| FoundInvitation { id: domain::ids::InvitationId::new(w.id), company: w.company };
        Ok(SignedIn {
            initials: initials(&session.name()),
            name: session.name(),
            email: session.email.clone(),
            is_operator: session.operator.is_some(),
            invitations: waiting.into_iter().map(found).collect(),
        })
    }

    /// The language that a signed-in user has chosen; the mails to them will speak it.
    ///
    /// # Errors
    /// `Database`.
    pub async fn set_language(&self, caller: &Caller, language: Language) -> Result<(), Error> {
        let Some(session) = &caller.session else { return Ok(()) };
        let tx = self.store.begin().await?;
        users::set_language(&*tx, session.user.uuid(), language.as_str()).await?;
        tx.commit().await
    }

    /// The language that the user of a session chose, for a browser that has no cookie yet.
    ///
    /// # Errors
    /// `Database`.
    pub async fn language_of(&self, user: UserId) -> Result<Option<Language>, Error> {
        Ok(users::by_id(self.store.read(), user.uuid()).await?.map(|u| stored_language(&u.language)))
    }

    /// Records a deed, of which those who watch the account are told.
    pub(crate) async fn audit(&self, tx: &Tx, deed: Deed<'_>) -> Result<(), Error> {
        if let Some(account) = deed.account {
            tx.changes(account, crate::live::topic_of(deed.target.map(|target| target.0)));
        }
        record(&**tx, self.env.uuid(), self.env.now(), deed).await
    }
}

fn session(row: SessionRow) -> Session {
    Session {
        id: SessionId::new(row.id),
        user: UserId::new(row.user_id),
        email: row.email,
        canonical: row.canonical,
        verified: row.verified_at.is_some(),
        first_name: row.first_name,
        last_name: row.last_name,
        operator: row.operator_id.map(OperatorId::new),
    }
}
