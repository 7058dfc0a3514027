//! Use cases, storage, mail and jobs. The way in is [`Services`]; everything that changes something in an account takes a
//! [`context::Grant`], which only a permission check yields.

pub mod context;
mod countries;
pub mod env;
pub mod error;
pub mod jobs;
pub mod keys;
mod live;
mod logo;
pub mod mail;
mod password;
mod services;
pub mod store;

pub use error::Error;
pub use services::*;
