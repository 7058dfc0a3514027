use domain::invitation::InvitationStatus;
use domain::views::{InvitationDraft, InviteOptions};
use leptos::prelude::*;

use super::fields::WishFields;
use super::use_id;
use crate::api::ApiError;
use crate::api::account::AccountInput;
use crate::api::invitations::{EditInvitation, GetInvitationDraft, GetInviteOptions, InvitationInput, InviteForm};
use crate::calls::{Posting, read};
use crate::components::{Dialog, DialogFoot, DialogProblem, ServerForm, SubmitButton};
use crate::forms::{unpack, use_flash_about};
use crate::i18n::{common, fill, invitations, use_language, wish};
use crate::layouts::use_account;

/// Changes a pending invitation (`?id=inv_...`).
#[component]
pub(super) fn EditDialog(close: String) -> impl IntoView {
    let (account, id) = (use_account(), use_id("id"));
    let flash = use_flash_about::<InviteForm>(&id.map(|id| id.to_string()).unwrap_or_default());
    let options = read(move || Ok(GetInviteOptions { form: AccountInput { c: account.number() } }));
    let draft = read(move || Ok(GetInvitationDraft { form: InvitationInput { c: account.number(), id: id.ok_or(ApiError::NotFound)? } }));
    let action = Posting::to::<EditInvitation>();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            let (options, draft) = (options.await, draft.await);
            match draft.and_then(|draft| Ok((draft, options?))) {
                Ok((draft, _)) if draft.status != InvitationStatus::Pending && refused.is_none() => view! { <Ended close/> }.into_any(),
                Ok((draft, options)) => view! { <Fields form refused draft options close action/> }.into_any(),
                Err(error) => {
                    let title = invitations::texts(use_language()).no_such;
                    view! { <DialogProblem title error close/> }.into_any()
                }
            }
        })
    }
}

#[component]
fn Fields(
    #[prop(optional_no_strip)] form: Option<InviteForm>,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    draft: InvitationDraft,
    options: InviteOptions,
    close: String,
    action: Posting,
) -> impl IntoView {
    let language = use_language();
    let t = wish::texts(language);
    let form = form.unwrap_or_else(|| InviteForm::of(&draft));
    let (email, back) = (draft.email.clone(), close.clone());
    let options = InviteOptions { offer: draft_offer(options.offer, &draft), ..options };
    view! {
        <Dialog title=fill(t.edit_title, &[("address", &email)]) close=close.clone()>
            <ServerForm action refused class="">
                <div class="body form">
                    <input type="hidden" name="form[c]" value=use_account().number()/>
                    <input type="hidden" name="form[id]" value=draft.id.to_string()/>
                    <input type="hidden" name="form[back]" value=back/>
                    <p class="muted">{t.edit_detail}</p>
                    <WishFields form options held=draft.numbers/>
                </div>
                <DialogFoot close close_label=common::texts(language).cancel>
                    <SubmitButton label=t.save busy=t.saving/>
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
}

/// It grants what it grants in its own way, even where the rules of the account have changed since.
fn draft_offer(offer: domain::views::Offer, draft: &InvitationDraft) -> domain::views::Offer {
    use domain::policy::Grants;

    let grants = match (&draft.chosen, offer.grants) {
        (chosen, _) if !chosen.permissions.is_empty() => Grants::Permissions,
        (chosen, Grants::AccessType) if chosen.roles.len() > 1 => Grants::Roles,
        (chosen, Grants::Permissions) if !chosen.all_permissions && !chosen.roles.is_empty() => Grants::Roles,
        (_, grants) => grants,
    };
    domain::views::Offer { grants, ..offer }
}

/// In the place of the fields where there is nothing to change any more.
#[component]
fn Ended(close: String) -> impl IntoView {
    let language = use_language();
    let t = wish::texts(language);
    crate::api::page::set_status(http::StatusCode::CONFLICT);
    view! {
        <Dialog title=t.ended close=close.clone()>
            <div class="body">
                <p>{t.ended_detail}</p>
            </div>
            <DialogFoot close close_label=common::texts(language).close autofocus=true/>
        </Dialog>
    }
}
