//! *Groups*: which there are, how many belong to each, and the dialogs that make, change and delete them.

use domain::ids::GroupId;
use domain::views::{GroupList, GroupRow};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::with_query;
use crate::api::groups::{DeleteGroup, GetGroups, GroupsInput, SaveGroup};
use crate::calls::{Posting, read_after};
use crate::components::{ButtonLink, ClearFilters, Empty, Icon, Notice, Number, Page, PeopleTab, PeopleTabs, Reading, Search, use_dialog};
use crate::i18n::{count, fill, groups, use_language};
use crate::layouts::use_account;

pub mod dialogs;

use dialogs::{DeleteDialog, EditDialog, NewDialog};

/// From more groups than this on, there is a search.
const MANY: u32 = 10;

#[component]
pub fn GroupsPage() -> impl IntoView {
    let t = groups::texts(use_language());
    let (saving, deleting) = (Posting::to::<SaveGroup>(), Posting::to::<DeleteGroup>());
    let (saved, deleted) = (saving.successes(), deleting.successes());
    let changes = Memo::new(move |_| saved.get() + deleted.get());
    let input = use_input();
    let data = read_after(changes, move || Ok(GetGroups { form: input.get() }));
    let query = use_query_map();
    let is_deleted = Memo::new(move |_| query.with(|query| query.get_str("deleted").is_some()));
    let notice = move || is_deleted.get().then(|| view! { <Notice title=t.deleted close=list_at(&input.get()) takes_focus=true/> });
    let new = Signal::derive(move || with_query(&list_at(&input.get()), &[("dialog", Some("new"))]));
    let actions = view! {
        <ButtonLink href=new class="btn btn--primary">
            <Icon name="plus"/>
            {t.new}
        </ButtonLink>
    };
    view! {
        <Page title=t.heading lede=t.lede actions=actions.into_any()>
            <div aria-live="polite">{notice}</div>
            <Reading data view=move |list| view! { <Listed input=input.get_untracked() list new/> }.into_any()/>
            <Dialogs input saving deleting/>
        </Page>
    }
}

/// What the address asks for.
fn use_input() -> Memo<GroupsInput> {
    let (c, query) = (use_account().number(), use_query_map());
    Memo::new(move |_| GroupsInput { c: c.clone(), search: query.with(|query| query.get("search").unwrap_or_default()) })
}

/// The address of a list, without any dialog.
fn list_at(input: &GroupsInput) -> String {
    let search = Some(input.search.as_str()).filter(|search| !search.is_empty());
    with_query(&crate::address::account(&input.c, "groups"), &[("search", search)])
}

/// The dialog that the address opens.
#[component]
fn Dialogs(input: Memo<GroupsInput>, saving: Posting, deleting: Posting) -> impl IntoView {
    let (dialog, query) = (use_dialog(), use_query_map());
    let id = Memo::new(move |_| query.with(|query| query.get_str("id").and_then(|id| id.parse::<GroupId>().ok())));
    move || {
        let close = list_at(&input.get());
        match dialog.get().as_deref() {
            Some("new") => view! { <NewDialog close action=saving/> }.into_any(),
            Some("edit") => view! { <EditDialog id=id.get() close action=saving/> }.into_any(),
            Some("delete") => view! { <DeleteDialog id=id.get() close action=deleting/> }.into_any(),
            _ => ().into_any(),
        }
    }
}

#[component]
fn Listed(input: GroupsInput, list: GroupList, new: Signal<String>) -> impl IntoView {
    let language = use_language();
    let t = groups::texts(language);
    let account = use_account();
    let found = u32::try_from(list.rows.len()).unwrap_or(u32::MAX);
    let toolbar = (list.total > MANY || !input.search.is_empty()).then(|| {
        view! {
            <div class="toolbar">
                <Search label=t.search placeholder=t.search_hint value=input.search.clone() class="search"/>
                <p class="status end" role="status">
                    {fill(t.found.of(found), &[("n", &count(found, language))])}
                </p>
            </div>
        }
    });
    let body = match (list.total, list.rows.is_empty()) {
        (0, _) => view! {
            <Empty title=t.empty text=t.empty_detail>
                <ButtonLink href=new>{t.new}</ButtonLink>
            </Empty>
        }
        .into_any(),
        (_, true) => view! {
            <Empty title=t.nothing_found text=t.nothing_found_detail>
                <ClearFilters label=t.clear href=account.href("groups")/>
            </Empty>
        }
        .into_any(),
        _ => view! { <Table input rows=list.rows/> }.into_any(),
    };
    view! {
        <PeopleTabs current=PeopleTab::Groups members=list.counts.members invitations=list.counts.invitations/>
        <div class="section">
            {toolbar}
            {body}
        </div>
    }
}

#[component]
fn Table(input: GroupsInput, rows: Vec<GroupRow>) -> impl IntoView {
    let t = groups::texts(use_language());
    let heads = [(t.name, false), (t.members, true), (t.invitations, true)].map(|(head, is_number)| {
        view! {
            <th role="columnheader" scope="col" class=is_number.then_some("num")>
                {head}
            </th>
        }
    });
    let list = list_at(&input);
    let rows = rows.into_iter().map(move |row| view! { <Row row list=list.clone()/> });
    view! {
        <div class="table-wrap">
            <table class="table table--fold table--roomy table--pairs" role="table" aria-label=t.heading>
                <thead role="rowgroup">
                    <tr role="row">
                        {heads.into_iter().collect_view()} <th role="columnheader" scope="col" class="tail">
                            <span class="hidden">{t.actions}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: GroupRow, list: String) -> impl IntoView {
    let t = groups::texts(use_language());
    let id = row.id.to_string();
    let saved = use_query_map().with_untracked(|query| query.get_str("saved") == Some(id.as_str()));
    let name_id = format!("name-{id}");
    let dialog = |name| Signal::stored(with_query(&list, &[("dialog", Some(name)), ("id", Some(&id))]));
    let (edit, delete) = (dialog("edit"), dialog("delete"));
    let described_by = name_id.clone();
    view! {
        <tr role="row" data-fresh=saved.then_some("")>
            <td role="cell" class="lead">
                <span class="who who--name" id=name_id>
                    {row.name}
                </span>
                {(!row.description.is_empty()).then(|| view! { <span class="line2">{row.description}</span> })}
            </td>
            <td role="cell" class="num" data-label=t.members>
                <Number n=row.members/>
            </td>
            <td role="cell" class="num" data-label=t.invitations>
                <Number n=row.invitations/>
            </td>
            <td role="cell" class="tail">
                <span class="row-actions">
                    <ButtonLink href=edit label=t.edit described_by=described_by.clone() class="icon-btn">
                        <Icon name="pencil"/>
                    </ButtonLink>
                    <ButtonLink href=delete label=t.delete described_by class="icon-btn danger">
                        <Icon name="trash"/>
                    </ButtonLink>
                </span>
            </td>
        </tr>
    }
}
