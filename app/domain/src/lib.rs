//! What browser and server agree on. Nothing here knows SQL, HTTP, views, the clock or randomness.

pub mod agent;
pub mod audit;
mod codes;
pub mod colour;
pub mod email;
pub mod ids;
pub mod invitation;
pub mod language;
pub mod live;
pub mod membership;
pub mod number;
pub mod password;
pub mod permission;
pub mod phone;
pub mod policy;
pub mod problem;
pub mod recipients;
pub mod relay;
pub mod role;
pub mod text;
pub mod theme;
pub mod views;
pub mod wizard;

pub use email::{EmailAddress, EmailError};
pub use language::Language;
