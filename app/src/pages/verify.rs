use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use server_fn::ServerFn;

use crate::api::ApiError;
use crate::api::recovery::{GetVerifyState, TokenInput, VerifyAddress, VerifyForm};
use crate::calls::read;
use crate::components::{PlainForm, SubmitButton};
use crate::forms::{unpack, use_flash};
use crate::i18n::{login, use_language};
use crate::layouts::{Centred, ErrorPage};

/// Confirms a mailbox by the link of a mail; only the button does, opening the link changes nothing.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token").unwrap_or_default());
    if token == "done" {
        return view! { <Verified/> }.into_any();
    }
    let state = read({
        let token = token.clone();
        move || Ok(GetVerifyState { form: TokenInput { token: token.clone() } })
    });
    let flash = use_flash::<VerifyForm>();
    view! {
        <Suspense>
            {move || {
                let token = token.clone();
                Suspend::new(async move {
                    match state.await {
                        Ok(()) => {
                            let (_, refused) = unpack(flash.await);
                            view! { <Confirm token refused/> }.into_any()
                        }
                        Err(error) => view! { <ErrorPage error/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Confirm(token: String, refused: Option<ApiError>) -> impl IntoView {
    let t = login::texts(use_language());
    view! {
        <Centred title=t.verify_heading>
            <p class="muted">{t.verify_lede}</p>
            <PlainForm action=VerifyAddress::url() refused>
                <input type="hidden" name="form[token]" value=token/>
                <SubmitButton label=t.verify_submit busy=t.verify_submitting class="btn btn--primary btn--wide"/>
            </PlainForm>
        </Centred>
    }
}

#[component]
fn Verified() -> impl IntoView {
    let t = login::texts(use_language());
    view! {
        <Centred title=t.verified>
            <p>{t.verified_detail}</p>
            <a class="btn btn--primary btn--wide" href="/" rel="external">
                {t.go_on}
            </a>
        </Centred>
    }
}
