use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::Icon;
use crate::address::with_query;
use crate::forms::here;

/// A search that lives in the address (`?search=`): without WASM a form that is sent by Enter, with it without a reload.
#[component]
pub fn Search(
    /// "Search users": its accessible name.
    label: &'static str,
    placeholder: &'static str,
    /// What is searched for now.
    #[prop(into)]
    value: String,
    /// Parameters that stay, as a form sends them: those of a filter.
    #[prop(optional)]
    keep: Vec<(&'static str, String)>,
    #[prop(default = "search end")] class: &'static str,
) -> impl IntoView {
    let node = NodeRef::<Input>::new();
    let navigate = use_navigate();
    let path = use_location().pathname.get_untracked();
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        let search = node.get_untracked().map(|input| input.value()).unwrap_or_default();
        let search = search.trim();
        let href = with_query(&here(), &[("cursor", None), ("dialog", None), ("search", (!search.is_empty()).then_some(search))]);
        navigate(&href, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    let kept = keep.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <form class=class role="search" method="get" action=path on:submit=go>
            <Icon name="search"/>
            <input
                class="input"
                type="search"
                name="search"
                aria-label=label
                placeholder=placeholder
                value=value
                maxlength="200"
                node_ref=node
            />
            {kept.collect_view()}
        </form>
    }
}
