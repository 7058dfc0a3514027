//! *Numbers*: which the account owns, who has each, and the dialogs that add, assign, take back and delete them. Everything that the
//! page shows stands in its address.

use domain::ids::NumberId;
use domain::number::NumberState;
use domain::views::{NumberCounts, NumberList};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::with_query;
use crate::api::numbers::{AddNumbers, AssignNumber, DeleteNumber, GetNumbers, NumbersInput, TakeBackNumber};
use crate::calls::{Posting, read_after};
use crate::components::{
    ButtonLink, ClearFilters, Counted, Empty, Icon, Notice, Page, Pager, PeopleTab, PeopleTabs, Reading, Search, use_dialog,
};
use crate::i18n::{count, fill, numbers, use_language};
use crate::layouts::use_account;

pub mod assigning;
pub mod dialogs;
pub mod table;

use assigning::AssignDialog;
use dialogs::{AddDialog, Asked, Confirmation};
use table::Table;

/// What the dialogs of the page send.
#[derive(Clone, Copy)]
struct Postings {
    add: Posting,
    assign: Posting,
    take_back: Posting,
    delete: Posting,
}

#[component]
pub fn NumbersPage() -> impl IntoView {
    let t = numbers::texts(use_language());
    let postings = Postings {
        add: Posting::to::<AddNumbers>(),
        assign: Posting::to::<AssignNumber>(),
        take_back: Posting::to::<TakeBackNumber>(),
        delete: Posting::to::<DeleteNumber>(),
    };
    let done = [postings.add, postings.assign, postings.take_back, postings.delete].map(Posting::successes);
    let changes = Memo::new(move |_| done.iter().map(|done| done.get()).sum());
    let input = use_input();
    let data = read_after(changes, move || Ok(GetNumbers { form: input.get() }));
    let add = Signal::derive(move || with_query(&list_at(&input.get()), &[("dialog", Some("add"))]));
    let actions = view! {
        <ButtonLink href=add class="btn btn--primary">
            <Icon name="plus"/>
            {t.add}
        </ButtonLink>
    };
    view! {
        <Page title=t.heading actions=actions.into_any()>
            <Done input/>
            <Reading data view=move |list| view! { <Listed input=input.get_untracked() list add/> }.into_any()/>
            <Dialogs input postings/>
        </Page>
    }
}

/// What the address asks for. Junk is as good as nothing.
fn use_input() -> Memo<NumbersInput> {
    let (c, query) = (use_account().number(), use_query_map());
    Memo::new(move |_| {
        query.with(|query| NumbersInput {
            c: c.clone(),
            search: query.get("search").unwrap_or_default(),
            state: query.get_str("status").and_then(|state| state.parse().ok()),
            cursor: query.get("cursor"),
        })
    })
}

/// The address of a list, without any dialog.
fn list_at(input: &NumbersInput) -> String {
    let search = Some(input.search.as_str()).filter(|search| !search.is_empty());
    let query = [("status", input.state.map(NumberState::as_str)), ("search", search), ("cursor", input.cursor.as_deref())];
    with_query(&crate::address::account(&input.c, "numbers"), &query)
}

/// What has just been done, as the address tells.
#[component]
fn Done(input: Memo<NumbersInput>) -> impl IntoView {
    let language = use_language();
    let t = numbers::texts(language);
    let query = use_query_map();
    let told = Memo::new(move |_| {
        query.with(|query| {
            let n = |name| query.get_str(name).and_then(|n| n.parse::<u32>().ok());
            let added = n("added").map(|n| fill(t.n_added.of(n), &[("n", &count(n, language))]));
            let known = n("known").filter(|n| *n > 0).map(|n| fill(t.n_known.of(n), &[("n", &count(n, language))]));
            let deleted = query.get_str("deleted").map(|_| t.deleted.to_owned());
            let is_deleted = added.is_none() && deleted.is_some();
            added.or(deleted).map(|title| (title, known.unwrap_or_default(), is_deleted))
        })
    });
    let notice =
        move || told.get().map(|(title, text, takes_focus)| view! { <Notice title text close=list_at(&input.get()) takes_focus/> });
    view! { <div aria-live="polite">{notice}</div> }
}

/// The dialog that the address opens.
#[component]
fn Dialogs(input: Memo<NumbersInput>, postings: Postings) -> impl IntoView {
    let (dialog, query) = (use_dialog(), use_query_map());
    let id = Memo::new(move |_| query.with(|query| query.get_str("id").and_then(|id| id.parse::<NumberId>().ok())));
    move || {
        let (close, id) = (list_at(&input.get()), id.get());
        match dialog.get().as_deref() {
            Some("add") => view! { <AddDialog close action=postings.add/> }.into_any(),
            Some("assign") => view! { <AssignDialog id close action=postings.assign/> }.into_any(),
            Some("take-back") => view! { <Confirmation asked=Asked::TakeBack id close action=postings.take_back/> }.into_any(),
            Some("delete") => view! { <Confirmation asked=Asked::Delete id close action=postings.delete/> }.into_any(),
            _ => ().into_any(),
        }
    }
}

#[component]
fn Listed(input: NumbersInput, list: NumberList, add: Signal<String>) -> impl IntoView {
    let t = numbers::texts(use_language());
    let NumberList { people, counts, page } = list;
    if counts.all == 0 {
        return view! {
            <PeopleTabs current=PeopleTab::Numbers members=people.members invitations=people.invitations/>
            <Empty title=t.empty text=t.empty_detail>
                <ButtonLink href=add>{t.add}</ButtonLink>
            </Empty>
        }
        .into_any();
    }
    let body = if page.rows.is_empty() {
        view! {
            <Empty title=t.nothing_found text=t.nothing_found_detail>
                <ClearFilters label=t.clear href=use_account().href("numbers")/>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Table list=list_at(&input) rows=page.rows/> }.into_any()
    };
    view! {
        <PeopleTabs current=PeopleTab::Numbers members=people.members invitations=people.invitations/>
        <div class="section">
            <Toolbar input counts/>
            {body}
            <Pager newer=page.newer older=page.older/>
        </div>
    }
    .into_any()
}

#[component]
fn Toolbar(input: NumbersInput, counts: NumberCounts) -> impl IntoView {
    let language = use_language();
    let t = numbers::texts(language);
    let filter = |state: Option<NumberState>| {
        let (name, n) = match state {
            None => (t.all, counts.all),
            Some(NumberState::Free) => (t.free, counts.free),
            Some(NumberState::Assigned) => (t.assigned, counts.assigned),
            Some(NumberState::Reserved) => (t.reserved, counts.reserved),
        };
        let href = list_at(&NumbersInput { state, cursor: None, ..input.clone() });
        view! { <Counted href name n current=(state == input.state).then_some("true")/> }
    };
    let filters = std::iter::once(None).chain(NumberState::ALL.iter().copied().map(Some)).map(filter).collect_view();
    let keep = input.state.map(|state| ("status", state.to_string())).into_iter().collect();
    view! {
        <div class="toolbar">
            <nav class="filters" aria-label=t.filters>
                {filters}
            </nav>
            <Search label=t.search placeholder=t.search_hint value=input.search keep/>
        </div>
        <div class="count-row">
            <span role="status">{fill(t.found.of(counts.found), &[("n", &count(counts.found, language))])}</span>
        </div>
    }
}
