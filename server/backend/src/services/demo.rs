//! People, roles, numbers and invitations that the demo shows, made as they would have come about. Refused outside demo mode.

use domain::audit::AuditAction;
use domain::ids::{AccountId, MembershipId, NumberId, OperatorId, RoleId};
use domain::invitation::{Delivery, InvitationStatus};
use domain::membership::MembershipStatus;
use domain::permission::Permission;
use domain::policy::Policy;
use domain::role::RoleKind;
use domain::{EmailAddress, Language};
use uuid::Uuid;

use super::Services;
use super::customers::NewCustomer;
use crate::Error;
use crate::store::accounts::{self, AccountRow};
use crate::store::audit::{By, Deed, record};
use crate::store::held::{self, Holder, Kind};
use crate::store::members::{self, Membership};
use crate::store::users::{self, User};
use crate::store::{groups, numbers, roles};

mod invitations;

/// A customer of the demo.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    pub customer: NewCustomer,
    pub policy: Policy,
    pub roles: Vec<DemoRole>,
    /// Names and what they are for.
    pub groups: Vec<(String, String)>,
    /// E.164.
    pub numbers: Vec<String>,
    pub members: Vec<DemoMember>,
    pub invitations: Vec<DemoInvitation>,
}

#[derive(Clone, Debug)]
pub struct DemoRole {
    pub name: String,
    pub description: String,
    pub permissions: Vec<Permission>,
}

/// Somebody in an account. Who is in several is the same user, by address.
#[derive(Clone, Debug)]
pub struct DemoMember {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub phone: Option<String>,
    /// Names of roles, built-in ones in English; none for somebody without rights.
    pub roles: Vec<String>,
    /// Names of groups.
    pub groups: Vec<String>,
    /// Indices into the account's numbers.
    pub numbers: Vec<usize>,
    pub status: MembershipStatus,
    pub joined_days_ago: i64,
    /// Lets this person log in with the demo's password.
    pub can_log_in: bool,
    pub language: Language,
}

/// An invitation in a state of its own.
#[derive(Clone, Debug)]
pub struct DemoInvitation {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub role: String,
    /// The address of the member who invited.
    pub inviter: String,
    pub status: InvitationStatus,
    pub delivery: Delivery,
    pub reply: Option<String>,
    pub sent_days_ago: i64,
}

const DAY_MS: i64 = 86_400_000;

impl Services {
    /// Adds a customer with everything in it. `password` is for the members who can log in.
    ///
    /// # Errors
    /// `Forbidden` outside demo mode; `NotFound` before the installation is set up, or for a name that the account does not have.
    pub async fn add_demo_account(&self, account: DemoAccount, password: &str) -> Result<(), Error> {
        if !self.settings.demo {
            return Err(Error::Forbidden);
        }
        let hash = self.hash_password(password).await?;
        let operator = accounts::operator(self.store.read()).await?.ok_or(Error::NotFound)?;
        let DemoAccount { customer, policy, roles, groups, numbers, members, invitations } = account;
        let row = self.account_row(OperatorId::new(operator.id), customer, &policy)?;
        // A day older than its first member.
        let age = members.iter().map(|m| m.joined_days_ago).max().unwrap_or_default() + 1;
        let row = AccountRow { created_at: row.created_at - age * DAY_MS, ..row };
        let founder =
            users::operator_administrators(self.store.read(), operator.id).await?.first().map_or(By::System, |u| By::Operator(u.id));
        let id = self.add_customer(founder, row).await?;
        self.add_demo_roles(id, roles).await?;
        self.add_demo_groups(id, groups).await?;
        let numbers = self.add_demo_numbers(id, numbers).await?;
        for member in members {
            self.add_demo_member(id, member, &numbers, &hash).await?;
        }
        for invitation in invitations {
            self.add_demo_invitation(id, invitation).await?;
        }
        Ok(())
    }

