//! Who stands at the door with which link, and what they are shown. Opening a link changes nothing.

use domain::EmailAddress;
use domain::ids::{AccountId, EnvelopeId, InvitationId};
use domain::invitation::{Channel, InvitationStatus};
use domain::membership::AccountStatus;
use domain::permission::Permission;
use domain::policy::Grants;
use domain::role::RoleKind;
use domain::views::{AcceptPage, Arrival, OpenInvitation, RoleName};

use super::limits::{INVALID_TOKENS, network};
use super::{Services, stored};
use crate::Error;
use crate::context::{Account, Caller, Visitor, display_name};
use crate::keys::Purpose;
use crate::store::invitations::{self, Doorstep};
use crate::store::{accounts, challenges, links, members, numbers, roles};

/// An invitation, and how its bearer came to it.
pub(crate) struct Knock {
    pub doorstep: Doorstep,
    pub account: Account,
    pub status: InvitationStatus,
    /// None: found after a login, without a link.
    pub link: Option<(EnvelopeId, Channel)>,
    /// Who is at the door.
    pub visitor: Visitor,
}

impl Knock {
    pub(crate) fn id(&self) -> InvitationId {
        InvitationId::new(self.doorstep.id)
    }

    pub(crate) fn channel(&self) -> Channel {
        self.link.map_or(Channel::Mailed, |l| l.1)
    }

    pub(crate) fn envelope(&self) -> Option<EnvelopeId> {
        self.link.map(|l| l.0)
    }

    pub(crate) fn inviter(&self) -> String {
        display_name(&self.doorstep.inviter_first, &self.doorstep.inviter_last, &self.doorstep.inviter_email)
    }

    /// The page for an invitation that cannot be accepted (any more) by this link.
    fn closed(&self, caller: &Caller, member: Option<String>, now: i64) -> Option<AcceptPage> {
        let company = self.account.company.clone();
        if self.account.status != AccountStatus::Active {
            return Some(AcceptPage::NotValid { gone: true });
        }
        match self.status {
            InvitationStatus::Accepted => Some(AcceptPage::AlreadyAccepted { company, signed_in_as_member: member }),
            InvitationStatus::Revoked => Some(AcceptPage::NotValid { gone: true }),
            InvitationStatus::Declined => Some(AcceptPage::Declined { company }),
            InvitationStatus::Expired => {
                let deadline = caller.reader(&self.account).deadline(self.doorstep.expires_at, now);
                Some(AcceptPage::Expired { company, inviter: self.inviter(), deadline })
            }
            InvitationStatus::Pending if self.doorstep.superseded_at.is_some() => Some(AcceptPage::Superseded { company }),
            InvitationStatus::Pending => None,
        }
    }
}

impl Services {
    /// The invitation that a link names, or, for the text of an invitation's id, the one that waits for the caller's verified address.
    pub(crate) async fn knock(&self, caller: &Caller, token: &str) -> Result<Option<Knock>, Error> {
        let db = self.store.read();
        let (doorstep, link) = if let Ok(id) = token.parse::<InvitationId>() {
            let Some(session) = caller.session.as_ref().filter(|s| s.verified) else { return Ok(None) };
            (invitations::of_address(db, &session.canonical, id).await?, None)
        } else {
            let (channel, envelope) = match self.keys.open(token) {
                Some((Purpose::InvitationMailed, id)) => (Channel::Mailed, EnvelopeId::new(id)),
                Some((Purpose::InvitationCopied, id)) => (Channel::Copied, EnvelopeId::new(id)),
                _ => return Ok(None),
            };
            (invitations::by_envelope(db, envelope).await?, Some((envelope, channel)))
        };
        let Some(doorstep) = doorstep else { return Ok(None) };
        // Who comes without a link needs none that is open.
        let doorstep = Doorstep { superseded_at: doorstep.superseded_at.filter(|_| link.is_some()), ..doorstep };
        let row = accounts::by_id(db, AccountId::new(doorstep.account_id)).await?.ok_or(Error::NotFound)?;
        let status = stored::<InvitationStatus>(&doorstep.status)?.effective(doorstep.expires_at, self.env.now());
        Ok(Some(Knock { account: super::access::account_of(&row)?, status, doorstep, link, visitor: caller.visitor }))
    }

