use domain::problem::ProblemCode;
use domain::views::OpenInvitation;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::bullets::Bullets;
use super::frame::{Join, TokenField, Unexpected};
use super::words::sentence;
use crate::address::with_query;
use crate::api::ApiError;
use crate::api::accept::{AcceptByLogin, Register, RegisterForm, door};
use crate::components::focus::by_id;
use crate::components::{Address, Field, FieldError, PasswordField, PlainForm, SubmitButton, use_problem};
use crate::i18n::{accept, use_language};

/// For who is not signed in: *Register* or *Log in*, one at a time.
#[component]
pub(super) fn Stranger(
    token: String,
    open: OpenInvitation,
    email: String,
    form: RegisterForm,
    typed: StoredValue<Option<RegisterForm>>,
    registering: Option<ApiError>,
    logging_in: Option<ApiError>,
) -> impl IntoView {
    let query = use_query_map();
    let logs_in = Memo::new(move |_| query.with(|query| query.get_str("with") == Some("login")));
    let (channel, ask_phone) = (open.channel, open.ask_phone);
    let way = {
        let token = token.clone();
        move || {
            let (token, email) = (token.clone(), email.clone());
            if logs_in.get() {
                view! { <LogInWay token email refused=logging_in.clone()/> }.into_any()
            } else {
                let form = typed.get_value().unwrap_or_else(|| form.clone());
                view! { <RegisterWay token email form typed ask_phone refused=registering.clone()/> }.into_any()
            }
        }
    };
    view! {
        <Join open=open.clone()>
            <Bullets open/>
            <Either token=token.clone() logs_in/>
            {way}
            <Unexpected token channel/>
        </Join>
    }
}

fn way_href(token: &str, way: &str) -> String {
    with_query(&door(token), &[("with", Some(way))])
}

#[component]
fn Either(token: String, logs_in: Memo<bool>) -> impl IntoView {
    let t = accept::texts(use_language());
    view! {
        <nav class="either" aria-label=t.choices>
            <a href=way_href(&token, "register") data-noscroll="" aria-current=move || (!logs_in.get()).then_some("true")>
                {t.register}
            </a>
            <a href=way_href(&token, "login") data-noscroll="" aria-current=move || logs_in.get().then_some("true")>
                {t.log_in}
            </a>
        </nav>
    }
}

#[component]
fn RegisterWay(
    token: String,
    email: String,
    form: RegisterForm,
    typed: StoredValue<Option<RegisterForm>>,
    ask_phone: bool,
    refused: Option<ApiError>,
) -> impl IntoView {
    let t = accept::texts(use_language());
    let keep = move || {
        if let Some(form) = read_fields() {
            typed.set_value(Some(form));
        }
    };
    // What was typed before hydration.
    Effect::new(move |_| keep());
    let other = is_refused_for(refused.as_ref(), ProblemCode::HasLogin).then(|| {
        view! {
            <a class="btn btn--wide" href=way_href(&token, "login")>
                {t.log_in_instead}
            </a>
        }
    });
    let phone = ask_phone.then(
        || view! { <Field name="phone" label=t.phone hint=t.phone_hint value=form.phone kind="tel" autocomplete="tel" optional=true/> },
    );
    view! {
        <PlainForm action=Register::url() refused on:input=move |_| keep()>
            {other}
            <TokenField token/>
            <FixedAddress email/>
            <div class="pair">
                <Field name="first_name" label=t.first_name value=form.first_name autocomplete="given-name"/>
                <Field name="last_name" label=t.last_name value=form.last_name autocomplete="family-name"/>
            </div>
            {phone}
            <PasswordField label=t.password new=true/>
            <SubmitButton label=t.register busy=t.registering class="btn btn--primary btn--wide"/>
        </PlainForm>
    }
}

/// What stands in the fields of *Register*, without the password.
fn read_fields() -> Option<RegisterForm> {
    let value = |id| Some(by_id(id)?.dyn_into::<HtmlInputElement>().ok()?.value());
    let (first_name, last_name) = (value("first_name")?, value("last_name")?);
    Some(RegisterForm { first_name, last_name, phone: value("phone").unwrap_or_default(), ..RegisterForm::default() })
}

#[component]
fn LogInWay(token: String, email: String, refused: Option<ApiError>) -> impl IntoView {
    let t = accept::texts(use_language());
    let other = is_refused_for(refused.as_ref(), ProblemCode::NoLogin).then(|| {
        view! {
            <a class="btn btn--wide" href=way_href(&token, "register")>
                {t.register_instead}
            </a>
        }
    });
    view! {
        <PlainForm action=AcceptByLogin::url() refused>
            {other}
            <TokenField token/>
            <FixedAddress email/>
            <PasswordField label=t.password>
                <a class="tap" href="/forgot">
                    {t.forgot}
                </a>
            </PasswordField>
            <SubmitButton label=t.log_in busy=t.logging_in class="btn btn--primary btn--wide"/>
        </PlainForm>
    }
}

/// The invited address: read by password managers, changed by nobody, and not sent, since the server knows it.
#[component]
fn FixedAddress(email: String) -> impl IntoView {
    let t = accept::texts(use_language());
    let problem = use_problem("email");
    let hint = sentence(t.email_hint, |_| view! { <Address email=email.clone()/> }.into_any());
    view! {
        <div class="field">
            <label for="email">{t.email}</label>
            <input
                class="input"
                type="text"
                id="email"
                value=email.clone()
                readonly
                autocomplete="username"
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=move || if problem.with(Option::is_some) { "email-hint email-error" } else { "email-hint" }
            />
            <p class="hint small break" id="email-hint">
                {hint}
            </p>
            <FieldError id="email-error" problem/>
        </div>
    }
}

fn is_refused_for(refused: Option<&ApiError>, code: ProblemCode) -> bool {
    refused.is_some_and(|error| error.problems().iter().any(|problem| problem.code == code))
}
