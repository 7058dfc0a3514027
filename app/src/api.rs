//! Server functions: the calls that the browser makes and that pages make while they are rendered on the server. Each reads who
//! asks, calls one use case, and lets `?` turn its error into an [`ApiError`].
//!
//! One argument, a struct named `form`, whose fields are all there are: the layer in front of `/api/` refuses every other key.
//! What only reads is `input = GetUrl`.

#[cfg(feature = "ssr")]
pub mod context;
pub mod error;
pub mod forms;
#[cfg(feature = "ssr")]
mod numbers_typed;
pub mod page;

pub mod accept;
pub mod account;
pub mod account_settings;
pub mod add_user;
pub mod audit;
pub mod copy_link;
pub mod customers;
pub mod entries;
pub mod groups;
pub mod help;
pub mod invitations;
pub mod mailbox;
pub mod member_numbers;
pub mod members;
pub mod numbers;
pub mod operator;
pub mod operator_administrators;
pub mod profile;
pub mod recovery;
pub mod roles;
pub mod session;
pub mod settings;
pub mod setup;
pub mod several;
pub mod wish;
pub mod wizard;

pub use error::ApiError;
