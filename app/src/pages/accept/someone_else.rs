use domain::views::OpenInvitation;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::frame::Join;
use super::words::sentence;
use crate::api::accept::door;
use crate::api::session::Logout;
use crate::components::{Address, DeadlineText, Icon, PlainForm, SubmitButton};
use crate::i18n::{accept, use_language};
use crate::site::use_site;

/// For who is signed in with another address: both of them, and the way to change. Nothing is used up.
#[component]
pub(super) fn SomeoneElse(token: String, open: OpenInvitation, signed_in: String, invited: String) -> impl IntoView {
    let t = accept::texts(use_language());
    let initials = use_site().user.as_ref().map(|user| user.initials.clone()).unwrap_or_default();
    let deadline = open.deadline.clone();
    let note = sentence(t.switch_note, move |_| view! { <DeadlineText deadline=deadline.clone()/> }.into_any());
    view! {
        <Join open masked=invited.clone()>
            <p>{t.someone_else}</p>
            <div class="two-addresses">
                <div>
                    <span class="avatar" aria-hidden="true">
                        {initials}
                    </span>
                    <Whose label=t.signed_in_as email=signed_in/>
                </div>
                <div>
                    <span class="avatar avatar--outside" aria-hidden="true">
                        <Icon name="mail"/>
                    </span>
                    <Whose label=t.invitation_is_for email=invited/>
                </div>
            </div>
            <PlainForm action=Logout::url()>
                <input type="hidden" name="form[next]" value=door(&token)/>
                <div class="actions">
                    <SubmitButton label=t.switch busy=t.switching/>
                    <a class="btn" href="/" rel="external">
                        {t.stay}
                    </a>
                </div>
            </PlainForm>
            <p class="muted small">{note}</p>
        </Join>
    }
}

#[component]
fn Whose(label: &'static str, email: String) -> impl IntoView {
    view! {
        <span>
            <span class="small">{label}</span>
            <br/>
            <Address email/>
        </span>
    }
}
