use domain::views::InvitationBrief;
use leptos::prelude::*;

use super::use_id;
use crate::api::ApiError;
use crate::api::invitations::{DeleteForm, DeleteInvitation, GetInvitation, InvitationInput};
use crate::calls::{Data, Posting, read};
use crate::components::{Dialog, DialogFoot, DialogProblem, ServerForm, SubmitButton};
use crate::forms::{unpack, use_flash};
use crate::i18n::{common, fill, invitations, use_language};
use crate::layouts::use_account;

/// The invitation that a dialog is about (`?id=inv_...`).
pub(super) fn load() -> Data<InvitationBrief> {
    let (c, id) = (use_account().number(), use_id("id"));
    read(move || Ok(GetInvitation { form: InvitationInput { c: c.clone(), id: id.ok_or(ApiError::NotFound)? } }))
}

/// Asks before an invitation is deleted.
#[component]
pub(super) fn DeleteDialog(close: String) -> impl IntoView {
    let (data, flash) = (load(), use_flash::<DeleteForm>());
    let action = Posting::to::<DeleteInvitation>();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            let (_, refused) = unpack(flash.await);
            match data.await {
                Ok(brief) => view! { <Question brief refused close action/> }.into_any(),
                Err(error) => {
                    let title = invitations::texts(use_language()).no_such;
                    view! { <DialogProblem title error close/> }.into_any()
                }
            }
        })
    }
}

#[component]
fn Question(brief: InvitationBrief, #[prop(optional_no_strip)] refused: Option<ApiError>, close: String, action: Posting) -> impl IntoView {
    let language = use_language();
    let t = invitations::texts(language);
    view! {
        <Dialog title=fill(t.delete_title, &[("address", &brief.email)]) close=close.clone()>
            <ServerForm action refused class="">
                <div class="body">
                    <input type="hidden" name="form[c]" value=use_account().number()/>
                    <input type="hidden" name="form[id]" value=brief.id.to_string()/>
                    <input type="hidden" name="form[back]" value=close.clone()/>
                    <p>{t.delete_detail}</p>
                </div>
                <DialogFoot close close_label=common::texts(language).cancel autofocus=true>
                    <SubmitButton label=t.delete busy=t.deleting class="btn btn--danger-fill"/>
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
}
