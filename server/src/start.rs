//! From a configuration to services that can be used: keys, database, schema.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use backend::env::Env;
use backend::keys::{Keys, SecretKey};
use backend::store::Store;
use backend::{Error, Invalidated, Services, Settings};

use crate::config::{self, Config, DataConfig, Database, KeySource};
use crate::schema::{self, SchemaError};

/// Hashes computed at the same time: one a core, 19 MiB each, and never so many that memory runs out.
const MOST_HASHES: usize = 8;

/// Why the program did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the data folder {0} cannot be made")]
    Folder(String, #[source] io::Error),
    #[error("the database file {0} cannot be opened")]
    File(String, #[source] io::Error),
    #[error("the secret key in {0} cannot be used")]
    KeyFile(String, #[source] io::Error),
    #[error("there is no secret key")]
    NoKey,
    #[error("the operating system has no randomness to give")]
    Randomness,
    #[error("the database {0} cannot be reached")]
    Database(String, #[source] sea_orm::DbErr),
    #[error(transparent)]
    Schema(#[from] SchemaError),
    #[error(
        "the database was made with another secret key: the links and codes that were mailed would all be void. Set VESTIBULE_SECRET_KEY to the key it was made with, \
         after the new one if you have changed it (or put the file `secret-key` back into the data folder). If the key is lost, end those links with \
         `vestibule keygen --invalidate-links`, and start again"
    )]
    OtherKeys,
    #[error("the database cannot be used")]
    Services(#[source] Error),
}

/// A key that nobody else has.
///
/// # Errors
/// [`StartError::Randomness`].
pub fn new_key() -> Result<SecretKey, StartError> {
    let env = Env::system().map_err(|_| StartError::Randomness)?;
    Ok(SecretKey::new(env.bytes()))
}

/// The database, without the right to use it: what `migrate` needs.
///
/// # Errors
/// [`StartError`].
pub async fn connect(data: &DataConfig) -> Result<Store, StartError> {
    make_folder(&data.folder).map_err(|error| StartError::Folder(data.folder.display().to_string(), error))?;
    if let Database::Sqlite { path } = &data.database {
        make_file(path).map_err(|error| StartError::File(path.display().to_string(), error))?;
    }
    Store::connect(&data.database.url()).await.map_err(|error| StartError::Database(data.database.to_string(), error))
}

/// Everything, ready for use.
///
/// # Errors
/// [`StartError`].
pub async fn open(config: &Config, demo: bool) -> Result<Arc<Services>, StartError> {
    let env = Env::system().map_err(|_| StartError::Randomness)?;
    let store = connect_to_current(&config.data).await?;
    let (keys, new_file) = keys(&config.keys, &env)?;
    let settings = Settings {
        public_url: config.public_url.to_string(),
        mail_to_files: config.mail.relay.is_none() && !demo,
        demo,
        parallel_hashes: std::thread::available_parallelism().map_or(2, usize::from).min(MOST_HASHES),
    };
    match Services::open(env, store, keys, settings).await {
        Ok(services) => Ok(Arc::new(services)),
        Err(error) => Err(undo_key(error, new_file)),
    }
}

/// Ends all links, codes and logins of the database, and gives it to the keys of this configuration: what `keygen --invalidate-links` does.
///
/// # Errors
/// [`StartError`].
pub async fn invalidate_links(config: &Config) -> Result<Invalidated, StartError> {
    let env = Env::system().map_err(|_| StartError::Randomness)?;
    let store = connect_to_current(&config.data).await?;
    let (keys, _) = keys(&config.keys, &env)?;
    Services::invalidate_links(&env, &store, &keys).await.map_err(StartError::Services)
}

async fn connect_to_current(data: &DataConfig) -> Result<Store, StartError> {
    let store = connect(data).await?;
    let applied = schema::migrate(&data.database, &store).await?;
    if !applied.is_empty() {
        tracing::info!(applied = applied.join(", "), "schema brought up to date");
    }
    Ok(store)
}

/// The keys, and the file that they were written to just now.
fn keys<'a>(source: &'a KeySource, env: &Env) -> Result<(Keys, Option<&'a Path>), StartError> {
    let (keys, new_file) = match source {
        KeySource::Given(keys) => (keys.clone(), None),
        KeySource::Kept(path) => {
            let kept = config::kept(path, &SecretKey::new(env.bytes()));
            let kept = kept.map_err(|error| StartError::KeyFile(path.display().to_string(), error))?;
            (kept.keys, kept.is_new.then_some(path.as_path()))
        }
    };
    Ok((Keys::new(keys).ok_or(StartError::NoKey)?, new_file))
}

/// A database whose key is missing must not leave a wrong one behind, in the place where the right one belongs.
fn undo_key(error: Error, new_file: Option<&Path>) -> StartError {
    if !matches!(error, Error::OtherKeys) {
        return StartError::Services(error);
    }
    if let Some(path) = new_file
        && let Err(error) = std::fs::remove_file(path)
    {
        tracing::warn!(path = %path.display(), %error, "a new key, of no use, could not be removed");
    }
    StartError::OtherKeys
}

/// For this user alone: it holds the key and everybody's data.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// An empty file is a new database to SQLite, and what it puts beside it has the same mode.
fn make_file(path: &Path) -> io::Result<()> {
    let mut options = File::options();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings as Written;

    fn config(folder: &Path) -> Config {
        let written =
            Written { data_dir: folder.display().to_string(), public_url: Some("http://127.0.0.1:3000".to_owned()), ..Written::default() };
        Config::read(&written).unwrap()
    }

    #[tokio::test]
    async fn the_first_start_makes_folder_key_and_schema_and_the_next_finds_them() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(&folder.path().join("data"));
        let first = open(&config, false).await.unwrap();
        assert!(first.setup_link().await.unwrap().is_some_and(|link| link.starts_with("http://127.0.0.1:3000/setup?token=")));
        drop(first);
        assert!(open(&config, false).await.is_ok());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&config.data.folder), mode(&config.data.folder.join("vestibule.db"))), (0o700, 0o600));
        }
    }

    #[tokio::test]
    async fn a_database_without_its_key_is_refused_and_no_new_key_stays() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        drop(open(&config, false).await.unwrap());
        let key = folder.path().join("secret-key");
        let kept = std::fs::read_to_string(&key).unwrap();
        std::fs::remove_file(&key).unwrap();
        assert!(matches!(open(&config, false).await, Err(StartError::OtherKeys)));
        assert!(!key.exists());
        std::fs::write(&key, kept).unwrap();
        assert!(open(&config, false).await.is_ok());
    }
}
