//! Who administers the installation. The browser itself posts the forms: the one who is removed may be the reader.

use domain::ids::UserId;
use domain::views::OperatorAdministrator;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::OperatorTabs;
use crate::address::with_query;
use crate::api::ApiError;
use crate::api::operator_administrators::{
    AddAdministratorForm, AddOperatorAdministrator, GetOperatorAdministrators, HERE, RemoveAdministratorForm, RemoveOperatorAdministrator,
};
use crate::calls::read;
use crate::components::{
    Address, ButtonLink, Day, Dialog, DialogFoot, DialogProblem, Field, Icon, Notice, Page, PasswordField, PlainForm, Reading,
    SubmitButton, use_dialog,
};
use crate::forms::{unpack, use_flash};
use crate::i18n::{common, fill, operator, operator_administrators, use_language};

#[component]
pub fn OperatorAdministratorsPage() -> impl IntoView {
    let language = use_language();
    let (t, of_page) = (operator_administrators::texts(language), operator::texts(language));
    let data = read(|| Ok(GetOperatorAdministrators {}));
    let query = use_query_map();
    let added = move || query.with(|query| query.get("added"));
    let notice = move || {
        let title = fill(t.added, &[("email", &added()?)]);
        Some(view! { <Notice title text=t.added_detail close=HERE/> })
    };
    let add = with_query(HERE, &[("dialog", Some("add"))]);
    let actions = view! {
        <ButtonLink href=Signal::stored(add) class="btn btn--primary">
            <Icon name="plus"/>
            {t.add}
        </ButtonLink>
    };
    view! {
        <Page title=of_page.heading lede=t.about actions=actions.into_any()>
            <OperatorTabs here=HERE/>
            <div aria-live="polite">{notice}</div>
            <Reading data view=|rows| view! { <Listed rows/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Listed(rows: Vec<OperatorAdministrator>) -> impl IntoView {
    let t = operator_administrators::texts(use_language());
    let people = StoredValue::new(rows.clone());
    let heads = [t.name, t.email, t.since].map(|head| {
        view! {
            <th role="columnheader" scope="col">
                {head}
            </th>
        }
    });
    view! {
        <div class="table-wrap">
            <table class="table table--fold table--roomy" role="table" aria-label=t.title>
                <thead role="rowgroup">
                    <tr role="row">
                        {heads.into_iter().collect_view()} <th role="columnheader" scope="col" class="tail">
                            <span class="hidden">{t.actions}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.into_iter().map(|row| view! { <Row row/> }).collect_view()}</tbody>
            </table>
        </div>
        <Dialogs people/>
    }
}

#[component]
fn Row(row: OperatorAdministrator) -> impl IntoView {
    let t = operator_administrators::texts(use_language());
    let id = row.id.to_string();
    let remove = with_query(HERE, &[("dialog", Some("remove")), ("id", Some(&id))]);
    let you = row.is_viewer.then(|| view! { <span class="muted">{format!(" {}", t.you)}</span> });
    let waiting = (!row.can_log_in).then(|| view! { <span class="line2">{t.waiting}</span> });
    let described_by = id.clone();
    view! {
        <tr role="row">
            <td role="cell" class="lead">
                <span class="who who--name" id=id>
                    {row.name}
                </span>
                {you}
                {waiting}
            </td>
            <td role="cell" data-label=t.email>
                <span class="break">
                    <Address email=row.email/>
                </span>
            </td>
            <td role="cell" data-label=t.since>
                <Day when=row.since/>
            </td>
            <td role="cell" class="tail">
                <span class="row-actions">
                    <ButtonLink href=Signal::stored(remove) label=t.remove described_by class="icon-btn danger">
                        <Icon name="trash"/>
                    </ButtonLink>
                </span>
            </td>
        </tr>
    }
}

/// The dialog that the address opens.
#[component]
fn Dialogs(people: StoredValue<Vec<OperatorAdministrator>>) -> impl IntoView {
    let (dialog, query) = (use_dialog(), use_query_map());
    let id = move || query.with(|query| query.get_str("id").and_then(|id| id.parse::<UserId>().ok()));
    move || match dialog.get().as_deref() {
        Some("add") => view! { <AddDialog/> }.into_any(),
        Some("remove") => {
            let found = id().and_then(|id| people.with_value(|rows| rows.iter().find(|row| row.id == id).cloned()));
            if let Some(row) = found {
                view! { <RemoveDialog row/> }.into_any()
            } else {
                let title = operator_administrators::texts(use_language()).no_such;
                view! { <DialogProblem title error=ApiError::NotFound close=HERE.to_owned()/> }.into_any()
            }
        }
        _ => ().into_any(),
    }
}

#[component]
fn AddDialog() -> impl IntoView {
    let language = use_language();
    let t = operator_administrators::texts(language);
    let flash = use_flash::<AddAdministratorForm>();
    move || {
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            view! {
                <Dialog title=t.add_title close=HERE>
                    <PlainForm action=AddOperatorAdministrator::url() refused class="">
                        <div class="body form">
                            <p>{t.add_about}</p>
                            <Field
                                name="email"
                                label=t.email
                                value=form.unwrap_or_default().email
                                kind="email"
                                autocomplete="off"
                                autofocus=true
                            />
                            <OwnPassword/>
                        </div>
                        <DialogFoot close=HERE close_label=common::texts(language).cancel>
                            <SubmitButton label=t.add busy=t.adding/>
                        </DialogFoot>
                    </PlainForm>
                </Dialog>
            }
        })
    }
}

#[component]
fn OwnPassword() -> impl IntoView {
    let t = operator_administrators::texts(use_language());
    view! { <PasswordField name="current_password" label=t.password/> }
}

#[component]
fn RemoveDialog(row: OperatorAdministrator) -> impl IntoView {
    let language = use_language();
    let t = operator_administrators::texts(language);
    let flash = use_flash::<RemoveAdministratorForm>();
    let row = StoredValue::new(row);
    move || {
        Suspend::new(async move {
            let (_, refused) = unpack(flash.await);
            let row = row.get_value();
            let about = if row.is_viewer { t.remove_oneself.to_owned() } else { fill(t.remove_about, &[("name", &row.name)]) };
            view! {
                <Dialog title=fill(t.remove_title, &[("name", &row.name)]) close=HERE>
                    <PlainForm action=RemoveOperatorAdministrator::url() refused class="">
                        <div class="body form">
                            <input type="hidden" name="form[id]" value=row.id.to_string()/>
                            <p>{about}</p>
                            <OwnPassword/>
                        </div>
                        <DialogFoot close=HERE close_label=common::texts(language).cancel autofocus=true>
                            <SubmitButton label=t.remove busy=t.removing class="btn btn--danger-fill"/>
                        </DialogFoot>
                    </PlainForm>
                </Dialog>
            }
        })
    }
}
