//! Going in: one transaction with one guarded UPDATE, whoever comes, however often.

use domain::EmailAddress;
use domain::audit::AuditAction;
use domain::ids::{AccountId, EnvelopeId, UserId};
use domain::invitation::{CancelReason, Channel, InvitationStatus};
use domain::membership::{AccountStatus, MembershipStatus};
use domain::permission::{Permission, Rights};
use domain::problem::{Conflict, ProblemCode, Problems};
use domain::text::{NAME_MAX, required_line};
use domain::views::AcceptPage;

use super::doorway::Knock;
use super::limits::{LOGIN_FAILURES, MAIL_REQUESTS, MAIL_TARGET, REGISTRATION_FAILURES, network};
use super::session::Proved;
use super::{Services, stored};
use crate::Error;
use crate::context::{Caller, NewSession, Session, Visitor};
use crate::keys::Purpose;
use crate::store::audit::{By, Deed};
use crate::store::challenges::{self, Challenge};
use crate::store::members::{self, Membership};
use crate::store::outbox::{self, OutboxRow};
use crate::store::users::{self, User};
use crate::store::{Tx, accounts, held, invitations, numbers, retrying, roles};

/// A code lives a quarter of an hour and stands five guesses.
const CODE_MS: i64 = 15 * 60 * 1_000;
const CODE_GUESSES: i32 = 5;
/// An address stays on the list of those that are not written to.
const SUPPRESSION_MS: i64 = 90 * 86_400_000;

/// What registering asks for. The address is the invitation's.
#[derive(Clone)]
pub struct Registration {
    pub first_name: String,
    pub last_name: String,
    /// Asked for by policy; empty otherwise.
    pub phone: String,
    pub password: String,
}

/// Shows no password.
impl std::fmt::Debug for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registration").finish_non_exhaustive()
    }
}

/// Somebody is in.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The customer number, whose Home comes next.
    pub number: String,
    /// A fresh login, in place of the one that was there.
    pub session: NewSession,
}

