use domain::views::OpenInvitation;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::frame::{Join, TokenField, Unexpected};
use super::words::{sentence, strong_address};
use crate::api::ApiError;
use crate::api::accept::{CheckCode, SendCode};
use crate::components::{FieldError, PlainForm, SubmitButton, use_problem};
use crate::i18n::{accept, use_language};

/// For who opened a link that was copied, which proves no mailbox: a code that is mailed to the invited address comes first.
#[component]
pub(super) fn NeedsCode(token: String, open: OpenInvitation, invited: String, sent: bool, refused: Option<ApiError>) -> impl IntoView {
    let t = accept::texts(use_language());
    let channel = open.channel;
    let words = sentence(if sent { t.code_sent } else { t.code_lede }, |_| strong_address(&invited));
    let way = if sent {
        view! {
            <Check token=token.clone() refused/>
            <Send token=token.clone() refused=None label=t.code_again class="btn btn--wide"/>
        }
        .into_any()
    } else {
        view! { <Send token=token.clone() refused label=t.code_send class="btn btn--primary btn--wide"/> }.into_any()
    };
    view! {
        <Join open masked=invited>
            <p>{words}</p>
            {way}
            <Unexpected token channel/>
        </Join>
    }
}

#[component]
fn Send(token: String, refused: Option<ApiError>, label: &'static str, class: &'static str) -> impl IntoView {
    let t = accept::texts(use_language());
    view! {
        <PlainForm action=SendCode::url() refused>
            <TokenField token/>
            <SubmitButton label busy=t.code_sending class/>
        </PlainForm>
    }
}

#[component]
fn Check(token: String, refused: Option<ApiError>) -> impl IntoView {
    let t = accept::texts(use_language());
    view! {
        <PlainForm action=CheckCode::url() refused>
            <TokenField token/>
            <CodeField/>
            <SubmitButton label=t.code_check busy=t.code_checking class="btn btn--primary btn--wide"/>
        </PlainForm>
    }
}

#[component]
fn CodeField() -> impl IntoView {
    let t = accept::texts(use_language());
    let problem = use_problem("code");
    view! {
        <div class="field">
            <label for="code">{t.code_label}</label>
            <p class="hint small" id="code-hint">
                {t.code_hint}
            </p>
            <input
                class="input input--code"
                type="text"
                id="code"
                name="form[code]"
                inputmode="numeric"
                autocomplete="one-time-code"
                spellcheck="false"
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=move || if problem.with(Option::is_some) { "code-hint code-error" } else { "code-hint" }
            />
            <FieldError id="code-error" problem/>
        </div>
    }
}
