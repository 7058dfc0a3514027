use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub account_id: Option<Uuid>,
    pub envelope_id: Option<Uuid>,
    pub challenge_id: Option<Uuid>,
    pub invitation_id: Option<Uuid>,
    pub feedback_id: Option<Uuid>,
    pub membership_id: Option<Uuid>,
    pub user_id: Option<Uuid>,
    pub email: String,
    pub canonical: String,
    pub language: String,
    pub status: String,
    pub attempts: i32,
    pub next_attempt_at: i64,
    pub lease_owner: Option<Uuid>,
    pub lease_until: Option<i64>,
    pub reply: Option<String>,
    pub created_at: i64,
    pub finished_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
