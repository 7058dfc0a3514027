//! The rules of the product, on a real database of either engine. Tests are named after the promise that they keep: the rows of the
//! threat model (A3, S1), or the numbered rules.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "in tests, a panic is the answer")]

mod support;

mod accept_at_once;
mod account_settings;
mod add_user;
mod at_once;
mod audit;
mod audit_log;
mod batches;
mod big_batches;
mod delivery;
mod door;
mod edit;
mod faults;
mod groups;
mod guards;
mod help;
mod housekeeping;
mod identity;
mod input;
mod invitations_sorted;
mod known_people;
mod leaving;
mod limits;
mod links;
mod live;
mod login;
mod lost_keys;
mod matrix;
mod members;
mod number_list;
mod numbers;
mod operator;
mod own_settings;
mod pages_of_links;
mod process;
mod reminders;
mod rights;
mod roles;
mod search;
mod secrets;
mod several;
mod sponsors;
mod storage;
mod tenants;
mod timeline;
mod token_pages;
mod tour;
mod wishes;
