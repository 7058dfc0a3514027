//! *Roles*: what they give, who has them, and how the account makes its own.

use domain::audit::AuditAction;
use std::collections::HashMap;

use domain::ids::{AccountId, RoleId};
use domain::permission::{Permission, Rights};
use domain::problem::{Problem, ProblemCode, Problems};
use domain::role::RoleKind;
use domain::text::{NAME_MAX, optional_line, required_line};
use domain::views::{RoleList, RoleRow, RoleSheet};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Services, to_u32};
use crate::Error;
use crate::context::{Caller, Grant, ManageRoles};
use crate::store::accounts::AreaRow;
use crate::store::audit::Deed;
use crate::store::role_use::{self, Holders};
use crate::store::roles::{self, RoleRights};
use crate::store::{Tx, accounts, retrying};

/// Longest description of a role, in characters.
const DESCRIPTION_MAX: usize = 200;

/// What a role is to be.
#[derive(Clone, Debug)]
pub struct RoleInput {
    pub name: String,
    pub description: String,
    pub permissions: Vec<Permission>,
}

impl Services {
    /// All roles of the account.
    ///
    /// # Errors
    /// As [`Services::grant`] for `roles.manage`.
    pub async fn roles(&self, caller: &Caller, number: &str) -> Result<RoleList, Error> {
        let grant: Grant<ManageRoles> = self.grant(caller, number).await?;
        Ok(RoleList { counts: self.people_counts(&grant).await?, rows: self.role_rows(&grant).await?.into_iter().map(|r| r.0).collect() })
    }

    async fn role_rows(&self, grant: &Grant<ManageRoles>) -> Result<Vec<(RoleRow, Rights)>, Error> {
        let (db, account) = (self.store.read(), grant.account.id);
        let areas = accounts::areas(db).await?;
        let holders = role_use::holders(db, account, self.env.now()).await?;
        let holders: HashMap<Uuid, Holders> = holders.into_iter().map(|h| (h.id, h)).collect();
        let row = |role: RoleRights| (role_row(&role, &areas, holders.get(&role.id.uuid()), &grant.rights), role.rights);
        Ok(roles::of_account(db, account).await?.into_iter().map(row).collect())
    }

    /// One role and what the caller may make of it; without an id, what a new one may be made of.
    ///
    /// # Errors
    /// As [`Services::grant`] for `roles.manage`; `NotFound`.
    pub async fn role(&self, caller: &Caller, number: &str, id: Option<RoleId>) -> Result<RoleSheet, Error> {
        let grant: Grant<ManageRoles> = self.grant(caller, number).await?;
        let options = self.permission_options(&grant.rights).await?;
        let Some(id) = id else { return Ok(RoleSheet { role: None, chosen: Vec::new(), options }) };
        let (role, rights) = self.role_rows(&grant).await?.into_iter().find(|(row, _)| row.id == id).ok_or(Error::NotFound)?;
        let chosen = options.iter().map(|o| o.permission.clone()).filter(|p| rights.holds(p)).collect();
        Ok(RoleSheet { role: Some(role), chosen, options })
    }

    /// Makes a role of the account's own.
    ///
    /// # Errors
    /// As [`Services::grant`] for `roles.manage`; `Invalid` on `name`, `description` or `permissions`; `Forbidden` for more than the caller holds.
    pub async fn create_role(&self, caller: &Caller, number: &str, input: RoleInput) -> Result<RoleId, Error> {
        let grant: Grant<ManageRoles> = self.grant(caller, number).await?;
        let wanted = self.wanted(input).await?;
        let made = retrying(&self.env, || self.make_role(&grant, &wanted)).await;
        self.noting_denial(&grant, AuditAction::RoleCreated, made).await
    }

    async fn make_role(&self, grant: &Grant<ManageRoles>, wanted: &RoleInput) -> Result<RoleId, Error> {
        let tx = self.store.begin().await?;
        let account = grant.account.id;
        accounts::lock(&*tx, account).await?;
        if !self.rights_still(&tx, grant).await?.covers(&rights_of(wanted)) {
            return Err(Error::Forbidden);
        }
        let RoleInput { name, description, permissions } = wanted;
        let id = self.add_role(&tx, account, RoleKind::Custom, name, description, permissions).await.map_err(name_taken)?;
        let deed = Deed::new(AuditAction::RoleCreated, grant.actor.by()).account(account).target("role", id).text(name);
        self.audit(&tx, deed.details(serde_json::json!({ "new": described(wanted) }))).await?;
        tx.commit().await?;
        Ok(RoleId::new(id))
    }

