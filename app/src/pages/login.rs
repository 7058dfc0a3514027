use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use crate::api::ApiError;
use crate::api::page::leave_for;
use crate::api::session::{Login, LoginForm};
use crate::components::{Field, PasswordField, PlainForm, SubmitButton};
use crate::forms::{unpack, use_flash};
use crate::i18n::{fill, login, use_language};
use crate::layouts::Centred;
use crate::site::use_site;

/// What everybody of the demo logs in with.
const DEMO_PASSWORD: &str = "demo-password-please-change";
const DEMO_LOGINS: [&str; 3] = ["operator@demo.test", "admin@demo.test", "member@demo.test"];

#[component]
pub fn LoginPage() -> impl IntoView {
    let t = login::texts(use_language());
    let site = use_site();
    let next = use_query_map().with_untracked(|query| query.get("next").unwrap_or_default());
    if site.user.is_some() {
        leave_for(domain::text::local_path(&next).unwrap_or("/"));
    }
    let flash = use_flash::<LoginForm>();
    view! {
        <Centred title=t.heading>
            <Suspense>
                {move || {
                    let next = next.clone();
                    Suspend::new(async move {
                        let (form, refused) = unpack(flash.await);
                        let form = form.unwrap_or(LoginForm { next, ..LoginForm::default() });
                        view! { <LoginFields form refused/> }
                    })
                }}
            </Suspense>
            <p class="muted">{t.no_login}</p>
            {site.demo.then(|| view! { <DemoLogins/> })}
        </Centred>
    }
}

#[component]
fn LoginFields(form: LoginForm, refused: Option<ApiError>) -> impl IntoView {
    let t = login::texts(use_language());
    view! {
        <PlainForm action=Login::url() refused>
            <Field name="email" label=t.email value=form.email kind="email" autocomplete="username"/>
            <PasswordField label=t.password>
                <a class="tap" href="/forgot">
                    {t.forgot}
                </a>
            </PasswordField>
            <input type="hidden" name="form[next]" value=form.next/>
            <SubmitButton label=t.submit busy=t.submitting class="btn btn--primary btn--wide"/>
        </PlainForm>
    }
}

#[component]
fn DemoLogins() -> impl IntoView {
    let t = login::texts(use_language());
    view! {
        <div class="demo-logins">
            <p class="muted small">{fill(t.demo_heading, &[("password", DEMO_PASSWORD)])}</p>
            <ul>{DEMO_LOGINS.map(|email| view! { <li>{email}</li> }).collect_view()}</ul>
        </div>
    }
}
