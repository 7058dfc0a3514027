use domain::invitation::InvitationStatus;
use domain::policy::Preset;
use leptos::prelude::*;

use super::list::Listing;
use crate::components::{Counted, PeopleTab, PeopleTabs, Search, Stopped};
use crate::i18n::{common, count, fill, flow, invitations, states, use_language};
use crate::layouts::use_account;

/// The tabs of *User management*, followed by what changes in the list.
#[component]
pub(super) fn Tabs(listing: Listing) -> impl IntoView {
    let members = Signal::derive(move || listing.members());
    let invitations = Signal::derive(move || listing.counts().all);
    view! { <PeopleTabs current=PeopleTab::Invitations members invitations/> }
}

/// The states to choose from, and the search.
#[component]
pub(super) fn Toolbar(listing: Listing) -> impl IntoView {
    use InvitationStatus::{Accepted, Declined, Expired, Pending, Revoked};

    let language = use_language();
    let (t, words) = (invitations::texts(language), states::texts(language));
    let status = listing.status();
    let by_permissions = use_account().preset() == Preset::Permissions;
    let filters = [Some(Pending), Some(Expired), Some(Accepted), Some(Revoked), Some(Declined), None].map(|of| {
        let name = match of {
            None => t.all,
            Some(Pending) if by_permissions => flow::texts(language).pending_invites,
            Some(of) => words.invitation(of),
        };
        let n = Signal::derive(move || number_of(listing, of));
        let current = if of == status { Some("true") } else { None };
        view! { <Counted href=listing.href_of(of) name n current/> }
    });
    let keep = status.map(|status| ("status", status.to_string())).into_iter().collect();
    view! {
        <div class="toolbar">
            <nav class="filters" aria-label=t.filters>
                {filters.into_iter().collect_view()}
            </nav>
            <Search label=t.search placeholder=t.search_hint value=listing.search() keep/>
        </div>
    }
}

fn number_of(listing: Listing, status: Option<InvitationStatus>) -> u32 {
    let counts = listing.counts();
    match status {
        None => counts.all,
        Some(InvitationStatus::Pending) => counts.pending,
        Some(InvitationStatus::Expired) => counts.expired,
        Some(InvitationStatus::Accepted) => counts.accepted,
        Some(InvitationStatus::Revoked) => counts.revoked,
        Some(InvitationStatus::Declined) => counts.declined,
    }
}

/// How many there are, said again whenever it changes; and, unseen, what changed by itself.
#[component]
pub(super) fn CountRow(listing: Listing) -> impl IntoView {
    let language = use_language();
    let t = invitations::texts(language);
    let found = move || {
        let n = listing.found();
        let words = if n == 0 { common::texts(language).invitations } else { t.found };
        fill(words.of(n), &[("n", &count(n, language))])
    };
    view! {
        <div class="count-row">
            <span role="status">{found}</span>
            <Stopped failed=listing.failed/>
            <span class="hidden" aria-live="polite">
                {move || listing.news.get()}
            </span>
        </div>
    }
}
