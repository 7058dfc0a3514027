//! Reading the log. Each filter has an index that leads to the newest rows first, but for the text of the target: that is looked for in
//! [`WINDOW`] rows at a time, so that no search takes long, however long the log is.

use domain::audit::AuditAction;
use domain::ids::AccountId;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::Error;
use crate::store::page::{Cursor, beyond, order};
use crate::store::{all, like, values};

/// Whose rows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scope {
    Account(AccountId),
    /// All there are, those without an account too: for the operator.
    Everywhere,
}

/// Which of them. What is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub people: Option<People>,
    pub action: Option<AuditAction>,
    /// A part of the target's text.
    pub target: String,
    /// The first millisecond that counts, and the first that does not any more.
    pub from: Option<i64>,
    pub until: Option<i64>,
    pub operators_only: bool,
}

/// Who did it.
#[derive(Clone, Debug)]
pub(crate) enum People {
    /// At most [`FEW`]; each has rows of their own in an index.
    Few(Vec<Uuid>),
    /// Whoever matches, too many to be named.
    Many(String),
}

const FEW: usize = 20;

/// Rows that are looked through for a text before somebody has to ask for more.
const WINDOW: usize = 50_000;

/// What was found, in the order of the cursor.
#[derive(Debug)]
pub(crate) struct Found {
    pub rows: Vec<Row>,
    /// Where looking for a text has stopped, if it has: there are older rows.
    pub stopped: Option<Cursor>,
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct Row {
    pub id: Uuid,
    pub at: i64,
    pub actor_kind: String,
    pub actor_email: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub number: Option<String>,
    pub company: Option<String>,
    pub action: String,
    pub target_kind: Option<String>,
    pub target_id: Option<Uuid>,
    pub target_text: Option<String>,
    pub details: Option<String>,
}

/// Who did something and matches a search. In an account's log, members are called as the account calls them, and of others, who were
/// invited there, only the address is known.
fn who_matches(scope: Scope, search: usize) -> String {
    match scope {
        Scope::Account(_) => format!(
            "SELECT m.user_id AS id FROM memberships m WHERE m.account_id = $1 AND m.search LIKE ${search} ESCAPE '\\'
            UNION SELECT u.id FROM users u LEFT JOIN operator_administrators o ON o.user_id = u.id
            WHERE CASE WHEN o.user_id IS NULL THEN u.canonical ELSE u.search END LIKE ${search} ESCAPE '\\'"
        ),
        Scope::Everywhere => format!("SELECT u.id FROM users u WHERE u.search LIKE ${search} ESCAPE '\\'"),
    }
}

impl Scope {
    /// A condition, and its value as `$1`, if it has one.
    fn condition(self) -> (&'static str, Vec<Value>) {
        match self {
            Self::Account(account) => ("account_id = $1", values![account.uuid()]),
            Self::Everywhere => ("1 = 1", Vec::new()),
        }
    }
}

/// Looks people up once, before their rows are looked for.
pub(crate) async fn people(db: &impl ConnectionTrait, scope: Scope, search: &str) -> Result<People, Error> {
    #[derive(FromQueryResult)]
    struct Person {
        id: Uuid,
    }
    let (_, mut values) = scope.condition();
    values.push(like(search).into());
    let sql = format!("{} LIMIT {}", who_matches(scope, values.len()), FEW + 1);
    let found: Vec<Person> = all(db, &sql, values).await?;
    Ok(if found.len() > FEW { People::Many(like(search)) } else { People::Few(found.into_iter().map(|p| p.id).collect()) })
}

/// A query that is being written.
struct Query {
    conditions: String,
    values: Vec<Value>,
}

impl Query {
    fn of(scope: Scope, filter: &Filter) -> Self {
        let (conditions, values) = scope.condition();
        let mut query = Self { conditions: conditions.to_owned(), values };
        if let Some(action) = filter.action {
            query.and("action =", action.as_str());
        }
        if let Some(from) = filter.from {
            query.and("at >=", from);
        }
        if let Some(until) = filter.until {
            query.and("at <", until);
        }
        if filter.operators_only {
            // As the partial indexes have it.
            query.conditions.push_str(" AND actor_kind = 'operator'");
        }
        query
    }

    fn and(&mut self, condition: &str, value: impl Into<Value>) {
        let place = self.place(value);
        self.conditions.extend([" AND ", condition, " ", &place]);
    }

