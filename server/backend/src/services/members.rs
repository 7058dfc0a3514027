//! *Profile* and *Users*: who is in the account.

use std::collections::HashMap;

use domain::ids::{MembershipId, UserId};
use domain::permission::Permission;
use domain::views::{MemberCounts, MemberList, MemberRow, Page, Profile, RoleName};
use uuid::Uuid;

use super::{MemberFilter, Services, stored, stored_language, to_u32};
use crate::Error;
use crate::context::{Caller, Enter, Grant, Right, ViewUsers, display_name, initials};
use crate::store::members::{self, Held, MemberRecord};
use crate::store::page::{Cursor, page};
use crate::store::{accounts, invitations};

/// Which members a table shows.
#[derive(Clone, Debug, Default)]
pub struct MemberQuery {
    pub search: String,
    pub filter: Option<MemberFilter>,
    pub cursor: Option<String>,
}

impl Services {
    /// *Profile*: the company, how to reach it, and, for who may see them, its people.
    ///
    /// # Errors
    /// As [`Services::grant`].
    pub async fn profile(&self, caller: &Caller, number: &str, cursor: Option<&str>) -> Result<Profile, Error> {
        let grant: Grant<Enter> = self.grant(caller, number).await?;
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
        let counts = members::counts(self.store.read(), grant.account.id, &query.search, query.filter).await?;
        Ok(MemberList {
            counts: MemberCounts {
                all: to_u32(counts.all_rows),
                active: to_u32(counts.active),
                suspended: to_u32(counts.suspended),
                restricted: to_u32(counts.restricted),
                found: to_u32(counts.found),
            },
            invitations: invitations::total(self.store.read(), grant.account.id).await?,
            page: self.member_page(&grant, &query).await?,
            may_invite: grant.rights.holds(&Permission::UsersInvite),
        })
    }

    async fn member_page<R: Right>(&self, grant: &Grant<R>, query: &MemberQuery) -> Result<Page<MemberRow>, Error> {
        let (db, account) = (self.store.read(), grant.account.id);
        let cursor = Cursor::parse(query.cursor.as_deref());
        let rows = members::list(db, account, (&query.search, query.filter), cursor).await?;
        let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
        let mut roles = role_names(members::roles_of(db, account, &ids).await?)?;
        let mut numbers = by_owner(members::numbers_of(db, account, &ids).await?, |held| held.name);
        let rows = rows.into_iter().map(|row| {
            let (roles, numbers) = (roles.remove(&row.id).unwrap_or_default(), numbers.remove(&row.id).unwrap_or_default());
            Ok((row.joined_at, row.id, self.member(grant, row, roles, numbers)?))
        });
        Ok(page(cursor, rows.collect::<Result<Vec<_>, Error>>()?, |r| (r.0, r.1), |r| r.2))
    }

    fn member<R: Right>(
        &self,
        grant: &Grant<R>,
        row: MemberRecord,
        roles: Vec<RoleName>,
        numbers: Vec<String>,
    ) -> Result<MemberRow, Error> {
        let name = display_name(&row.first_name, &row.last_name, &row.email);
        Ok(MemberRow {
            id: MembershipId::new(row.id),
            initials: initials(&name),
            name,
            email: row.email,
            phone: row.phone,
            restricted: roles.is_empty(),
            roles,
            numbers,
            status: stored(&row.status)?,
            is_viewer: grant.actor.user == UserId::new(row.user_id),
            joined: grant.reader.when(row.joined_at, self.env.now()),
        })
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
