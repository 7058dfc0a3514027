use domain::views::{AcceptPage as Door, Deadline};
use http::StatusCode;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::frame::TokenField;
use super::words::{sentence, strong};
use crate::address::account;
use crate::api::ApiError;
use crate::api::accept::AskForNew;
use crate::api::page::set_status;
use crate::components::{Banner, DeadlineText, PlainForm, SubmitButton, Tone};
use crate::i18n::accept::closed;
use crate::i18n::{Text, errors, fill, use_language};
use crate::layouts::Centred;
use crate::site::use_site;

/// A link that lets nobody in (any more): what became of the invitation, and what can be done.
#[component]
pub(super) fn Closed(token: String, door: Door, refused: Option<ApiError>) -> impl IntoView {
    let t = closed::texts(use_language());
    let answer = use_query_map().with_untracked(|query| query.get("answer").unwrap_or_default());
    let just_declined = answer == "declined" && matches!(door, Door::Declined { .. });
    if refused.is_none() && !just_declined {
        set_status(StatusCode::from_u16(door.status()).unwrap_or(StatusCode::GONE));
    }
    let asked = answer == "asked";
    let ask = move |title: Text, lede: AnyView| {
        view! {
            <Centred title lede>
                <Ask token asked refused/>
            </Centred>
        }
        .into_any()
    };
    match door {
        Door::AlreadyAccepted { company, signed_in_as_member } => view! { <Accepted company member=signed_in_as_member/> }.into_any(),
        Door::Expired { company, inviter, deadline } => ask(t.expired, expired_lede(t.expired_lede, &company, &inviter, &deadline)),
        Door::Superseded { company } => ask(t.superseded, about(t.superseded_lede, &company)),
        Door::Declined { company } if just_declined => ask(t.you_declined, about(t.you_declined_lede, &company)),
        Door::Declined { company } => ask(t.declined, about(t.declined_lede, &company)),
        // An open one has its own pages.
        Door::NotValid { .. } | Door::Open(_) => view! { <NotValid/> }.into_any(),
    }
}

pub(super) fn about(template: Text, company: &str) -> AnyView {
    sentence(template, |_| strong(company))
}

fn expired_lede(template: Text, company: &str, inviter: &str, deadline: &Deadline) -> AnyView {
    sentence(template, |name| match name {
        "time" => view! { <DeadlineText deadline=deadline.clone()/> }.into_any(),
        "inviter" => strong(inviter),
        _ => strong(company),
    })
}

/// *Ask for a new invitation*, or that it was done.
#[component]
fn Ask(token: String, asked: bool, refused: Option<ApiError>) -> impl IntoView {
    let t = closed::texts(use_language());
    if asked {
        return view! {
            <Banner tone=Tone::Success title=t.asked>
                <p>{t.asked_detail}</p>
            </Banner>
            <div class="actions">
                <LogIn class="btn"/>
            </div>
        }
        .into_any();
    }
    view! {
        <PlainForm action=AskForNew::url() refused>
            <TokenField token/>
            <div class="actions">
                <SubmitButton label=t.ask busy=t.asking/>
                <LogIn class="btn"/>
            </div>
        </PlainForm>
        <p class="muted small">{t.ask_note}</p>
    }
    .into_any()
}

/// *Log in*; who is signed in gets to where they start.
#[component]
fn LogIn(class: &'static str) -> impl IntoView {
    let language = use_language();
    if use_site().user.is_some() {
        return view! {
            <a class=class href="/" rel="external">
                {errors::texts(language).start}
            </a>
        }
        .into_any();
    }
    view! {
        <a class=class href="/login">
            {closed::texts(language).log_in}
        </a>
    }
    .into_any()
}

#[component]
fn Accepted(company: String, member: Option<String>) -> impl IntoView {
    let t = closed::texts(use_language());
    let lede = about(if member.is_some() { t.accepted_lede_member } else { t.accepted_lede }, &company);
    let way = match member {
        Some(number) => view! {
            <a class="btn btn--primary btn--wide" href=account(&number, "") rel="external">
                {fill(t.go_in, &[("company", &company)])}
            </a>
        }
        .into_any(),
        None => view! { <LogIn class="btn btn--primary btn--wide"/> }.into_any(),
    };
    view! {
        <Centred title=t.accepted lede>
            {way}
        </Centred>
    }
}

/// Told alike of what was withdrawn and of what never was.
#[component]
pub(super) fn NotValid() -> impl IntoView {
    let t = closed::texts(use_language());
    view! {
        <Centred title=t.not_valid lede=t.not_valid_lede.into_any()>
            <div class="actions">
                <LogIn class="btn"/>
            </div>
        </Centred>
    }
}
