//! What somebody is to get, whichever way it is wished for: in the dialog, in *Add user*, in a list, in an edit. Checked here against the
//! rules of the account and the rights of who wishes it, and written here.

use std::collections::HashMap;

use domain::ids::{AccountId, GroupId, NumberId, RoleId};
use domain::permission::{Permission, Rights};
use domain::policy::{Grants, Policy};
use domain::problem::{Problem, ProblemCode, Problems};
use domain::role::RoleKind;
use domain::text::{NAME_MAX, optional_line, required_line};
use domain::views::{Chosen, Given, GroupOption, Offer, PermissionName, PermissionOption, RoleName};
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use super::Services;
use super::members::role_names;
use crate::Error;
use crate::countries;
use crate::store::accounts::AreaRow;
use crate::store::held::{self, Holder, Kind};
use crate::store::roles::{self, RoleRights};
use crate::store::{accounts, groups, invitations};

/// As it was chosen and typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    pub first_name: String,
    pub last_name: String,
    /// The country of the phone number (ISO 3166-1), where the number does not say it.
    pub country: String,
    pub phone: String,
    pub access: Access,
    pub groups: Vec<GroupId>,
    pub numbers: Vec<NumberId>,
}

/// What somebody may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    Roles(Vec<RoleId>),
    /// *All permissions*: the role that holds every one, later ones too.
    All,
    Permissions(Vec<Permission>),
}

impl Default for Access {
    fn default() -> Self {
        Self::Roles(Vec::new())
    }
}

/// Who it is for, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Person {
    pub first_name: String,
    pub last_name: String,
    /// E.164.
    pub phone: Option<String>,
}

/// What they get, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gift {
    pub roles: Vec<RoleId>,
    pub permissions: Vec<Permission>,
    pub groups: Vec<GroupId>,
}

/// What there is to be given in an account, and by which rules.
#[derive(Clone, Debug)]
pub(crate) struct Stock {
    pub policy: Policy,
    pub roles: Vec<RoleRights>,
    areas: Vec<AreaRow>,
    groups: Vec<GroupOption>,
    /// How access is given: as the rules say, and as what is edited was given.
    ways: Vec<Grants>,
}

impl Stock {
    pub(crate) async fn of(db: &impl ConnectionTrait, account: AccountId, policy: &Policy) -> Result<Self, Error> {
        Ok(Self {
            policy: policy.clone(),
            roles: roles::of_account(db, account).await?,
            areas: accounts::areas(db).await?,
            groups: groups::of_account(db, account).await?,
            ways: vec![policy.grants],
        })
    }

    /// Access may be given this way as well.
    pub(crate) fn or(mut self, way: Grants) -> Self {
        self.ways.push(way);
        self
    }

    fn way(&self, way: Grants) -> bool {
        self.ways.contains(&way)
    }

    /// The rights that a gift comes to.
    pub(crate) fn rights(&self, gift: &Gift) -> Rights {
        let mut rights: Rights = gift.permissions.iter().cloned().collect();
        for role in self.roles.iter().filter(|r| gift.roles.contains(&r.id)) {
            rights.add(role.rights.clone());
        }
        rights
    }

    /// What who has these rights may choose from.
    pub(crate) fn offer(&self, rights: &Rights, permissions: Vec<PermissionOption>) -> Offer {
        let roles: Vec<_> = self.roles.iter().filter(|r| rights.may_grant(&r.rights)).cloned().map(super::steps::option).collect();
        let policy = &self.policy;
        Offer {
            preset: policy.preset,
            grants: policy.grants,
            names_required: policy.names_required,
            ask_phone: policy.ask_phone,
            groups_required: policy.groups_required,
            role_required: policy.role_required,
            roles_hidden: roles.len() < self.roles.len(),
            roles,
            all_permissions: rights.is_administrator(),
            permissions,
            groups: if policy.groups_required { self.groups.clone() } else { Vec::new() },
        }
    }

    /// What somebody gets as long as nobody has chosen: *Standard User* where one of the roles must be, and who has these rights may grant it.
    pub(crate) fn preselected(&self, rights: &Rights) -> Gift {
        let wanted = match self.policy.grants {
            Grants::AccessType => true,
            Grants::Roles => self.policy.role_required,
            Grants::Permissions => false,
        };
        Gift { roles: if wanted { self.standard(rights) } else { Vec::new() }, ..Gift::default() }
    }

    /// *Standard User*, for who may grant it.
    pub(crate) fn standard(&self, rights: &Rights) -> Vec<RoleId> {
        let standard = self.roles.iter().find(|r| r.kind == RoleKind::StandardUser && rights.may_grant(&r.rights));
        standard.map(|r| r.id).into_iter().collect()
    }

