//! Tables of members.

use domain::ids::{AccountId, GroupId, RoleId};
use domain::membership::{MemberFilter, MemberSort};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::Error;
use crate::store::page::{Cursor, Order, sorted};
use crate::store::{all, count, like, optional, values};

/// A member as the tables show one.
#[derive(Debug, FromQueryResult)]
pub(crate) struct MemberRecord {
    pub id: Uuid,
    pub user_id: Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub phone: Option<String>,
    pub status: String,
    pub joined_at: i64,
    /// The user is an operator administrator as well.
    pub is_operator: bool,
}

/// Active without any right: the empty set, so a role without permissions counts as none. *Standard User* opens the areas that there are.
const RESTRICTED: &str = "m.status = 'active'
    AND NOT EXISTS (SELECT 1 FROM membership_permissions p WHERE p.membership_id = m.id)
    AND NOT EXISTS (SELECT 1 FROM membership_roles h JOIN roles r ON r.id = h.role_id WHERE h.membership_id = m.id AND
        (r.kind = 'administrator' OR (r.kind = 'standard_user' AND EXISTS (SELECT 1 FROM areas))
            OR (r.kind = 'custom' AND EXISTS (SELECT 1 FROM role_permissions p WHERE p.role_id = r.id))))";

const fn condition(filter: Option<MemberFilter>) -> &'static str {
    match filter {
        None => "m.status IN ('active', 'suspended')",
        Some(MemberFilter::Active) => "m.status = 'active'",
        Some(MemberFilter::Suspended) => "m.status = 'suspended'",
        Some(MemberFilter::Restricted) => RESTRICTED,
    }
}

/// Which members are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted<'a> {
    pub search: &'a str,
    pub filter: Option<MemberFilter>,
    pub role: Option<RoleId>,
    pub group: Option<GroupId>,
}

impl Wanted<'_> {
    /// A condition over `m`, and the values of the whole query so far: the account is `$1`.
    fn condition(self, account: AccountId) -> (String, Vec<Value>) {
        let mut values = values![account.uuid(), like(self.search)];
        let mut conditions = vec!["m.search LIKE $2 ESCAPE '\\'".to_owned(), condition(self.filter).to_owned()];
        let held = [("roles", "role_id", self.role.map(RoleId::uuid)), ("groups", "group_id", self.group.map(GroupId::uuid))];
        for (table, column, id) in held {
            let Some(id) = id else { continue };
            values.push(id.into());
            let nth = values.len();
            conditions.push(format!("EXISTS (SELECT 1 FROM membership_{table} h WHERE h.membership_id = m.id AND h.{column} = ${nth})"));
        }
        (conditions.join(" AND "), values)
    }
}

const fn order(sort: MemberSort) -> Order {
    match sort {
        MemberSort::Newest => Order { key: "m.joined_at", id: "m.id", ascending: false },
        MemberSort::Oldest => Order { key: "m.joined_at", id: "m.id", ascending: true },
        MemberSort::Name => Order { key: "m.sort_key", id: "m.id", ascending: true },
        MemberSort::NameBackwards => Order { key: "m.sort_key", id: "m.id", ascending: false },
    }
}

pub(crate) async fn list(
    db: &impl ConnectionTrait,
    account: AccountId,
    wanted: Wanted<'_>,
    sort: MemberSort,
    cursor: Option<Cursor>,
) -> Result<Vec<MemberRecord>, Error> {
    let (condition, mut values) = wanted.condition(account);
    let order = order(sort);
    // The row that the cursor names tells its place by itself.
    let place = format!(
        "(SELECT {}, k.id FROM memberships k WHERE k.account_id = $1 AND k.id = ${})",
        order.key.replace("m.", "k."),
        values.len() + 1
    );
    let (beyond, end) = sorted(order, cursor, &place);
    values.extend(cursor.map(|cursor| cursor.id.into()));
    let sql = format!(
        "SELECT m.id, m.user_id, u.email, m.first_name, m.last_name, m.phone, m.status, m.joined_at,
            EXISTS (SELECT 1 FROM operator_administrators o WHERE o.user_id = m.user_id) AS is_operator
        FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.account_id = $1 AND {condition}{beyond}{end}"
    );
    all(db, &sql, values).await
}

#[derive(Debug, Default, FromQueryResult)]
pub(crate) struct Counts {
    pub all_rows: i64,
    pub active: i64,
    pub suspended: i64,
    pub restricted: i64,
    pub found: i64,
}

/// The numbers beside the filters, and how many are wanted.
pub(crate) async fn counts(db: &impl ConnectionTrait, account: AccountId, wanted: Wanted<'_>) -> Result<Counts, Error> {
    let (found, values) = wanted.condition(account);
    let sql = format!(
        "SELECT COUNT(*) AS all_rows,
            COALESCE(SUM(CASE WHEN {} THEN 1 ELSE 0 END), 0) AS active,
            COALESCE(SUM(CASE WHEN {} THEN 1 ELSE 0 END), 0) AS suspended,
            COALESCE(SUM(CASE WHEN {RESTRICTED} THEN 1 ELSE 0 END), 0) AS restricted,
            COALESCE(SUM(CASE WHEN {found} THEN 1 ELSE 0 END), 0) AS found
        FROM memberships m WHERE m.account_id = $1 AND {}",
        condition(Some(MemberFilter::Active)),
        condition(Some(MemberFilter::Suspended)),
        condition(None),
    );
    Ok(optional(db, &sql, values).await?.unwrap_or_default())
}

/// Active and suspended members.
pub(crate) async fn total(db: &impl ConnectionTrait, account: AccountId) -> Result<u32, Error> {
    let sql = format!("SELECT COUNT(*) FROM memberships m WHERE m.account_id = $1 AND {}", condition(None));
    count(db, &sql, values![account.uuid()]).await
}

/// Those who have joined and may not do anything yet.
pub(crate) async fn waiting(db: &impl ConnectionTrait, account: AccountId) -> Result<u32, Error> {
    count(db, &format!("SELECT COUNT(*) FROM memberships m WHERE m.account_id = $1 AND {RESTRICTED}"), values![account.uuid()]).await
}
