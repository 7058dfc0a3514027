use domain::views::{MemberName, NumberHolder, NumberRow};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::with_query;
use crate::components::{Address, ButtonLink, Day, Icon};
use crate::i18n::{numbers, use_language};
use crate::layouts::use_account;

#[component]
pub(super) fn Table(list: String, rows: Vec<NumberRow>) -> impl IntoView {
    let t = numbers::texts(use_language());
    let heads = [t.number, t.holder, t.added].map(|head| {
        view! {
            <th role="columnheader" scope="col">
                {head}
            </th>
        }
    });
    let rows = rows.into_iter().map(move |row| view! { <Row row list=list.clone()/> });
    view! {
        <div class="table-wrap">
            <table class="table table--fold table--roomy" role="table" aria-label=t.heading>
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
fn Row(row: NumberRow, list: String) -> impl IntoView {
    let t = numbers::texts(use_language());
    let id = row.id.to_string();
    let saved = use_query_map().with_untracked(|query| query.get_str("saved") == Some(id.as_str()));
    let number_id = format!("number-{id}");
    let dialog = |name| Signal::stored(with_query(&list, &[("dialog", Some(name)), ("id", Some(&id))]));
    let described_by = number_id.clone();
    let actions = match &row.holder {
        Some(NumberHolder::Invitation { .. }) => ().into_any(),
        Some(NumberHolder::Member(_)) => view! {
            <ButtonLink href=dialog("take-back") described_by class="btn btn--small">
                {t.take_back}
            </ButtonLink>
        }
        .into_any(),
        None => view! {
            <ButtonLink href=dialog("assign") described_by=described_by.clone() class="btn btn--small">
                {t.assign}
            </ButtonLink>
            <ButtonLink href=dialog("delete") label=t.delete described_by class="icon-btn danger">
                <Icon name="trash"/>
            </ButtonLink>
        }
        .into_any(),
    };
    let is_reserved = matches!(row.holder, Some(NumberHolder::Invitation { .. }));
    view! {
        <tr role="row" data-fresh=saved.then_some("")>
            <td role="cell" class="lead">
                <span class="who who--name nowrap" id=number_id>
                    {row.number}
                </span>
            </td>
            <td role="cell" data-label=t.holder>
                <Holder holder=row.holder/>
            </td>
            <td role="cell" data-label=t.added>
                <span class="muted">
                    <Day when=row.added/>
                </span>
            </td>
            <td role="cell" class="tail" class:blank=is_reserved>
                <span class="row-actions">{actions}</span>
            </td>
        </tr>
    }
}

/// Who has it, as a way to that person.
#[component]
fn Holder(holder: Option<NumberHolder>) -> impl IntoView {
    let t = numbers::texts(use_language());
    let account = use_account();
    match holder {
        None => view! { <span class="muted">{t.free}</span> }.into_any(),
        Some(NumberHolder::Member(MemberName { name, email, .. })) => {
            let href = with_query(&account.href("users"), &[("search", Some(&email))]);
            let below = (name != email).then(|| {
                view! {
                    <span class="line2">
                        <Address email=email.clone()/>
                    </span>
                }
            });
            view! {
                <a class="who" href=href>
                    {name}
                </a>
                {below}
            }
            .into_any()
        }
        Some(NumberHolder::Invitation { email, .. }) => {
            let href = with_query(&account.href("invitations"), &[("search", Some(&email))]);
            view! {
                <a class="who" href=href>
                    <Address email/>
                </a>
                <span class="line2 muted">{t.waits}</span>
            }
            .into_any()
        }
    }
}
