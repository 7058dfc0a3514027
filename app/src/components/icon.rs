use leptos::prelude::*;

/// A picture of the sprite (`style/assets/icons.svg`), hidden from assistive technology: words beside it say what it means.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg aria-hidden="true">
            <use_ href=format!("/icons.svg#{name}")></use_>
        </svg>
    }
}
