//! One spelling of the schema for both engines.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// Runs statements separated by a line that holds `--` alone. `UUID` and `BYTES` become what the engine calls them.
pub(crate) async fn run(manager: &SchemaManager<'_>, statements: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    for statement in statements.split("\n--\n") {
        let statement = match connection.get_database_backend() {
            DatabaseBackend::Sqlite => statement.replace(" UUID", " BLOB").replace(" BYTES", " BLOB"),
            _ => statement.replace(" BYTES", " BYTEA"),
        };
        connection.execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Defines `Migration` as the statements of the SQL text.
macro_rules! migration {
    ($statements:expr) => {
        #[derive(sea_orm_migration::prelude::DeriveMigrationName)]
        pub(crate) struct Migration;

        #[sea_orm_migration::async_trait::async_trait]
        impl sea_orm_migration::MigrationTrait for Migration {
            async fn up(&self, manager: &sea_orm_migration::SchemaManager) -> Result<(), sea_orm_migration::DbErr> {
                $crate::sql::run(manager, $statements).await
            }

            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }
        }
    };
}

pub(crate) use migration;
