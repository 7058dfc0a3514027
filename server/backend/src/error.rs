//! What can come of a use case besides success.

use domain::membership::AccountStatus;
use domain::problem::{Conflict, Problem, ProblemCode};
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// Why a use case was not carried out. Nothing has changed then, unless the use case says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("not signed in")]
    Unauthenticated,
    #[error("not allowed")]
    Forbidden,
    /// The caller is a member, of an account that is suspended or closed.
    #[error("the account is {0}")]
    Shut(AccountStatus),
    /// Unknown, or somebody else's: the two are told alike.
    #[error("not found")]
    NotFound,
    #[error("invalid input")]
    Invalid(Vec<Problem>),
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    /// A link that was once valid.
    #[error("no longer valid")]
    Gone,
    #[error("too many requests")]
    TooMany { retry_after_s: u32 },
    /// Overloaded for the moment.
    #[error("busy")]
    Busy,
    /// The database was made with other secret keys than those that are configured.
    #[error("the database belongs to other secret keys")]
    OtherKeys,
    #[error("database")]
    Database(#[source] DbErr),
    /// Something that must not happen; the text is for the log alone.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    #[must_use]
    pub fn invalid(field: &str, code: impl Into<ProblemCode>) -> Self {
        Self::Invalid(vec![Problem::new(field, code.into())])
    }

    /// A row that had to be unique was there already.
    pub(crate) fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Database(e) if matches!(e.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))))
    }

    /// A row points to one that is not there, or not in the same account.
    pub(crate) fn is_reference_violation(&self) -> bool {
        matches!(self, Self::Database(e) if matches!(e.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))))
    }

    /// A serialisation failure or a deadlock (`SQLSTATE` 40001, 40P01): the same transaction may succeed when tried again.
    pub(crate) fn is_retryable(&self) -> bool {
        let Self::Database(DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e))) = self else { return false };
        let code = e.as_database_error().and_then(sea_orm::sqlx::error::DatabaseError::code);
        code.is_some_and(|c| c == "40001" || c == "40P01")
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error {
            DbErr::ConnectionAcquire(_) => Self::Busy,
            other => Self::Database(other),
        }
    }
}

impl From<Vec<Problem>> for Error {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Invalid(problems)
    }
}
