use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::recovery::{ForgotForm, RequestReset};
use crate::calls::Posting;
use crate::components::{Banner, Field, ServerForm, SubmitButton, Tone};
use crate::forms::{unpack, use_flash};
use crate::i18n::{login, use_language};
use crate::layouts::Centred;

/// Asks for a link that sets a new password. What it answers says nothing about the address.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let t = login::texts(use_language());
    let query = use_query_map();
    let sent = Memo::new(move |_| query.with(|query| query.get_str("sent").is_some()));
    view! {
        <Centred title=t.reset_heading>
            {move || if sent.get() { view! { <Sent/> }.into_any() } else { view! { <Ask/> }.into_any() }}
            <p>
                <a href="/login">{t.back}</a>
            </p>
        </Centred>
    }
}

#[component]
fn Sent() -> impl IntoView {
    let t = login::texts(use_language());
    view! {
        <Banner tone=Tone::Success title=t.reset_sent>
            <p>{t.reset_sent_detail}</p>
        </Banner>
    }
}

#[component]
fn Ask() -> impl IntoView {
    let t = login::texts(use_language());
    let action = Posting::to::<RequestReset>();
    let flash = use_flash::<ForgotForm>();
    view! {
        <p class="muted">{t.reset_lede}</p>
        <Suspense>
            {move || Suspend::new(async move {
                let (form, refused) = unpack(flash.await);
                let email = form.unwrap_or_default().email;
                view! {
                    <ServerForm action refused>
                        <Field name="email" label=t.email value=email kind="email" autocomplete="username"/>
                        <SubmitButton label=t.reset_submit busy=t.reset_submitting class="btn btn--primary btn--wide"/>
                    </ServerForm>
                }
            })}
        </Suspense>
    }
}
