use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recipients")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub batch_id: Uuid,
    pub position: i32,
    pub email: String,
    pub canonical: String,
    pub domain: String,
    pub first_name: String,
    pub last_name: String,
    pub phone: Option<String>,
    /// As [`crate::store::search_text`] makes it; the invitation gets it as it is.
    pub search: String,
    /// Has not been given yet what everybody of the list is to get.
    pub fresh: bool,
    pub send_again: bool,
    pub outcome: Option<String>,
    pub invitation_id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
