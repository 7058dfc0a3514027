use domain::membership::MemberSort;
use domain::views::{MemberRow, Standing};
use leptos::prelude::*;

use super::shown::Shown;
use crate::components::{Address, Day, MemberDot, RoleNames};
use crate::i18n::{common, members, use_language, users};
use crate::layouts::use_account;
use crate::pages::membership::row::name_id;
use crate::pages::membership::{Deeds, RowActions, StatusSwitch, Switched, back};

#[component]
pub(super) fn Table(shown: Shown, #[prop(optional_no_strip)] sort: Option<MemberSort>, may_manage: bool, deeds: Deeds) -> impl IntoView {
    let language = use_language();
    let (t, words) = (users::texts(language), members::texts(language));
    let (by_name, by_joined) = match sort.unwrap_or(MemberSort::Newest) {
        MemberSort::Newest => (None, Some("descending")),
        MemberSort::Oldest => (None, Some("ascending")),
        MemberSort::Name => (Some("ascending"), None),
        MemberSort::NameBackwards => (Some("descending"), None),
    };
    // Who is in no group need not be told so in every row.
    let has_groups = shown.has_groups();
    let heads = [
        Some((t.name, by_name)),
        Some((t.roles, None)),
        has_groups.then_some((words.groups, None)),
        Some((t.numbers, None)),
        Some((t.status, None)),
        Some((t.joined, by_joined)),
    ];
    let heads = heads.into_iter().flatten().map(|(head, sorted)| {
        view! {
            <th role="columnheader" scope="col" aria-sort=sorted>
                {head}
            </th>
        }
    });
    let back = StoredValue::new(back());
    let row = move |id| {
        let row = shown.row(id);
        move || row.get().map(|row| view! { <Row row has_groups may_manage deeds back=back.get_value()/> })
    };
    view! {
        <div class="table-wrap">
            <table class="table table--fold table--roomy" role="table" aria-label=t.table>
                <thead role="rowgroup">
                    <tr role="row">
                        {heads.collect_view()} <th role="columnheader" scope="col" class="tail">
                            <span class="hidden">{words.actions}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || shown.ids() key=|id| *id let:id>
                        {row(id)}
                    </For>
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: MemberRow, has_groups: bool, may_manage: bool, deeds: Deeds, back: String) -> impl IntoView {
    let language = use_language();
    let (t, words) = (users::texts(language), members::texts(language));
    let groups = has_groups.then(|| {
        view! {
            <td role="cell" data-label=words.groups>
                <Lines lines=row.groups.clone()/>
            </td>
        }
    });
    let status = if may_manage && row.standing != Standing::Onlooker {
        view! { <StatusSwitch of=Switched::from(&row) deeds back=back.clone()/> }.into_any()
    } else {
        view! { <MemberDot status=row.status restricted=row.restricted/> }.into_any()
    };
    view! {
        <tr role="row">
            <td role="cell" class="lead">
                <Person row=row.clone()/>
            </td>
            <td role="cell" data-label=t.roles>
                <RoleNames roles=row.roles.clone()/>
            </td>
            {groups}
            <td role="cell" data-label=t.numbers>
                <Numbers numbers=row.numbers.clone()/>
            </td>
            <td role="cell" data-label=t.status>
                {status}
            </td>
            <td role="cell" data-label=t.joined>
                <span class="muted">
                    <Day when=row.joined.clone()/>
                </span>
            </td>
            <td role="cell" class="tail">
                <RowActions row deeds back/>
            </td>
        </tr>
    }
}

/// Circle, name, address; the name leads to the page of the member.
#[component]
fn Person(row: MemberRow) -> impl IntoView {
    let you = row.is_viewer.then(|| view! { <span class="muted">{format!(" {}", users::texts(use_language()).you)}</span> });
    // Who has not told a name is called by the address; it need not stand there twice.
    let below = (row.name != row.email).then(|| {
        view! {
            <span class="line2">
                <Address email=row.email.clone()/>
            </span>
        }
    });
    view! {
        <span class="person">
            <span class="avatar" aria-hidden="true">
                {row.initials.clone()}
            </span>
            <span>
                <a class="who who--name" href=use_account().href(&format!("users/{}", row.id)) id=name_id(&row)>
                    {row.name.clone()}
                </a>
                {you}
                {below}
            </span>
        </span>
    }
}

/// Phone numbers, each on a line of its own.
#[component]
pub(in crate::pages) fn Numbers(numbers: Vec<String>) -> impl IntoView {
    view! {
        <span class="nowrap">
            <Lines lines=numbers/>
        </span>
    }
}

/// One below the other, or that there is nothing.
#[component]
fn Lines(lines: Vec<String>) -> impl IntoView {
    if lines.is_empty() {
        return view! { <span class="muted">{common::texts(use_language()).none}</span> }.into_any();
    }
    let lines = lines.into_iter().enumerate().map(|(at, line)| {
        view! {
            {(at > 0).then(|| view! { <br/> })}
            {line}
        }
    });
    lines.collect_view().into_any()
}
