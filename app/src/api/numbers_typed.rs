//! A number that was typed, and not chosen from a list.

use backend::Error;
use domain::ids::NumberId;
use domain::problem::{Problem, ProblemCode};
use domain::views::NumberChoice;

use super::ApiError;

/// The number whose digits were typed, or the only free one that has them; none if it is among those `had` already. `find` searches.
pub(super) async fn typed_number(
    typed: &str,
    had: &[NumberId],
    field: &str,
    find: impl AsyncFnOnce(&str) -> Result<Vec<NumberChoice>, Error>,
) -> Result<Option<NumberId>, ApiError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(typed);
    let found = if wanted.is_empty() { Vec::new() } else { find(typed).await? };
    let is_free = |number: &&NumberChoice| number.holder.is_none() || had.contains(&number.id);
    let problem = |code, subject: &str| {
        ApiError::Invalid(vec![Problem { subject: Some(subject.to_owned()), ..Problem::new(field.to_owned(), code) }])
    };
    let whole = match &found[..] {
        [only] => Some(only),
        several => several.iter().find(|number| digits(&number.number) == wanted),
    };
    if let Some(taken) = whole.filter(|number| !is_free(number)) {
        return Err(problem(ProblemCode::NumberTaken, &taken.number));
    }
    let mut free = found.iter().filter(is_free);
    let only = match (free.next(), free.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    };
    let number = whole.or(only).ok_or_else(|| problem(ProblemCode::Choice, typed))?;
    Ok((!had.contains(&number.id)).then_some(number.id))
}
