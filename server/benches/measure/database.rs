//! Databases that begin as copies of one another, so that every run finds the same.

use std::path::PathBuf;

use backend::keys::SecretKey;
use sea_orm::{ConnectionTrait, Database};
use server::config::Settings;

use crate::Result;

pub(crate) enum Engine {
    /// Folders inside this one.
    Sqlite { folder: PathBuf },
    /// Databases of this server.
    Postgres { url: String },
}

impl Engine {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "SQLite (file, WAL, synchronous=FULL)",
            Self::Postgres { .. } => "PostgreSQL",
        }
    }

    /// How a server is told to use the database of this name.
    pub(crate) fn settings(&self, name: &str) -> Settings {
        let settings =
            Settings { public_url: Some("http://127.0.0.1:3000".to_owned()), secret_key: Some(key().expose()), ..Settings::default() };
        match self {
            Self::Sqlite { folder } => Settings { data_dir: folder.join(name).display().to_string(), ..settings },
            Self::Postgres { url } => {
                let data_dir = std::env::temp_dir().display().to_string();
                Settings { data_dir, database_url: Some(of_server(url, name)), ..settings }
            }
        }
    }

    pub(crate) async fn create(&self, name: &str) -> Result<Settings> {
        self.execute(&format!("CREATE DATABASE {name}")).await?;
        Ok(self.settings(name))
    }

    /// Needs the original to be closed.
    pub(crate) async fn copy(&self, original: &str, name: &str) -> Result<Settings> {
        if let Self::Sqlite { folder } = self {
            let file = |name: &str| folder.join(name).join("vestibule.db");
            std::fs::create_dir(folder.join(name))?;
            std::fs::copy(file(original), file(name))?;
            std::fs::File::open(file(name))?.sync_all()?;
        }
        self.execute(&format!("CREATE DATABASE {name} TEMPLATE {original}")).await?;
        Ok(self.settings(name))
    }

    /// On PostgreSQL alone; a SQLite database comes with its file.
    async fn execute(&self, sql: &str) -> Result<()> {
        if let Self::Postgres { url } = self {
            let server = Database::connect(url).await?;
            server.execute_unprepared(sql).await?;
            server.close().await?;
        }
        Ok(())
    }
}

/// The same for all copies.
pub(crate) fn key() -> SecretKey {
    SecretKey::new([7; 32])
}

/// The URL of another database of the same server.
fn of_server(url: &str, name: &str) -> String {
    let (address, query) = url.split_once('?').map_or((url, ""), |(address, query)| (address, query));
    let server = address.rsplit_once('/').map_or(address, |(server, _)| server);
    if query.is_empty() { format!("{server}/{name}") } else { format!("{server}/{name}?{query}") }
}
