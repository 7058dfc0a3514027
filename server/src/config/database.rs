//! `VESTIBULE_DATABASE_URL` and `VESTIBULE_DATA_DIR`: where the data is.

use std::fmt;
use std::path::{Path, PathBuf};

use super::{
    Mistake, Settings,
    settings::{DATA_DIR, given, or_default},
};

const VARIABLE: &str = "VESTIBULE_DATABASE_URL";
const DEMO_VARIABLE: &str = "VESTIBULE_DEMO_DATABASE_URL";
const FILE: &str = "vestibule.db";

/// Which database, and the folder for what lies beside it.
#[derive(Clone, PartialEq, Eq)]
pub struct DataConfig {
    pub folder: PathBuf,
    pub database: Database,
}

#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    Sqlite {
        path: PathBuf,
    },
    /// Holds a password.
    Postgres {
        url: String,
    },
}

impl DataConfig {
    /// # Errors
    /// What is wrong with the URL.
    pub fn read(settings: &Settings) -> Result<Self, Mistake> {
        let folder = PathBuf::from(or_default(&settings.data_dir, DATA_DIR));
        let database = match given(settings.database_url.as_ref()) {
            None => Database::Sqlite { path: folder.join(FILE) },
            Some(url) => Database::parse(url)?,
        };
        Ok(Self { folder, database })
    }

    /// What a demo keeps in a folder of its own: a fresh SQLite database, unless it was given another one.
    #[must_use]
    pub fn in_folder(folder: &Path, given: Option<Database>) -> Self {
        let database = given.unwrap_or_else(|| Database::Sqlite { path: folder.join(FILE) });
        Self { folder: folder.to_path_buf(), database }
    }
}

impl Database {
    /// The one that is given to a demo, if any.
    ///
    /// # Errors
    /// What is wrong with the URL.
    pub fn of_demo(settings: &Settings) -> Result<Option<Self>, Mistake> {
        let database = given(settings.demo_database_url.as_ref()).map(Self::parse).transpose();
        database.map_err(|mistake| Mistake { variable: DEMO_VARIABLE, ..mistake })
    }

    fn parse(url: &str) -> Result<Self, Mistake> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return match url::Url::parse(url) {
                Ok(parsed)
                    if parsed.host_str().is_some_and(|host| !host.is_empty()) || parsed.query().is_some_and(|q| q.contains("host=")) =>
                {
                    Ok(Self::Postgres { url: url.to_owned() })
                }
                _ => Err(mistake("is no URL with a host (percent-encode special characters in user and password)")),
            };
        }
        let Some(path) = url.strip_prefix("sqlite:") else { return Err(mistake("begins with neither postgres:// nor sqlite:")) };
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path.starts_with(':') || path.contains('?') {
            return Err(mistake("names no file after sqlite:"));
        }
        Ok(Self::Sqlite { path: path.into() })
    }

    /// As the store reads it.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite { path } => format!("sqlite:{}", path.display()),
            Self::Postgres { url } => url.clone(),
        }
    }

    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite { .. })
    }
}

/// Without the password, if there is one.
impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite { .. } => f.write_str(&self.url()),
            Self::Postgres { url } => f.write_str(&masked(url).unwrap_or_else(|| "postgres://***".to_owned())),
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for DataConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DataConfig").field("folder", &self.folder).field("database", &self.database).finish()
    }
}

/// Parameters may hold secrets too (`password=`, `sslkey=`), so none is shown.
fn masked(url: &str) -> Option<String> {
    let mut url = url::Url::parse(url).ok()?;
    if url.password().is_some() {
        url.set_password(Some("***")).ok()?;
    }
    if url.query().is_some() {
        url.set_query(Some("***"));
    }
    Some(url.into())
}

fn mistake(wrong: &str) -> Mistake {
    Mistake::new(
        VARIABLE,
        wrong,
        "write it like postgres://vestibule:PASSWORD@localhost/vestibule, or sqlite:/var/lib/vestibule/vestibule.db, or leave it out",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Result<Database, Mistake> {
        DataConfig::read(&Settings { database_url: Some(url.to_owned()), ..Settings::default() }).map(|data| data.database)
    }

    #[test]
    fn sqlite_in_the_data_folder_is_the_default() {
        let data = DataConfig::read(&Settings { data_dir: "/var/lib/v".to_owned(), ..Settings::default() }).unwrap();
        assert_eq!(data.database.url(), "sqlite:/var/lib/v/vestibule.db");
        assert_eq!(read("").unwrap().url(), "sqlite:data/vestibule.db");
        assert_eq!(read("sqlite:///srv/a.db").unwrap().url(), "sqlite:/srv/a.db");
        assert_eq!(read("sqlite:a.db").unwrap().url(), "sqlite:a.db");
    }

    #[test]
    fn mistakes_name_the_variable_and_never_the_password() {
        for bad in [
            "mysql://u:secret@h/d",
            "postgres://",
            "postgres:///",
            "postgres://u:se cret@/",
            "sqlite:",
            "sqlite::memory:",
            "sqlite:a.db?mode=ro",
            "vestibule.db",
        ] {
            let mistake = read(bad).unwrap_err();
            assert_eq!(mistake.variable, VARIABLE);
            assert!(!format!("{mistake:?}").contains("secret") && !format!("{mistake:?}").contains("cret@"), "{mistake:?}");
        }
    }

    #[test]
    fn the_password_is_not_shown() {
        let database = read("postgres://vestibule:secret@db.example:5433/vestibule?sslmode=require&sslkey=secret").unwrap();
        assert_eq!(format!("{database} {database:?}"), ["postgres://vestibule:***@db.example:5433/vestibule?***"; 2].join(" "));
        assert!(database.url().contains("secret"));
        assert!(
            read("postgres://%2Fvar%2Frun%2Fpostgresql/vestibule").is_ok() && read("postgres:///vestibule?host=/run/postgresql").is_ok()
        );
    }
}
