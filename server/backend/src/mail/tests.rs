//! The mail part as a whole: every mail in every language, hostile names on the wire, a relay that misbehaves.

mod delivery;
mod fixtures;
mod naughty;
mod relay;
mod rendering;
mod sinks;
mod tls;