    pub(crate) fn chosen(&self, gift: &Gift) -> Chosen {
        let all = self.roles.iter().any(|r| r.kind == RoleKind::Administrator && gift.roles.contains(&r.id));
        Chosen { roles: gift.roles.clone(), all_permissions: all, permissions: gift.permissions.clone(), groups: gift.groups.clone() }
    }

    /// The gift by name.
    pub(crate) fn given(&self, gift: &Gift) -> Given {
        let roles = self.roles.iter().filter(|r| gift.roles.contains(&r.id));
        let groups = self.groups.iter().filter(|g| gift.groups.contains(&g.id));
        Given {
            roles: roles.map(|r| RoleName { kind: r.kind, name: r.name.clone() }).collect(),
            permissions: gift.permissions.iter().map(|p| permission_name(p, &self.areas)).collect(),
            groups: groups.map(|g| g.name.clone()).collect(),
        }
    }

    /// What somebody gets. `whose` sets the fields of one person apart from those of others; while not `complete`, what is missing may still
    /// come.
    ///
    /// # Errors
    /// `Forbidden` for what is above these rights. Everything else goes to the problems.
    pub(crate) fn gift(&self, wish: &Wish, rights: &Rights, whose: &str, complete: bool, problems: &mut Problems) -> Result<Gift, Error> {
        let held = self.access(&wish.access, whose, problems);
        let is_nothing = held.as_ref().is_some_and(|(roles, permissions)| roles.is_empty() && permissions.is_empty());
        let (roles, permissions) = held.unwrap_or_default();
        if complete && self.policy.role_required && is_nothing {
            problems.push(Problem::new(format!("{}{whose}", self.field_of(&wish.access)), ProblemCode::Choice));
        }
        let mut groups = wish.groups.clone();
        groups.sort_unstable();
        groups.dedup();
        let is_unknown = groups.iter().any(|id| !self.groups.iter().any(|g| g.id == *id));
        if is_unknown || (complete && self.policy.groups_required && groups.is_empty()) {
            problems.push(Problem::new(format!("groups{whose}"), ProblemCode::Choice));
        }
        let gift = Gift { roles, permissions, groups };
        if rights.may_grant(&self.rights(&gift)) { Ok(gift) } else { Err(Error::Forbidden) }
    }

    /// Where access is chosen.
    const fn field_of(&self, access: &Access) -> &'static str {
        if matches!(access, Access::Permissions(_)) { "permissions" } else { access_field(self.policy.grants) }
    }

    /// None with the problem noted, where it is given in a way or names something that there is not.
    fn access(&self, access: &Access, whose: &str, problems: &mut Problems) -> Option<(Vec<RoleId>, Vec<Permission>)> {
        let given = match access {
            Access::Roles(ids) => {
                let mut ids = ids.clone();
                ids.sort_unstable();
                ids.dedup();
                let too_many = ids.len() > 1 && !self.way(Grants::Roles);
                let by_roles = self.way(Grants::AccessType) || self.way(Grants::Roles);
                let is_unknown = ids.iter().any(|id| !self.roles.iter().any(|r| r.id == *id));
                (!too_many && (by_roles || ids.is_empty()) && !is_unknown).then_some((ids, Vec::new()))
            }
            Access::All => {
                let all = self.roles.iter().find(|r| r.kind == RoleKind::Administrator).filter(|_| self.way(Grants::Permissions));
                all.map(|r| (vec![r.id], Vec::new()))
            }
            Access::Permissions(permissions) => {
                let is_there = |p: &Permission| match p {
                    Permission::Area(key) => self.areas.iter().any(|a| a.area == key.as_str()),
                    _ => true,
                };
                let mut permissions = permissions.clone();
                permissions.sort_unstable();
                permissions.dedup();
                (self.way(Grants::Permissions) && permissions.iter().all(is_there)).then_some((Vec::new(), permissions))
            }
        };
        if given.is_none() {
            let field = if *access == Access::All { "access" } else { self.field_of(access) };
            problems.push(Problem::new(format!("{field}{whose}"), ProblemCode::Choice));
        }
        given
    }

    /// Who somebody is.
    pub(crate) fn person(&self, wish: &Wish, whose: &str, complete: bool, problems: &mut Problems) -> Person {
        let line = if complete && self.policy.names_required { required_line } else { optional_line };
        let first_name = problems.check(&format!("first_name{whose}"), line(&wish.first_name, NAME_MAX));
        let last_name = problems.check(&format!("last_name{whose}"), line(&wish.last_name, NAME_MAX));
        let phone = match wish.phone.trim() {
            "" => None,
            _ if !self.policy.ask_phone => Some(problems.check(&format!("phone{whose}"), Err(ProblemCode::NotAsked))),
            typed => Some(problems.check(&format!("phone{whose}"), countries::phone(&wish.country, typed).ok_or(ProblemCode::Phone))),
        };
        Person { first_name, last_name, phone }
    }

    /// Whether numbers may be handed out by who has these rights.
    ///
    /// # Errors
    /// `Forbidden` without `numbers.assign`.
    pub(crate) fn numbers(&self, numbers: &[NumberId], rights: &Rights, whose: &str, problems: &mut Problems) -> Result<(), Error> {
        if numbers.is_empty() {
            return Ok(());
        }
        if !self.policy.offer_numbers {
            problems.push(Problem::new(format!("numbers{whose}"), ProblemCode::NotAsked));
        }
        if rights.holds(&Permission::NumbersAssign) { Ok(()) } else { Err(Error::Forbidden) }
    }
}

