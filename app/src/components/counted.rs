use leptos::prelude::*;

use crate::i18n::{count, use_language};

/// A filter or a tab: a link with the number of what stands behind it. Its accessible name is the name alone.
#[component]
pub fn Counted(
    #[prop(into)] href: String,
    name: &'static str,
    /// Followed, where the list behind it changes in place.
    #[prop(into)]
    n: Signal<u32>,
    /// For `aria-current`: `page` of a tab, `true` of a filter.
    #[prop(optional_no_strip)]
    current: Option<&'static str>,
) -> impl IntoView {
    let language = use_language();
    let number = move || count(n.get(), language);
    let title = move || format!("{name}: {}", number());
    view! {
        <a href=href title=title aria-current=current data-noscroll="">
            {name}
            <span class="count" aria-hidden="true">
                {number}
            </span>
        </a>
    }
}
