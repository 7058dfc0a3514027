//! What requests are about: ids of one account in the places of a sample.

use backend::Wish;
use backend::context::Caller;
use domain::ids::{BatchId, GroupId, InvitationId, MembershipId, NumberId, RoleId};

use super::Route;
use crate::support::{ACME, ADMIN, BEA, INES, World, of_role};

/// In samples: what stands for an id, after its prefix; and for a customer number.
const PLACE: &str = "01972c3d0000700080000000000000ff";
/// Customers have other numbers, and things other ids.
pub(super) const UNKNOWN_NUMBER: &str = "9999";
const UNKNOWN: &str = "01972c3d0000700080000000000000fe";

/// Ids of an account by their prefixes, as far as a sample asks for them.
pub(super) struct Things {
    number: String,
    ids: Vec<(&'static str, String)>,
}

impl Things {
    /// Made for one request: it may take them away.
    pub(super) async fn fresh(w: &World, number: &str, route: &Route) -> Self {
        let sample = route.sample();
        let owner = w.log_in(if number == ACME { ADMIN } else { BEA }).await;
        let mut ids = Vec::new();
        let needs = |prefix: &str| sample.contains(&format!("{prefix}_{PLACE}"));
        if needs("inv") {
            ids.push(("inv", invitation(w, &owner, number).await.to_string()));
        }
        if needs("bat") && is_of_add_user(route.path) {
            ids.push(("bat", person(w, &owner, number).await.to_string()));
        } else if needs("bat") || needs("rcp") {
            let batch = w.services.create_batch(&owner, number).await.unwrap();
            w.services.save_addresses(&owner, number, batch, &address(w), "", true).await.unwrap();
            let person = w.services.accounts_step(&owner, number, batch, 1).await.unwrap().rows[0].id;
            if route.path.contains("result") {
                w.services.submit_batch(&owner, number, batch).await.unwrap();
            }
            ids.extend([("bat", batch.to_string()), ("rcp", person.to_string())]);
        }
        if needs("rol") {
            ids.push(("rol", role(w, number).await.to_string()));
        }
        if needs("grp") {
            ids.push(("grp", group(w, number).await.to_string()));
        }
        if needs("num") {
            ids.push(("num", phone(w, number).await.to_string()));
        }
        if needs("mem") {
            ids.push(("mem", member(w, number).await.to_string()));
        }
        Self { number: number.to_owned(), ids }
    }

    /// The same things, asked for in another account.
    pub(super) fn in_account(&self, number: &str) -> Self {
        Self { number: number.to_owned(), ids: self.ids.clone() }
    }

    pub(super) fn fill(&self, sample: &str) -> String {
        let filled = self.ids.iter().fold(sample.to_owned(), |text, (prefix, id)| text.replace(&format!("{prefix}_{PLACE}"), id));
        assert!(!filled.contains(PLACE), "nobody makes the things of {sample}");
        filled.replace(ACME, &self.number)
    }

