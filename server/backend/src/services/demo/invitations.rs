//! Invitations of the demo, with their mails and what the audit log says of them.

use domain::audit::AuditAction;
use domain::ids::{AccountId, InvitationId, UserId};
use domain::invitation::{Delivery, InvitationStatus};
use domain::{EmailAddress, Language};

use super::{DAY_MS, DemoInvitation};
use crate::Error;
use crate::services::wish::{self, Gift};
use crate::services::{Services, access};
use crate::store::audit::{By, Deed, record};
use crate::store::held::Holder;
use crate::store::invitations::{self, Envelope, Invitation};
use crate::store::outbox::{self, OutboxRow};
use crate::store::users;
use crate::store::{accounts, search_text};

/// How long after it was sent an invitation was answered or deleted: at the hour at which members joined.
const ANSWERED_MS: i64 = DAY_MS - 1_800_000;

impl Services {
    pub(super) async fn add_demo_invitation(&self, account: AccountId, demo: DemoInvitation) -> Result<(), Error> {
        let address = EmailAddress::parse(&demo.email).map_err(|e| Error::invalid("email", e))?;
        let inviter = EmailAddress::parse(&demo.inviter).map_err(|e| Error::invalid("inviter", e))?;
        let inviter = users::by_canonical(self.store.read(), inviter.canonical()).await?.ok_or(Error::NotFound)?;
        let gift = Gift { roles: self.role_ids(account, std::slice::from_ref(&demo.role)).await?, ..Gift::default() };
        let row = accounts::by_id(self.store.read(), account).await?.ok_or(Error::NotFound)?;
        let account = access::account_of(&row)?;
        let id = InvitationId::new(self.env.uuid());
        let created_at = self.env.now() - demo.sent_days_ago * DAY_MS - 1_800_000;
        let envelope = Envelope { id: id.uuid(), created_at, ..self.envelope(account.id, inviter.id, false) };
        let invitation = demo_row(&demo, &address, (id, account.id, UserId::new(inviter.id)), created_at, account.policy.link_life_ms());
        let mail = self.demo_mail(&demo, &address, account.language, created_at);
        let mail = OutboxRow {
            id: id.uuid(),
            account_id: Some(account.id.uuid()),
            envelope_id: Some(id.uuid()),
            invitation_id: Some(id.uuid()),
            ..mail
        };
        let deeds = self.demo_deeds(&demo, &address, By::User(inviter.id), created_at).await?;
        let tx = self.store.begin().await?;
        invitations::insert(&*tx, envelope, invitation).await?;
        wish::put(&*tx, account.id, (Holder::Invitation, id.uuid()), &gift).await?;
        outbox::insert(&*tx, mail).await?;
        for (at, action, by) in deeds {
            let deed = Deed::new(action, by).account(account.id).target("invitation", id.uuid()).text(&demo.email);
            record(&*tx, self.env.uuid(), at, deed).await?;
        }
        tx.commit().await
    }

    /// What the log says of an invitation, and when. Time alone expires, so of that it says nothing.
    async fn demo_deeds(
        &self,
        demo: &DemoInvitation,
        address: &EmailAddress,
        inviter: By,
        created_at: i64,
    ) -> Result<Vec<(i64, AuditAction, By)>, Error> {
        let ended = match demo.status {
            InvitationStatus::Pending | InvitationStatus::Expired => None,
            InvitationStatus::Accepted => Some((AuditAction::InvitationAccepted, self.demo_invitee(demo, address).await?)),
            InvitationStatus::Declined => Some((AuditAction::InvitationDeclined, self.demo_invitee(demo, address).await?)),
            InvitationStatus::Revoked => Some((AuditAction::InvitationRevoked, inviter)),
        };
        let ended = ended.map(|(action, by)| (created_at + ANSWERED_MS, action, by));
        Ok(std::iter::once((created_at, AuditAction::InvitationCreated, inviter)).chain(ended).collect())
    }

    /// Only who has a login can answer.
    async fn demo_invitee(&self, demo: &DemoInvitation, address: &EmailAddress) -> Result<By, Error> {
        if let Some(user) = users::by_canonical(self.store.read(), address.canonical()).await? {
            return Ok(By::User(user.id));
        }
        let user = self.new_user(address, (&demo.first_name, &demo.last_name), None, Language::En, None, true);
        let (by, tx) = (By::User(user.id), self.store.begin().await?);
        users::insert(&*tx, user).await?;
        tx.commit().await?;
        Ok(by)
    }

    fn demo_mail(&self, demo: &DemoInvitation, address: &EmailAddress, language: Language, created_at: i64) -> OutboxRow {
        let finished_at = demo.delivery.is_final().then_some(created_at + 2_000);
        OutboxRow {
            status: demo.delivery.as_str().to_owned(),
            attempts: i32::from(demo.delivery != Delivery::Queued),
            // A deferred one of the demo stays deferred long enough to be looked at.
            next_attempt_at: self.env.now() + 50 * 60_000,
            reply: demo.reply.clone(),
            created_at,
            finished_at,
            ..self.mail_to("invitation", address.as_typed(), address.canonical(), language.as_str(), None)
        }
    }
}

fn demo_row(
    demo: &DemoInvitation,
    address: &EmailAddress,
    (id, account, inviter): (InvitationId, AccountId, UserId),
    created_at: i64,
    life_ms: i64,
) -> Invitation {
    let expires_at = created_at + life_ms;
    let ended_at = match demo.status {
        InvitationStatus::Pending => None,
        InvitationStatus::Expired => Some(expires_at),
        _ => Some(created_at + ANSWERED_MS),
    };
    Invitation {
        id: id.uuid(),
        account_id: account.uuid(),
        email: address.as_typed().to_owned(),
        canonical: address.canonical().to_owned(),
        first_name: demo.first_name.clone(),
        last_name: demo.last_name.clone(),
        phone: None,
        search: search_text(&demo.first_name, &demo.last_name, address.as_typed(), address.canonical()),
        status: demo.status.as_str().to_owned(),
        sponsor_id: Some(inviter.uuid()),
        envelope_id: id.uuid(),
        membership_id: None,
        created_at,
        expires_at,
        reminded_at: None,
        ended_at,
    }
}
