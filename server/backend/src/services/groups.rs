//! *Groups*: made, renamed and deleted. They carry no rights.

use domain::audit::AuditAction;
use domain::ids::GroupId;
use domain::problem::{ProblemCode, Problems};
use domain::text::{NAME_MAX, optional_line, required_line};
use domain::views::{GroupList, GroupOption, GroupRow, GroupSheet};

use super::{Services, to_u32};
use crate::Error;
use crate::context::{Caller, Grant, ManageGroups};
use crate::store::audit::Deed;
use crate::store::groups::{self, Listed};
use crate::store::{Tx, accounts, retrying};

/// Longest description of a group, in characters.
const DESCRIPTION_MAX: usize = 200;

/// What a group is to be.
#[derive(Clone, Debug)]
pub struct GroupInput {
    pub name: String,
    pub description: String,
}

impl Services {
    /// The groups whose names hold what is searched.
    ///
    /// # Errors
    /// As [`Services::grant`] for `groups.manage`.
    pub async fn groups(&self, caller: &Caller, number: &str, search: &str) -> Result<GroupList, Error> {
        let grant: Grant<ManageGroups> = self.grant(caller, number).await?;
        let (db, account) = (self.store.read(), grant.account.id);
        let total = groups::of_account(db, account).await?.len();
        Ok(GroupList {
            counts: self.people_counts(&grant).await?,
            total: u32::try_from(total).unwrap_or(u32::MAX),
            rows: groups::list(db, account, search, None, self.env.now()).await?.into_iter().map(row).collect(),
        })
    }

    /// One group, and the others.
    ///
    /// # Errors
    /// As [`Services::grant`] for `groups.manage`; `NotFound`.
    pub async fn group(&self, caller: &Caller, number: &str, id: GroupId) -> Result<GroupSheet, Error> {
        let grant: Grant<ManageGroups> = self.grant(caller, number).await?;
        let (db, account) = (self.store.read(), grant.account.id);
        let found = groups::list(db, account, "", Some(id), self.env.now()).await?.pop().ok_or(Error::NotFound)?;
        let others = groups::of_account(db, account).await?.into_iter().filter(|g| g.id != id).collect();
        Ok(GroupSheet { row: row(found), others })
    }

    /// # Errors
    /// As [`Services::grant`] for `groups.manage`; `Invalid` on `name` or `description`.
    pub async fn create_group(&self, caller: &Caller, number: &str, input: GroupInput) -> Result<GroupId, Error> {
        let grant: Grant<ManageGroups> = self.grant(caller, number).await?;
        let input = checked(&input)?;
        retrying(&self.env, || self.create_group_now(&grant, &input)).await
    }

