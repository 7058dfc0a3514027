use leptos::html::H1;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::i18n::{common, use_language};
use crate::site::{PageState, use_site};

/// The one `<h1>` of a page, and the title of the document: the same words, the brand, and "Error: " while a form has problems.
/// After a navigation without a reload it takes the focus, so that everybody learns where they are.
#[component]
pub fn Heading(
    /// Followed: what a page is about may get another name.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let state = PageState::here();
    state.has_problems.set(false);
    let node = NodeRef::<H1>::new();
    let path = use_location().pathname;
    Effect::new(move |_| {
        if let Some(heading) = node.get()
            && state.arrive_at(path.get_untracked())
        {
            let _ = heading.focus();
        }
    });
    let prefix = common::texts(use_language()).error_title;
    let brand = use_site().brand.name.clone();
    // The server asks for the title after the page, when what belongs to the page's owner may be gone.
    let has_problems = ArcRwSignal::from(state.has_problems);
    let at_first = text.get_untracked();
    let title = move || {
        let text = text.try_get().unwrap_or_else(|| at_first.clone());
        escaped(format!("{}{text} - {brand}", if has_problems.get() { prefix } else { "" }))
    };
    view! {
        <Title text=title/>
        <h1 tabindex="-1" node_ref=node>
            {move || text.get()}
        </h1>
    }
}

/// The server writes titles into the page without escaping them (`leptos_meta` 0.9.0-rc1); the browser sets them as text.
fn escaped(title: String) -> String {
    if cfg!(feature = "ssr") { title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;") } else { title }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::escaped;

    #[test]
    fn s15_a_name_does_not_get_out_of_the_title() {
        assert_eq!(escaped("Join </title><script> & Co".to_owned()), "Join &lt;/title&gt;&lt;script&gt; &amp; Co");
    }
}
