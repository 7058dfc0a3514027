use domain::ids::GroupId;
use domain::views::{GroupOption, GroupSheet};
use leptos::prelude::*;

use crate::api::ApiError;
use crate::api::groups::{DeleteGroupForm, GetGroup, GroupForm, GroupInput};
use crate::calls::{Data, Posting, read};
use crate::components::{Choice, Dialog, DialogFoot, DialogProblem, Field, Select, ServerForm, SubmitButton};
use crate::forms::{unpack, use_flash};
use crate::i18n::{common, count, fill, groups, use_language};
use crate::layouts::use_account;

/// The group that a dialog is about.
fn load(id: Option<GroupId>) -> Data<GroupSheet> {
    let c = use_account().number();
    read(move || Ok(GetGroup { form: GroupInput { c: c.clone(), id: id.ok_or(ApiError::NotFound)? } }))
}

#[component]
pub(super) fn NewDialog(close: String, action: Posting) -> impl IntoView {
    let flash = use_flash::<GroupForm>();
    // What was refused before belongs to another opening of the dialog.
    action.clear();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            let title = groups::texts(use_language()).new.to_owned();
            view! { <Fields title form=form.unwrap_or_default() refused close action/> }
        })
    }
}

#[component]
pub(super) fn EditDialog(id: Option<GroupId>, close: String, action: Posting) -> impl IntoView {
    let (data, flash) = (load(id), use_flash::<GroupForm>());
    action.clear();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            let t = groups::texts(use_language());
            match data.await {
                Ok(GroupSheet { row, .. }) => {
                    let title = fill(t.edit_title, &[("name", &row.name)]);
                    let stored = GroupForm { name: row.name, description: row.description, ..GroupForm::default() };
                    let form = GroupForm { id, ..form.unwrap_or(stored) };
                    view! { <Fields title form refused close action/> }.into_any()
                }
                Err(error) => view! { <DialogProblem title=t.no_such error close/> }.into_any(),
            }
        })
    }
}

#[component]
fn Fields(
    title: String,
    form: GroupForm,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    close: String,
    action: Posting,
) -> impl IntoView {
    let language = use_language();
    let t = groups::texts(language);
    let back = close.clone();
    let save = if form.id.is_some() { t.save } else { t.create };
    let id = form.id.map(|id| view! { <input type="hidden" name="form[id]" value=id.to_string()/> });
    view! {
        <Dialog title close=close.clone()>
            <ServerForm action refused class="">
                <div class="body form">
                    <input type="hidden" name="form[c]" value=use_account().number()/>
                    {id}
                    <input type="hidden" name="form[back]" value=back/>
                    <Field name="name" label=t.name value=form.name autocomplete="off" autofocus=true/>
                    <Field name="description" label=t.description value=form.description autocomplete="off" optional=true/>
                </div>
                <DialogFoot close close_label=common::texts(language).cancel>
                    <SubmitButton label=save busy=t.saving/>
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
}

/// Asks before a group is deleted, and where its members go.
#[component]
pub(super) fn DeleteDialog(id: Option<GroupId>, close: String, action: Posting) -> impl IntoView {
    let (data, flash) = (load(id), use_flash::<DeleteGroupForm>());
    action.clear();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            match data.await {
                Ok(sheet) => {
                    let instead = form.map(|form| form.instead).unwrap_or_default();
                    view! { <Question sheet instead refused close action/> }.into_any()
                }
                Err(error) => {
                    let title = groups::texts(use_language()).no_such;
                    view! { <DialogProblem title error close/> }.into_any()
                }
            }
        })
    }
}

#[component]
fn Question(
    sheet: GroupSheet,
    instead: String,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    close: String,
    action: Posting,
) -> impl IntoView {
    let language = use_language();
    let t = groups::texts(language);
    let GroupSheet { row, others } = sheet;
    let back = close.clone();
    let is_used = row.members + row.invitations > 0;
    let members = fill(t.n_members.of(row.members), &[("n", &count(row.members, language))]);
    let invitations = fill(t.n_invitations.of(row.invitations), &[("n", &count(row.invitations, language))]);
    let in_use = fill(t.in_use, &[("members", &members), ("invitations", &invitations)]);
    let impact = if is_used { format!("{in_use} {}", t.nothing_lost) } else { t.unused.to_owned() };
    let choice = |group: GroupOption| Choice::new(group.id.to_string(), group.name);
    let choices = std::iter::once(Choice::new("", t.nowhere)).chain(others.into_iter().map(choice)).collect();
    let instead = is_used.then(|| view! { <Select name="instead" label=t.instead choices value=instead/> });
    view! {
        <Dialog title=fill(t.delete_title, &[("name", &row.name)]) close=close.clone()>
            <ServerForm action refused class="">
                <div class="body">
                    <input type="hidden" name="form[c]" value=use_account().number()/>
                    <input type="hidden" name="form[id]" value=row.id.to_string()/>
                    <input type="hidden" name="form[back]" value=back/>
                    <p>{impact}</p>
                    {instead}
                </div>
                <DialogFoot close close_label=common::texts(language).cancel autofocus=true>
                    <SubmitButton label=t.delete busy=t.deleting class="btn btn--danger-fill"/>
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
}
