//! The numbers of a member.

use std::collections::BTreeSet;

use domain::audit::AuditAction;
use domain::ids::{MembershipId, NumberId};
use domain::problem::{Problem, ProblemCode};
use domain::views::NumberChoice;
use uuid::Uuid;

use super::Outcome;
use crate::Error;
use crate::context::{AssignNumbers, Caller, Grant};
use crate::services::Services;
use crate::services::steps::number_choice;
use crate::store::audit::Deed;
use crate::store::users;
use crate::store::{accounts, invitations, members, numbers, retrying};

/// Numbers that a search finds.
const FOUND: u32 = 20;
/// Nobody holds more.
const MOST: usize = 1_000;

impl Services {
    /// Numbers of the account that match, at most twenty, taken ones with their holder.
    ///
    /// # Errors
    /// As [`Services::grant`] for `numbers.assign`.
    pub async fn search_numbers(&self, caller: &Caller, number: &str, search: &str) -> Result<Vec<NumberChoice>, Error> {
        let grant: Grant<AssignNumbers> = self.grant(caller, number).await?;
        let found = numbers::find(self.store.read(), grant.account.id, None, search, self.env.now(), FOUND).await?;
        Ok(found.into_iter().map(number_choice).collect())
    }

    /// Puts these numbers in the place of those that a member has. What is taken from them is free.
    ///
    /// # Errors
    /// As [`Services::grant`] for `numbers.assign`; `NotFound`, also for a number; `Invalid` on `numbers` for one that somebody else has or that an
    /// open invitation has reserved.
    pub async fn change_numbers(&self, caller: &Caller, number: &str, id: MembershipId, wanted: &[NumberId]) -> Result<(), Error> {
        let grant: Grant<AssignNumbers> = self.grant(caller, number).await?;
        let wanted: BTreeSet<Uuid> = wanted.iter().map(|id| id.uuid()).collect();
        if wanted.len() > MOST {
            return Err(Error::invalid("numbers", ProblemCode::Choice));
        }
        let wanted: Vec<Uuid> = wanted.into_iter().collect();
        retrying(&self.env, || self.change_numbers_now(&grant, id, &wanted)).await
    }

    async fn change_numbers_now(&self, grant: &Grant<AssignNumbers>, id: MembershipId, wanted: &[Uuid]) -> Result<(), Error> {
        let (tx, account) = (self.store.begin().await?, grant.account.id);
        accounts::lock(&*tx, account).await?;
        self.rights_still(&tx, grant).await?;
        let member = members::by_id(&*tx, account, id).await?.ok_or(Error::NotFound)?;
        invitations::expire_due(&*tx, account, self.env.now()).await?;
        let known = numbers::known(&*tx, account, wanted).await?;
        if known.len() < wanted.len() {
            return Err(Error::NotFound);
        }
        if let Some(taken) = known.iter().find(|n| !n.is_free_for(member.id)) {
            return Err(Error::Invalid(vec![Problem {
                subject: Some(taken.number.clone()),
                ..Problem::new("numbers", ProblemCode::NumberTaken)
            }]));
        }
        let texts = |list: Vec<members::Held>| list.into_iter().map(|held| held.name).collect::<Vec<_>>();
        let held = texts(members::numbers_of(&*tx, account, &[member.id]).await?);
        numbers::put_of_member(&*tx, account, member.id, wanted).await?;
        let now = texts(members::numbers_of(&*tx, account, &[member.id]).await?);
        if held == now {
            return Ok(());
        }
        let user = users::by_id(&*tx, member.user_id).await?.ok_or(Error::NotFound)?;
        let what = Outcome::new(AuditAction::MembershipNumbersChanged, "numbers", &held, &now);
        let deed = Deed::new(what.action, grant.actor.by())
            .account(account)
            .target("membership", member.id)
            .text(&user.email)
            .details(what.details);
        self.audit(&tx, deed).await?;
        tx.commit().await
    }
}
