//! What every test stands on: a database of its own, the services over it with a clock that stands still, a mailbox, people.

pub(crate) mod dump;
mod engine;
mod mail;
mod people;
mod proxy;
mod sql;
mod told;
mod wizard;
mod world;

pub(crate) use engine::{Engine, NoHashing, run};
pub(crate) use people::{ACME, ADMIN, BEA, INES, MARA, NORA, OPERATOR, OTHER, PASSWORD, customer, installation};
pub(crate) use proxy::CountingProxy;
pub(crate) use told::{tally, told};
pub(crate) use wizard::{addresses, of_role};
pub(crate) use world::{DAY, HOUR, MINUTE, PUBLIC_URL, SECOND, World, keys, other_keys, registration, stranger, stranger_at, visitor};

/// Makes of one async closure over a [`World`] a test for each engine: `NAME::sqlite` and `NAME::postgres`. With `empty` in front,
/// nobody is there yet, not even an operator.
macro_rules! both {
    (empty $name:ident, $test:expr) => {
        $crate::support::both!(@engines $name, false, $test);
    };
    ($name:ident, $test:expr) => {
        $crate::support::both!(@engines $name, true, $test);
    };
    (@engines $name:ident, $people:expr, $test:expr) => {
        mod $name {
            use super::*;

            #[test]
            fn sqlite() {
                $crate::support::run($crate::support::Engine::Sqlite, $people, $test);
            }

            #[test]
            fn postgres() {
                $crate::support::run($crate::support::Engine::Postgres, $people, $test);
            }
        }
    };
}
pub(crate) use both;
