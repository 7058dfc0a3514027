use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use server_fn::ServerFn;

use crate::api::ApiError;
use crate::api::page::set_status_of;
use crate::api::recovery::{GetResetState, ResetForm, ResetPassword, TokenInput};
use crate::calls::read;
use crate::components::{PasswordField, PlainForm, SubmitButton};
use crate::forms::{unpack, use_flash};
use crate::i18n::{login, use_language};
use crate::layouts::{Centred, ErrorPage};

/// Sets a new password by the link of a mail.
#[component]
pub fn ResetPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token").unwrap_or_default());
    let state = read({
        let token = token.clone();
        move || Ok(GetResetState { form: TokenInput { token: token.clone() } })
    });
    let flash = use_flash::<ResetForm>();
    view! {
        <Suspense>
            {move || {
                let token = token.clone();
                Suspend::new(async move {
                    match state.await {
                        Ok(()) => {
                            let (_, refused) = unpack(flash.await);
                            view! { <NewPassword token refused/> }.into_any()
                        }
                        Err(error @ (ApiError::Gone | ApiError::NotFound)) => view! { <LinkGone error/> }.into_any(),
                        Err(error) => view! { <ErrorPage error/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn NewPassword(token: String, refused: Option<ApiError>) -> impl IntoView {
    let t = login::texts(use_language());
    view! {
        <Centred title=t.reset_heading>
            <p class="muted">{t.new_lede}</p>
            <PlainForm action=ResetPassword::url() refused>
                <input type="hidden" name="form[token]" value=token/>
                <PasswordField label=t.new_password new=true/>
                <SubmitButton label=t.new_submit busy=t.new_submitting class="btn btn--primary btn--wide"/>
            </PlainForm>
        </Centred>
    }
}

#[component]
fn LinkGone(error: ApiError) -> impl IntoView {
    let t = login::texts(use_language());
    set_status_of(&error);
    view! {
        <Centred title=t.reset_heading>
            <p>{t.link_gone}</p>
            <div class="actions">
                <a class="btn btn--primary" href="/forgot">
                    {t.ask_again}
                </a>
                <a class="btn" href="/login">
                    {t.heading}
                </a>
            </div>
        </Centred>
    }
}
