//! Three lives, three shapes: an invitation is a badge, a delivery an icon with words, a membership a dot with a word.

use domain::invitation::{CancelReason, Delivery, InvitationStatus};
use domain::membership::MembershipStatus;
use domain::relay::OwnWords;
use domain::views::{DeliveryView, RoleName};
use leptos::prelude::*;

use super::Icon;
use crate::i18n::roles::role_name;
use crate::i18n::{relay, spans, states, use_language};

#[component]
pub fn StatusBadge(status: InvitationStatus) -> impl IntoView {
    let icon = match status {
        InvitationStatus::Pending => "clock",
        InvitationStatus::Accepted => "check",
        InvitationStatus::Declined => "x",
        InvitationStatus::Revoked => "ban",
        InvitationStatus::Expired => "circle-dashed",
    };
    view! {
        <span class=format!("badge badge--{status}")>
            <Icon name=icon/>
            {states::texts(use_language()).invitation(status)}
        </span>
    }
}

/// How far the newest mail got, and why: the relay's own words as they are, ours in the reader's language.
#[component]
pub fn DeliveryLine(delivery: DeliveryView) -> impl IntoView {
    let (kind, icon) = match delivery.status {
        Delivery::Queued => ("queued", "circle-dashed"),
        Delivery::Sending => ("sending", "send"),
        Delivery::Sent => ("sent", "check"),
        Delivery::Deferred => ("deferred", "history"),
        Delivery::Failed => ("failed", "circle-alert"),
        Delivery::Cancelled => ("off", "ban"),
    };
    let t = states::texts(use_language());
    let (word, below) = t.delivery(delivery.status);
    let DeliveryView { at, reply, .. } = delivery;
    let below = spans(below, &[("time", &at.relative)]).into_iter().map(|(is_time, text)| {
        if !is_time {
            return text.into_any();
        }
        view! {
            <time datetime=at.iso.clone() title=at.text.clone()>
                {text}
            </time>
        }
        .into_any()
    });
    let below = below.collect_view();
    // What the relay says to a mail that it takes explains nothing.
    let reply = reply.filter(|_| delivery.status != Delivery::Sent).map(|reply| view! { <Reply reply/> });
    view! {
        <span class=format!("delivery delivery--{kind}")>
            <Icon name=icon/>
            <span>{word}</span>
            <span class="at">{below}</span>
            {reply}
        </span>
    }
}

/// Why a mail got no further.
#[component]
fn Reply(reply: String) -> impl IntoView {
    let language = use_language();
    if let Ok(reason) = reply.parse::<CancelReason>() {
        return view! { <span class="at">{states::texts(language).cancel_reason(reason)}</span> }.into_any();
    }
    let Some(own) = OwnWords::read(&reply) else { return view! { <span class="reply">{reply}</span> }.into_any() };
    let (words, detail) = relay::texts(language).words(own);
    view! {
        <span class="at">{words}</span>
        {detail.map(|detail| view! { <span class="reply">{detail.to_owned()}</span> })}
    }
    .into_any()
}

#[component]
pub fn MemberDot(status: MembershipStatus, #[prop(optional)] restricted: bool) -> impl IntoView {
    let t = states::texts(use_language());
    let remark = (restricted && status == MembershipStatus::Active).then_some(t.no_rights);
    view! {
        <span class=format!("member member--{status}")>{t.membership(status)}</span>
        {remark.map(|text| view! { <span class="line2">{text}</span> })}
    }
}

/// The roles of somebody, each on a line of its own; built-in ones in the reader's language.
#[component]
pub fn RoleNames(roles: Vec<RoleName>) -> impl IntoView {
    let language = use_language();
    if roles.is_empty() {
        return view! { <span class="muted">{crate::i18n::common::texts(language).none}</span> }.into_any();
    }
    let lines = roles.into_iter().enumerate().map(|(at, role)| {
        view! {
            {(at > 0).then(|| view! { <br/> })}
            {role_name(language, role.kind, &role.name)}
        }
    });
    view! { <span class="keep">{lines.collect_view()}</span> }.into_any()
}
