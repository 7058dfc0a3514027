use domain::ids::MembershipId;
use domain::membership::MembershipStatus;
use domain::views::{MemberRow, Standing};
use leptos::ev::SubmitEvent;
use leptos::html::Button;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::{DeedFields, Deeds, dialog_at};
use crate::api::members::MemberDeed;
use crate::components::focus::{focus_later, is_lost};
use crate::i18n::{fill, members, states, use_language};
use crate::layouts::use_account;

/// Who a switch is about.
#[derive(Clone, Debug)]
pub struct Switched {
    pub id: MembershipId,
    pub name: String,
    pub status: MembershipStatus,
    pub standing: Standing,
    pub restricted: bool,
}

impl From<&MemberRow> for Switched {
    fn from(row: &MemberRow) -> Self {
        Self { id: row.id, name: row.name.clone(), status: row.status, standing: row.standing, restricted: row.restricted }
    }
}

/// Whether somebody may come in, and the way to change it. Off takes access away, so it asks first; on does not.
#[component]
pub fn StatusSwitch(of: Switched, deeds: Deeds, back: String) -> impl IntoView {
    let language = use_language();
    let (t, words) = (members::texts(language), states::texts(language));
    let is_active = of.status == MembershipStatus::Active;
    let label = fill(t.active, &[("name", &of.name)]);
    let hindrance = match of.standing {
        Standing::Manager => None,
        Standing::Oneself => Some(t.is_oneself),
        Standing::Below => Some(t.is_above),
        Standing::Onlooker => Some(""),
    };
    let node = NodeRef::<Button>::new();
    // What was pressed has gone with the table that it stood in.
    Effect::new(move |_| {
        if let Some(button) = node.get()
            && deeds.just_changed() == Some(of.id)
        {
            focus_later(move || is_lost().then(|| button.into()));
        }
    });
    let (navigate, question) = (use_navigate(), dialog_at(&back, "suspend", of.id));
    let submit = move |event: SubmitEvent| {
        if is_active {
            // The page stays scrolled where it is.
            event.prevent_default();
            navigate(&question, NavigateOptions { scroll: false, ..NavigateOptions::default() });
        } else if deeds.action.pending().get_untracked() {
            event.prevent_default();
        } else {
            deeds.action.submit(&event);
        }
    };
    let deed = if is_active { MemberDeed::AskSuspend } else { MemberDeed::Reactivate };
    let remark = (of.restricted && is_active).then(|| view! { <span class="line2">{words.no_rights}</span> });
    view! {
        <form method="post" action=deeds.action.url() class="switch-line" on:submit=submit>
            <DeedFields c=use_account().number() id=of.id deed back/>
            <button
                class="switch"
                type="submit"
                role="switch"
                aria-checked=is_active.to_string()
                aria-label=label
                title=hindrance.filter(|reason| !reason.is_empty())
                disabled=hindrance.is_some()
                node_ref=node
            ></button>
            <span class=(!is_active).then_some("muted") aria-hidden="true">
                {words.membership(of.status)}
            </span>
        </form>
        {remark}
    }
}
