//! What happens when things around us fail (security.md, 2a): nothing lost, nobody kept waiting, and the truth on the page.

mod database;
mod relay;
