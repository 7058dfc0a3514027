//! What the operator offers to all users: questions with answers, links and documents; and what users write back.

use domain::Language;
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::entity::{faq_entry, feedback, home_link};
use super::page::{Cursor, keyset};
use super::{all, values};
use crate::Error;

pub(crate) use super::entity::faq_entry::Model as FaqRow;
pub(crate) use super::entity::feedback::Model as Feedback;
pub(crate) use super::entity::home_link::Model as HomeLinkRow;

/// The questions in one language, in the operator's order.
pub(crate) async fn faq(db: &impl ConnectionTrait, language: Language) -> Result<Vec<FaqRow>, Error> {
    let found = faq_entry::Entity::find().filter(faq_entry::Column::Language.eq(language.as_str()));
    Ok(found.order_by_asc(faq_entry::Column::Position).order_by_asc(faq_entry::Column::Id).all(db).await?)
}

pub(crate) async fn insert_faq(db: &impl ConnectionTrait, rows: Vec<FaqRow>) -> Result<(), Error> {
    faq_entry::Entity::insert_many(rows.into_iter().map(faq_entry::ActiveModel::from)).exec_without_returning(db).await?;
    Ok(())
}

/// Links and documents for readers of a language, in the operator's order.
pub(crate) async fn home_links(db: &impl ConnectionTrait, language: Language) -> Result<Vec<HomeLinkRow>, Error> {
    let column = home_link::Column::Language;
    let found = home_link::Entity::find().filter(Condition::any().add(column.is_null()).add(column.eq(language.as_str())));
    Ok(found.order_by_asc(home_link::Column::Position).order_by_asc(home_link::Column::Id).all(db).await?)
}

pub(crate) async fn insert_home_links(db: &impl ConnectionTrait, rows: Vec<HomeLinkRow>) -> Result<(), Error> {
    home_link::Entity::insert_many(rows.into_iter().map(home_link::ActiveModel::from)).exec_without_returning(db).await?;
    Ok(())
}

pub(crate) async fn insert_feedback(db: &impl ConnectionTrait, row: Feedback) -> Result<(), Error> {
    feedback::Entity::insert(feedback::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

pub(crate) async fn feedback(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Feedback>, Error> {
    Ok(feedback::Entity::find_by_id(id).one(db).await?)
}

/// Feedback, with who wrote it and the customer that they came from.
#[derive(Debug, FromQueryResult)]
pub(crate) struct FeedbackRecord {
    pub id: Uuid,
    pub text: String,
    pub created_at: i64,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub number: Option<String>,
    pub company: Option<String>,
}

/// One page of it, newest first.
pub(crate) async fn feedback_list(db: &impl ConnectionTrait, operator: Uuid, cursor: Option<Cursor>) -> Result<Vec<FeedbackRecord>, Error> {
    let (end, more) = keyset(cursor, "f.created_at", "f.id", 2);
    let sql = format!(
        "SELECT f.id, f.text, f.created_at, u.email, u.first_name, u.last_name, a.number, a.company
        FROM feedback f JOIN users u ON u.id = f.user_id LEFT JOIN accounts a ON a.id = f.account_id WHERE f.operator_id = $1{end}"
    );
    let mut values = values![operator];
    values.extend(more);
    all(db, &sql, values).await
}
