//! The pages, one module for each address or family of addresses.

pub mod accept;
pub mod account_settings;
pub mod add_user;
pub mod area;
pub mod audit;
pub mod choose;
pub mod customers;
pub mod customers_new;
pub mod forgot;
pub mod groups;
pub mod home;
pub mod invitations;
pub mod login;
pub mod mailbox;
pub mod member;
pub mod membership;
pub mod no_access;
pub mod numbers;
pub mod profile;
pub mod reset;
pub mod roles;
pub mod setup;
pub mod start;
pub mod users;
pub mod verify;
pub mod wizard;
