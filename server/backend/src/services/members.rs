//! *Profile* and *Users*: who is in the account.

use std::collections::HashMap;

use domain::ids::{GroupId, MembershipId, RoleId, UserId};
use domain::membership::{MemberFilter, MemberSort};
use domain::permission::{Permission, Rights};
use domain::views::{MemberCounts, MemberList, MemberRow, Page, Profile, RoleName, Standing};
use uuid::Uuid;

use super::steps::option;
use super::{Services, stored, stored_language, to_u32};
use crate::Error;
use crate::context::{Caller, Enter, Grant, Right, ViewUsers, display_name, initials};
use crate::store::members::{self, Held, MemberRecord, Wanted};
use crate::store::page::{Cursor, page};
use crate::store::{accounts, groups, invitations, rights, roles};

/// Which members a table shows, and in which order.
#[derive(Clone, Debug, Default)]
pub struct MemberQuery {
    pub search: String,
    pub filter: Option<MemberFilter>,
    pub role: Option<RoleId>,
    pub group: Option<GroupId>,
    /// Without one, who joined last stands first.
    pub sort: Option<MemberSort>,
    pub cursor: Option<String>,
}

impl MemberQuery {
    fn wanted(&self) -> Wanted<'_> {
        Wanted { search: &self.search, filter: self.filter, role: self.role, group: self.group }
    }
}

impl Services {
    /// *Profile*: the company, how to reach it, and, for who may see them, its people.
    ///
    /// # Errors
    /// As [`Services::grant`].
    pub async fn profile(&self, caller: &Caller, number: &str, cursor: Option<&str>) -> Result<Profile, Error> {
        let grant: Grant<Enter> = self.grant(caller, number).await?;
        if grant.rights.is_empty() {
            return Err(Error::Forbidden);
        }
        let row = accounts::by_id(self.store.read(), grant.account.id).await?.ok_or(Error::NotFound)?;
        let members = if grant.rights.holds(&Permission::UsersView) {
            Some(self.member_page(&grant, &MemberQuery { cursor: cursor.map(ToOwned::to_owned), ..MemberQuery::default() }).await?)
        } else {
            None
        };
        Ok(Profile {
            number: row.number,
            company: row.company,
            status: stored(&row.status)?,
            language: stored_language(&row.language),
            time_zone: row.time_zone,
            created: grant.reader.when(row.created_at, self.env.now()),
            contact_name: row.contact_name,
            contact_email: row.contact_email,
            contact_phone: row.contact_phone,
            contact_address: row.contact_address,
            may_invite: grant.rights.holds(&Permission::UsersInvite),
            members,
        })
    }

    /// *User management*, tab *Users*.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.view`.
    pub async fn members(&self, caller: &Caller, number: &str, query: MemberQuery) -> Result<MemberList, Error> {
        let grant: Grant<ViewUsers> = self.grant(caller, number).await?;
        let (db, account) = (self.store.read(), grant.account.id);
        let counts = members::counts(db, account, query.wanted()).await?;
        Ok(MemberList {
            counts: MemberCounts {
                all: to_u32(counts.all_rows),
                active: to_u32(counts.active),
                suspended: to_u32(counts.suspended),
                restricted: to_u32(counts.restricted),
                found: to_u32(counts.found),
            },
            invitations: invitations::total(db, account).await?,
            page: self.member_page(&grant, &query).await?,
            roles: roles::of_account(db, account).await?.into_iter().map(option).collect(),
            groups: groups::of_account(db, account).await?,
            may_invite: grant.rights.holds(&Permission::UsersInvite),
            may_manage: grant.rights.holds(&Permission::UsersManage),
        })
    }

    async fn member_page<R: Right>(&self, grant: &Grant<R>, query: &MemberQuery) -> Result<Page<MemberRow>, Error> {
        let (db, account) = (self.store.read(), grant.account.id);
        let cursor = Cursor::parse(query.cursor.as_deref());
        let rows = members::list(db, account, query.wanted(), query.sort.unwrap_or(MemberSort::Newest), cursor).await?;
        let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
        let mut held = Holdings {
            roles: role_names(members::roles_of(db, account, &ids).await?)?,
            groups: by_owner(members::groups_of(db, account, &ids).await?, |held| held.name),
            numbers: by_owner(members::numbers_of(db, account, &ids).await?, |held| held.name),
            rights: rights::of_members(db, account, &ids).await?,
        };
        let rows = rows.into_iter().map(|row| Ok((row.joined_at, row.id, self.member_row(grant, row, &mut held)?)));
        Ok(page(cursor, rows.collect::<Result<Vec<_>, Error>>()?, |r| (r.0, r.1), |r| r.2))
    }

    fn member_row<R: Right>(&self, grant: &Grant<R>, row: MemberRecord, held: &mut Holdings) -> Result<MemberRow, Error> {
        let name = display_name(&row.first_name, &row.last_name, &row.email);
        let rights = held.rights.remove(&row.id).unwrap_or_default();
        Ok(MemberRow {
            id: MembershipId::new(row.id),
            initials: initials(&name),
            name,
            email: row.email,
            phone: row.phone,
            restricted: rights.is_empty(),
            standing: standing(grant, UserId::new(row.user_id), rights, row.is_operator),
            is_viewer: grant.actor.user == UserId::new(row.user_id),
            roles: held.roles.remove(&row.id).unwrap_or_default(),
            groups: held.groups.remove(&row.id).unwrap_or_default(),
            numbers: held.numbers.remove(&row.id).unwrap_or_default(),
            status: stored(&row.status)?,
            joined: grant.reader.when(row.joined_at, self.env.now()),
        })
    }
}

/// What the members of one page hold, by membership.
struct Holdings {
    roles: HashMap<Uuid, Vec<RoleName>>,
    groups: HashMap<Uuid, Vec<String>>,
    numbers: HashMap<Uuid, Vec<String>>,
    rights: HashMap<Uuid, Rights>,
}

/// How the viewer stands to a member with these rights.
pub(crate) fn standing<R>(grant: &Grant<R>, user: UserId, rights: Rights, is_operator: bool) -> Standing {
    let held = if is_operator { Rights::administrator() } else { rights };
    match () {
        () if !grant.rights.holds(&Permission::UsersManage) => Standing::Onlooker,
        () if grant.actor.user == user => Standing::Oneself,
        () if grant.rights.may_manage(&held) => Standing::Manager,
        () => Standing::Below,
    }
}

/// Roles by the row that holds or grants them.
pub(crate) fn role_names(held: Vec<Held>) -> Result<HashMap<Uuid, Vec<RoleName>>, Error> {
    let mut roles: HashMap<Uuid, Vec<RoleName>> = HashMap::new();
    for held in held {
        roles.entry(held.owner).or_default().push(RoleName { kind: stored(&held.kind)?, name: held.name });
    }
    Ok(roles)
}

fn by_owner<T>(held: Vec<Held>, value: impl Fn(Held) -> T) -> HashMap<Uuid, Vec<T>> {
    let mut map: HashMap<Uuid, Vec<T>> = HashMap::new();
    for held in held {
        map.entry(held.owner).or_default().push(value(held));
    }
    map
}
