use domain::views::{MemberCounts, MemberList, MemberRow};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::with_query;
use crate::api::members::{GetMembers, MembersFilter, MembersInput};
use crate::calls::read;
use crate::components::{
    Address, ButtonLink, ClearFilters, Counted, CreateBatchButton, Day, Empty, Icon, MemberDot, Page, Pager, PeopleTab, PeopleTabs,
    Reading, RoleNames, Search,
};
use crate::forms::here;
use crate::i18n::{count, fill, states, use_language, users};
use crate::layouts::use_account;

/// The members of the account.
#[component]
pub fn UsersPage() -> impl IntoView {
    let account = use_account();
    let query = use_query_map();
    let input = Memo::new(move |_| {
        query.with(|query| MembersInput {
            c: account.number(),
            search: query.get("search").unwrap_or_default(),
            filter: query.get_str("status").and_then(|status| MembersFilter::ALL.into_iter().find(|filter| filter.as_str() == status)),
            cursor: query.get("cursor"),
        })
    });
    let data = read(move || Ok(GetMembers { form: input.get() }));
    view! { <Reading data view=move |list| view! { <Listed input=input.get_untracked() list/> }.into_any()/> }
}

#[component]
fn Listed(input: MembersInput, list: MemberList) -> impl IntoView {
    let t = users::texts(use_language());
    let account = use_account();
    let MemberList { counts, invitations, page, may_invite } = list;
    let body = match (counts.all, page.rows.is_empty()) {
        (0, _) => view! { <Empty title=t.nobody text=t.nobody_detail/> }.into_any(),
        (_, true) => view! {
            <Empty title=t.nothing_found text=t.nothing_found_detail>
                <ClearFilters label=t.clear href=account.href("users")/>
            </Empty>
        }
        .into_any(),
        _ => view! { <Table rows=page.rows/> }.into_any(),
    };
    let actions = may_invite.then(|| view! { <Actions/> });
    view! {
        <Page title=t.heading actions=actions.into_any()>
            <PeopleTabs current=PeopleTab::Users members=counts.all invitations/>
            <div class="section">
                <Toolbar input counts/>
                {body}
                <Pager newer=page.newer older=page.older/>
            </div>
        </Page>
    }
}

/// Ways to invite: one person in a dialog, several by the wizard.
#[component]
fn Actions() -> impl IntoView {
    let t = users::texts(use_language());
    let invite = with_query(&use_account().href("invitations"), &[("dialog", Some("invite"))]);
    view! {
        <CreateBatchButton label=t.invite_several class="btn"/>
        <ButtonLink href=Signal::stored(invite) class="btn btn--primary">
            <Icon name="plus"/>
            {t.invite}
        </ButtonLink>
    }
}

#[component]
fn Toolbar(input: MembersInput, counts: MemberCounts) -> impl IntoView {
    let language = use_language();
    let (t, words) = (users::texts(language), states::texts(language));
    let here = here();
    let filter = |filter: Option<MembersFilter>| {
        let (name, n) = match filter {
            None => (t.all, counts.all),
            Some(MembersFilter::Active) => (words.active, counts.active),
            Some(MembersFilter::Suspended) => (words.suspended, counts.suspended),
            Some(MembersFilter::Restricted) => (t.restricted, counts.restricted),
        };
        let href = with_query(&here, &[("status", filter.map(MembersFilter::as_str)), ("cursor", None)]);
        view! { <Counted href name n current=(filter == input.filter).then_some("true")/> }
    };
    let filters = std::iter::once(None).chain(MembersFilter::ALL.map(Some)).map(filter).collect_view();
    let found = match counts.found {
        0 => t.found_none.to_owned(),
        n => fill(t.found.of(n), &[("n", &count(n, language))]),
    };
    let keep = input.filter.map(|filter| ("status", filter.as_str().to_owned())).into_iter().collect();
    view! {
        <div class="toolbar">
            <nav class="filters" aria-label=t.filters>
                {filters}
            </nav>
            <Search label=t.search placeholder=t.search_hint value=input.search keep/>
        </div>
        <div class="count-row">
            <span role="status">{found}</span>
        </div>
    }
}

#[component]
fn Table(rows: Vec<MemberRow>) -> impl IntoView {
    let t = users::texts(use_language());
    let heads = [t.name, t.roles, t.numbers, t.status, t.joined].map(|head| {
        view! {
            <th role="columnheader" scope="col">
                {head}
            </th>
        }
    });
    view! {
        <div class="table-wrap">
            <table class="table table--fold table--roomy" role="table" aria-label=t.table>
                <thead role="rowgroup">
                    <tr role="row">{heads.into_iter().collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">{rows.into_iter().map(|row| view! { <Row row/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: MemberRow) -> impl IntoView {
    let t = users::texts(use_language());
    let you = row.is_viewer.then(|| view! { <span class="muted">{format!(" {}", t.you)}</span> });
    // Who has not told a name is called by the address; it need not stand there twice.
    let below = (row.name != row.email).then(|| {
        view! {
            <span class="line2">
                <Address email=row.email.clone()/>
            </span>
        }
    });
    view! {
        <tr role="row">
            <td role="cell" class="lead">
                <span class="person">
                    <span class="avatar" aria-hidden="true">
                        {row.initials}
                    </span>
                    <span>
                        <span class="who">
                            <span class="strong">{row.name}</span>
                            {you}
                        </span>
                        {below}
                    </span>
                </span>
            </td>
            <td role="cell" data-label=t.roles>
                <RoleNames roles=row.roles/>
            </td>
            <td role="cell" data-label=t.numbers>
                <Numbers numbers=row.numbers/>
            </td>
            <td role="cell" data-label=t.status>
                <MemberDot status=row.status restricted=row.restricted/>
            </td>
            <td role="cell" data-label=t.joined>
                <span class="muted">
                    <Day when=row.joined/>
                </span>
            </td>
        </tr>
    }
}

/// Phone numbers, each on a line of its own.
#[component]
pub(super) fn Numbers(numbers: Vec<String>) -> impl IntoView {
    if numbers.is_empty() {
        return view! { <span class="muted">{crate::i18n::common::texts(use_language()).none}</span> }.into_any();
    }
    let lines = numbers.into_iter().enumerate().map(|(at, number)| {
        view! {
            {(at > 0).then(|| view! { <br/> })}
            <span class="nowrap">{number}</span>
        }
    });
    lines.collect_view().into_any()
}
