//! What stands around pages: the frame of an account, of the operator, of what is one's own, of a task, and the single panel of the rest.

pub mod account;
pub mod centred;
pub mod header;
pub mod navigation;
pub mod open;
pub mod operator;
pub mod personal;
pub mod strips;
pub mod switcher;
pub mod task;

pub use account::{AccountContext, AccountGuard, AccountLayout, use_account};
pub use centred::{Centred, ErrorPage};
pub use open::OpenLayout;
pub use operator::OperatorLayout;
pub use personal::PersonalLayout;
pub use task::TaskLayout;