    /// An answer without what only repeats the request.
    pub(super) fn forget(&self, answer: &str) -> String {
        let without = self.ids.iter().fold(answer.to_owned(), |text, (prefix, id)| text.replace(id, &format!("{prefix}_")));
        without.replace(&self.number, "NUMBER")
    }
}

/// *Add user* has drafts of its own.
fn is_of_add_user(path: &str) -> bool {
    path.contains("/users/new/") || path.ends_with("add_user") || path.contains("_person")
}

/// A draft of *Add user*.
async fn person(w: &World, owner: &Caller, number: &str) -> BatchId {
    let wish = Wish { first_name: "Some".to_owned(), last_name: "Body".to_owned(), ..Wish::default() };
    w.services.save_person(owner, number, None, &address(w), &wish).await.unwrap()
}

async fn invitation(w: &World, owner: &Caller, number: &str) -> InvitationId {
    let role = w.role(number, "Bookkeeper").await;
    w.services.invite_one(owner, number, &address(w), &of_role(role)).await.unwrap()
}

/// A role that nobody holds.
async fn role(w: &World, number: &str) -> RoleId {
    let id = w.services.env().uuid();
    let sql = "INSERT INTO roles (id, account_id, kind, name, name_key, description, created_at)
        SELECT $1, id, 'custom', $2, LOWER($2), '', 0 FROM accounts WHERE number = $3";
    w.sql(sql, vec![id.into(), format!("Role {}", id.simple()).into(), number.into()]).await;
    RoleId::new(id)
}

/// A group without anybody.
async fn group(w: &World, number: &str) -> GroupId {
    let id = w.services.env().uuid();
    let sql = "INSERT INTO member_groups (id, account_id, name, name_key, description, created_at)
        SELECT $1, id, $2, LOWER($2), '', 0 FROM accounts WHERE number = $3";
    w.sql(sql, vec![id.into(), format!("Group {}", id.simple()).into(), number.into()]).await;
    GroupId::new(id)
}

/// A number that is free.
async fn phone(w: &World, number: &str) -> NumberId {
    let id = w.services.env().uuid();
    let digits = format!("+34{}", id.as_u128() % 1_000_000_000_000);
    let sql = "INSERT INTO numbers (id, account_id, number, created_at) SELECT $1, id, $2, 0 FROM accounts WHERE number = $3";
    w.sql(sql, vec![id.into(), digits.into(), number.into()]).await;
    NumberId::new(id)
}

/// One with no rights.
async fn member(w: &World, number: &str) -> MembershipId {
    let (user, id) = (w.services.env().uuid(), w.services.env().uuid());
    let sql = "INSERT INTO users (id, email, canonical, first_name, last_name, search, language, status, created_at)
        VALUES ($1, $2, $2, 'Some', 'Body', '', 'en', 'active', 0)";
    w.sql(sql, vec![user.into(), address(w).into()]).await;
    let sql = "INSERT INTO memberships (id, account_id, user_id, status, first_name, last_name, search, sort_key, joined_at)
        SELECT $1, id, $2, 'active', 'Some', 'Body', '', '', 0 FROM accounts WHERE number = $3";
    w.sql(sql, vec![id.into(), user.into(), number.into()]).await;
    MembershipId::new(id)
}

/// One that nobody else has.
fn address(w: &World) -> String {
    format!("p{}@list.example", w.services.env().uuid().simple())
}

/// Makes room for all that is asked for, and suspends the one who stands for those.
pub(super) async fn prepare(w: &World) {
    for number in [ACME, crate::support::OTHER] {
        w.set_policy(number, |policy| policy.daily_limit = 100_000).await;
    }
    for email in [INES, BEA] {
        w.log_in(email).await;
    }
    let sql = "UPDATE memberships SET status = 'suspended' WHERE user_id = (SELECT id FROM users WHERE canonical = $1)";
    w.sql(sql, vec![INES.into()]).await;
}

pub(super) fn unknown(sample: &str) -> String {
    sample.replace(PLACE, UNKNOWN).replace(ACME, UNKNOWN_NUMBER)
}

pub(super) fn has_ids(sample: &str) -> bool {
    sample.contains(PLACE)
}

pub(super) fn forget_unknown(answer: &str) -> String {
    answer.replace(UNKNOWN, "").replace(UNKNOWN_NUMBER, "NUMBER").replace(ACME, "NUMBER")
}

/// Without what differs from answer to answer by itself: the nonce, and the order in which the page's data came.
pub(super) fn without_chance(answer: &str) -> String {
    let text = without(answer, "nonce=\"", "\"");
    let text = without(&text, "__PENDING_RESOURCES=[", "]");
    let mut parts: Vec<&str> = text.split("<script >").collect();
    parts[1..].sort_unstable();
    parts.join("<script >")
}

/// A text without what stands between two marks.
fn without(text: &str, begin: &str, end: &str) -> String {
    let mut parts = text.split(begin);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(end).map_or("", |(_, after)| after))
}
