//! *Settings*: what somebody sets for themselves, and the accounts that they may leave.
//!
//! The browser itself posts the forms: what is set here stands on every page.

use domain::views::OwnSettings;
use leptos::prelude::*;

use crate::address::settled;
use crate::api::page::leave_for;
use crate::api::settings::GetSettings;
use crate::calls::read;
use crate::components::{Page, Reading};
use crate::forms::here;
use crate::i18n::{settings, use_language};

pub mod access;
pub mod leave;

use access::Accesses;
use leave::LeaveDialogs;

/// Where the page is.
pub(super) const PATH: &str = "/settings";

/// The page without anything that is open or was done on it. The account that the reader came from stays.
pub(super) fn back() -> String {
    settled(&here())
}

#[component]
pub fn SettingsPage() -> impl IntoView {
    let data = read(|| Ok(GetSettings {}));
    view! {
        <Page title=settings::texts(use_language()).heading class="page page--form">
            <Reading
                data
                view=|settings| {
                    if let Some(settings) = settings {
                        return view! { <Parts settings/> }.into_any();
                    }
                    leave_for("/no-access");
                    ().into_any()
                }
            />
        </Page>
    }
}

#[component]
fn Parts(settings: OwnSettings) -> impl IntoView {
    let OwnSettings { accesses } = settings;
    view! {
        <Accesses accesses=accesses.clone()/>
        <LeaveDialogs accesses/>
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
