use domain::views::OpenInvitation;
use leptos::prelude::*;

use super::is_id;
use super::words::{sentence, strong, strong_address};
use crate::api::accept::door;
use crate::i18n::roles::role_names;
use crate::i18n::{accept, fill, use_language};
use crate::layouts::Centred;
use domain::invitation::Channel;

/// *Join {company}*, and the first sentence: who asks, into what, as what. To who is not the invitee it names the masked address.
#[component]
pub(super) fn Join(open: OpenInvitation, #[prop(optional, into)] masked: Option<String>, children: Children) -> impl IntoView {
    let language = use_language();
    let t = accept::texts(language);
    let roles = role_names(language, &open.roles);
    let template = match (&masked, roles.is_empty()) {
        (Some(_), _) => t.lede_masked,
        (None, false) => t.lede,
        (None, true) => t.lede_without_roles,
    };
    let lede = sentence(template, |name| match name {
        "inviter" => strong(&open.inviter),
        "company" => strong(&open.company),
        "roles" => strong(&roles),
        "address" => strong_address(masked.as_deref().unwrap_or_default()),
        _ => open.number.clone().into_any(),
    });
    view! {
        <Centred title=fill(t.heading, &[("company", &open.company)]) lede>
            {children()}
        </Centred>
    }
}

/// What to do about an invitation that was not expected: nothing, or block it. Only the mailbox itself may do that, so a link that was
/// copied does not offer it.
#[component]
pub(super) fn Unexpected(token: String, channel: Channel) -> impl IntoView {
    let t = accept::texts(use_language());
    if channel == Channel::Copied || is_id(&token) {
        return view! { <p class="muted small">{t.unexpected_without_block}</p> }.into_any();
    }
    let href = format!("{}/block", door(&token));
    let link = |_: &str| view! { <a href=href.clone()>{t.block_link}</a> }.into_any();
    view! { <p class="muted small">{sentence(t.unexpected, link)}</p> }.into_any()
}

/// The token in every form of these pages.
#[component]
pub(super) fn TokenField(token: String) -> impl IntoView {
    view! { <input type="hidden" name="form[token]" value=token/> }
}
