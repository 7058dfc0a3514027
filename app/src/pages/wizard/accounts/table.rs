use domain::views::{AccountsRow, AccountsStep, NumberChoice, RoleOption};
use domain::wizard::AccountsChange;
use leptos::html;
use leptos::prelude::*;

use super::work::Work;
use crate::api::wizard::AccountsAction;
use crate::components::{Address, ComboFields, ComboWords, Combobox, FieldError, Icon, RoleNames, use_problem};
use crate::i18n::roles::{role_description, role_name};
use crate::i18n::{fill, use_language, wizard};

/// The `<datalist>` that a browser without WASM offers numbers from.
const NUMBERS: &str = "numbers";

/// One row for each person of the page.
#[component]
pub(super) fn People(step: AccountsStep, work: Work) -> impl IntoView {
    let t = wizard::accounts(use_language());
    let has_numbers = step.has_numbers;
    let mut index = 0;
    let ids: Vec<String> = step.rows.iter().map(|row| row.id.to_string()).collect();
    let rows = step.rows.into_iter().enumerate().map(|(at, row)| {
        // The next row takes the focus when this one goes, or else the one before.
        let next = ids.get(at + 1).or_else(|| at.checked_sub(1).and_then(|at| ids.get(at)));
        let next = next.map_or_else(|| "h1".to_owned(), |id| format!("[id='remove.{id}']"));
        if row.resend {
            return view! { <Resend row has_numbers work next/> }.into_any();
        }
        let sent_as = index;
        index += 1;
        view! { <Person row roles=step.roles.clone() has_numbers work next sent_as/> }.into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    view! {
        <div class="wizard-table">
            <div class="table-wrap">
                <table class="table table--fold" role="table" aria-label=t.people>
                    <colgroup>
                        <col class="c-user"/>
                        <col class="c-type"/>
                        {has_numbers.then(|| view! { <col/> })}
                        <col class="c-rm"/>
                    </colgroup>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">
                                {t.users}
                            </th>
                            <th role="columnheader" scope="col">
                                {t.access_type}
                            </th>
                            {has_numbers
                                .then(|| {
                                    view! {
                                        <th role="columnheader" scope="col">
                                            {t.numbers}
                                        </th>
                                    }
                                })}
                            <th role="columnheader" scope="col" class="tail">
                                <span class="hidden">{wizard::addresses(use_language()).remove_word}</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </div>
        <Offered numbers=step.offered/>
    }
}

/// What the fields for numbers suggest before there is a search.
#[component]
fn Offered(numbers: Vec<NumberChoice>) -> impl IntoView {
    let options = numbers.into_iter().map(|number| view! { <option value=number.number></option> });
    view! { <datalist id=NUMBERS>{options.collect_view()}</datalist> }
}

#[component]
fn Person(row: AccountsRow, roles: Vec<RoleOption>, has_numbers: bool, work: Work, next: String, sent_as: usize) -> impl IntoView {
    let numbers = has_numbers.then(|| view! { <Numbers row=row.clone() work sent_as/> });
    let (id, email) = (row.id, row.email.clone());
    view! {
        <tr role="row">
            <td role="cell" class="lead">
                <input type="hidden" name=format!("form[rows][{sent_as}][id]") value=id.to_string()/>
                <Who email=row.email.clone() name=row.name.clone()/>
            </td>
            <AccessType row roles work sent_as/>
            {numbers}
            <td role="cell" class="tail">
                <Remove id=id.to_string() action=AccountsAction::Remove(id) email work next/>
            </td>
        </tr>
    }
}

#[component]
fn Who(email: String, name: String, #[prop(optional)] remark: Option<&'static str>) -> impl IntoView {
    let line = match (name.is_empty(), remark) {
        (true, None) => None,
        (true, Some(remark)) => Some(view! { <span class="line2">{remark}</span> }.into_any()),
        (false, None) => Some(view! { <span class="line2">{name}</span> }.into_any()),
        (false, Some(remark)) => Some(
            view! {
                <span class="line2">
                    {name} " · " <span class="inline">{remark}</span>
                </span>
            }
            .into_any(),
        ),
    };
    view! {
        <span class="person">
            <span class="avatar avatar--outside" aria-hidden="true">
                <Icon name="mail"/>
            </span>
            <span>
                <span class="who">
                    <Address email/>
                </span>
                {line}
            </span>
        </span>
    }
}

/// *Access type for {address}*; below it what the role can do, where it is not that of all.
#[component]
fn AccessType(row: AccountsRow, roles: Vec<RoleOption>, work: Work, sent_as: usize) -> impl IntoView {
    let language = use_language();
    let t = wizard::accounts(language);
    let id = row.id;
    let field = format!("role.{id}");
    let (problem, node) = (use_problem(&field), NodeRef::<html::Select>::new());
    let (error_id, about_id) = (format!("{field}-error"), format!("about.{id}"));
    let chosen = untrack(|| work.role(id));
    let read = move || {
        if let Some(select) = node.get_untracked() {
            work.apply(AccountsChange::SetRole(id, select.value().parse().ok()));
        }
    };
    // What was chosen before hydration.
    Effect::new(move |_| {
        node.track();
        read();
    });
    let options = roles.iter().map(|role| {
        view! {
            <option value=role.id.to_string() selected=chosen == Some(role.id)>
                {role_name(language, role.kind, &role.name)}
            </option>
        }
    });
    let options = options.collect_view();
    let about = Memo::new(move |_| {
        let role = work.role(id).filter(|_| work.is_changed(id))?;
        let role = roles.iter().find(|option| option.id == role)?;
        Some(role_description(language, role.kind, &role.description))
    });
    let described_by = {
        let (error_id, about_id) = (error_id.clone(), about_id.clone());
        move || {
            let ids = [about.with(Option::is_some).then_some(&about_id), problem.with(Option::is_some).then_some(&error_id)];
            let ids: Vec<&str> = ids.into_iter().flatten().map(String::as_str).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let under = move || {
        about.get().map(|about| {
            view! {
                <span class="under">
                    <span class="line2" id=about_id.clone()>
                        {about}
                    </span>
                    <span class="badge badge--changed">{t.changed}</span>
                </span>
            }
        })
    };
    view! {
        <td role="cell" data-label=t.access_type>
            <select
                class="select"
                id=field
                name=format!("form[rows][{sent_as}][role]")
                aria-label=fill(t.access_type_for, &[("address", &row.email)])
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=described_by
                node_ref=node
                on:change=move |_| read()
            >
                <option value="" selected=chosen.is_none()>
                    {t.choose_role}
                </option>
                {options}
            </select>
            {under}
            <FieldError id=error_id problem/>
        </td>
    }
}

/// *Search for number for {address}*
#[component]
fn Numbers(row: AccountsRow, work: Work, sent_as: usize) -> impl IntoView {
    let t = wizard::accounts(use_language());
    let field = format!("numbers.{}", row.id);
    let problem = use_problem(&field);
    let with_address = |template: &str| fill(template, &[("address", &row.email)]);
    let words = ComboWords {
        label: with_address(t.search_for),
        placeholder: t.search_placeholder,
        list: t.numbers,
        chosen: with_address(t.numbers_of),
        remove: t.remove_number,
        free: t.free,
        none: t.found_none,
    };
    let fields = ComboFields {
        chosen: format!("form[rows][{sent_as}][numbers][]"),
        search: format!("form[rows][{sent_as}][search]"),
        value: work.typed(row.id),
        datalist: NUMBERS,
        drop_prefix: format!("drop:{}:", row.id),
    };
    let add_rest = with_address(t.add_rest);
    let add = move || {
        (!work.live.get()).then(|| {
            view! {
                <button class="btn btn--small" type="submit" name="form[action]" value=AccountsAction::Keep.value()>
                    {t.add}
                    <span class="hidden">{add_rest.clone()}</span>
                </button>
            }
        })
    };
    view! {
        <td role="cell" data-label=t.numbers>
            <Combobox id=field.clone() words fields source=work.numbers_of(row.id, row.email.clone())>
                {add}
            </Combobox>
            <FieldError id=format!("{field}-error") problem/>
        </td>
    }
}

/// Somebody whose pending invitation is sent again: it grants what it granted.
#[component]
fn Resend(row: AccountsRow, has_numbers: bool, work: Work, next: String) -> impl IntoView {
    let language = use_language();
    let t = wizard::accounts(language);
    let remark = wizard::texts(language).sent_again;
    let numbers = has_numbers.then(|| {
        let lines = row.numbers.iter().enumerate().map(|(at, number)| {
            view! {
                {(at > 0).then(|| view! { <br/> })}
                {number.number.clone()}
            }
        });
        let lines = if row.numbers.is_empty() {
            view! { <span class="muted">{crate::i18n::common::texts(language).none}</span> }.into_any()
        } else {
            view! { <span class="nowrap">{lines.collect_view()}</span> }.into_any()
        };
        view! {
            <td role="cell" data-label=t.numbers>
                {lines}
            </td>
        }
    });
    view! {
        <tr role="row">
            <td role="cell" class="lead">
                <Who email=row.email.clone() name=row.name remark/>
            </td>
            <td role="cell" data-label=t.access_type>
                <RoleNames roles=row.granted/>
            </td>
            {numbers}
            <td role="cell" class="tail">
                <Remove id=row.id.to_string() action=AccountsAction::Remove(row.id) email=row.email work next/>
            </td>
        </tr>
    }
}

#[component]
fn Remove(id: String, action: AccountsAction, email: String, work: Work, next: String) -> impl IntoView {
    let t = wizard::accounts(use_language());
    let label = fill(t.remove, &[("address", &email)]);
    let press = move |_| work.stay.intend(&next, fill(t.removed, &[("address", &email)]));
    view! {
        <span class="row-actions">
            <button
                class="icon-btn danger"
                id=format!("remove.{id}")
                type="submit"
                name="form[action]"
                value=action.value()
                aria-label=label.clone()
                title=label
                on:click=press
            >
                <Icon name="trash"/>
            </button>
        </span>
    }
}
