//! Inviting one person, and what an invitation is made of.

use domain::audit::AuditAction;
use domain::ids::{AccountId, EnvelopeId, InvitationId, NumberId};
use domain::invitation::InvitationStatus;
use domain::membership::AccountStatus;
use domain::policy::Policy;
use domain::problem::{Conflict, Problem, ProblemCode, Problems};
use domain::views::{InviteOptions, MailPreview};
use domain::{EmailAddress, EmailError, Language};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::steps::number_choice;
use super::wish::{self, Gift, Person, Stock, Wish};
use super::{Services, letters};
use crate::context::{Account, Caller, Grant, InviteUsers};
use crate::store::audit::Deed;
use crate::store::held::Holder;
use crate::store::invitations::{self, Envelope, Invitation};
use crate::store::outbox::{self, OutboxRow};
use crate::store::{Tx, accounts, known, numbers, retrying, search_text};
use crate::{Error, countries, mail};

/// Free numbers that are offered before one is typed.
const NUMBERS: u32 = 100;

/// Nobody is invited into an account that is suspended or closed.
pub(crate) fn active(account: &Account) -> Result<(), Error> {
    if account.status == AccountStatus::Active { Ok(()) } else { Err(Error::Conflict(Conflict::AccountNotActive)) }
}

/// The address of somebody to be invited.
pub(crate) fn address(policy: &Policy, typed: &str, problems: &mut Problems) -> Option<EmailAddress> {
    let parsed = EmailAddress::parse(typed).map_err(ProblemCode::from);
    let allowed = parsed.and_then(|a| if policy.allows(&a) { Ok(a) } else { Err(ProblemCode::BlockedDomain) });
    problems.check("email", allowed.map(Some))
}

/// Nobody is invited twice, nor who is a member.
pub(crate) async fn unknown(db: &impl ConnectionTrait, account: AccountId, address: &EmailAddress, now: i64) -> Result<(), Error> {
    match known::people(db, account, &[address.canonical()], now).await?.first().map(|k| k.invited_at) {
        Some(None) => Err(Error::Conflict(Conflict::AlreadyMember)),
        Some(Some(_)) => Err(Error::Conflict(Conflict::AlreadyInvited)),
        None => Ok(()),
    }
}