/// What somebody who has a login already goes in with.
#[derive(Clone, Copy)]
enum Way<'a> {
    /// It ends with going in.
    Session(&'a Session),
    Login(&'a Proved),
}

impl Services {
    /// Accepts as the signed-in invitee.
    ///
    /// # Errors
    /// `Unauthenticated`; `Forbidden` for anybody else, and for an address that is not proved; `NotFound`, `Gone` for a dead link;
    /// `Conflict(SponsorLacksRights | Suspended | AlreadyAccepted | AccountNotActive)`. Nothing has changed then, but that the
    /// administrators are told of a sponsor who lacks the rights.
    pub async fn accept(&self, caller: &Caller, token: &str) -> Result<Accepted, Error> {
        let session = caller.signed_in()?;
        let knock = self.open_door(caller, token).await?;
        self.may_answer(session, &knock).await?;
        let proves = !session.verified && knock.channel() == Channel::Mailed && knock.link.is_some();
        let user = users::by_id(self.store.read(), session.user.uuid()).await?.ok_or(Error::Unauthenticated)?;
        let joined = retrying(&self.env, || self.join(&knock, &user, Way::Session(session), proves)).await;
        self.tell_if_refused(&knock, By::User(user.id), joined).await
    }

    /// Only the invitee answers, by a session or a link that proves the mailbox.
    async fn may_answer(&self, session: &Session, knock: &Knock) -> Result<(), Error> {
        let proved = session.verified || !self.needs_code(knock).await?;
        if session.canonical == knock.doorstep.canonical && proved { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Accepts by logging in with the invited address.
    ///
    /// # Errors
    /// `Invalid` (`Credentials`, or `NoLogin` when there is nothing to log in to); else as [`Services::accept`].
    pub async fn accept_by_login(&self, visitor: &Visitor, token: &str, password: &str) -> Result<Accepted, Error> {
        self.allow(LOGIN_FAILURES, &network(visitor)).await?;
        let knock = self.open_door(&stranger(visitor), token).await?;
        self.proved(&knock).await?;
        let found = users::by_canonical(self.store.read(), &knock.doorstep.canonical).await?.filter(|u| u.password_hash.is_some());
        let known = found.is_some();
        let Some(proved) = self.authenticate(&knock.doorstep.canonical, found, password).await? else {
            return Err(match self.login_failed(visitor, &knock.doorstep.email).await? {
                Error::Invalid(_) if !known => Error::invalid("password", ProblemCode::NoLogin),
                error => error,
            });
        };
        self.join_by_login(&knock, &proved).await
    }

    /// Accepts as somebody new: makes the login and joins with it.
    ///
    /// # Errors
    /// `Invalid` on the fields, or `HasLogin` when the address has one already (it is not touched); else as [`Services::accept`]. Registering twice
    /// with the same password, as by a double click, is no error.
    pub async fn accept_by_registering(&self, visitor: &Visitor, token: &str, form: Registration) -> Result<Accepted, Error> {
        self.allow(REGISTRATION_FAILURES, &network(visitor)).await?;
        let knock = self.open_door(&stranger(visitor), token).await?;
        self.proved(&knock).await?;
        let person = self.check_registration(&knock, &form).await?;
        let hash = self.hash_password(&form.password).await?;
        let address = EmailAddress::parse(&knock.doorstep.email).map_err(|e| Error::Internal(e.to_string()))?;
        let verified = knock.channel() == Channel::Mailed;
        let user = self.new_user(&address, (&person.0, &person.1), person.2, visitor.language, Some(hash), verified);
        let joined = retrying(&self.env, || self.register(&knock, &user)).await;
        if matches!(&joined, Err(Error::Invalid(_))) {
            if let Some(proved) = self.registered_before(visitor, &knock, &form.password).await? {
                return self.join_by_login(&knock, &proved).await;
            }
            self.count(REGISTRATION_FAILURES, &network(visitor)).await?;
        }
        self.tell_if_refused(&knock, By::Visitor, joined).await
    }

    /// The user who has accepted this very invitation, if the password is theirs. To try one here is to log in, and limited like that.
    async fn registered_before(&self, visitor: &Visitor, knock: &Knock, password: &str) -> Result<Option<Proved>, Error> {
        let Some(user) = members::who_accepted(self.store.read(), knock.account.id, knock.id()).await? else { return Ok(None) };
        self.allow(LOGIN_FAILURES, &network(visitor)).await?;
        let proved = self.authenticate(&knock.doorstep.canonical, Some(user), password).await?;
        if proved.is_none()
            && let error @ Error::TooMany { .. } = self.login_failed(visitor, &knock.doorstep.email).await?
        {
            return Err(error);
        }
        Ok(proved)
    }

    async fn check_registration(&self, knock: &Knock, form: &Registration) -> Result<(String, String, Option<String>), Error> {
        let mut problems = Problems::default();
        let first = problems.check("first_name", required_line(&form.first_name, NAME_MAX));
        let last = problems.check("last_name", required_line(&form.last_name, NAME_MAX));
        let phone = match form.phone.trim() {
            "" => None,
            // Nobody has agreed to our keeping what we have not asked for.
            _ if !knock.account.policy.ask_phone => Some(problems.check("phone", Err(ProblemCode::NotAsked))),
            typed => Some(problems.check("phone", domain::phone::parse(typed).ok_or(ProblemCode::Phone))),
        };
        let names = [first.as_str(), &last, &knock.doorstep.email, &knock.account.company];
        match self.check_new_password(&form.password, &names).await {
            Err(Error::Invalid(found)) => found.into_iter().for_each(|problem| problems.push(problem)),
            checked => checked?,
        }
        problems.into_result()?;
        Ok((first, last, phone))
    }

    async fn register(&self, knock: &Knock, user: &User) -> Result<Accepted, Error> {
        let tx = self.store.begin().await?;
        if users::by_canonical(&*tx, &user.canonical).await?.is_some() {
            return Err(Error::invalid("email", ProblemCode::HasLogin));
        }
        users::insert(&*tx, user.clone())
            .await
            .map_err(|e| if e.is_unique_violation() { Error::invalid("email", ProblemCode::HasLogin) } else { e })?;
        self.audit(&tx, Deed::new(AuditAction::UserRegistered, By::User(user.id)).target("user", user.id).text(&user.email)).await?;
        self.join_in(tx, knock, user, None, false).await
    }

    async fn join_by_login(&self, knock: &Knock, login: &Proved) -> Result<Accepted, Error> {
        let proves = knock.channel() == Channel::Mailed;
        let joined = retrying(&self.env, || self.join(knock, &login.user, Way::Login(login), proves)).await;
        self.tell_if_refused(knock, By::User(login.user.id), joined).await
    }

    async fn join(&self, knock: &Knock, user: &User, way: Way<'_>, proves: bool) -> Result<Accepted, Error> {
        let tx = self.store.begin().await?;
        let session = match way {
            Way::Session(session) => Some(session),
            Way::Login(login) => {
                if !login.use_up(&tx).await? {
                    return Err(Error::invalid("password", ProblemCode::Credentials));
                }
                self.audit(&tx, Deed::new(AuditAction::LoginSucceeded, By::User(user.id)).target("user", user.id)).await?;
                None
            }
        };
        self.join_in(tx, knock, user, session, proves).await
    }

    /// The whole of accepting, in the unit of work given.
    async fn join_in(&self, tx: Tx, knock: &Knock, user: &User, session: Option<&Session>, proves: bool) -> Result<Accepted, Error> {
        let (account, now) = (accounts::lock(&*tx, knock.account.id).await?, self.env.now());
        if account.status != AccountStatus::Active.as_str() {
            return Err(Error::Conflict(Conflict::AccountNotActive));
        }
        let user = &users::by_id(&*tx, user.id).await?.ok_or(Error::Unauthenticated)?;
        if user.status != "active" {
            return Err(Error::Forbidden);
        }
        if proves {
            users::set_verified(&*tx, user.id, now).await?;
        }
        let current = members::current(&*tx, knock.account.id, UserId::new(user.id)).await?;
        if let Some(current) = &current {
            self.already_in(&tx, knock, current).await?;
        } else {
            self.make_member(&tx, knock, user).await?;
        }
        if let Some(old) = session {
            users::delete_session(&*tx, old.id.uuid()).await?;
        }
        let session = self.new_session(&tx, user, &knock.visitor).await?;
        tx.commit().await?;
        self.wake_worker();
        Ok(Accepted { number: account.number, session })
    }

    /// The same person once more: they are in, and nothing changes. Another invitation of theirs that is still open counts as
    /// accepted by the membership they have.
    async fn already_in(&self, tx: &Tx, knock: &Knock, current: &Membership) -> Result<(), Error> {
        if stored::<MembershipStatus>(&current.status)? == MembershipStatus::Suspended {
            return Err(Error::Conflict(Conflict::Suspended));
        }
        let answer = (InvitationStatus::Accepted, self.env.now());
        if invitations::answer(&**tx, knock.account.id, knock.id(), answer, knock.envelope(), Some(current.id)).await? {
            numbers::free_ended(&**tx, knock.account.id).await?;
        }
        Ok(())
    }

    async fn make_member(&self, tx: &Tx, knock: &Knock, user: &User) -> Result<(), Error> {
        let (account, now) = (knock.account.id, self.env.now());
        let granted = roles::rights_of_invitation(&**tx, account, knock.doorstep.id).await?;
        // Somebody may have taken it over since the knock.
        let sponsor = invitations::by_id(&**tx, account, knock.id()).await?.ok_or(Error::NotFound)?.sponsor_id.map(UserId::new);
        if !self.sponsor_rights(tx, account, sponsor).await?.may_grant(&granted) {
            return Err(Error::Conflict(Conflict::SponsorLacksRights));
        }
        let first_time = !members::was_ever_member(&**tx, UserId::new(user.id)).await?;
        let membership = self.membership(knock, user);
        let membership_id = membership.id;
        members::insert(&**tx, membership, &[]).await?;
        held::hand_over(&**tx, account, knock.doorstep.id, membership_id).await?;
        // The guard: whoever comes second finds nothing to answer, and the membership above is rolled back with it.
        let answer = (InvitationStatus::Accepted, now);
        if !invitations::answer(&**tx, account, knock.id(), answer, knock.envelope(), Some(membership_id)).await? {
            return Err(self.why_closed(tx, knock).await?);
        }
        numbers::hand_over(&**tx, account, knock.doorstep.id, membership_id).await?;
        outbox::cancel_of_invitation(&**tx, account, knock.doorstep.id, now, CancelReason::Ended.as_str()).await?;
        if first_time {
            let mail = self.mail_to_user("welcome", user);
            let mail = OutboxRow { account_id: Some(account.uuid()), invitation_id: Some(knock.doorstep.id), ..mail };
            outbox::insert(&**tx, mail).await?;
        }
        let deed = Deed::new(AuditAction::InvitationAccepted, By::User(user.id))
            .account(account)
            .target("invitation", knock.doorstep.id)
            .text(&user.email);
        self.audit(tx, deed).await?;
        let deed = Deed::new(AuditAction::MembershipCreated, By::User(user.id))
            .account(account)
            .target("membership", membership_id)
            .text(&user.email);
        self.audit(tx, deed).await
    }

    fn membership(&self, knock: &Knock, user: &User) -> Membership {
        let (search, sort_key) = members::keys(&user.first_name, &user.last_name, &user.email, &user.canonical);
        Membership {
            id: self.env.uuid(),
            account_id: knock.account.id.uuid(),
            user_id: user.id,
            status: MembershipStatus::Active.as_str().to_owned(),
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            phone: user.phone.clone(),
            search,
            sort_key,
            joined_at: self.env.now(),
            ended_at: None,
        }
    }

    /// What who answers for the invitation may grant at this moment. Without a sponsor the account itself answers.
    async fn sponsor_rights(&self, tx: &Tx, account: AccountId, sponsor: Option<UserId>) -> Result<Rights, Error> {
        let Some(sponsor) = sponsor else { return Ok(Rights::administrator()) };
        // Who is disabled answers for nothing, whatever they hold.
        if users::by_id(&**tx, sponsor.uuid()).await?.is_none_or(|u| u.status != "active") {
            return Ok(Rights::default());
        }
        if users::is_operator_administrator(&**tx, sponsor.uuid()).await? {
            return Ok(Rights::administrator());
        }
        roles::rights_of_user(&**tx, account, sponsor).await
    }

    async fn why_closed(&self, tx: &Tx, knock: &Knock) -> Result<Error, Error> {
        let row = invitations::by_id(&**tx, knock.account.id, knock.id()).await?;
        let accepted = row.is_some_and(|r| r.status == InvitationStatus::Accepted.as_str());
        Ok(if accepted { Error::Conflict(Conflict::AlreadyAccepted) } else { Error::Gone })
    }

    /// The invitation of a link that can be used now.
    async fn open_door(&self, caller: &Caller, token: &str) -> Result<Knock, Error> {
        let Some(knock) = self.knock(caller, token).await? else {
            self.junk(&caller.visitor, token).await?;
            return Err(Error::NotFound);
        };
        match knock.status {
            // Done twice by the same person, it says that they are in: the guard decides.
            InvitationStatus::Accepted => {}
            InvitationStatus::Pending if knock.doorstep.superseded_at.is_none() => {}
            _ => return Err(Error::Gone),
        }
        if knock.account.status == AccountStatus::Active { Ok(knock) } else { Err(Error::Gone) }
    }

    /// By a copied link nothing about the address is told before its code was given.
    async fn proved(&self, knock: &Knock) -> Result<(), Error> {
        if self.needs_code(knock).await? { Err(Error::Forbidden) } else { Ok(()) }
    }

    /// Declines.
    ///
    /// # Errors
    /// As [`Services::accept`].
    pub async fn decline(&self, caller: &Caller, token: &str) -> Result<(), Error> {
        let session = caller.signed_in()?;
        let knock = self.open_door(caller, token).await?;
        self.may_answer(session, &knock).await?;
        retrying(&self.env, || self.decline_now(session, &knock)).await
    }

    async fn decline_now(&self, session: &Session, knock: &Knock) -> Result<(), Error> {
        let (account, now) = (knock.account.id, self.env.now());
        let tx = self.store.begin().await?;
        accounts::lock(&*tx, account).await?;
        if !invitations::answer(&*tx, account, knock.id(), (InvitationStatus::Declined, now), knock.envelope(), None).await? {
            return Err(self.why_closed(&tx, knock).await?);
        }
        numbers::free_ended(&*tx, account).await?;
        outbox::cancel_of_invitation(&*tx, account, knock.doorstep.id, now, CancelReason::Ended.as_str()).await?;
        let by = By::User(session.user.uuid());
        self.audit(
            &tx,
            Deed::new(AuditAction::InvitationDeclined, by).account(account).target("invitation", knock.doorstep.id).text(&session.email),
        )
        .await?;
        tx.commit().await
    }

    /// Mails a code to the invited address of a copied link.
    ///
    /// # Errors
    /// `NotFound`, also for a link that was mailed; `Gone` for a dead link, and once the invitation was accepted; `TooMany`.
    pub async fn send_code(&self, visitor: &Visitor, token: &str) -> Result<(), Error> {
        let (knock, envelope) = self.copied_door(visitor, token).await?;
        let now = self.env.now();
        let id = self.env.uuid();
        let row = Challenge {
            id,
            purpose: "code".to_owned(),
            user_id: None,
            envelope_id: Some(envelope.uuid()),
            email: None,
            created_at: now,
            expires_at: now + CODE_MS,
            used_at: None,
            attempts: 0,
        };
        let door = &knock.doorstep;
        let tx = self.store.begin().await?;
        self.take(&tx, MAIL_REQUESTS, &network(visitor)).await?;
        self.take(&tx, MAIL_TARGET, &format!("code:{}", door.id)).await?;
        challenges::insert(&*tx, row).await?;
        let mail = self.mail_to("code", &door.email, &door.canonical, visitor.language.as_str(), None);
        outbox::insert(&*tx, OutboxRow { challenge_id: Some(id), ..mail }).await?;
        self.tell_of_code(&tx, &knock, AuditAction::CodeRequested).await?;
        tx.commit().await?;
        self.wake_worker();
        Ok(())
    }

    /// Checks the code; the mailbox is proved then, and the answer is the token of the link that was mailed, to go on with.
    ///
    /// # Errors
    /// `NotFound`, `Gone` for a dead link; `Invalid` (`Code`) when it is wrong, used, too old, or guessed too often.
    pub async fn check_code(&self, visitor: &Visitor, token: &str, code: &str) -> Result<String, Error> {
        let (knock, envelope) = self.copied_door(visitor, token).await?;
        let wrong = || Error::invalid("code", ProblemCode::Code);
        let digits: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let tx = self.store.begin().await?;
        let challenge = challenges::open_code(&*tx, envelope.uuid(), self.env.now()).await?.ok_or_else(wrong)?;
        let may_guess = challenges::begin_guess(&*tx, challenge.id, CODE_GUESSES).await?;
        let right = may_guess && self.keys.code_matches(challenge.id, &digits);
        if right {
            challenges::consume(&*tx, challenge.id, "code", self.env.now()).await?;
        }
        self.tell_of_code(&tx, &knock, if right { AuditAction::CodeAccepted } else { AuditAction::CodeRefused }).await?;
        tx.commit().await?;
        if right { Ok(self.keys.token(Purpose::InvitationMailed, envelope.uuid()).expose().to_owned()) } else { Err(wrong()) }
    }

    /// The invitation of a copied link, which a code goes with as long as nobody has accepted it.
    async fn copied_door(&self, visitor: &Visitor, token: &str) -> Result<(Knock, EnvelopeId), Error> {
        let knock = self.open_door(&stranger(visitor), token).await?;
        match knock.link {
            Some((_, Channel::Copied)) if knock.status != InvitationStatus::Pending => Err(Error::Gone),
            Some((envelope, Channel::Copied)) => Ok((knock, envelope)),
            _ => Err(Error::NotFound),
        }
    }

    async fn tell_of_code(&self, tx: &Tx, knock: &Knock, action: AuditAction) -> Result<(), Error> {
        let door = &knock.doorstep;
        let deed = Deed::new(action, By::Visitor).account(knock.account.id).target("invitation", door.id).text(&door.email);
        self.audit(tx, deed).await
    }

    /// Tells who answers for the invitation that its addressee would like a new one.
    ///
    /// # Errors
    /// `NotFound` for a link that never was; `Conflict` when the invitation is pending or accepted; `TooMany`.
    pub async fn ask_for_new(&self, caller: &Caller, token: &str) -> Result<(), Error> {
        let visitor = &caller.visitor;
        let knock = self.knock(caller, token).await?.ok_or(Error::NotFound)?;
        let page = self.accept_page(caller, token).await?;
        if !matches!(page, AcceptPage::Expired { .. } | AcceptPage::Superseded { .. } | AcceptPage::Declined { .. }) {
            return Err(Error::Conflict(Conflict::NotPending));
        }
        let (account, door) = (knock.account.id, &knock.doorstep);
        let tx = self.store.begin().await?;
        self.take(&tx, MAIL_REQUESTS, &network(visitor)).await?;
        self.take(&tx, MAIL_TARGET, &format!("request:{}", door.id)).await?;
        for user in self.sponsors(&tx, &knock).await? {
            let mail = self.mail_to_user("invitation_request", &user);
            outbox::insert(&*tx, OutboxRow { account_id: Some(account.uuid()), invitation_id: Some(door.id), ..mail }).await?;
        }
        self.audit(
            &tx,
            Deed::new(AuditAction::InvitationRequested, By::Visitor).account(account).target("invitation", door.id).text(&door.email),
        )
        .await?;
        tx.commit().await?;
        self.wake_worker();
        Ok(())
    }

    /// Who is written to about an invitation: its sponsor, or the account's administrators where the sponsor can do nothing about it any more.
    async fn sponsors(&self, tx: &Tx, knock: &Knock) -> Result<Vec<User>, Error> {
        let sponsor = invitations::sponsor(&knock.doorstep);
        let able = self.sponsor_rights(tx, knock.account.id, sponsor).await?.holds(&Permission::UsersInvite);
        match sponsor {
            Some(sponsor) if able => Ok(users::by_id(&**tx, sponsor.uuid()).await?.into_iter().collect()),
            _ => self.administrators(tx, &knock.account).await,
        }
    }

    /// Puts the invited address on the list of those that no invitation is mailed to.
    ///
    /// # Errors
    /// `NotFound` for a link that never was, or was copied: only the mailbox itself may ask for it.
    pub async fn block(&self, visitor: &Visitor, token: &str) -> Result<(), Error> {
        let knock = self.knock(&stranger(visitor), token).await?.filter(|k| k.channel() == Channel::Mailed).ok_or(Error::NotFound)?;
        let (door, now) = (&knock.doorstep, self.env.now());
        let tx = self.store.begin().await?;
        outbox::suppress(&*tx, knock.account.operator.uuid(), &door.canonical, now, now + SUPPRESSION_MS).await?;
        let deed =
            Deed::new(AuditAction::AddressBlocked, By::Visitor).account(knock.account.id).target("invitation", door.id).text(&door.email);
        self.audit(&tx, deed).await?;
        tx.commit().await
    }
}

/// Somebody whose login, if any, does not count here.
fn stranger(visitor: &Visitor) -> Caller {
    Caller { visitor: *visitor, session: None }
}
