//! The wizard: three steps and what came of them.

pub mod accounts;
pub mod addresses;
pub mod result;
pub mod submit;