impl Services {
    /// What *Invite user* offers.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`.
    pub async fn invite_options(&self, caller: &Caller, number: &str) -> Result<InviteOptions, Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let (db, account) = (self.store.read(), &grant.account);
        let stock = Stock::of(db, account.id, &account.policy).await?;
        let now = self.env.now();
        let has_numbers = self.hands_out_numbers(&grant).await?;
        let numbers = if has_numbers { numbers::find(db, account.id, None, "", now, NUMBERS).await? } else { Vec::new() };
        Ok(InviteOptions {
            offer: stock.offer(&grant.rights, self.permission_options(&grant.rights).await?),
            preselected: stock.chosen(&stock.preselected(&grant.rights)),
            countries: if account.policy.ask_phone { countries::of_language(grant.reader.language) } else { Vec::new() },
            has_numbers,
            numbers: numbers.into_iter().filter(|n| n.holder.is_none()).map(number_choice).collect(),
            quota: self.quota(&grant).await?,
            deadline: grant.reader.deadline(now + account.policy.link_life_ms(), now),
        })
    }

    /// Invites one person.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `Invalid` on `email` and the fields of [`Wish`]; `Forbidden` for what is above the inviter's
    /// rights; `Conflict(AlreadyMember | AlreadyInvited)`, of this account alone; `Invalid` on `today` over the daily limit.
    pub async fn invite_one(&self, caller: &Caller, number: &str, email: &str, wish: &Wish) -> Result<InvitationId, Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let invited = retrying(&self.env, || self.invite(&grant, email, wish)).await;
        let id = self.noting_denial(&grant, AuditAction::InvitationCreated, invited).await?;
        self.wake_worker();
        Ok(id)
    }

    async fn invite(&self, grant: &Grant<InviteUsers>, email: &str, wish: &Wish) -> Result<InvitationId, Error> {
        let tx = self.store.begin().await?;
        let account = super::access::account_of(&accounts::lock(&*tx, grant.account.id).await?)?;
        active(&account)?;
        let (stock, rights) = (Stock::of(&*tx, account.id, &account.policy).await?, self.rights_now(&tx, grant).await?);
        let mut problems = Problems::default();
        let address = address(&account.policy, email, &mut problems);
        let gift = stock.gift(wish, &rights, "", true, &mut problems)?;
        stock.numbers(&wish.numbers, &rights, "", &mut problems)?;
        let person = stock.person(wish, "", true, &mut problems);
        problems.into_result()?;
        let address = address.ok_or_else(|| Error::invalid("email", EmailError::Missing))?;
        let now = self.env.now();
        invitations::expire_due(&*tx, account.id, now).await?;
        unknown(&*tx, account.id, &address, now).await?;
        self.take_invitations(&tx, &account, &grant.actor, 1).await?;
        let id = InvitationId::new(self.env.uuid());
        let row = self.invitation_row(grant, id, &address, person, now + account.policy.link_life_ms());
        let envelope = self.envelope(account.id, grant.actor.user.uuid(), grant.actor.operator);
        let envelope = Envelope { id: row.envelope_id, ..envelope };
        invitations::insert(&*tx, envelope, row).await?;
        wish::put(&*tx, account.id, (Holder::Invitation, id.uuid()), &gift).await?;
        self.reserve(&tx, account.id, id, &wish.numbers).await?;
        self.post(&tx, "invitation", &account, id, EnvelopeId::new(id.uuid()), &address).await?;
        let deed = Deed::new(AuditAction::InvitationCreated, grant.actor.by())
            .account(account.id)
            .target("invitation", id.uuid())
            .text(address.as_typed());
        self.audit(&tx, deed).await?;
        self.take_of_installation(&tx, 1).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Reserves numbers for an invitation; each that is not free is named.
    pub(crate) async fn reserve(&self, tx: &Tx, account: AccountId, id: InvitationId, wanted: &[NumberId]) -> Result<(), Error> {
        let ids: std::collections::BTreeSet<Uuid> = wanted.iter().map(|n| n.uuid()).collect();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        if numbers::reserve(&**tx, account, id.uuid(), &ids).await? {
            return Ok(());
        }
        let taken = numbers::taken(&**tx, account, None, &ids, self.env.now()).await?;
        if taken.is_empty() {
            return Err(Error::NotFound);
        }
        let problem = |n: numbers::NumberRecord| Problem { subject: Some(n.number), ..Problem::new("numbers", ProblemCode::NumberTaken) };
        Err(Error::Invalid(taken.into_iter().map(problem).collect()))
    }

    fn invitation_row(
        &self,
        grant: &Grant<InviteUsers>,
        id: InvitationId,
        address: &EmailAddress,
        person: Person,
        expires_at: i64,
    ) -> Invitation {
        Invitation {
            id: id.uuid(),
            account_id: grant.account.id.uuid(),
            email: address.as_typed().to_owned(),
            canonical: address.canonical().to_owned(),
            search: search_text(&person.first_name, &person.last_name, address.as_typed(), address.canonical()),
            first_name: person.first_name,
            last_name: person.last_name,
            phone: person.phone,
            status: InvitationStatus::Pending.as_str().to_owned(),
            sponsor_id: Some(grant.actor.user.uuid()),
            envelope_id: id.uuid(),
            membership_id: None,
            created_at: self.env.now(),
            expires_at,
            ended_at: None,
            reminded_at: None,
        }
    }

    /// A new envelope; whether the inviter sends it as the operator is told in its mail.
    pub(crate) fn envelope(&self, account: AccountId, inviter: Uuid, by_operator: bool) -> Envelope {
        Envelope { id: self.env.uuid(), account_id: account.uuid(), inviter_id: inviter, by_operator, created_at: self.env.now() }
    }

    /// Puts the mail of an envelope into the outbox.
    pub(crate) async fn post(
        &self,
        tx: &Tx,
        kind: &str,
        account: &Account,
        invitation: InvitationId,
        envelope: EnvelopeId,
        address: &EmailAddress,
    ) -> Result<(), Error> {
        let mail = self.mail_to(kind, address.as_typed(), address.canonical(), account.language.as_str(), None);
        let row = OutboxRow {
            id: envelope.uuid(),
            account_id: Some(account.id.uuid()),
            envelope_id: Some(envelope.uuid()),
            invitation_id: Some(invitation.uuid()),
            ..mail
        };
        outbox::insert(&**tx, row).await
    }

    /// The mail that an invitation with this gift would be, as the overview shows it.
    pub(crate) async fn invitation_preview(
        &self,
        grant: &Grant<InviteUsers>,
        kind: mail::InvitationKind,
        to: &str,
        (stock, gift): (&Stock, &Gift),
    ) -> Result<MailPreview, Error> {
        let language: Language = grant.account.language;
        let operator = accounts::operator(self.store.read()).await?.ok_or(Error::NotFound)?;
        let areas = accounts::areas(self.store.read()).await?;
        let brand = letters::brand(&operator);
        let given = stock.given(gift);
        let recipient =
            EmailAddress::parse(to).or_else(|_| EmailAddress::parse(&grant.actor.email)).map_err(|e| Error::Internal(e.to_string()))?;
        let unused =
            mail::Link::new(format!("{}/invitations/preview", self.settings.public_url)).map_err(|e| Error::Internal(e.to_string()))?;
        let letter = mail::Invitation {
            kind,
            recipient,
            recipient_name: None,
            customer: mail::Customer { company: grant.account.company.clone(), number: grant.account.number.clone() },
            inviter: mail::Inviter {
                person: mail::Person {
                    name: grant.actor.name.clone(),
                    email: EmailAddress::parse(&grant.actor.email).map_err(|e| Error::Internal(e.to_string()))?,
                },
                is_operator: grant.actor.operator,
            },
            access: letters::access(&given, &stock.rights(gift), &areas, (language, stock.policy.grants)),
            groups: given.groups,
            numbers: Vec::new(),
            expires_at: super::times::instant(self.env.now() + grant.account.policy.link_life_ms()),
            time_zone: grant.account.zone,
            link: unused.clone(),
            block_link: unused,
        };
        let rendered = letter.render(&brand, language).map_err(|e| Error::Internal(e.to_string()))?;
        Ok(MailPreview {
            language,
            from: letter.sender(&brand, language),
            reply_to: grant.actor.email.clone(),
            to: to.to_owned(),
            subject: rendered.subject,
            first_line: rendered.words.lead,
            button: rendered.words.button,
            footer: rendered.words.unexpected,
        })
    }
}
