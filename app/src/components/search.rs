use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::Icon;
use super::focus::focus_later;
use crate::address::with_query;
use crate::forms::here;
use crate::site::PageState;

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
    let page = PageState::here();
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        let search = node.get_untracked().map(|input| input.value()).unwrap_or_default();
        let search = search.trim();
        page.search_for(search);
        let href = with_query(&here(), &[("cursor", None), ("dialog", None), ("search", (!search.is_empty()).then_some(search))]);
        navigate(&href, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    // The page went to another search, such as by Back: what was typed for the one before goes.
    let search = value.clone();
    Effect::new(move |_| {
        if let Some(input) = node.get()
            && page.search_for(&search)
        {
            input.set_value(&search);
        }
    });
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

/// *Clear filters*, where nothing was found: leads to the whole list. The focus goes to the search, since the link goes away.
#[component]
pub fn ClearFilters(label: &'static str, #[prop(into)] href: String) -> impl IntoView {
    let page = PageState::here();
    let clear = move |event: MouseEvent| {
        let found = document().query_selector("[role=search] input[type=search]").ok().flatten();
        let input: Option<HtmlInputElement> = found.and_then(|found| found.dyn_into().ok());
        let is_elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
        if let Some(input) = input.filter(|_| !is_elsewhere) {
            page.search_for("");
            input.set_value("");
            focus_later(move || Some(input.into()));
        }
    };
    view! {
        <a class="btn" href=href on:click=clear>
            {label}
        </a>
    }
}
