//! What the operator offers to all users: areas, links and documents, questions of the FAQ; made, changed, ordered and deleted.

use domain::Language;
use domain::views::{EntryKind, EntryRow};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::OperatorTabs;
use crate::address::with_query;
use crate::api::entries::{DeleteEntry, EntriesInput, GetEntries, MoveEntry, SaveEntry, place};
use crate::calls::{Posting, read_after};
use crate::components::{ButtonLink, Empty, Icon, Page, PlainForm, Reading, use_dialog};
use crate::i18n::{Text, entries, operator, use_language};

pub mod dialogs;

use dialogs::{DeleteDialog, EntryDialog};

#[component]
pub fn AreasPage() -> impl IntoView {
    view! { <Entries kind=EntryKind::Area/> }
}

#[component]
pub fn LinksPage() -> impl IntoView {
    view! { <Entries kind=EntryKind::Link/> }
}

#[component]
pub fn QuestionsPage() -> impl IntoView {
    view! { <Entries kind=EntryKind::Question/> }
}

#[component]
fn Entries(kind: EntryKind) -> impl IntoView {
    let language = use_language();
    let (t, of_page) = (entries::texts(language), operator::texts(language));
    let (saving, deleting) = (Posting::to::<SaveEntry>(), Posting::to::<DeleteEntry>());
    let (saved, deleted) = (saving.successes(), deleting.successes());
    let changes = Memo::new(move |_| saved.get() + deleted.get());
    let data = read_after(changes, move || Ok(GetEntries { form: EntriesInput { kind } }));
    let new = with_query(place(kind), &[("dialog", Some("new"))]);
    let actions = view! {
        <ButtonLink href=Signal::stored(new) class="btn btn--primary">
            <Icon name="plus"/>
            {t.new_one(kind)}
        </ButtonLink>
    };
    view! {
        <Page title=of_page.heading lede=t.about(kind) actions=actions.into_any()>
            <OperatorTabs here=place(kind)/>
            <Reading data view=move |rows| view! { <Listed kind rows saving deleting/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Listed(kind: EntryKind, rows: Vec<EntryRow>, saving: Posting, deleting: Posting) -> impl IntoView {
    let t = entries::texts(use_language());
    let all = StoredValue::new(rows.clone());
    let body = if rows.is_empty() {
        view! { <Empty title=t.empty(kind) text=t.empty_detail/> }.into_any()
    } else {
        view! { <Table kind rows/> }.into_any()
    };
    let (dialog, query) = (use_dialog(), use_query_map());
    let opened = move || {
        let id = query.with(|query| query.get("id"));
        let found = id.and_then(|id| all.with_value(|rows| rows.iter().find(|row| row.id == id).cloned()));
        match dialog.get().as_deref() {
            Some("new") => view! { <EntryDialog kind row=None action=saving/> }.into_any(),
            Some("edit") => found.map(|row| view! { <EntryDialog kind row=Some(row) action=saving/> }).into_any(),
            Some("delete") => found.map(|row| view! { <DeleteDialog kind row action=deleting/> }).into_any(),
            _ => ().into_any(),
        }
    };
    view! {
        <div class="section">{body}</div>
        {opened}
    }
}

#[component]
fn Table(kind: EntryKind, rows: Vec<EntryRow>) -> impl IntoView {
    let t = entries::texts(use_language());
    let language = (kind != EntryKind::Area).then_some(t.language);
    let heads = [Some(t.title(kind)), language].into_iter().flatten().map(|head| {
        view! {
            <th role="columnheader" scope="col">
                {head}
            </th>
        }
    });
    view! {
        <div class="table-wrap">
            <table class="table table--fold table--roomy" role="table" aria-label=t.tab(kind)>
                <thead role="rowgroup">
                    <tr role="row">
                        {heads.collect_view()} <th role="columnheader" scope="col" class="tail">
                            <span class="hidden">{t.actions}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.into_iter().map(|row| view! { <Row kind row/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(kind: EntryKind, row: EntryRow) -> impl IntoView {
    let t = entries::texts(use_language());
    let id = row.id.clone();
    let saved = use_query_map().with_untracked(|query| query.get_str("saved") == Some(id.as_str()));
    let dialog = |name| Signal::stored(with_query(place(kind), &[("dialog", Some(name)), ("id", Some(&id))]));
    let (edit, delete) = (dialog("edit"), dialog("delete"));
    let name_id = format!("entry-{id}");
    let described_by = name_id.clone();
    let entry = row.entry;
    let below = [entry.text.lines().next().unwrap_or_default().to_owned(), entry.url, entry.note];
    let below = below.into_iter().filter(|text| !text.is_empty()).map(|text| view! { <span class="line2 break">{text}</span> });
    let language = (kind != EntryKind::Area).then(|| {
        let name = entry.language.map_or(t.every_language, |language| language.own_name());
        view! {
            <td role="cell" data-label=t.language>
                {name}
            </td>
        }
    });
    view! {
        <tr role="row" data-fresh=saved.then_some("")>
            <td role="cell" class="lead" lang=entry.language.map(Language::as_str)>
                <span class="who who--name" id=name_id.clone()>
                    {entry.title}
                </span>
                {below.collect_view()}
            </td>
            {language}
            <td role="cell" class="tail">
                <span class="row-actions">
                    {row.can_rise.then(|| view! { <MoveButton kind id=row.id.clone() up=true label=t.up about=name_id.clone()/> })}
                    {row.can_sink.then(|| view! { <MoveButton kind id=row.id.clone() up=false label=t.down about=name_id.clone()/> })}
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

/// The browser itself posts it: the whole list comes anew, in its new order.
#[component]
fn MoveButton(kind: EntryKind, id: String, up: bool, label: Text, about: String) -> impl IntoView {
    view! {
        <PlainForm action=MoveEntry::url() class="inline">
            <input type="hidden" name="form[kind]" value=kind.as_str()/>
            <input type="hidden" name="form[id]" value=id/>
            <input type="hidden" name="form[up]" value=up.to_string()/>
            <button type="submit" class="btn btn--small" aria-describedby=about>
                {label}
            </button>
        </PlainForm>
    }
}