    /// What `/invitations/{token}` shows to the caller.
    ///
    /// # Errors
    /// `TooMany` for a network that tries links; `Database`.
    pub async fn accept_page(&self, caller: &Caller, token: &str) -> Result<AcceptPage, Error> {
        let Some(knock) = self.knock(caller, token).await? else {
            self.junk(&caller.visitor, token).await?;
            return Ok(AcceptPage::NotValid { gone: false });
        };
        let member = self.membership_of(caller, &knock).await?;
        match (knock.closed(caller, member, self.env.now()), knock.envelope()) {
            // Ended by itself, not by a newer one: there is no newer one to look for.
            (Some(AcceptPage::Superseded { .. }), Some(envelope)) if !links::has_open(self.store.read(), envelope).await? => {
                return Ok(AcceptPage::NotValid { gone: true });
            }
            (Some(page), _) => return Ok(page),
            (None, _) => {}
        }
        Ok(AcceptPage::Open(Box::new(self.open_invitation(caller, &knock).await?)))
    }

    /// Counts a link that never was. Only counters change, and only for what is no link of ours.
    pub(crate) async fn junk(&self, visitor: &Visitor, token: &str) -> Result<(), Error> {
        if token.parse::<InvitationId>().is_ok() { Ok(()) } else { self.count(INVALID_TOKENS, &network(visitor)).await }
    }

    /// The customer number, if the caller is the member that the invitation has made.
    async fn membership_of(&self, caller: &Caller, knock: &Knock) -> Result<Option<String>, Error> {
        let Some(session) = &caller.session else { return Ok(None) };
        if session.canonical != knock.doorstep.canonical {
            return Ok(None);
        }
        let current = members::current(self.store.read(), knock.account.id, session.user).await?;
        Ok(current.map(|_| knock.account.number.clone()))
    }

    async fn open_invitation(&self, caller: &Caller, knock: &Knock) -> Result<OpenInvitation, Error> {
        let (db, account, now) = (self.store.read(), &knock.account, self.env.now());
        let granted = roles::of_invitation(db, account.id, knock.doorstep.id).await?;
        let rights = roles::rights_of_invitation(db, account.id, knock.doorstep.id).await?;
        let areas = accounts::areas(db).await?;
        let opened = areas.into_iter().filter(|a| a.area.parse().is_ok_and(|key| rights.holds(&Permission::Area(key)))).map(|a| a.name);
        Ok(OpenInvitation {
            company: account.company.clone(),
            number: account.number.clone(),
            inviter: knock.inviter(),
            administrator: rights.is_administrator(),
            permissions: Permission::CLOSED.into_iter().filter(|p| rights.holds(p)).collect(),
            areas: opened.collect(),
            // Where permissions are chosen, having them all is told by `administrator` alone.
            roles: granted
                .into_iter()
                .filter(|r| account.policy.grants != Grants::Permissions || r.kind != RoleKind::Administrator)
                .map(|r| RoleName { kind: r.kind, name: r.name })
                .collect(),
            numbers: numbers::of_invitation(db, account.id, knock.doorstep.id).await?.into_iter().map(|n| n.number).collect(),
            deadline: caller.reader(account).deadline(knock.doorstep.expires_at, now),
            arrival: self.arrival(caller, knock).await?,
            channel: knock.channel(),
            ask_phone: account.policy.ask_phone,
        })
    }

    async fn arrival(&self, caller: &Caller, knock: &Knock) -> Result<Arrival, Error> {
        let door = &knock.doorstep;
        let address = EmailAddress::parse(&door.email).map_err(|e| Error::Internal(e.to_string()))?;
        match &caller.session {
            Some(s) if s.canonical == door.canonical && (s.verified || !self.needs_code(knock).await?) => {
                Ok(Arrival::Invitee { email: s.email.clone() })
            }
            Some(s) if s.canonical != door.canonical => Ok(Arrival::SomeoneElse { signed_in: s.email.clone(), invited: address.masked() }),
            _ if self.needs_code(knock).await? => {
                Ok(Arrival::NeedsCode { invited: address.masked(), sent: self.code_was_sent(knock).await? })
            }
            _ => Ok(Arrival::Nobody {
                email: door.email.clone(),
                first_name: door.first_name.clone(),
                last_name: door.last_name.clone(),
                phone: door.phone.clone().unwrap_or_default(),
            }),
        }
    }

    /// A copied link proves no mailbox: a code comes first, unless the operator trusts such links.
    pub(crate) async fn needs_code(&self, knock: &Knock) -> Result<bool, Error> {
        if knock.channel() == Channel::Mailed {
            return Ok(false);
        }
        Ok(!accounts::operator(self.store.read()).await?.is_some_and(|o| o.trust_copied_links))
    }

    async fn code_was_sent(&self, knock: &Knock) -> Result<bool, Error> {
        let Some(envelope) = knock.envelope() else { return Ok(false) };
        Ok(challenges::open_code(self.store.read(), envelope.uuid(), self.env.now()).await?.is_some())
    }
}
