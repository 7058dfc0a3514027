//! The rules of the product, on a real database of either engine. Tests are named after the promise that they keep.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "in tests, a panic is the answer")]

mod support;
mod first;
