use domain::views::FoundInvitation;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::account::use_account;
use crate::components::Icon;
use crate::i18n::{common, fill, home, use_language};
use crate::site::use_site;

/// Quiet lines above the header, for what holds on every page: demo mode, mail that goes nowhere, invitations that wait.
#[component]
pub(super) fn Strips() -> impl IntoView {
    let site = use_site();
    let t = common::texts(use_language());
    let concerned = site.user.as_ref().is_some_and(|user| user.is_operator)
        || use_account().frame.with_untracked(|frame| frame.rights.is_administrator());
    view! {
        {site.demo.then(|| view! { <Strip icon="inbox" text=t.demo href="/mailbox" link=t.demo_mailbox/> })}
        {(site.mail_to_files && !site.demo && concerned)
            .then(|| view! { <Strip icon="triangle-alert" text=t.mail_to_files detail=t.mail_to_files_detail/> })}
        <InvitationStrips/>
        <Restricted/>
    }
}

/// That rights are still to come, wherever the reader is. *Home* says more.
#[component]
fn Restricted() -> impl IntoView {
    let t = home::texts(use_language());
    let account = use_account();
    let path = use_location().pathname;
    move || {
        let (home, company) = account.frame.with(|frame| (crate::address::account(&frame.number, ""), frame.company.clone()));
        let is_restricted = !company.is_empty() && !account.has_rights() && path.with(|path| *path != home);
        let text = fill(t.restricted_line, &[("company", &company)]);
        is_restricted.then(|| view! { <Strip icon="info" text href=home link=t.restricted_more/> })
    }
}

/// The invitations that wait for the reader's verified address.
#[component]
pub(super) fn InvitationStrips() -> impl IntoView {
    let t = common::texts(use_language());
    let site = use_site();
    let invitations = site.user.as_ref().map(|user| user.invitations.clone()).unwrap_or_default();
    let strip = |found: FoundInvitation| {
        let text = fill(t.invitation_found, &[("company", &found.company)]);
        view! { <Strip icon="mail" text href=format!("/invitations/{}", found.id) link=t.invitation_open/> }
    };
    invitations.into_iter().map(strip).collect_view()
}

#[component]
fn Strip(
    icon: &'static str,
    #[prop(into)] text: String,
    #[prop(optional, into)] detail: Option<String>,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional, into)] link: Option<&'static str>,
) -> impl IntoView {
    let link = href.zip(link).map(|(href, link)| view! { <a href=href>{link}</a> });
    let label = text.clone();
    view! {
        <section class="strip" aria-label=label>
            <Icon name=icon/>
            <span>
                <b>{text}</b>
                " "
                {detail}
                {link}
            </span>
        </section>
    }
}
