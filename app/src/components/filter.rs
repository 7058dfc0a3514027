use leptos::prelude::*;
use web_sys::HtmlElement;

use super::Icon;
use super::focus::all_in;

/// Narrows a list of boxes while one types; only there once it works. Boxes that are ticked stay in sight.
#[component]
pub fn Filter(
    /// Its accessible name.
    label: &'static str,
) -> impl IntoView {
    let works = RwSignal::new(false);
    Effect::new(move |_| works.set(true));
    let narrow = |event: leptos::ev::Event| {
        let input = event_target::<HtmlElement>(&event);
        let sought = event_target_value(&event).trim().to_lowercase();
        let Some(list) = input.closest("fieldset").ok().flatten() else { return };
        for item in all_in(&list, ".check") {
            let is_ticked = item.query_selector("input:checked").is_ok_and(|found| found.is_some());
            let fits = item.text_content().unwrap_or_default().to_lowercase().contains(&sought);
            item.set_hidden(!fits && !is_ticked);
        }
    };
    // Enter would send the form.
    let keep = |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
        }
    };
    move || {
        works.get().then(|| {
            view! {
                <div class="search">
                    <Icon name="search"/>
                    <input class="input" type="search" aria-label=label on:input=narrow on:keydown=keep/>
                </div>
            }
        })
    }
}

/// Lists longer than this can be narrowed.
pub const LONG: usize = 8;
