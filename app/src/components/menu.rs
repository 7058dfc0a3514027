use leptos::ev::MouseEvent;
use leptos::html::Div;
use leptos::prelude::*;

/// A button and what hangs from it. The browser opens and closes it (`popover`), so it needs no WASM, closes on Escape and on a
/// press elsewhere, and gives the focus back. Children: links and forms with buttons.
#[component]
pub fn Menu(
    /// Names the popover; unique in the page.
    #[prop(into)]
    id: String,
    /// What the button shows.
    #[prop(into)]
    button: ViewFn,
    /// The button's accessible name, where it shows none.
    #[prop(optional, into)]
    label: Option<String>,
    /// The id of what the menu is about.
    #[prop(optional, into)]
    described_by: Option<String>,
    #[prop(default = "menu-button")] button_class: &'static str,
    #[prop(default = "menu")] class: &'static str,
    #[prop(default = "pop")] pop_class: &'static str,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    // Following a link inside leaves the page where it is; the menu is done then.
    let close = move |event: MouseEvent| {
        let followed = event_target::<web_sys::Element>(&event).closest("a, button").is_ok_and(|hit| hit.is_some());
        if followed && let Some(pop) = node.get_untracked() {
            let _ = pop.hide_popover();
        }
    };
    view! {
        <div class=class>
            <button
                type="button"
                class=button_class
                popovertarget=id.clone()
                aria-label=label.clone()
                title=label
                aria-describedby=described_by
            >
                {button.run()}
            </button>
            <div class=pop_class id=id popover="auto" node_ref=node on:click=close>
                {children()}
            </div>
        </div>
    }
}
