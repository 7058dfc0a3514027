//! One member: everything about them, and what the viewer may do about it.

use domain::ids::MembershipId;
use domain::permission::Permission;
use domain::views::{MemberBrief, MemberDetail, MemberRole};

use super::members::standing;
use super::session::idle_ms;
use super::steps::{OFFERED, number_choice, option};
use super::{Services, stored};
use crate::Error;
use crate::context::{Caller, Grant, Right, ViewUsers, display_name};
use crate::store::members::{self, Membership};
use crate::store::users::{self, User};
use crate::store::{groups, numbers, roles, sponsored};

/// A member with the user that they are.
struct Found {
    member: Membership,
    user: User,
    is_operator: bool,
}

impl Found {
    fn name(&self) -> String {
        display_name(&self.member.first_name, &self.member.last_name, &self.user.email)
    }
}

impl Services {
    /// The page of a member.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.view`; `NotFound` for who is no member, or none any more.
    pub async fn member(&self, caller: &Caller, number: &str, id: MembershipId) -> Result<MemberDetail, Error> {
        let grant: Grant<ViewUsers> = self.grant(caller, number).await?;
        let found = self.find_member(&grant, id).await?;
        let (db, account, now) = (self.store.read(), grant.account.id, self.env.now());
        let rights = roles::rights_of_membership(db, account, id).await?;
        let held = roles::ids_of_membership(db, account, id).await?;
        let role =
            |r: roles::RoleRights| MemberRole { held: held.contains(&r.id), may_grant: grant.rights.covers(&r.rights), role: option(r) };
        let may_number = grant.rights.holds(&Permission::NumbersAssign) && numbers::has_any(db, account).await?;
        let offered = if may_number { numbers::find(db, account, None, "", now, OFFERED).await? } else { Vec::new() };
        Ok(MemberDetail {
            id,
            name: found.name(),
            status: stored(&found.member.status)?,
            restricted: rights.is_empty(),
            standing: standing(&grant, super::manage::user_of(&found.member), rights, found.is_operator),
            joined: grant.reader.when(found.member.joined_at, now),
            invited_by: members::inviter_of(db, account, id).await?,
            sessions: users::open_sessions(db, found.user.id, now, idle_ms(found.is_operator)).await?,
            sponsored: sponsored::open_count(db, account, super::manage::user_of(&found.member), now).await?,
            roles: roles::of_account(db, account).await?.into_iter().map(role).collect(),
            permissions: roles::permissions_of_membership(db, account, id).await?,
            permission_options: self.permission_options(&grant.rights).await?,
            groups: groups::ids_of_membership(db, account, id).await?.into_iter().collect(),
            group_options: groups::of_account(db, account).await?,
            numbers: numbers::of_member(db, account, id).await?.into_iter().map(number_choice).collect(),
            may_number,
            offered: offered.into_iter().filter(|n| n.holder.is_none()).map(number_choice).collect(),
            first_name: found.member.first_name,
            last_name: found.member.last_name,
            phone: found.member.phone,
            email: found.user.email,
        })
    }

    /// A member, for the dialogs about them.
    ///
    /// # Errors
    /// As [`Services::member`].
    pub async fn member_brief(&self, caller: &Caller, number: &str, id: MembershipId) -> Result<MemberBrief, Error> {
        let grant: Grant<ViewUsers> = self.grant(caller, number).await?;
        let found = self.find_member(&grant, id).await?;
        let (db, account) = (self.store.read(), grant.account.id);
        let rights = roles::rights_of_membership(db, account, id).await?;
        let user = super::manage::user_of(&found.member);
        let sponsored = if found.is_operator { 0 } else { sponsored::open_count(db, account, user, self.env.now()).await? };
        Ok(MemberBrief {
            id,
            name: found.name(),
            status: stored(&found.member.status)?,
            standing: standing(&grant, user, rights, found.is_operator),
            sponsored,
            numbers: u32::try_from(members::numbers_of(db, account, &[id.uuid()]).await?.len()).unwrap_or(u32::MAX),
            email: found.user.email,
        })
    }

    async fn find_member<R: Right>(&self, grant: &Grant<R>, id: MembershipId) -> Result<Found, Error> {
        let db = self.store.read();
        let member = members::by_id(db, grant.account.id, id).await?.ok_or(Error::NotFound)?;
        let user = users::by_id(db, member.user_id).await?.ok_or(Error::NotFound)?;
        let is_operator = users::is_operator_administrator(db, user.id).await?;
        Ok(Found { member, user, is_operator })
    }
}
