//! The main part of a page, between its frame and itself. It says which language the page speaks, where that is not the reader's.

use domain::Language;
use leptos::prelude::*;
use leptos_router::components::Outlet;

use crate::i18n::Speaks;

/// The sheet that pages stand on.
#[component]
pub fn Sheet() -> impl IntoView {
    view! {
        <main class="sheet" id="main" tabindex="-1">
            <Outlet/>
        </main>
    }
}

/// The sheet of pages that there are in English alone.
#[component]
pub fn EnglishSheet() -> impl IntoView {
    provide_context(Speaks(Language::En));
    view! {
        <main class="sheet" id="main" lang=Language::En.as_str() tabindex="-1">
            <Outlet/>
        </main>
    }
}

/// The work of a task, which there is in English alone.
#[component]
pub fn EnglishTask() -> impl IntoView {
    provide_context(Speaks(Language::En));
    view! {
        <main id="main" lang=Language::En.as_str() tabindex="-1">
            <Outlet/>
        </main>
    }
}
