use domain::views::MemberList;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// Which members the table shows; without one, all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MembersFilter {
    Active,
    Suspended,
    Restricted,
}

impl MembersFilter {
    pub const ALL: [Self; 3] = [Self::Active, Self::Suspended, Self::Restricted];

    /// As the address spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Restricted => "restricted",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MembersInput {
    /// The customer number.
    pub c: String,
    pub search: String,
    pub filter: Option<MembersFilter>,
    pub cursor: Option<String>,
}

/// The account's members, who joined last first.
#[server(endpoint = "members", input = server_fn::codec::GetUrl)]
pub async fn get_members(form: MembersInput) -> Result<MemberList, ApiError> {
    let (backend, caller) = super::context::caller_in_english()?;
    let filter = form.filter.map(|filter| match filter {
        MembersFilter::Active => backend::MemberFilter::Active,
        MembersFilter::Suspended => backend::MemberFilter::Suspended,
        MembersFilter::Restricted => backend::MemberFilter::Restricted,
    });
    let query = backend::MemberQuery { search: form.search, filter, cursor: form.cursor };
    Ok(backend.services.members(&caller, &form.c, query).await?)
}
