//! *Settings*: what somebody sets for themselves, and the accounts that they may leave.
//!
//! The browser itself posts the forms: what is set here stands on every page.

use domain::views::OwnSettings;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::settled;
use crate::api::ApiError;
use crate::api::page::leave_for;
use crate::api::recovery::VerificationForm;
use crate::api::settings::{GetSettings, OwnAddressForm, OwnPasswordForm, OwnPersonForm, SessionForm};
use crate::calls::read;
use crate::components::{Notice, Page, PageProblem, Problems, owned};
use crate::forms::{here, unpack, use_flash};
use crate::i18n::{settings, use_language};

pub mod access;
pub mod dialogs;
pub mod leave;
pub mod sessions;
pub mod you;

use access::Accesses;
use dialogs::Dialogs;
use leave::LeaveDialogs;
use sessions::Sessions;
use you::You;

/// What the forms hold, as far as one was refused.
#[derive(Clone, Debug)]
pub struct Typed {
    person: (Option<OwnPersonForm>, Option<ApiError>),
    address: (Option<OwnAddressForm>, Option<ApiError>),
    password: Option<ApiError>,
    /// Of a button.
    other: Option<ApiError>,
}

/// Where the page is.
pub(super) const PATH: &str = "/settings";

/// The page without anything that is open or was done on it. The account that the reader came from stays.
pub(super) fn back() -> String {
    settled(&here())
}

/// Tells a form that it leads back to [`back`].
#[component]
pub(super) fn BackField() -> impl IntoView {
    view! { <input type="hidden" name="form[back]" value=back()/> }
}

#[component]
pub fn SettingsPage() -> impl IntoView {
    let data = read(|| Ok(GetSettings {}));
    let person = use_flash::<OwnPersonForm>();
    let address = use_flash::<OwnAddressForm>();
    let password = use_flash::<OwnPasswordForm>();
    let session = use_flash::<SessionForm>();
    let verification = use_flash::<VerificationForm>();
    view! {
        <Page title=settings::texts(use_language()).heading class="page page--form">
            {move || Suspend::new(async move {
                let typed = Typed {
                    person: unpack(person.await),
                    address: unpack(address.await),
                    password: unpack(password.await).1,
                    other: unpack(session.await).1.or(unpack(verification.await).1),
                };
                match data.await {
                    Ok(Some(settings)) => owned(view! { <Parts settings typed/> }.into_any()),
                    Ok(None) => {
                        leave_for("/no-access");
                        ().into_any()
                    }
                    Err(error) => view! { <PageProblem error/> }.into_any(),
                }
            })}
        </Page>
    }
}

#[component]
fn Parts(settings: OwnSettings, typed: Typed) -> impl IntoView {
    let OwnSettings { accesses, sessions, is_operator, .. } = settings.clone();
    let other = typed.other.clone().map(|error| view! { <Problems error=Some(error)/> });
    view! {
        <Done/>
        {other}
        <You settings=settings.clone()/>
        <Accesses accesses=accesses.clone()/>
        <Sessions sessions is_operator/>
        <LeaveDialogs accesses/>
        <Dialogs settings typed/>
    }
}

/// What was done a moment ago, as the address tells.
#[component]
fn Done() -> impl IntoView {
    let t = settings::texts(use_language());
    let query = use_query_map();
    move || {
        let (done, sent) = query.with(|query| (query.get("done"), query.get("verification").is_some()));
        let (title, text) = match done.as_deref() {
            _ if sent => (t.verification_sent, t.verification_detail),
            Some("saved") => (t.saved, ""),
            Some("password") => (t.password_done, t.password_done_detail),
            Some("address") => (t.change_sent, t.change_detail),
            Some("session") => (t.session_ended, ""),
            Some("sessions") => (t.sessions_ended, ""),
            _ => return None,
        };
        Some(view! { <Notice title text close=back()/> })
    }
}

/// A part of the page.
#[component]
pub(super) fn Part(
    id: &'static str,
    title: &'static str,
    #[prop(optional)] about: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-head">
                <div>
                    <h2 id=id>{title}</h2>
                    {about.map(|about| view! { <p>{about}</p> })}
                </div>
            </div>
            {children()}
        </section>
    }
}
