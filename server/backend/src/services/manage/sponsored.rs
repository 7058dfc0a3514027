//! What becomes of the open invitations of who may no longer answer for them.

use domain::audit::AuditAction;
use domain::live::Topic;
use domain::membership::{MembershipStatus, Sponsored};
use domain::permission::Rights;
use domain::problem::{Problem, ProblemCode};

use super::{Change, may_sponsor, user_of};
use crate::Error;
use crate::services::Services;
use crate::store::audit::{Deed, record_each};
use crate::store::sponsored::OpenInvitation;
use crate::store::{rights, sponsored};

impl Services {
    /// Revokes or takes over the invitations that the change has left without somebody who may grant what they grant.
    pub(super) async fn settle_sponsored(
        &self,
        change: &Change<'_>,
        status: MembershipStatus,
        held: &Rights,
        choice: Option<Sponsored>,
    ) -> Result<(), Error> {
        let lost = self.lost_invitations(change, status, held).await?;
        if lost.is_empty() {
            return Ok(());
        }
        let Some(choice) = choice else {
            let position = u32::try_from(lost.len()).ok();
            return Err(Error::Invalid(vec![Problem { position, ..Problem::new("sponsored", ProblemCode::Choice) }]));
        };
        // Whoever takes them over is the actor as they are after the change.
        let rights_after = if change.is_oneself() { held } else { &change.rights };
        let (taken, revoked): (Vec<_>, Vec<_>) =
            lost.into_iter().partition(|(_, granted)| choice == Sponsored::TakeOver && rights_after.may_grant(granted));
        let [taken, revoked] = [taken, revoked].map(|list| list.into_iter().map(|(i, _)| i).collect::<Vec<_>>());
        let account = change.account();
        sponsored::hand_to(&*change.tx, account, &taken, Some(change.grant.actor.user)).await?;
        sponsored::revoke(&*change.tx, account, &revoked, self.env.now()).await?;
        self.record_sponsored(change, AuditAction::InvitationTakenOver, &taken).await?;
        self.record_sponsored(change, AuditAction::InvitationRevoked, &revoked).await
    }

    /// The open invitations that the member could answer for before the change and cannot after it, each with what it grants. Who goes out
    /// answers for none: what they could not grant before either goes as well.
    async fn lost_invitations(
        &self,
        change: &Change<'_>,
        status: MembershipStatus,
        held: &Rights,
    ) -> Result<Vec<(OpenInvitation, Rights)>, Error> {
        let (before, after) = (change.power(change.status, &change.before), change.power(status, held));
        let is_out = !change.is_operator && status != MembershipStatus::Active && status != change.status;
        if !is_out && (after.covers(&before) || !may_sponsor(&before)) {
            return Ok(Vec::new());
        }
        let (account, sponsor, now) = (change.account(), user_of(&change.member), self.env.now());
        let open = sponsored::open(&*change.tx, account, sponsor, now).await?;
        let mut granted = rights::of_open_invitations(&*change.tx, account, sponsor, now).await?;
        let with_rights = open.into_iter().map(|i| (granted.remove(&i.id).unwrap_or_default(), i));
        let is_lost = |granted: &Rights| is_out || (before.may_grant(granted) && !after.may_grant(granted));
        Ok(with_rights.filter(|(granted, _)| is_lost(granted)).map(|(granted, i)| (i, granted)).collect())
    }

    async fn record_sponsored(&self, change: &Change<'_>, action: AuditAction, invitations: &[OpenInvitation]) -> Result<(), Error> {
        let deed = Deed::new(action, change.grant.actor.by())
            .account(change.account())
            .details(serde_json::json!({ "sponsor": change.user.email }));
        change.tx.changes(change.account(), Topic::Invitations);
        let targets: Vec<_> = invitations.iter().map(|i| (i.id, i.email.as_str())).collect();
        record_each(&*change.tx, || self.env.uuid(), self.env.now(), &deed, "invitation", &targets).await
    }
}
