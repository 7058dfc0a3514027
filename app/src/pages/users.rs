use domain::views::MemberList;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::membership::{DeedNotice, Deeds, MemberDialogs};
use crate::address::with_query;
use crate::api::members::{GetMembers, MembersInput};
use crate::calls::read_after;
use crate::components::{ClearFilters, Empty, InviteActions, Page, Pager, PagerWords, PeopleTab, PeopleTabs, Reading, Stopped};
use crate::i18n::{use_language, users};
use crate::layouts::use_account;

pub mod shown;
pub mod table;
pub mod toolbar;

use shown::Shown;
pub(super) use table::Numbers;
use table::Table;
use toolbar::{Toolbar, Waiting, is_by_name};

/// The members of the account.
#[component]
pub fn UsersPage() -> impl IntoView {
    let account = use_account();
    let query = use_query_map();
    let input = Memo::new(move |_| {
        query.with(|query| MembersInput {
            c: account.number(),
            search: query.get("search").unwrap_or_default(),
            filter: query.get_str("status").and_then(|status| status.parse().ok()),
            role: query.get_str("role").and_then(|role| role.parse().ok()),
            group: query.get_str("group").and_then(|group| group.parse().ok()),
            sort: query.get_str("sort").and_then(|sort| sort.parse().ok()),
            cursor: query.get("cursor"),
        })
    });
    let deeds = Deeds::new();
    // As long as nobody is shown, there is nothing that could be changed in place.
    let come = RwSignal::new(0);
    let turn = Memo::new(move |_| deeds.turn().get() + come.get());
    let data = read_after(turn, move || Ok(GetMembers { form: input.get() }));
    view! { <Reading data view=move |list| view! { <Listed input=input.get_untracked() list deeds come/> }.into_any()/> }
}

#[component]
fn Listed(input: MembersInput, list: MemberList, deeds: Deeds, come: RwSignal<usize>) -> impl IntoView {
    let t = users::texts(use_language());
    let account = use_account();
    let shown = Shown::new(input.clone(), &list, come);
    shown.follow();
    let sort = input.sort;
    let words = if is_by_name(sort) { PagerWords::Places } else { PagerWords::Times };
    let (newer, older) = (list.page.newer.clone(), list.page.older.clone());
    let body = match (list.counts.all, list.page.rows.is_empty()) {
        (0, _) => view! { <Empty title=t.nobody text=t.nobody_detail/> }.into_any(),
        (_, true) => view! {
            <Empty title=t.nothing_found text=t.nothing_found_detail>
                <ClearFilters label=t.clear href=account.href("users")/>
            </Empty>
        }
        .into_any(),
        _ => view! { <Table shown sort may_manage=list.may_manage deeds/> }.into_any(),
    };
    let actions = list.may_invite.then(|| view! { <Actions/> });
    let is_told = list.may_manage && input.filter.is_none();
    let waiting = move || is_told.then(|| view! { <Waiting n=shown.counts().restricted/> });
    view! {
        <Page title=t.heading actions=actions.into_any()>
            <PeopleTabs current=PeopleTab::Users members=Signal::derive(move || shown.counts().all) invitations=list.invitations/>
            <div class="section">
                <Stopped/>
                <DeedNotice deeds/>
                {waiting}
                <Toolbar input list shown/>
                {body}
                <Pager newer older words/>
            </div>
        </Page>
        // Here, after what the list has asked for: the browser must ask in the order of the server.
        <MemberDialogs/>
    }
}

/// Ways to invite: one person in a dialog or step by step, several by the wizard.
#[component]
fn Actions() -> impl IntoView {
    let dialog = with_query(&use_account().href("invitations"), &[("dialog", Some("invite"))]);
    view! { <InviteActions dialog=Signal::stored(dialog) all=true/> }
}
