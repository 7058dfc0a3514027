use leptos::prelude::*;

use super::{Part, Refused, Saved, Shown};
use crate::api::members::MemberPersonForm;
use crate::components::{Field, ServerForm, SubmitButton};
use crate::i18n::{members, use_language};
use crate::layouts::use_account;

/// Name and phone, as this account knows them.
#[component]
pub(super) fn PersonPart(shown: Shown, refused: Refused<MemberPersonForm>) -> impl IntoView {
    let t = members::texts(use_language());
    let (c, id) = (use_account().number(), shown.id());
    let (form, refused) = refused;
    let first = || {
        shown.detail.with_untracked(|detail| MemberPersonForm {
            c: c.clone(),
            id,
            first_name: detail.first_name.clone(),
            last_name: detail.last_name.clone(),
            phone: detail.phone.clone().unwrap_or_default(),
        })
    };
    let form = form.unwrap_or_else(first);
    view! {
        <Part id="person" title=t.person about=t.person_about>
            <ServerForm action=shown.person refused>
                <input type="hidden" name="form[c]" value=c/>
                <input type="hidden" name="form[id]" value=id.to_string()/>
                <div class="pair">
                    <Field name="first_name" label=t.first_name value=form.first_name autocomplete="off"/>
                    <Field name="last_name" label=t.last_name value=form.last_name autocomplete="off"/>
                    <Field name="phone" label=t.phone value=form.phone kind="tel" autocomplete="off" optional=true/>
                </div>
                <div class="actions">
                    <SubmitButton label=t.save_person busy=t.saving class="btn"/>
                    <Saved part="person" posting=shown.person/>
                </div>
            </ServerForm>
        </Part>
    }
}
