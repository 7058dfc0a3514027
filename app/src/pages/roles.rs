//! *Roles*: what each opens, who has it, and what can be done about it.

use domain::ids::RoleId;
use domain::role::RoleKind;
use domain::views::{RoleList, RoleRow};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::with_query;
use crate::api::account::AccountInput;
use crate::api::roles::{DeleteRole, GetRoles};
use crate::calls::{Posting, read_after};
use crate::components::{ButtonLink, Icon, Notice, Number, Page, PeopleTab, PeopleTabs, Reading, use_dialog};
use crate::i18n::roles::{role_description, role_name};
use crate::i18n::{count, fill, permissions, role_pages, use_language};
use crate::layouts::use_account;

pub mod deleting;
pub mod edit;
pub mod impact;

use deleting::DeleteDialog;

/// How many of the things that a role opens the list names.
const NAMED: usize = 4;

#[component]
pub fn RolesPage() -> impl IntoView {
    let t = role_pages::texts(use_language());
    let account = use_account();
    let deleting = Posting::to::<DeleteRole>();
    let data = read_after(deleting.successes(), move || Ok(GetRoles { form: AccountInput { c: account.number() } }));
    let query = use_query_map();
    let is_deleted = Memo::new(move |_| query.with(|query| query.get_str("deleted").is_some()));
    let notice = move || {
        is_deleted.get().then(|| view! { <Notice title=t.deleted text=t.deleted_detail close=account.href("roles") takes_focus=true/> })
    };
    let id = Memo::new(move |_| query.with(|query| query.get_str("id").and_then(|id| id.parse::<RoleId>().ok())));
    let dialog = use_dialog();
    let deletion = move || {
        let is_open = dialog.with(|dialog| dialog.as_deref() == Some("delete"));
        is_open.then(|| view! { <DeleteDialog id=id.get() close=account.href("roles") action=deleting/> })
    };
    let new = view! {
        <a class="btn btn--primary" href=account.href("roles/new")>
            <Icon name="plus"/>
            {t.new}
        </a>
    };
    view! {
        <Page title=t.heading actions=new.into_any()>
            <div aria-live="polite">{notice}</div>
            <Reading data view=|list| view! { <Listed list/> }.into_any()/>
            {deletion}
        </Page>
    }
}

#[component]
fn Listed(list: RoleList) -> impl IntoView {
    let t = role_pages::texts(use_language());
    let heads = [(t.name, false), (t.opens, false), (t.members, true), (t.invitations, true)].map(|(head, is_number)| {
        view! {
            <th role="columnheader" scope="col" class=is_number.then_some("num")>
                {head}
            </th>
        }
    });
    view! {
        <PeopleTabs current=PeopleTab::Roles members=list.counts.members invitations=list.counts.invitations/>
        <div class="table-wrap">
            <table class="table table--fold table--roomy" role="table" aria-label=t.table>
                <thead role="rowgroup">
                    <tr role="row">
                        {heads.into_iter().collect_view()} <th role="columnheader" scope="col" class="tail">
                            <span class="hidden">{t.actions}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{list.rows.into_iter().map(|row| view! { <Row row/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: RoleRow) -> impl IntoView {
    let language = use_language();
    let t = role_pages::texts(language);
    let href = use_account().href(&format!("roles/{}", row.id));
    let saved = use_query_map().with_untracked(|query| query.get_str("saved") == Some(row.id.to_string().as_str()));
    let name_id = format!("name-{}", row.id);
    let description = role_description(language, row.kind, &row.description);
    let remark = match (row.kind, row.editable) {
        (RoleKind::Custom, true) => None,
        (RoleKind::Custom, false) => Some(t.above),
        _ => Some(t.built_in),
    };
    let actions = row.editable.then(|| view! { <Actions id=row.id href=href.clone() described_by=name_id.clone()/> });
    view! {
        <tr role="row" data-fresh=saved.then_some("")>
            <td role="cell" class="lead">
                <a class="who who--name" href=href id=name_id>
                    {role_name(language, row.kind, &row.name)}
                </a>
                {(!description.is_empty()).then(|| view! { <span class="line2">{description}</span> })}
                {remark.map(|text| view! { <span class="line2 muted">{text}</span> })}
            </td>
            <td role="cell" data-label=t.opens>
                <Opens row=row.clone() most=NAMED/>
            </td>
            <td role="cell" class="num" data-label=t.members>
                <Number n=row.members/>
            </td>
            <td role="cell" class="num" data-label=t.invitations>
                <Number n=row.invitations/>
            </td>
            <td role="cell" class="tail" class:blank=!row.editable>
                {actions}
            </td>
        </tr>
    }
}

#[component]
fn Actions(id: RoleId, href: String, described_by: String) -> impl IntoView {
    let t = role_pages::texts(use_language());
    let delete = with_query(&use_account().href("roles"), &[("dialog", Some("delete")), ("id", Some(&id.to_string()))]);
    view! {
        <span class="row-actions">
            <a class="icon-btn" href=href aria-label=t.edit title=t.edit aria-describedby=described_by.clone()>
                <Icon name="pencil"/>
            </a>
            <ButtonLink href=Signal::stored(delete) label=t.delete described_by class="icon-btn danger">
                <Icon name="trash"/>
            </ButtonLink>
        </span>
    }
}

/// What a role opens, at most `most` things of it by name.
#[component]
fn Opens(row: RoleRow, most: usize) -> impl IntoView {
    let language = use_language();
    let t = role_pages::texts(language);
    let names = match row.kind {
        RoleKind::Administrator => vec![t.everything.to_owned()],
        RoleKind::StandardUser => vec![t.all_areas.to_owned()],
        RoleKind::Custom => {
            let words = permissions::texts(language);
            let permissions = row.permissions.iter().map(|permission| words.name(permission).to_owned());
            row.areas.into_iter().chain(permissions).collect()
        }
    };
    if names.is_empty() {
        return view! { <span class="muted">{t.nothing}</span> }.into_any();
    }
    let rest = u32::try_from(names.len().saturating_sub(most)).unwrap_or(u32::MAX);
    let named = names.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    let more = (rest > 0).then(|| {
        let words = fill(t.more.of(rest), &[("n", &count(rest, language))]);
        view! { <span class="muted">" " {words}</span> }
    });
    view! {
        {named}
        {more}
    }
    .into_any()
}
