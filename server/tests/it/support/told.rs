//! What came of a use case, in words that a test can compare.

use std::collections::BTreeMap;

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

/// How often each answer came, by its words.
pub(crate) fn tally(answers: &[String]) -> Vec<(usize, &str)> {
    let mut counts = BTreeMap::new();
    for answer in answers {
        *counts.entry(answer.as_str()).or_insert(0) += 1;
    }
    counts.into_iter().map(|(answer, count)| (count, answer)).collect()
}
