//! How pages call server functions: [`read`] what they show, [`Posting`] what their forms send.
//!
//! Answers cross this module as text and get their types where they are used. In the browser every type that a generic call is made
//! for is code that everybody loads; made this way, a call costs the reading of its answer and no more.

mod fetch;
mod post;
mod read;

pub use post::{Posting, fields};
pub use read::{Data, Flashed, read, read_after, read_flash_of};

use std::sync::Arc;

use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::api::ApiError;

/// What a server function answered: JSON, or why there is none.
type Answer = Result<Arc<str>, ApiError>;

/// Counts how often `of` tells something else than when the page was made: what a page that stays where it is reads again by, see
/// [`read_after`].
#[must_use]
pub fn turn_of<T: Send + Sync + 'static>(of: Memo<T>) -> Memo<usize> {
    Memo::new(move |last: Option<&usize>| {
        // Read, since a memo that is only followed is not worked out: whoever reads it first would count as a change.
        of.with(|_| ());
        last.map_or(0, |last| last + 1)
    })
}

fn decode<T: DeserializeOwned>(json: &str) -> Result<T, ApiError> {
    // Everything is read from bytes: another reader would be the code of all types once more.
    serde_json::from_slice(json.as_bytes()).map_err(|_| ApiError::Internal(String::new()))
}
