//! What came of a use case, in words that a test can compare.

use backend::Error;

/// "ok", or the error; refused fields as "field: code".
pub(crate) fn told<T>(result: &Result<T, Error>) -> String {
    match result {
        Ok(_) => "ok".to_owned(),
        Err(Error::Invalid(problems)) => {
            let all: Vec<String> = problems.iter().map(|p| format!("{}: {:?}", p.field, p.code)).collect();
            all.join(", ")
        }
        Err(Error::TooMany { .. }) => "TooMany".to_owned(),
        Err(error) => format!("{error:?}"),
    }
}
