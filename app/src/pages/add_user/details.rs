use domain::problem::Conflict;
use domain::views::AddUser;
use leptos::prelude::*;

use super::{Frame, StepPage, load, use_draft};
use crate::api::ApiError;
use crate::api::add_user::{PersonForm, SavePerson};
use crate::calls::Posting;
use crate::components::{Field, FormButton, ServerForm, SubmitButton, use_form};
use crate::forms::use_flash;
use crate::i18n::{add_user, common, fill, use_language, wish};
use crate::layouts::use_account;
use crate::pages::invitations::fields::Phone;

/// Step *User details*.
#[component]
pub fn DetailsPage() -> impl IntoView {
    let draft = use_draft();
    let (data, flash) = (load(draft, true), use_flash::<PersonForm>());
    let view = |user, form, refused| view! { <Fields user form refused/> }.into_any();
    view! { <StepPage data flash view/> }
}

#[component]
fn Fields(user: AddUser, form: Option<PersonForm>, refused: Option<ApiError>) -> impl IntoView {
    let language = use_language();
    let (t, words) = (add_user::texts(language), wish::texts(language));
    let account = use_account();
    let action = Posting::to::<SavePerson>();
    let form = form.unwrap_or_else(|| PersonForm {
        email: user.email.clone(),
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        country: user.country.clone(),
        phone: user.phone.clone(),
        ..PersonForm::default()
    });
    let draft = user.draft.map(|draft| view! { <input type="hidden" name="form[draft]" value=draft.to_string()/> });
    let phone = user.ask_phone.then(|| view! { <Phone countries=user.countries country=form.country phone=form.phone/> });
    view! {
        <Frame step=1 lede=fill(t.lede, &[("company", &account.company())])>
            <ServerForm action refused>
                <input type="hidden" name="form[c]" value=account.number()/>
                {draft}
                <Known/>
                <div class="pair">
                    <Field name="first_name" label=words.first_name value=form.first_name autocomplete="off"/>
                    <Field name="last_name" label=words.last_name value=form.last_name autocomplete="off"/>
                </div>
                <Field name="email" label=t.email hint=t.email_hint value=form.email kind="email" autocomplete="off"/>
                {phone}
                <div class="wizard-foot">
                    <a class="btn push" href=account.href("users")>
                        {common::texts(language).cancel}
                    </a>
                    <SubmitButton label=t.next busy=t.saving/>
                </div>
            </ServerForm>
        </Frame>
    }
}

/// What there is to do about somebody who is in the account, or invited, already.
#[component]
fn Known() -> impl IntoView {
    let t = add_user::texts(use_language());
    let error = use_form().error;
    let account = use_account();
    move || match error.get() {
        Some(ApiError::Conflict(Conflict::AlreadyInvited)) => view! {
            <div class="actions">
                <FormButton name="again" value="true">
                    {t.again}
                </FormButton>
                <span class="muted">{t.again_detail}</span>
            </div>
        }
        .into_any(),
        Some(ApiError::Conflict(Conflict::AlreadyMember)) => view! {
            <div class="actions">
                <a class="btn" href=account.href("users")>
                    {t.see_member}
                </a>
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    }
}
