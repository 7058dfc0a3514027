//! `VESTIBULE_SECRET_KEY`: what links, codes and reset mails are signed with.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use backend::keys::SecretKey;

use super::{DataConfig, Mistake, Settings, settings::given};

const VARIABLE: &str = "VESTIBULE_SECRET_KEY";
const FILE_VARIABLE: &str = "VESTIBULE_SECRET_KEY_FILE";
const FILE: &str = "secret-key";
const HOW: &str = "write what `vestibule keygen` prints: 32 bytes as base64url or hex; several are separated by commas, newest first";

/// Where the keys come from.
#[derive(Clone)]
pub enum KeySource {
    /// Newest first, at least one.
    Given(Vec<SecretKey>),
    /// A file in the data folder, made when there is none: for SQLite, where one process has the data to itself.
    Kept(PathBuf),
}

impl KeySource {
    /// Whether the configuration names keys.
    #[must_use]
    pub fn is_given(settings: &Settings) -> bool {
        [&settings.secret_key, &settings.secret_key_file].into_iter().any(|text| given(text.as_ref()).is_some())
    }

    /// # Errors
    /// What is wrong with the variable or the file that it names.
    pub fn read(settings: &Settings, data: &DataConfig) -> Result<Self, Mistake> {
        match (given(settings.secret_key.as_ref()), given(settings.secret_key_file.as_ref())) {
            (Some(_), Some(_)) => Err(Mistake::new(VARIABLE, format!("and {FILE_VARIABLE} are both set"), "leave one of them out")),
            (Some(text), None) => parse(text).map(Self::Given).ok_or_else(|| Mistake::new(VARIABLE, "holds something that is no key", HOW)),
            (None, Some(path)) => {
                let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
                parse(&text)
                    .map(Self::Given)
                    .ok_or_else(|| Mistake::new(FILE_VARIABLE, format!("names {path}, which holds something that is no key"), HOW))
            }
            (None, None) if data.database.is_sqlite() => Ok(Self::Kept(data.folder.join(FILE))),
            (None, None) => Err(Mistake::new(VARIABLE, "is not set, which PostgreSQL needs: all instances share it", HOW)),
        }
    }
}

impl fmt::Debug for KeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given(keys) => write!(f, "Given({} keys)", keys.len()),
            Self::Kept(path) => f.debug_tuple("Kept").field(path).finish(),
        }
    }
}

fn unreadable(path: &str, error: &io::Error) -> Mistake {
    Mistake::new(FILE_VARIABLE, format!("names {path}, which cannot be read: {error}"), "name a file that this user may read")
}

/// Newest first; none if one of them is no key, or there is none.
fn parse(text: &str) -> Option<Vec<SecretKey>> {
    let keys: Option<Vec<_>> = text.split([',', ' ', '\n', '\r', '\t']).filter(|word| !word.is_empty()).map(SecretKey::parse).collect();
    keys.filter(|keys| !keys.is_empty())
}

/// The keys of the file; with `new` as the only one when there is no file yet. Two processes that start at once end up with the same.
///
/// # Errors
/// When the file cannot be read or written, or holds something else.
pub fn kept(path: &Path, new: &SecretKey) -> io::Result<Kept> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Kept { keys: parse(&text).ok_or_else(|| no_key(path))?, is_new: false }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => write_new(path, new),
        Err(error) => Err(error),
    }
}

/// What [`kept`] found or made.
#[derive(Debug)]
pub struct Kept {
    pub keys: Vec<SecretKey>,
    pub is_new: bool,
}

/// Complete or not at all, readable by this user alone, and never over one that is there.
fn write_new(path: &Path, new: &SecretKey) -> io::Result<Kept> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{}", new.expose())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(Kept { keys: vec![new.clone()], is_new: true }),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => kept(path, new),
        Err(error) => Err(error.error),
    }
}

fn no_key(path: &Path) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{} holds something that is no key", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> SecretKey {
        SecretKey::new([byte; 32])
    }

    fn read(settings: &Settings) -> Result<KeySource, Mistake> {
        KeySource::read(settings, &DataConfig::read(settings).unwrap())
    }

    fn postgres() -> Settings {
        Settings { database_url: Some("postgres://h/d".to_owned()), ..Settings::default() }
    }

    #[test]
    fn both_spellings_and_lists_are_read_newest_first() {
        let text = format!("{},\n {}", key(1).expose(), "02".repeat(32));
        assert_eq!(parse(&text), Some(vec![key(1), key(2)]));
        assert_eq!((parse(""), parse(" , "), parse("short"), parse(&format!("{},x", key(1).expose()))), (None, None, None, None));
    }

    #[test]
    fn sqlite_keeps_its_own_key_and_postgresql_must_be_given_one() {
        assert!(
            matches!(read(&Settings { data_dir: "d".to_owned(), ..Settings::default() }), Ok(KeySource::Kept(path)) if path == Path::new("d/secret-key"))
        );
        let mistake = read(&postgres()).unwrap_err();
        assert!(mistake.variable == VARIABLE && mistake.wrong.starts_with("is not set") && mistake.write.contains("keygen"));
        assert!(read(&Settings { secret_key: Some(key(3).expose()), ..postgres() }).is_ok());
    }

    #[test]
    fn mistakes_never_repeat_the_key() {
        let both = Settings { secret_key: Some(key(1).expose()), secret_key_file: Some("f".to_owned()), ..postgres() };
        let bad = Settings { secret_key: Some("my-secret".to_owned()), ..postgres() };
        let nowhere = Settings { secret_key_file: Some("/nowhere/key".to_owned()), ..postgres() };
        for settings in [both, bad, nowhere] {
            let shown = format!("{:?}", read(&settings).unwrap_err());
            assert!(!shown.contains("my-secret") && !shown.contains(&key(1).expose()), "{shown}");
        }
        assert_eq!(format!("{:?}", KeySource::Given(vec![key(1)])), "Given(1 keys)");
    }

    #[test]
    fn a_kept_key_is_made_once_and_is_this_users_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret-key");
        let first = kept(&path, &key(1)).unwrap();
        assert!(first.is_new && first.keys == [key(1)]);
        let again = kept(&path, &key(2)).unwrap();
        assert!(!again.is_new && again.keys == [key(1)]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(&path, "junk").unwrap();
        assert_eq!(kept(&path, &key(2)).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn two_that_start_at_once_end_up_with_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret-key");
        std::thread::scope(|scope| {
            let threads: Vec<_> = (1..=8)
                .map(|n| {
                    scope.spawn({
                        let path = &path;
                        move || kept(path, &key(n)).unwrap().keys
                    })
                })
                .collect();
            let found: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
            assert!(found.windows(2).all(|pair| pair[0] == pair[1]), "all start with the same key");
        });
    }
}
