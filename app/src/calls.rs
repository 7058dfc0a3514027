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

use serde::de::DeserializeOwned;

use crate::api::ApiError;

/// What a server function answered: JSON, or why there is none.
type Answer = Result<Arc<str>, ApiError>;

fn decode<T: DeserializeOwned>(json: &str) -> Result<T, ApiError> {
    // Everything is read from bytes: another reader would be the code of all types once more.
    serde_json::from_slice(json.as_bytes()).map_err(|_| ApiError::Internal(String::new()))
}