    /// Gives one of the account's own roles another name, description or list of permissions, at once for all who have it.
    ///
    /// # Errors
    /// As [`Services::create_role`]; `NotFound`; `Forbidden` for a built-in role, and for one that gives, before or after, more than the
    /// caller holds.
    pub async fn change_role(&self, caller: &Caller, number: &str, id: RoleId, input: RoleInput) -> Result<(), Error> {
        let grant: Grant<ManageRoles> = self.grant(caller, number).await?;
        find(self.store.read(), grant.account.id, id).await?;
        let wanted = self.wanted(input).await?;
        let changed = retrying(&self.env, || self.remake_role(&grant, id, &wanted)).await;
        self.noting_denial(&grant, AuditAction::RoleChanged, changed).await
    }

    async fn remake_role(&self, grant: &Grant<ManageRoles>, id: RoleId, wanted: &RoleInput) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        let account = grant.account.id;
        accounts::lock(&*tx, account).await?;
        let (before, held) = self.own_role(&tx, grant, id).await?;
        if !held.covers(&rights_of(wanted)) {
            return Err(Error::Forbidden);
        }
        let old = RoleInput { name: before.name, description: before.description, permissions: before.rights.listed().cloned().collect() };
        if described(&old) == described(wanted) {
            return Ok(());
        }
        roles::update(&*tx, account, id, (&wanted.name, &wanted.description), &wanted.permissions).await.map_err(name_taken)?;
        let deed = Deed::new(AuditAction::RoleChanged, grant.actor.by()).account(account).target("role", id.uuid()).text(&wanted.name);
        self.audit(&tx, deed.details(serde_json::json!({ "old": described(&old), "new": described(wanted) }))).await?;
        tx.commit().await
    }

    /// One of the account's own roles, if it gives nothing that the holder of the grant does not hold now; and what they hold.
    pub(super) async fn own_role(&self, tx: &Tx, grant: &Grant<ManageRoles>, id: RoleId) -> Result<(RoleRights, Rights), Error> {
        let held = self.rights_still(tx, grant).await?;
        let role = find(&**tx, grant.account.id, id).await?;
        if may_change(&held, &role) { Ok((role, held)) } else { Err(Error::Forbidden) }
    }

    /// The input as it is kept, permissions in order and each once.
    async fn wanted(&self, input: RoleInput) -> Result<RoleInput, Error> {
        let mut problems = Problems::default();
        let name = problems.check("name", required_line(&input.name, NAME_MAX));
        if RoleKind::is_built_in_name(&name) {
            problems.push(Problem::new("name", ProblemCode::Taken));
        }
        let description = problems.check("description", optional_line(&input.description, DESCRIPTION_MAX));
        let areas = accounts::areas(self.store.read()).await?;
        let is_known = |p: &Permission| !matches!(p, Permission::Area(key) if !areas.iter().any(|a| a.area == key.as_str()));
        if !input.permissions.iter().all(is_known) {
            problems.push(Problem::new("permissions", ProblemCode::Choice));
        }
        problems.into_result()?;
        Ok(RoleInput { name, description, permissions: rights_of(&input).listed().cloned().collect() })
    }
}

pub(super) async fn find(db: &impl ConnectionTrait, account: AccountId, id: RoleId) -> Result<RoleRights, Error> {
    roles::of_account(db, account).await?.into_iter().find(|r| r.id == id).ok_or(Error::NotFound)
}

/// A role is changed and deleted by who holds all that it gives; a built-in one by nobody.
pub(super) fn may_change(held: &Rights, role: &RoleRights) -> bool {
    role.kind == RoleKind::Custom && held.covers(&role.rights)
}

fn rights_of(input: &RoleInput) -> Rights {
    input.permissions.iter().cloned().collect()
}

/// As the audit log keeps it.
fn described(role: &RoleInput) -> serde_json::Value {
    serde_json::json!({ "name": role.name, "description": role.description, "permissions": role.permissions })
}

fn name_taken(error: Error) -> Error {
    if error.is_unique_violation() { Error::invalid("name", ProblemCode::Taken) } else { error }
}

fn role_row(role: &RoleRights, areas: &[AreaRow], holders: Option<&Holders>, viewer: &Rights) -> RoleRow {
    let opens = |a: &&AreaRow| a.area.parse().is_ok_and(|key| role.rights.holds(&Permission::Area(key)));
    RoleRow {
        id: role.id,
        kind: role.kind,
        name: role.name.clone(),
        description: role.description.clone(),
        areas: areas.iter().filter(opens).map(|a| a.name.clone()).collect(),
        permissions: Permission::CLOSED.into_iter().filter(|p| role.rights.holds(p)).collect(),
        members: holders.map_or(0, |h| to_u32(h.members)),
        invitations: holders.map_or(0, |h| to_u32(h.invitations)),
        editable: may_change(viewer, role),
    }
}
