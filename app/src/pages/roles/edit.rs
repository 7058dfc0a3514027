use domain::ids::RoleId;
use domain::role::RoleKind;
use domain::views::{RoleRow, RoleSheet};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::Opens;
use super::deleting::DeleteDialog;
use super::impact::Permissions;
use crate::address::with_query;
use crate::api::ApiError;
use crate::api::roles::{DeleteRole, GetRole, RoleForm, RoleQuery, SaveRole};
use crate::calls::{Posting, read};
use crate::components::{Banner, ButtonLink, Field, Icon, Number, Page, PageProblem, ServerForm, SubmitButton, owned, use_dialog};
use crate::forms::{unpack, use_flash};
use crate::i18n::roles::{role_description, role_name};
use crate::i18n::{common, fill, role_pages, use_language};
use crate::layouts::use_account;

/// *Edit role*, and *New role* where the address names none.
#[component]
pub fn RolePage() -> impl IntoView {
    let account = use_account();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").map(|id| id.parse::<RoleId>())));
    let data = read(move || {
        let id = id.get().transpose().map_err(|_| ApiError::NotFound)?;
        Ok(GetRole { form: RoleQuery { c: account.number(), id } })
    });
    let flash = use_flash::<RoleForm>();
    let action = Posting::to::<SaveRole>();
    move || {
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            match data.await {
                Ok(sheet) => owned(view! { <Sheet sheet form refused action/> }.into_any()),
                Err(error) => view! { <PageProblem error/> }.into_any(),
            }
        })
    }
}

#[component]
fn Sheet(
    sheet: RoleSheet,
    #[prop(optional_no_strip)] form: Option<RoleForm>,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    action: Posting,
) -> impl IntoView {
    let language = use_language();
    let t = role_pages::texts(language);
    let back = view! { <Back/> }.into_any();
    if let Some(row) = sheet.role.clone().filter(|row| !row.editable) {
        let title = fill(t.view_heading, &[("name", &role_name(language, row.kind, &row.name))]);
        return view! {
            <Page title before=back>
                <Closed row/>
            </Page>
        }
        .into_any();
    }
    let title = sheet.role.as_ref().map_or_else(|| t.new_heading.to_owned(), |row| fill(t.edit_heading, &[("name", &row.name)]));
    let deletion = sheet.role.as_ref().map(|row| view! { <Deletion id=row.id/> });
    view! {
        <Page title before=back>
            <Fields sheet form refused action/>
            {deletion}
        </Page>
    }
    .into_any()
}

/// The way back to the list.
#[component]
fn Back() -> impl IntoView {
    view! {
        <a class="crumb" href=use_account().href("roles")>
            <Icon name="chevron-left"/>
            {role_pages::texts(use_language()).heading}
        </a>
    }
}

#[component]
fn Fields(
    sheet: RoleSheet,
    #[prop(optional_no_strip)] form: Option<RoleForm>,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    action: Posting,
) -> impl IntoView {
    let language = use_language();
    let t = role_pages::texts(language);
    let account = use_account();
    let RoleSheet { role, chosen, options } = sheet;
    let stored = chosen.clone();
    let form = form.unwrap_or_else(|| first_form(role.as_ref(), chosen));
    let id = role.as_ref().map(|row| view! { <input type="hidden" name="form[id]" value=row.id.to_string()/> });
    let delete = role.as_ref().map(|row| {
        let href = with_query(&account.href(&format!("roles/{}", row.id)), &[("dialog", Some("delete"))]);
        view! {
            <ButtonLink href=Signal::stored(href) class="btn btn--danger back">
                <Icon name="trash"/>
                {t.delete_role}
            </ButtonLink>
        }
    });
    let save = if role.is_some() { t.save } else { t.create };
    let holders = role.map(|row| (row.members, row.invitations));
    view! {
        <ServerForm action refused>
            <input type="hidden" name="form[c]" value=account.number()/>
            {id}
            <div class="pair">
                <Field name="name" label=t.name value=form.name autocomplete="off"/>
                <Field name="description" label=t.purpose value=form.description autocomplete="off" optional=true/>
            </div>
            <Permissions options chosen=form.permissions stored holders/>
            <div class="wizard-foot">
                {delete} <a class="btn" class:push=holders.is_none() href=account.href("roles")>
                    {common::texts(language).cancel}
                </a> <SubmitButton label=save busy=t.saving/>
            </div>
        </ServerForm>
    }
}

fn first_form(role: Option<&RoleRow>, permissions: Vec<domain::permission::Permission>) -> RoleForm {
    let (name, description) = role.map(|row| (row.name.clone(), row.description.clone())).unwrap_or_default();
    RoleForm { name, description, permissions, ..RoleForm::default() }
}

/// The dialog *Delete* of this page.
#[component]
fn Deletion(id: RoleId) -> impl IntoView {
    let account = use_account();
    let (dialog, action) = (use_dialog(), Posting::to::<DeleteRole>());
    move || {
        let is_open = dialog.with(|dialog| dialog.as_deref() == Some("delete"));
        is_open.then(|| view! { <DeleteDialog id=Some(id) close=account.href(&format!("roles/{id}")) action/> })
    }
}

/// A role that the reader cannot change, and why.
#[component]
fn Closed(row: RoleRow) -> impl IntoView {
    let language = use_language();
    let t = role_pages::texts(language);
    let (title, detail) = if row.kind == RoleKind::Custom { (t.above, t.above_detail) } else { (t.built_in, t.built_in_detail) };
    let description = role_description(language, row.kind, &row.description);
    let (members, invitations) = (row.members, row.invitations);
    view! {
        <Banner title>
            <p>{detail}</p>
        </Banner>
        <dl class="facts">
            <div>
                <dt>{t.purpose}</dt>
                <dd>{description}</dd>
            </div>
            <div>
                <dt>{t.opens}</dt>
                <dd>
                    <Opens row most=usize::MAX/>
                </dd>
            </div>
            <div>
                <dt>{t.members}</dt>
                <dd>
                    <Number n=members/>
                </dd>
            </div>
            <div>
                <dt>{t.invitations}</dt>
                <dd>
                    <Number n=invitations/>
                </dd>
            </div>
        </dl>
    }
}
