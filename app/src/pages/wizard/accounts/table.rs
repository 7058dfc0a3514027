use domain::policy::Grants;
use domain::views::{AccountsRow, AccountsStep, NumberChoice, Offer, RoleOption};
use domain::wizard::AccountsChange;
use leptos::html;
use leptos::prelude::*;

use super::access::{AccessPick, GroupsPick, Whose};
use super::work::Work;
use crate::api::wizard::AccountsAction;
use crate::components::{Address, ComboFields, ComboWords, Combobox, FieldError, GivenNames, Icon, Lines, use_problem};
use crate::i18n::roles::{role_description, role_name};
use crate::i18n::{fill, use_language, wish, wizard};
use crate::layouts::use_account;

/// The `<datalist>` that a browser without WASM offers numbers from.
const NUMBERS: &str = "numbers";

/// One row for each person of the page.
#[component]
pub(super) fn People(step: AccountsStep, work: Work) -> impl IntoView {
    let t = wizard::accounts(use_language());
    let columns = Columns { numbers: step.has_numbers, groups: step.offer.groups_required };
    let mut index = 0;
    let ids: Vec<String> = step.rows.iter().map(|row| row.id.to_string()).collect();
    let offer = StoredValue::new(step.offer);
    let rows = step.rows.into_iter().enumerate().map(|(at, row)| {
        // The next row takes the focus when this one goes, or else the one before.
        let next = ids.get(at + 1).or_else(|| at.checked_sub(1).and_then(|at| ids.get(at)));
        let next = next.map_or_else(|| "h1".to_owned(), |id| format!("[id='remove.{id}']"));
        if row.resend {
            return view! { <Resend row columns work next/> }.into_any();
        }
        let sent_as = index;
        index += 1;
        view! { <Person row offer columns work next sent_as/> }.into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    view! {
        <div class="wizard-table">
            <div class="table-wrap">
                <table class="table table--fold" role="table" aria-label=t.people>
                    <colgroup>
                        <col class="c-user"/>
                        <col class="c-type"/>
                        {columns.groups.then(|| view! { <col/> })}
                        {columns.numbers.then(|| view! { <col/> })}
                        <col class="c-rm"/>
                    </colgroup>
                    <Head columns grants=offer.with_value(|offer| offer.grants)/>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </div>
        <Offered numbers=step.offered/>
    }
}

/// Which columns there are besides those of the person and of what they may do.
#[derive(Clone, Copy, Debug)]
struct Columns {
    numbers: bool,
    groups: bool,
}

/// What the column is called that says what somebody may do.
pub(in crate::pages::wizard) fn access_title(grants: Grants) -> &'static str {
    let language = use_language();
    match grants {
        Grants::AccessType => wizard::accounts(language).access_type,
        Grants::Roles => wish::texts(language).roles,
        Grants::Permissions => wish::texts(language).permissions,
    }
}

#[component]
fn Head(columns: Columns, grants: Grants) -> impl IntoView {
    let language = use_language();
    let t = wizard::accounts(language);
    let mut heads = vec![t.users, access_title(grants)];
    heads.extend(columns.groups.then_some(wish::texts(language).groups));
    heads.extend(columns.numbers.then_some(t.numbers));
    let heads = heads.into_iter().map(|head| {
        view! {
            <th role="columnheader" scope="col">
                {head}
            </th>
        }
    });
    view! {
        <thead role="rowgroup">
            <tr role="row">
                {heads.collect_view()}
                <th role="columnheader" scope="col" class="tail">
                    <span class="hidden">{wizard::addresses(language).remove_word}</span>
                </th>
            </tr>
        </thead>
    }
}

/// What the fields for numbers suggest before there is a search.
#[component]
fn Offered(numbers: Vec<NumberChoice>) -> impl IntoView {
    let options = numbers.into_iter().map(|number| view! { <option value=number.number></option> });
    view! { <datalist id=NUMBERS>{options.collect_view()}</datalist> }
}

#[component]
fn Person(row: AccountsRow, offer: StoredValue<Offer>, columns: Columns, work: Work, next: String, sent_as: usize) -> impl IntoView {
    let language = use_language();
    let t = wish::texts(language);
    let offer = offer.get_value();
    let (id, email) = (row.id, row.email.clone());
    let whose = Whose { at: format!("[rows][{sent_as}]"), of: id.to_string() };
    let of = |template: &str| fill(template, &[("address", &email)]);
    let gift = work.gift(id);
    let name = format!("{} {}", row.first_name, row.last_name).trim().to_owned();
    let who = if offer.names_required {
        view! { <Names row=row.clone() work sent_as/> }.into_any()
    } else {
        view! { <Who email=email.clone() name/> }.into_any()
    };
    let groups = columns.groups.then(|| {
        view! {
            <td role="cell" data-label=t.groups>
                <GroupsPick whose=whose.clone() label=of(t.groups_for) groups=offer.groups.clone() gift=gift.clone()/>
            </td>
        }
    });
    let numbers = columns.numbers.then(|| view! { <Numbers row=row.clone() work sent_as/> });
    let access = if offer.grants == Grants::AccessType {
        view! { <AccessType row roles=offer.roles work sent_as/> }.into_any()
    } else {
        let label = [of(t.roles_for), of(t.permissions_for)];
        let title = access_title(offer.grants);
        view! {
            <td role="cell" data-label=title>
                <AccessPick whose label offer gift/>
            </td>
        }
        .into_any()
    };
    view! {
        <tr role="row">
            <td role="cell" class="lead">
                <input type="hidden" name=format!("form[rows][{sent_as}][id]") value=id.to_string()/>
                {who}
            </td>
            {access}
            {groups}
            {numbers}
            <td role="cell" class="tail">
                <Remove id=id.to_string() action=AccountsAction::Remove(id) email work next/>
            </td>
        </tr>
    }
}

/// The address, and the names of who has it to be told.
#[component]
fn Names(row: AccountsRow, work: Work, sent_as: usize) -> impl IntoView {
    let t = wish::texts(use_language());
    let (first, last) = work.name(row.id);
    let field = |name: &'static str, label: &str, placeholder: &'static str, value: String| {
        let id = format!("{name}.{}", row.id);
        let (problem, error) = (use_problem(&id), format!("{id}-error"));
        let described_by = error.clone();
        view! {
            <div class="field">
                <input
                    class="input"
                    type="text"
                    id=id
                    name=format!("form[rows][{sent_as}][{name}]")
                    value=value
                    placeholder=placeholder
                    aria-label=fill(label, &[("address", &row.email)])
                    autocomplete="off"
                    aria-invalid=move || problem.get().map(|_| "true")
                    aria-describedby=move || problem.get().map(|_| described_by.clone())
                />
                <FieldError id=error problem/>
            </div>
        }
    };
    view! {
        <Who email=row.email.clone() name=String::new()/>
        <div class="pair names">
            {field("first_name", t.first_name_of, t.first_name, first)}
            {field("last_name", t.last_name_of, t.last_name, last)}
        </div>
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
fn Resend(row: AccountsRow, columns: Columns, work: Work, next: String) -> impl IntoView {
    let language = use_language();
    let t = wizard::accounts(language);
    let remark = wizard::texts(language).sent_again;
    let name = format!("{} {}", row.first_name, row.last_name).trim().to_owned();
    let groups = columns.groups.then(|| {
        let names = row.granted.groups.clone();
        view! { <td role="cell" data-label=wish::texts(language).groups>{(!names.is_empty()).then(|| view! { <Lines names/> })}</td> }
    });
    let numbers = columns.numbers.then(|| {
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
                <Who email=row.email.clone() name remark/>
            </td>
            <td role="cell" data-label=access_title(use_account().grants())>
                <GivenNames given=row.granted/>
            </td>
            {groups}
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
