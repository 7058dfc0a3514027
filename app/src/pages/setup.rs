use domain::Language;
use domain::views::SetupOptions;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use crate::api::ApiError;
use crate::api::page::set_status;
use crate::api::recovery::TokenInput;
use crate::api::setup::{GetSetupOptions, SetUp, SetupForm};
use crate::calls::read;
use crate::components::{Choice, Field, PasswordField, PlainForm, Select, SubmitButton};
use crate::forms::{unpack, use_flash};
use crate::i18n::{common, setup, use_language};
use crate::layouts::{Centred, ErrorPage};

/// Makes the operator and its first administrator, by the one-time link that the server printed.
#[component]
pub fn SetupPage() -> impl IntoView {
    let language = use_language();
    let token = use_query_map().with_untracked(|query| query.get("token").unwrap_or_default());
    // The names of all time zones come from the server, so that the browser's part need not carry them.
    let options = read({
        let token = token.clone();
        move || Ok(GetSetupOptions { form: TokenInput { token: token.clone() } })
    });
    let flash = use_flash::<SetupForm>();
    view! {
        <Suspense>
            {move || {
                let token = token.clone();
                Suspend::new(async move {
                    match options.await {
                        Ok(SetupOptions { time_zone, time_zones }) => {
                            let (form, refused) = unpack(flash.await);
                            let form = form.unwrap_or_else(|| SetupForm::blank(language, time_zone.unwrap_or_default()));
                            view! { <SetupFields token form zones=time_zones refused/> }.into_any()
                        }
                        Err(ApiError::NotFound | ApiError::Gone) => view! { <Closed/> }.into_any(),
                        Err(error) => view! { <ErrorPage error/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn SetupFields(token: String, form: SetupForm, zones: Vec<String>, refused: Option<ApiError>) -> impl IntoView {
    let t = setup::texts(use_language());
    let languages = Language::ALL.iter().map(|language| Choice::new(language.as_str(), language.own_name())).collect();
    let zones = zones.into_iter().map(|zone| Choice::new(zone.clone(), zone.replace('_', " ")));
    let zones = std::iter::once(Choice::new("", t.select_time_zone)).chain(zones).collect();
    view! {
        <Centred title=t.heading lede=t.lede.into_any()>
            <PlainForm action=SetUp::url() refused>
                <input type="hidden" name="form[token]" value=token/>
                <Field name="product" label=t.product hint=t.product_hint value=form.product autocomplete="organization"/>
                <div class="pair">
                    <Field name="first_name" label=t.first_name value=form.first_name autocomplete="given-name"/>
                    <Field name="last_name" label=t.last_name value=form.last_name autocomplete="family-name"/>
                </div>
                <Field name="email" label=t.email value=form.email kind="email" autocomplete="username"/>
                <PasswordField label=t.password new=true/>
                <div class="pair">
                    <Select name="language" label=t.language choices=languages value=form.language.as_str()/>
                    // Where nothing is chosen, the script in the head chooses the browser's.
                    <Select name="time_zone" label=t.time_zone choices=zones value=form.time_zone/>
                </div>
                <SubmitButton label=t.submit busy=t.submitting class="btn btn--primary btn--wide"/>
            </PlainForm>
        </Centred>
    }
}

#[component]
fn Closed() -> impl IntoView {
    let language = use_language();
    let t = setup::texts(language);
    set_status(http::StatusCode::NOT_FOUND);
    view! {
        <Centred title=t.closed>
            <p>{t.closed_detail}</p>
            <a class="btn btn--primary btn--wide" href="/login">
                {common::texts(language).log_in}
            </a>
        </Centred>
    }
}