    async fn add_demo_roles(&self, account: AccountId, roles: Vec<DemoRole>) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        for role in roles {
            self.add_role(&tx, account, RoleKind::Custom, &role.name, &role.description, &role.permissions).await?;
        }
        tx.commit().await
    }

    async fn add_demo_groups(&self, account: AccountId, groups: Vec<(String, String)>) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        for (name, description) in groups {
            groups::insert(&*tx, account, self.env.uuid(), (&name, &description), self.env.now()).await?;
        }
        tx.commit().await
    }

    async fn add_demo_numbers(&self, account: AccountId, list: Vec<String>) -> Result<Vec<NumberId>, Error> {
        let rows: Vec<(NumberId, String)> = list.into_iter().map(|n| (NumberId::new(self.env.uuid()), n)).collect();
        let ids = rows.iter().map(|r| r.0).collect();
        if !rows.is_empty() {
            let tx = self.store.begin().await?;
            numbers::insert(&*tx, account, rows, self.env.now()).await?;
            tx.commit().await?;
        }
        Ok(ids)
    }

    async fn role_ids(&self, account: AccountId, names: &[String]) -> Result<Vec<RoleId>, Error> {
        let all = roles::of_account(self.store.read(), account).await?;
        names.iter().map(|n| all.iter().find(|r| r.name == *n).map(|r| r.id).ok_or(Error::NotFound)).collect()
    }

    async fn group_ids(&self, account: AccountId, names: &[String]) -> Result<Vec<Uuid>, Error> {
        let all = groups::of_account(self.store.read(), account).await?;
        names.iter().map(|n| all.iter().find(|g| g.name == *n).map(|g| g.id.uuid()).ok_or(Error::NotFound)).collect()
    }

    async fn add_demo_member(&self, account: AccountId, member: DemoMember, numbers: &[NumberId], hash: &str) -> Result<(), Error> {
        let role_ids: Vec<Uuid> = self.role_ids(account, &member.roles).await?.into_iter().map(RoleId::uuid).collect();
        let group_ids = self.group_ids(account, &member.groups).await?;
        let user = self.demo_user(&member, hash).await?;
        let joined_at = self.env.now() - member.joined_days_ago * DAY_MS - 3_600_000;
        let (search, sort_key) = members::keys(&member.first_name, &member.last_name, &user.email, &user.canonical);
        let row = Membership {
            id: self.env.uuid(),
            account_id: account.uuid(),
            user_id: user.id,
            status: member.status.as_str().to_owned(),
            search,
            sort_key,
            first_name: member.first_name,
            last_name: member.last_name,
            phone: member.phone,
            joined_at,
            ended_at: None,
        };
        let id = MembershipId::new(row.id);
        let tx = self.store.begin().await?;
        members::insert(&*tx, row, &role_ids).await?;
        held::put(&*tx, account, (Holder::Membership, id.uuid()), Kind::Groups, group_ids.into_iter().map(Into::into)).await?;
        self.skip_tour(&tx, account, id).await?;
        for number in member.numbers.iter().filter_map(|at| numbers.get(*at)) {
            numbers::give(&*tx, account, *number, id.uuid()).await?;
        }
        let deed = Deed::new(AuditAction::MembershipCreated, By::User(user.id)).account(account).target("membership", id.uuid());
        record(&*tx, self.env.uuid(), joined_at, deed.text(&user.email)).await?;
        tx.commit().await
    }

    async fn demo_user(&self, member: &DemoMember, hash: &str) -> Result<User, Error> {
        let address = EmailAddress::parse(&member.email).map_err(|e| Error::invalid("email", e))?;
        if let Some(user) = users::by_canonical(self.store.read(), address.canonical()).await? {
            return Ok(user);
        }
        let names = (member.first_name.as_str(), member.last_name.as_str());
        let password = member.can_log_in.then(|| hash.to_owned());
        let user = self.new_user(&address, names, member.phone.clone(), member.language, password, true);
        let tx = self.store.begin().await?;
        users::insert(&*tx, user.clone()).await?;
        tx.commit().await?;
        Ok(user)
    }
}
