use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitations")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub email: String,
    pub canonical: String,
    pub first_name: String,
    pub last_name: String,
    /// As the inviter knows it; who registers may tell another one.
    pub phone: Option<String>,
    pub search: String,
    pub status: String,
    pub sponsor_id: Option<Uuid>,
    pub envelope_id: Uuid,
    pub membership_id: Option<Uuid>,
    pub created_at: i64,
    pub expires_at: i64,
    pub ended_at: Option<i64>,
    /// When it was brought to mind, since its newest mail.
    pub reminded_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
