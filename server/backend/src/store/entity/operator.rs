use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "operators")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub sender_name: String,
    pub brand_colour: String,
    pub brand_on: String,
    /// The name of its picture in `logos`.
    pub logo: Option<String>,
    pub logo_width: i32,
    pub logo_height: i32,
    pub postal_address: Option<String>,
    pub support_email: Option<String>,
    pub support_phone: Option<String>,
    pub language: String,
    pub time_zone: String,
    pub trust_copied_links: bool,
    /// Invitations of all accounts together, a calendar day of the operator.
    pub daily_limit: i64,
    pub single: i32,
    pub created_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
