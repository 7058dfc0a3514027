//! Deleting a role: blocked while it is in use, until it is said what its holders get in its place.

use domain::audit::AuditAction;
use domain::ids::RoleId;
use domain::permission::Rights;
use domain::problem::{Conflict, ProblemCode};
use domain::views::RoleUses;

use super::roles::{find, may_change};
use super::steps::option;
use super::{Services, to_u32};
use crate::Error;
use crate::context::{Caller, Grant, ManageRoles};
use crate::store::audit::Deed;
use crate::store::role_use::{self, Uses};
use crate::store::roles::{self, RoleRights};
use crate::store::{Tx, accounts, retrying};

/// What the holders of a deleted role get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    Nothing,
    Role(RoleId),
}

impl Services {
    /// What hangs on a role, and what the caller may give in its place.
    ///
    /// # Errors
    /// As [`Services::grant`] for `roles.manage`; `NotFound`; `Forbidden` for a role that the caller may not delete.
    pub async fn role_uses(&self, caller: &Caller, number: &str, id: RoleId) -> Result<RoleUses, Error> {
        let grant: Grant<ManageRoles> = self.grant(caller, number).await?;
        let (db, account) = (self.store.read(), grant.account.id);
        let role = find(db, account, id).await?;
        if !may_change(&grant.rights, &role) {
            return Err(Error::Forbidden);
        }
        let uses = role_use::uses(db, account, id, self.env.now()).await?;
        let others = roles::of_account(db, account).await?;
        Ok(RoleUses {
            id,
            name: role.name,
            members: to_u32(uses.members),
            invitations: to_u32(uses.invitations),
            revivable: to_u32(uses.revivable),
            drafts: to_u32(uses.drafts),
            instead: others.into_iter().filter(|r| r.id != id && grant.rights.may_grant(&r.rights)).map(option).collect(),
            may_be_nothing: may_be_nothing(&grant, &uses),
        })
    }

    /// Deletes one of the account's own roles. Its members, the invitations that grant it or could be sent again, and the lists that were not
    /// submitted get the other one, all at once or not at all. An invitation keeps its sponsor, whose rights are checked at accept.
    ///
    /// # Errors
    /// As [`Services::role_uses`]; `Conflict(RoleInUse)` when somebody has it and nothing is given in its place; `Invalid` on `instead` for what
    /// cannot take its place; `Forbidden` for a role above the caller's rights.
    pub async fn delete_role(&self, caller: &Caller, number: &str, id: RoleId, instead: Option<Instead>) -> Result<(), Error> {
        let grant: Grant<ManageRoles> = self.grant(caller, number).await?;
        find(self.store.read(), grant.account.id, id).await?;
        let deleted = retrying(&self.env, || self.delete_role_now(&grant, id, instead)).await;
        self.noting_denial(&grant, AuditAction::RoleDeleted, deleted).await
    }

    async fn delete_role_now(&self, grant: &Grant<ManageRoles>, id: RoleId, instead: Option<Instead>) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        let account = grant.account.id;
        accounts::lock(&*tx, account).await?;
        let (role, held) = self.own_role(&tx, grant, id).await?;
        let uses = role_use::uses(&*tx, account, id, self.env.now()).await?;
        let instead = self.successor(&tx, grant, (id, &held), &uses, instead).await?;
        role_use::hand_on(&*tx, account, id, instead.as_ref().map(|r| r.id)).await?;
        // A list that took it up in this very moment keeps it from going.
        let in_use = |e: Error| if e.is_reference_violation() { Error::Conflict(Conflict::RoleInUse) } else { e };
        roles::delete(&*tx, account, id).await.map_err(in_use)?;
        let details = serde_json::json!({
            "permissions": role.rights.listed().collect::<Vec<_>>(), "instead": instead.map(|r| r.name), "members": uses.members,
            "invitations": uses.invitations + uses.revivable, "lists": uses.drafts
        });
        let deed = Deed::new(AuditAction::RoleDeleted, grant.actor.by()).account(account).target("role", id.uuid()).text(&role.name);
        self.audit(&tx, deed.details(details)).await?;
        tx.commit().await
    }

    /// The role that takes the place of the one to be deleted; none if nothing does.
    async fn successor(
        &self,
        tx: &Tx,
        grant: &Grant<ManageRoles>,
        (id, held): (RoleId, &Rights),
        uses: &Uses,
        instead: Option<Instead>,
    ) -> Result<Option<RoleRights>, Error> {
        match instead {
            _ if !uses.any() => Ok(None),
            None => Err(Error::Conflict(Conflict::RoleInUse)),
            Some(Instead::Nothing) if may_be_nothing(grant, uses) => Ok(None),
            Some(Instead::Nothing) => Err(Error::invalid("instead", ProblemCode::Choice)),
            Some(Instead::Role(other)) => {
                let found = roles::of_account(&**tx, grant.account.id).await?.into_iter().find(|r| r.id == other && other != id);
                let role = found.ok_or_else(|| Error::invalid("instead", ProblemCode::Choice))?;
                if held.may_grant(&role.rights) { Ok(Some(role)) } else { Err(Error::Forbidden) }
            }
        }
    }
}

/// Members may always be left without a role; an invitation where the rules of the account let people be invited without one.
fn may_be_nothing(grant: &Grant<ManageRoles>, uses: &Uses) -> bool {
    !grant.account.policy.role_required || uses.invitations + uses.revivable == 0
}
