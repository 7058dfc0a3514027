//! Forms that were refused, kept for ten minutes so that a page without scripts can show again what was typed.

use domain::ids::FlashId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::entity::flash;
use crate::Error;

pub(crate) async fn insert(db: &impl ConnectionTrait, id: FlashId, page: &str, form: String, expires_at: i64) -> Result<(), Error> {
    let row = flash::Model { id: id.uuid(), page: page.to_owned(), form, expires_at };
    flash::Entity::insert(flash::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: FlashId, page: &str, now: i64) -> Result<Option<String>, Error> {
    let found = flash::Entity::find_by_id(id.uuid()).filter(flash::Column::Page.eq(page)).filter(flash::Column::ExpiresAt.gt(now));
    Ok(found.one(db).await?.map(|row| row.form))
}

/// After a success: going back must not show the old problem again.
pub(crate) async fn delete_of_page(db: &impl ConnectionTrait, page: &str) -> Result<(), Error> {
    flash::Entity::delete_many().filter(flash::Column::Page.eq(page)).exec(db).await?;
    Ok(())
}

pub(crate) async fn delete_old(db: &impl ConnectionTrait, now: i64) -> Result<u64, Error> {
    Ok(flash::Entity::delete_many().filter(flash::Column::ExpiresAt.lte(now)).exec(db).await?.rows_affected)
}
