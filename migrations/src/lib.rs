//! The schema, one change a file, forward only. See `migrations/README.md` for how to add one.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m0001_people;
mod m0002_accounts;
mod m0003_invitations;
mod m0004_mail;
mod m0005_records;
mod sql;

/// Applies what is missing, in order.
#[derive(Debug)]
pub struct Migrator;

#[sea_orm_migration::async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_accounts::Migration),
            Box::new(m0003_invitations::Migration),
            Box::new(m0004_mail::Migration),
            Box::new(m0005_records::Migration),
        ]
    }
}
