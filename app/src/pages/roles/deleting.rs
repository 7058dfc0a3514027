use domain::ids::RoleId;
use domain::views::{RoleOption, RoleUses};
use leptos::prelude::*;

use super::impact::whom;
use crate::api::ApiError;
use crate::api::roles::{DeleteRoleForm, GetRoleUses, NO_ROLE, RoleUsesInput};
use crate::calls::{Posting, read};
use crate::components::{Choice, Dialog, DialogFoot, DialogProblem, Select, ServerForm, SubmitButton};
use crate::forms::{unpack, use_flash};
use crate::i18n::roles::role_name;
use crate::i18n::{Plural, common, count, fill, role_pages, use_language};
use crate::layouts::use_account;

/// Asks before a role is deleted, and what its holders get in its place.
#[component]
pub(super) fn DeleteDialog(id: Option<RoleId>, close: String, action: Posting) -> impl IntoView {
    let account = use_account();
    let data = read(move || Ok(GetRoleUses { form: RoleUsesInput { c: account.number(), id: id.ok_or(ApiError::NotFound)? } }));
    let flash = use_flash::<DeleteRoleForm>();
    // What was refused before belongs to another opening of the dialog.
    action.clear();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            match data.await {
                Ok(uses) => {
                    let instead = form.and_then(|form| form.instead).unwrap_or_default();
                    view! { <Question uses instead refused close action/> }.into_any()
                }
                Err(error) => {
                    let title = role_pages::texts(use_language()).delete_role;
                    view! { <DialogProblem title error close/> }.into_any()
                }
            }
        })
    }
}

#[component]
fn Question(
    uses: RoleUses,
    instead: String,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    close: String,
    action: Posting,
) -> impl IntoView {
    let language = use_language();
    let t = role_pages::texts(language);
    let title = fill(t.delete_title, &[("name", &uses.name)]);
    let back = close.clone();
    let can_go = !uses.is_used() || uses.may_be_nothing || !uses.instead.is_empty();
    let id = uses.id.to_string();
    view! {
        <Dialog title close=close.clone()>
            <ServerForm action refused class="">
                <div class="body">
                    <input type="hidden" name="form[c]" value=use_account().number()/>
                    <input type="hidden" name="form[id]" value=id/>
                    <input type="hidden" name="form[back]" value=back/>
                    <Impact uses instead can_go/>
                </div>
                <DialogFoot close close_label=common::texts(language).cancel autofocus=true>
                    {can_go.then(|| view! { <SubmitButton label=t.delete busy=t.deleting class="btn btn--danger-fill"/> })}
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
}

/// Whom it concerns, and what they get.
#[component]
fn Impact(uses: RoleUses, instead: String, can_go: bool) -> impl IntoView {
    let language = use_language();
    let t = role_pages::texts(language);
    if !uses.is_used() {
        return view! { <p>{t.delete_unused}</p> }.into_any();
    }
    let line = |words: Plural, n: u32| (n > 0).then(|| view! { <p>{fill(words.of(n), &[("n", &count(n, language))])}</p> });
    let people = (uses.members + uses.invitations > 0).then(|| view! { <p>{whom(uses.members, uses.invitations)}"."</p> });
    let choice = |role: RoleOption| Choice::new(role.id.to_string(), role_name(language, role.kind, &role.name));
    let nothing = uses.may_be_nothing.then(|| Choice::new(NO_ROLE, t.no_role));
    let choices = std::iter::once(Choice::new("", t.choose)).chain(uses.instead.into_iter().map(choice)).chain(nothing).collect();
    let question = if can_go {
        view! { <Select name="instead" label=t.instead hint=t.instead_hint choices value=instead/> }.into_any()
    } else {
        view! { <p>{t.cannot_replace}</p> }.into_any()
    };
    view! {
        {people}
        {line(t.n_revivable, uses.revivable)}
        {line(t.n_drafts, uses.drafts)}
        {question}
    }
    .into_any()
}
