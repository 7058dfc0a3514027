//! Who did what to whom. Rows are only ever added (triggers refuse the rest), and always in the transaction of the deed.

use domain::audit::{ActorKind, AuditAction};
use domain::ids::AccountId;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::entity::audit;
use crate::Error;

pub(crate) mod log;

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// A user for themselves, or a member in the account.
    User(Uuid),
    /// An operator administrator, as such: both identities stand in the row (the account's is its own column).
    Operator(Uuid),
    /// Whoever holds the link or typed the address; nobody is signed in.
    Visitor,
    System,
}

impl By {
    pub(crate) const fn kind(self) -> ActorKind {
        match self {
            Self::User(_) => ActorKind::User,
            Self::Operator(_) => ActorKind::Operator,
            Self::Visitor => ActorKind::Visitor,
            Self::System => ActorKind::System,
        }
    }

    pub(crate) const fn user(self) -> Option<Uuid> {
        match self {
            Self::User(id) | Self::Operator(id) => Some(id),
            Self::Visitor | Self::System => None,
        }
    }
}

/// One deed. `text` names the target as people know it (an address, a company) and never holds a secret.
#[derive(Clone, Debug)]
pub(crate) struct Deed<'a> {
    pub action: AuditAction,
    pub by: By,
    pub account: Option<AccountId>,
    pub target: Option<(&'a str, Uuid)>,
    pub text: Option<&'a str>,
    pub details: Option<serde_json::Value>,
}

impl<'a> Deed<'a> {
    pub(crate) const fn new(action: AuditAction, by: By) -> Self {
        Self { action, by, account: None, target: None, text: None, details: None }
    }

    pub(crate) fn account(self, account: AccountId) -> Self {
        Self { account: Some(account), ..self }
    }

    pub(crate) fn target(self, kind: &'a str, id: Uuid) -> Self {
        Self { target: Some((kind, id)), ..self }
    }

    pub(crate) fn text(self, text: &'a str) -> Self {
        Self { text: Some(text), ..self }
    }

    pub(crate) fn details(self, details: serde_json::Value) -> Self {
        Self { details: Some(details), ..self }
    }
}

/// Rows of one INSERT, see [`super::batches`].
const CHUNK: usize = 1_000;

/// The same deed, done to many: ids of the targets and what they are called.
pub(crate) async fn record_each(
    db: &impl ConnectionTrait,
    mut id: impl FnMut() -> Uuid,
    now: i64,
    deed: &Deed<'_>,
    kind: &str,
    targets: &[(Uuid, &str)],
) -> Result<(), Error> {
    for chunk in targets.chunks(CHUNK) {
        let rows =
            chunk.iter().map(|(target, text)| audit::ActiveModel::from(row(id(), now, deed.clone().target(kind, *target).text(text))));
        audit::Entity::insert_many(rows.collect::<Vec<_>>()).exec_without_returning(db).await?;
    }
    Ok(())
}

pub(crate) async fn record(db: &impl ConnectionTrait, id: Uuid, now: i64, deed: Deed<'_>) -> Result<(), Error> {
    audit::Entity::insert(audit::ActiveModel::from(row(id, now, deed))).exec_without_returning(db).await?;
    Ok(())
}

fn row(id: Uuid, now: i64, deed: Deed<'_>) -> audit::Model {
    audit::Model {
        id,
        at: now,
        account_id: deed.account.map(AccountId::uuid),
        actor_kind: deed.by.kind().as_str().to_owned(),
        actor_id: deed.by.user(),
        action: deed.action.as_str().to_owned(),
        target_kind: deed.target.map(|t| t.0.to_owned()),
        target_id: deed.target.map(|t| t.1),
        target_text: deed.text.map(ToOwned::to_owned),
        target_search: deed.text.map(str::to_lowercase),
        details: deed.details.map(|d| d.to_string()),
    }
}
