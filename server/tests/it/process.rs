//! The real program: how it starts, how it ends, and what it loses when it is killed.

mod end;
mod http;
mod kill;
mod log;
mod program;
mod start;

pub(crate) use http::{Answer, Browser};
pub(crate) use program::{Installation, Program};
