use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Icon;

/// Something chosen, with a button that takes it away. The children are what it shows. It stands in a `<ul role="list">`.
///
/// Without WASM the button is sent with its form, as `form[action]={value}`.
#[component]
pub fn Chip(
    /// What the chip's look adds: `chip--bad` and its like, see `style/_chips.scss`.
    #[prop(optional, into)]
    class: Signal<&'static str>,
    /// "Remove jo@example.com"
    #[prop(into)]
    remove: String,
    #[prop(into)] value: String,
    on_remove: impl Fn() + 'static,
    /// The button is reached by arrow keys, not by Tab.
    #[prop(optional)]
    out_of_tab_order: bool,
    children: Children,
) -> impl IntoView {
    let press = move |event: MouseEvent| {
        event.prevent_default();
        on_remove();
    };
    view! {
        <li class=move || format!("chip {}", class.get())>
            {children()}
            <button
                class="icon-btn"
                type="submit"
                name="form[action]"
                value=value
                aria-label=remove
                tabindex=out_of_tab_order.then_some("-1")
                on:click=press
            >
                <Icon name="x"/>
            </button>
        </li>
    }
}
