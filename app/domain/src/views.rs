//! What pages show: made by the services, carried by the server functions, read by the components. Times are put into words
//! by the server, which knows the reader's zone and language.

use serde::{Deserialize, Serialize};

mod accept;
mod access;
mod account;
mod add_user;
mod audit;
mod groups;
mod help;
mod invitation;
mod member;
mod numbers;
mod operator;
mod own;
mod roles;
mod settings;
mod wizard;

pub use accept::*;
pub use access::*;
pub use account::*;
pub use add_user::*;
pub use audit::*;
pub use groups::*;
pub use help::*;
pub use invitation::*;
pub use member::*;
pub use numbers::*;
pub use operator::*;
pub use own::*;
pub use roles::*;
pub use settings::*;
pub use wizard::*;

/// A moment, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// RFC 3339 in UTC, for `<time datetime>`.
    pub iso: String,
    /// "27 Nov 2026, 23:59" in the reader's zone.
    pub text: String,
    /// "27 Nov 2026", where the time of day does not matter.
    pub date: String,
    /// "in 7 days", "2 hours ago".
    pub relative: String,
}

/// A moment that a decision hangs on: with weekday and zone, "Fri 27 Nov 2026, 23:59 CET".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    pub iso: String,
    pub text: String,
    /// The time in UTC, "22:59 UTC".
    pub utc: String,
    /// "in 7 days".
    pub relative: String,
}

/// One page of a list that is paged by its keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// Cursor of the page with newer rows, if there are any.
    pub newer: Option<String>,
    /// Cursor of the page with older rows, if there are any.
    pub older: Option<String>,
}
