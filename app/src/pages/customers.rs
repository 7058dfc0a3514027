use domain::membership::AccountStatus;
use domain::views::{CustomerList, CustomerRow, StatusCounts};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::{account, with_query};
use crate::api::customers::{CustomersInput, GetCustomers};
use crate::calls::read;
use crate::components::{ClearFilters, Counted, Day, Empty, Icon, Number, Page, Pager, Reading, Search};
use crate::forms::here;
use crate::i18n::{count, customers, fill, states, use_language};

/// The operator's customers.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let query = use_query_map();
    let input = Memo::new(move |_| {
        query.with(|query| CustomersInput {
            search: query.get("search").unwrap_or_default(),
            status: query.get_str("status").and_then(|status| status.parse().ok()),
            cursor: query.get("cursor"),
        })
    });
    let data = read(move || Ok(GetCustomers { form: input.get() }));
    view! { <Reading data view=move |list| view! { <Listed input=input.get_untracked() list/> }.into_any()/> }
}

#[component]
fn Listed(input: CustomersInput, list: CustomerList) -> impl IntoView {
    let t = customers::texts(use_language());
    let new = view! {
        <a class="btn btn--primary" href="/customers/new">
            <Icon name="plus"/>
            {t.new}
        </a>
    };
    let CustomerList { counts, found, page } = list;
    let body = match (counts.all, page.rows.is_empty()) {
        (0, _) => view! { <Empty title=t.nobody text=t.nobody_detail/> }.into_any(),
        (_, true) => view! {
            <Empty title=t.nothing_found text=t.nothing_found_detail>
                <ClearFilters label=t.clear href="/customers"/>
            </Empty>
        }
        .into_any(),
        _ => view! { <Table rows=page.rows/> }.into_any(),
    };
    view! {
        <Page title=t.heading actions=new.into_any()>
            <div class="section">
                <Toolbar input counts found/>
                {body}
                <Pager newer=page.newer older=page.older/>
            </div>
        </Page>
    }
}

#[component]
fn Toolbar(input: CustomersInput, counts: StatusCounts, found: u32) -> impl IntoView {
    let language = use_language();
    let (t, words) = (customers::texts(language), states::texts(language));
    let here = here();
    let filter = |status: Option<AccountStatus>| {
        let (name, n) = match status {
            None => (t.all, counts.all),
            Some(AccountStatus::Active) => (words.active, counts.active),
            Some(AccountStatus::Suspended) => (words.suspended, counts.suspended),
            Some(AccountStatus::Closed) => (words.closed, counts.closed),
        };
        let href = with_query(&here, &[("status", status.map(AccountStatus::as_str)), ("cursor", None)]);
        view! { <Counted href name n current=(status == input.status).then_some("true")/> }
    };
    let statuses = AccountStatus::ALL.iter().copied().map(Some);
    let filters = std::iter::once(None).chain(statuses).map(filter).collect_view();
    let keep = input.status.map(|status| ("status", status.to_string())).into_iter().collect();
    view! {
        <div class="toolbar">
            <Search label=t.search placeholder=t.search_hint value=input.search keep class="search"/>
            <nav class="filters" aria-label=t.filters>
                {filters}
            </nav>
            <p class="status end" role="status">
                {fill(t.found.of(found), &[("n", &count(found, language))])}
            </p>
        </div>
    }
}

#[component]
fn Table(rows: Vec<CustomerRow>) -> impl IntoView {
    let t = customers::texts(use_language());
    view! {
        <div class="table-wrap">
            <table class="table table--fold table--roomy table--pairs" role="table" aria-label=t.table>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">
                            {t.company}
                        </th>
                        <th role="columnheader" scope="col">
                            {t.number}
                        </th>
                        <th role="columnheader" scope="col">
                            {t.status}
                        </th>
                        <th role="columnheader" scope="col" class="num">
                            {t.users}
                        </th>
                        <th role="columnheader" scope="col" class="num">
                            {t.open_invitations}
                        </th>
                        <th role="columnheader" scope="col" class="num">
                            {t.since}
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.into_iter().map(|row| view! { <Row row/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: CustomerRow) -> impl IntoView {
    let t = customers::texts(use_language());
    view! {
        <tr role="row">
            <td role="cell" class="lead">
                <a class="who who--name" href=account(&row.number, "profile")>
                    {row.company}
                </a>
            </td>
            <td role="cell" data-label=t.number>
                {row.number}
            </td>
            <td role="cell" data-label=t.status>
                <Status status=row.status has_administrator=row.has_administrator/>
            </td>
            <td role="cell" class="num" data-label=t.users>
                <Number n=row.users/>
            </td>
            <td role="cell" class="num" data-label=t.open_invitations>
                <Number n=row.open_invitations/>
            </td>
            <td role="cell" class="num" data-label=t.since>
                <span class="muted">
                    <Day when=row.created/>
                </span>
            </td>
        </tr>
    }
}

/// An active account that nobody administers yet is told apart: it waits for its first administrator.
#[component]
fn Status(status: AccountStatus, has_administrator: bool) -> impl IntoView {
    let t = states::texts(use_language());
    let (class, word) = match status {
        AccountStatus::Active if !has_administrator => ("member member--left", t.no_administrator),
        AccountStatus::Active => ("member", t.active),
        AccountStatus::Suspended => ("member member--suspended", t.suspended),
        AccountStatus::Closed => ("member member--left", t.closed),
    };
    view! { <span class=class>{word}</span> }
}
