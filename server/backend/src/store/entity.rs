//! One struct for each table that is read or written as rows, as `migrations` make them. References between tables are followed by queries, not by relations.

pub(crate) mod account;
pub(crate) mod area;
pub(crate) mod audit;
pub(crate) mod batch;
pub(crate) mod challenge;
pub(crate) mod envelope;
pub(crate) mod envelope_invitation;
pub(crate) mod faq_entry;
pub(crate) mod feedback;
pub(crate) mod flash;
pub(crate) mod home_link;
pub(crate) mod installation;
pub(crate) mod invitation;
pub(crate) mod membership;
pub(crate) mod number;
pub(crate) mod operator;
pub(crate) mod operator_administrator;
pub(crate) mod outbox;
pub(crate) mod recipient;
pub(crate) mod recipient_number;
pub(crate) mod role;
pub(crate) mod role_permission;
pub(crate) mod session;
pub(crate) mod user;