    fn place(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// The rows of all lists.
    fn lists(&self, actors: &[String], columns: &str, end: &str) -> String {
        let list = |actor: &String| format!("SELECT * FROM (SELECT {columns} FROM audit WHERE {}{actor}{end}) l", self.conditions);
        actors.iter().map(list).collect::<Vec<_>>().join(" UNION ALL ")
    }

    /// One condition on the actor for each list of rows that is to be merged. Several people in one condition would be looked for one
    /// row after the other, however rare they are.
    fn actors(&mut self, scope: Scope, people: Option<&People>) -> Vec<String> {
        match people {
            None => vec![String::new()],
            Some(People::Few(ids)) => ids.iter().map(|id| format!(" AND actor_id = {}", self.place(*id))).collect(),
            Some(People::Many(pattern)) => {
                self.place(pattern.clone());
                vec![format!(" AND actor_id IN ({})", who_matches(scope, self.values.len()))]
            }
        }
    }
}

/// Rows on the cursor's side of it, at most `limit`, with the names of who and where.
pub(crate) async fn rows(
    db: &impl ConnectionTrait,
    scope: Scope,
    filter: &Filter,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Found, Error> {
    let mut query = Query::of(scope, filter);
    let actors = query.actors(scope, filter.people.as_ref());
    if actors.is_empty() {
        return Ok(Found { rows: Vec::new(), stopped: None });
    }
    let (after, more) = beyond(cursor, "at", "id", query.values.len() + 1);
    query.values.extend(more);
    query.conditions.push_str(&after);
    let way = order(cursor, "at", "id");
    let mut stopped = None;
    if !filter.target.trim().is_empty() {
        stopped = edge(db, &query, &actors, cursor).await?;
        if let Some(edge) = stopped {
            let (at, id) = (query.place(edge.at), query.place(edge.id));
            query.conditions.extend([" AND (at, id) >= (", &at, ", ", &id, ")"]);
        }
        query.and("target_search LIKE", like(&filter.target));
        query.conditions.push_str(" ESCAPE '\\'");
    }
    let lists = query.lists(&actors, "*", &format!("{way} LIMIT {limit}"));
    let sql = format!(
        "SELECT a.id, a.at, a.actor_kind, u.email AS actor_email, {NAMES}, c.number, c.company, a.action, a.target_kind, a.target_id,
            a.target_text, a.details
        FROM ({lists}) a LEFT JOIN users u ON u.id = a.actor_id LEFT JOIN accounts c ON c.id = a.account_id{} LIMIT {limit}",
        order(cursor, "a.at", "a.id"),
        NAMES = names(scope),
    );
    let rows = all::<Row>(db, &sql, query.values).await?;
    Ok(Found { stopped: stopped.filter(|_| rows.len() < limit), rows })
}

/// The last row of the window that begins at the cursor, of the list whose window ends first; none if all lists end before. Back to newer
/// rows there is no window: one comes from where one has been, which is not far.
async fn edge(db: &impl ConnectionTrait, query: &Query, actors: &[String], cursor: Option<Cursor>) -> Result<Option<Cursor>, Error> {
    #[derive(FromQueryResult)]
    struct Key {
        at: i64,
        id: Uuid,
    }
    if cursor.is_some_and(|c| c.newer) {
        return Ok(None);
    }
    let lists = query.lists(actors, "at, id", &format!("{} LIMIT 1 OFFSET {}", order(cursor, "at", "id"), WINDOW - 1));
    let keys: Vec<Key> = all(db, &lists, query.values.clone()).await?;
    Ok(keys.into_iter().map(|k| (k.at, k.id)).max().map(|(at, id)| Cursor { at, id, newer: false }))
}

/// How the actor is called: see [`who_matches`].
fn names(scope: Scope) -> String {
    let name = |name: &str| match scope {
        Scope::Everywhere => format!("u.{name}"),
        Scope::Account(_) => format!(
            "CASE WHEN a.actor_kind = 'operator' THEN u.{name} ELSE (SELECT m.{name} FROM memberships m
                WHERE m.account_id = a.account_id AND m.user_id = a.actor_id ORDER BY m.joined_at DESC, m.id DESC LIMIT 1) END AS {name}"
        ),
    };
    format!("{}, {}", name("first_name"), name("last_name"))
}
