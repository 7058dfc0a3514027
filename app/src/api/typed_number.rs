//! A phone number that was typed where the browser could not search for it.

use domain::ids::NumberId;
use domain::problem::ProblemCode;
use domain::views::NumberChoice;

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether there is anything to search for.
pub(super) fn has_digits(typed: &str) -> bool {
    !digits(typed).is_empty()
}

/// The number with the digits that were typed, or the only free one that holds them; `own` are free for who asks. Else what is wrong, and with what.
pub(super) fn meant(found: &[NumberChoice], typed: &str, own: &[NumberId]) -> Result<NumberId, (ProblemCode, String)> {
    let wanted = digits(typed);
    let is_free = |number: &&NumberChoice| number.holder.is_none() || own.contains(&number.id);
    let whole = match found {
        [only] => Some(only),
        several => several.iter().find(|number| digits(&number.number) == wanted),
    };
    if let Some(taken) = whole.filter(|number| !is_free(number)) {
        return Err((ProblemCode::NumberTaken, taken.number.clone()));
    }
    let mut free = found.iter().filter(is_free);
    let only = match (free.next(), free.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    };
    whole.or(only).map(|number| number.id).ok_or_else(|| (ProblemCode::Choice, typed.to_owned()))
}
