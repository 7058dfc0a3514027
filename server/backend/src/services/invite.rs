//! Inviting one person, and what an invitation is made of.

use domain::audit::AuditAction;
use domain::ids::{AccountId, EnvelopeId, InvitationId, RoleId};
use domain::invitation::InvitationStatus;
use domain::membership::AccountStatus;
use domain::problem::{Conflict, Problem, ProblemCode};
use domain::views::{InviteOptions, MailPreview};
use domain::{EmailAddress, Language};
use uuid::Uuid;

use super::steps::option;
use super::{Services, letters};
use crate::Error;
use crate::context::{Account, Caller, Grant, InviteUsers};
use crate::mail;
use crate::store::audit::Deed;
use crate::store::invitations::{self, Envelope, Invitation};
use crate::store::outbox::{self, OutboxRow};
use crate::store::roles::{self, RoleRights};
use crate::store::{Tx, accounts, known, retrying, search_text};

/// Nobody is invited into an account that is suspended or closed.
pub(crate) fn active(account: &Account) -> Result<(), Error> {
    if account.status == AccountStatus::Active { Ok(()) } else { Err(Error::Conflict(Conflict::AccountNotActive)) }
}

impl Services {
    /// What *Invite user* offers.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`.
    pub async fn invite_options(&self, caller: &Caller, number: &str) -> Result<InviteOptions, Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let all = roles::of_account(self.store.read(), grant.account.id).await?;
        let now = self.env.now();
        Ok(InviteOptions {
            roles: all.into_iter().filter(|r| grant.rights.may_grant(&r.rights)).map(option).collect(),
            quota: self.quota(&grant).await?,
            deadline: grant.reader.deadline(now + grant.account.policy.link_life_ms(), now),
        })
    }

    /// Invites one person with one role.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `Invalid` on `email` or `role`; `Forbidden` for a role above the inviter's rights;
    /// `Conflict(AlreadyMember | AlreadyInvited)`, of this account alone; `Invalid` on `today` over the daily limit.
    pub async fn invite_one(&self, caller: &Caller, number: &str, email: &str, role: Option<RoleId>) -> Result<InvitationId, Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let address = EmailAddress::parse(email).map_err(ProblemCode::from);
        let address = address.and_then(|a| if grant.account.policy.allows(&a) { Ok(a) } else { Err(ProblemCode::BlockedDomain) });
        let (address, role) = match (address, role) {
            (Ok(address), Some(role)) => (address, role),
            (address, role) => {
                let email = address.err().map(|code| Problem::new("email", code));
                let role = role.is_none().then(|| Problem::new("role", ProblemCode::Choice));
                return Err(Error::Invalid(email.into_iter().chain(role).collect()));
            }
        };
        let invited = retrying(&self.env, || self.invite(&grant, &address, role)).await;
        let id = self.noting_denial(&grant, AuditAction::InvitationCreated, invited).await?;
        self.wake_worker();
        Ok(id)
    }

    async fn invite(&self, grant: &Grant<InviteUsers>, address: &EmailAddress, role: RoleId) -> Result<InvitationId, Error> {
        let tx = self.store.begin().await?;
        let account = super::access::account_of(&accounts::lock(&*tx, grant.account.id).await?)?;
        active(&account)?;
        let now = self.env.now();
        invitations::expire_due(&*tx, account.id, now).await?;
        match known::people(&*tx, account.id, &[address.canonical()], now).await?.first().map(|k| k.invited_at) {
            Some(None) => return Err(Error::Conflict(Conflict::AlreadyMember)),
            Some(Some(_)) => return Err(Error::Conflict(Conflict::AlreadyInvited)),
            None => {}
        }
        let roles = roles::of_account(&*tx, account.id).await?;
        let chosen = roles.iter().find(|r| r.id == role).ok_or_else(|| Error::invalid("role", ProblemCode::Choice))?;
        if !self.rights_now(&tx, grant).await?.may_grant(&chosen.rights) {
            return Err(Error::Forbidden);
        }
        self.take_invitations(&tx, &account, &grant.actor, 1).await?;
        let id = InvitationId::new(self.env.uuid());
        let row = self.invitation_row(grant, id, address, now + account.policy.link_life_ms());
        let envelope = self.envelope(account.id, grant.actor.user.uuid(), grant.actor.operator);
        let envelope = Envelope { id: row.envelope_id, ..envelope };
        invitations::insert(&*tx, envelope, row, &[role.uuid()]).await?;
        self.post(&tx, "invitation", &account, id, EnvelopeId::new(id.uuid()), address).await?;
        let deed = Deed::new(AuditAction::InvitationCreated, grant.actor.by())
            .account(account.id)
            .target("invitation", id.uuid())
            .text(address.as_typed());
        self.audit(&tx, deed).await?;
        self.take_of_installation(&tx, 1).await?;
        tx.commit().await?;
        Ok(id)
    }

    fn invitation_row(&self, grant: &Grant<InviteUsers>, id: InvitationId, address: &EmailAddress, expires_at: i64) -> Invitation {
        Invitation {
            id: id.uuid(),
            account_id: grant.account.id.uuid(),
            email: address.as_typed().to_owned(),
            canonical: address.canonical().to_owned(),
            first_name: String::new(),
            last_name: String::new(),
            search: search_text("", "", address.as_typed(), address.canonical()),
            status: InvitationStatus::Pending.as_str().to_owned(),
            inviter_id: grant.actor.user.uuid(),
            by_operator: grant.actor.operator,
            sponsor_id: Some(grant.actor.user.uuid()),
            envelope_id: id.uuid(),
            membership_id: None,
            created_at: self.env.now(),
            expires_at,
            ended_at: None,
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

    /// The mail that an invitation with these roles would be, as the overview shows it.
    pub(crate) async fn invitation_preview(
        &self,
        grant: &Grant<InviteUsers>,
        kind: mail::InvitationKind,
        to: &str,
        roles: &[RoleRights],
    ) -> Result<MailPreview, Error> {
        let language: Language = grant.account.language;
        let operator = accounts::operator(self.store.read()).await?.ok_or(Error::NotFound)?;
        let areas = accounts::areas(self.store.read()).await?;
        let brand = letters::brand(&operator);
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
            access: letters::access(roles, &roles::together(roles), &areas, language),
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