    async fn create_group_now(&self, grant: &Grant<ManageGroups>, input: &GroupInput) -> Result<GroupId, Error> {
        let (tx, id) = (self.begin_groups(grant).await?, GroupId::new(self.env.uuid()));
        let words = (input.name.as_str(), input.description.as_str());
        groups::insert(&*tx, grant.account.id, id.uuid(), words, self.env.now()).await.map_err(name_taken)?;
        let details = serde_json::json!({ "new": described(words) });
        self.tell_of_group(&tx, grant, (AuditAction::GroupCreated, id, &input.name), details).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// # Errors
    /// As [`Services::create_group`]; `NotFound`.
    pub async fn change_group(&self, caller: &Caller, number: &str, id: GroupId, input: GroupInput) -> Result<(), Error> {
        let grant: Grant<ManageGroups> = self.grant(caller, number).await?;
        let input = checked(&input)?;
        retrying(&self.env, || self.change_group_now(&grant, id, &input)).await
    }

    async fn change_group_now(&self, grant: &Grant<ManageGroups>, id: GroupId, input: &GroupInput) -> Result<(), Error> {
        let tx = self.begin_groups(grant).await?;
        let known = groups::of_account(&*tx, grant.account.id).await?;
        let old = known.iter().find(|g| g.id == id).ok_or(Error::NotFound)?;
        let (before, after) = ((old.name.as_str(), old.description.as_str()), (input.name.as_str(), input.description.as_str()));
        if before == after {
            return Ok(());
        }
        if !groups::update(&*tx, grant.account.id, id, after).await.map_err(name_taken)? {
            return Err(Error::NotFound);
        }
        let details = serde_json::json!({ "old": described(before), "new": described(after) });
        self.tell_of_group(&tx, grant, (AuditAction::GroupChanged, id, &input.name), details).await?;
        tx.commit().await
    }

    /// Deletes a group; its members and the invitations that name it go into the other one, if any.
    ///
    /// # Errors
    /// As [`Services::grant`] for `groups.manage`; `NotFound`; `Invalid` on `instead` for what is no other group.
    pub async fn delete_group(&self, caller: &Caller, number: &str, id: GroupId, instead: Option<GroupId>) -> Result<(), Error> {
        let grant: Grant<ManageGroups> = self.grant(caller, number).await?;
        retrying(&self.env, || self.delete_group_now(&grant, id, instead)).await
    }

    async fn delete_group_now(&self, grant: &Grant<ManageGroups>, id: GroupId, instead: Option<GroupId>) -> Result<(), Error> {
        let (tx, account) = (self.begin_groups(grant).await?, grant.account.id);
        let group = groups::list(&*tx, account, "", Some(id), self.env.now()).await?.pop().ok_or(Error::NotFound)?;
        let other = match instead {
            None => None,
            Some(other) => Some(self.other_group(&tx, grant, id, other).await?),
        };
        groups::delete(&*tx, account, id, instead).await?;
        let details = serde_json::json!({
            "instead": other.map(|g| g.name), "members": group.members, "invitations": group.invitations
        });
        self.tell_of_group(&tx, grant, (AuditAction::GroupDeleted, id, &group.name), details).await?;
        tx.commit().await
    }

    /// Locks the account. Whoever lost the right between the request and this moment is refused.
    async fn begin_groups(&self, grant: &Grant<ManageGroups>) -> Result<Tx, Error> {
        let tx = self.store.begin().await?;
        accounts::lock(&*tx, grant.account.id).await?;
        self.rights_still(&tx, grant).await?;
        Ok(tx)
    }

    async fn other_group(&self, tx: &Tx, grant: &Grant<ManageGroups>, id: GroupId, other: GroupId) -> Result<GroupOption, Error> {
        let known = groups::of_account(&**tx, grant.account.id).await?;
        known.into_iter().find(|g| g.id == other && other != id).ok_or_else(|| Error::invalid("instead", ProblemCode::Choice))
    }

    async fn tell_of_group(
        &self,
        tx: &Tx,
        grant: &Grant<ManageGroups>,
        (action, id, name): (AuditAction, GroupId, &str),
        details: serde_json::Value,
    ) -> Result<(), Error> {
        let deed = Deed::new(action, grant.actor.by()).account(grant.account.id).target("group", id.uuid()).text(name);
        self.audit(tx, deed.details(details)).await
    }
}

fn checked(input: &GroupInput) -> Result<GroupInput, Error> {
    let mut problems = Problems::default();
    let name = problems.check("name", required_line(&input.name, NAME_MAX));
    let description = problems.check("description", optional_line(&input.description, DESCRIPTION_MAX));
    problems.into_result()?;
    Ok(GroupInput { name, description })
}

/// As the audit log keeps it.
fn described((name, description): groups::Words<'_>) -> serde_json::Value {
    serde_json::json!({ "name": name, "description": description })
}

fn name_taken(error: Error) -> Error {
    if error.is_unique_violation() { Error::invalid("name", ProblemCode::Taken) } else { error }
}

fn row(group: Listed) -> GroupRow {
    GroupRow {
        id: GroupId::new(group.id),
        name: group.name,
        description: group.description,
        members: to_u32(group.members),
        invitations: to_u32(group.invitations),
    }
}