/// Puts a gift in the place of what is held or promised now.
pub(crate) async fn put(db: &impl ConnectionTrait, account: AccountId, holder: (Holder, Uuid), gift: &Gift) -> Result<(), Error> {
    for kind in Kind::ALL {
        held::put(db, account, holder, kind, values_of(gift, kind)).await?;
    }
    Ok(())
}

/// Where access is chosen first.
pub(crate) const fn access_field(grants: Grants) -> &'static str {
    match grants {
        Grants::AccessType => "role",
        Grants::Roles => "roles",
        Grants::Permissions => "access",
    }
}

/// A permission as people see it.
pub(crate) fn permission_name(permission: &Permission, areas: &[AreaRow]) -> PermissionName {
    let area = areas.iter().find(|a| matches!(permission, Permission::Area(key) if key.as_str() == a.area));
    PermissionName { permission: permission.clone(), name: area.map(|a| a.name.clone()).unwrap_or_default() }
}

/// What each of the holders holds or was promised.
pub(crate) async fn gifts_of(
    db: &impl ConnectionTrait,
    account: AccountId,
    holders: (Holder, &[Uuid]),
) -> Result<HashMap<Uuid, Gift>, Error> {
    let mut gifts: HashMap<Uuid, Gift> = HashMap::new();
    for row in held::ids_of(db, account, holders, Kind::Roles).await? {
        gifts.entry(row.owner).or_default().roles.push(RoleId::new(row.id));
    }
    for row in held::permissions_of(db, account, holders).await? {
        // What a later version may have written and this one does not know gives nothing.
        gifts.entry(row.owner).or_default().permissions.extend(row.permission.parse().ok());
    }
    for row in held::ids_of(db, account, holders, Kind::Groups).await? {
        gifts.entry(row.owner).or_default().groups.push(GroupId::new(row.id));
    }
    Ok(gifts)
}

impl Services {
    /// What each of the invitations grants or has granted, by name: a role that is gone by the name that it had.
    pub(crate) async fn given_of(&self, account: AccountId, ids: &[Uuid]) -> Result<HashMap<Uuid, Given>, Error> {
        let db = self.store.read();
        let mut given: HashMap<Uuid, Given> = HashMap::new();
        for (id, roles) in role_names(invitations::roles_of(db, account, ids).await?)? {
            given.entry(id).or_default().roles = roles;
        }
        let permissions = held::permissions_of(db, account, (Holder::Invitation, ids)).await?;
        let areas = if permissions.is_empty() { Vec::new() } else { accounts::areas(db).await? };
        for held in permissions {
            let name = held.permission.parse().ok().map(|permission| permission_name(&permission, &areas));
            given.entry(held.owner).or_default().permissions.extend(name);
        }
        for held in groups::of_invitations(db, account, ids).await? {
            given.entry(held.owner).or_default().groups.push(held.name);
        }
        Ok(given)
    }
}

/// As [`put`], for several people of a list.
pub(crate) async fn put_all(db: &impl ConnectionTrait, account: AccountId, gifts: &[(Uuid, Gift)]) -> Result<(), Error> {
    let ids: Vec<Uuid> = gifts.iter().map(|g| g.0).collect();
    for kind in Kind::ALL {
        let pairs = gifts.iter().flat_map(|(id, gift)| values_of(gift, kind).into_iter().map(|value| (*id, value))).collect();
        held::put_all(db, account, (Holder::Recipient, &ids), kind, pairs).await?;
    }
    Ok(())
}

fn values_of(gift: &Gift, kind: Kind) -> Vec<Value> {
    match kind {
        Kind::Roles => gift.roles.iter().map(|id| id.uuid().into()).collect(),
        Kind::Permissions => gift.permissions.iter().map(|p| p.to_string().into()).collect(),
        Kind::Groups => gift.groups.iter().map(|id| id.uuid().into()).collect(),
    }
}
