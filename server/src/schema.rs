//! Bringing the database to this release's schema, under a lock, since several instances may start at once.

use std::fs::File;
use std::path::{Path, PathBuf};

use backend::store::Store;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database as Connection, DatabaseConnection, DbErr};

use crate::config::Database;

/// "vestibul" in ASCII: the key of PostgreSQL's advisory lock, one for all instances on a database.
const LOCK: i64 = 0x7665_7374_6962_756c;

/// Why the schema is not what this release needs.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    #[error(
        "the database has a newer schema than this release knows ({0}). Run the release that made it, or a newer one; a database cannot be taken back, restore a backup \
         for that"
    )]
    Newer(String),
    #[error("the database cannot be brought to this release's schema")]
    Database(#[from] DbErr),
    #[error("the lock file {0} cannot be used")]
    Lock(PathBuf, #[source] std::io::Error),
}

/// One migration of this release.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    pub name: String,
    pub applied: bool,
}

/// Applies what is missing and names it.
///
/// # Errors
/// [`SchemaError`]. A migration that fails leaves its part of the schema as it was.
pub async fn migrate(database: &Database, store: &Store) -> Result<Vec<String>, SchemaError> {
    match database {
        Database::Sqlite { path } => {
            let _lock = lock_file(path).await?;
            up(store.writer()).await
        }
        Database::Postgres { url } => {
            let connection = Connection::connect(single(url)).await?;
            let applied = locked_up(&connection).await;
            // Also gives the lock back, if anything went wrong.
            connection.close().await?;
            applied
        }
    }
}

/// What this release would find, in its order; changes nothing but an empty table of applied migrations.
///
/// # Errors
/// [`SchemaError`].
pub async fn status(store: &Store) -> Result<Vec<Step>, SchemaError> {
    let applied = applied(store.writer()).await?;
    refuse_newer(&applied)?;
    Ok(names().into_iter().map(|name| Step { applied: applied.contains(&name), name }).collect())
}

/// Of all migrations that this release knows, in order.
fn names() -> Vec<String> {
    Migrator::get_migration_files().iter().map(|file| file.name().to_owned()).collect()
}

async fn locked_up(connection: &DatabaseConnection) -> Result<Vec<String>, SchemaError> {
    connection.execute_unprepared(&format!("SELECT pg_advisory_lock({LOCK})")).await?;
    up(connection).await
}

async fn up(connection: &DatabaseConnection) -> Result<Vec<String>, SchemaError> {
    let before = applied(connection).await?;
    refuse_newer(&before)?;
    Migrator::up(connection, None).await?;
    Ok(applied(connection).await?.into_iter().filter(|name| !before.contains(name)).collect())
}

async fn applied(connection: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    Ok(Migrator::get_migration_models(connection).await?.into_iter().map(|row| row.version).collect())
}

fn refuse_newer(applied: &[String]) -> Result<(), SchemaError> {
    let known = names();
    let unknown: Vec<_> = applied.iter().filter(|name| !known.contains(name)).cloned().collect();
    if unknown.is_empty() { Ok(()) } else { Err(SchemaError::Newer(unknown.join(", "))) }
}

/// One connection that lives as long as the lock, which belongs to it.
fn single(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).min_connections(1).sqlx_logging(false);
    options
}

/// SQLite has no lock that outlives a transaction, so a file beside the database is it. Released when it is closed, also by a crash.
async fn lock_file(database: &Path) -> Result<File, SchemaError> {
    let path = database.with_extension("lock");
    let wrong = |error| SchemaError::Lock(path.clone(), error);
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(wrong)?;
    let lock = tokio::task::spawn_blocking(move || file.lock().map(|()| file));
    lock.await.map_err(|error| wrong(error.into())).and_then(|locked| locked.map_err(wrong))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DataConfig;

    /// A database of the server that the tests were given, if they were.
    #[expect(clippy::disallowed_methods, reason = "how tests are told of a PostgreSQL server")]
    async fn fresh_postgres() -> Option<Database> {
        let url = std::env::var("VESTIBULE_TEST_POSTGRES_URL").ok()?;
        let name = format!("schema_{}", std::process::id());
        let server = Connection::connect(single(&url)).await.unwrap();
        server.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
        server.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        let mut url = url::Url::parse(&url).unwrap();
        url.set_path(&name);
        Some(Database::Postgres { url: url.into() })
    }

    async fn fresh() -> (tempfile::TempDir, Database, Store) {
        let folder = tempfile::tempdir().unwrap();
        let database = DataConfig::in_folder(folder.path(), None).database;
        let store = Store::connect(&database.url()).await.unwrap();
        (folder, database, store)
    }

    #[tokio::test]
    async fn a_fresh_database_gets_everything_once() {
        let (_folder, database, store) = fresh().await;
        assert!(status(&store).await.unwrap().iter().all(|step| !step.applied));
        let applied = migrate(&database, &store).await.unwrap();
        assert_eq!(applied.len(), Migrator::migrations().len());
        assert_eq!(migrate(&database, &store).await.unwrap(), Vec::<String>::new());
        assert!(status(&store).await.unwrap().iter().all(|step| step.applied));
    }

    #[tokio::test]
    async fn a_newer_schema_is_refused_and_left_alone() {
        let (_folder, database, store) = fresh().await;
        migrate(&database, &store).await.unwrap();
        store.writer().execute_unprepared("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_future', 0)").await.unwrap();
        let error = migrate(&database, &store).await.unwrap_err();
        assert!(matches!(&error, SchemaError::Newer(names) if names == "m9999_future"), "{error}");
        assert!(status(&store).await.is_err());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn several_that_start_at_once_migrate_once() {
        let (_folder, sqlite, _first) = fresh().await;
        for database in [Some(sqlite), fresh_postgres().await].into_iter().flatten() {
            start_at_once(database).await;
        }
    }

    async fn start_at_once(database: Database) {
        let starts = (0..4).map(|_| {
            let database = database.clone();
            tokio::spawn(async move {
                let store = Store::connect(&database.url()).await.unwrap();
                migrate(&database, &store).await.unwrap().len()
            })
        });
        let mut applied = 0;
        for start in starts.collect::<Vec<_>>() {
            applied += start.await.unwrap();
        }
        assert_eq!(applied, Migrator::migrations().len());
    }
}
