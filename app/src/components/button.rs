use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Icon, use_form};

/// Sends the form. While that is under way, the words say so and a further press does nothing; it is never disabled.
#[component]
pub fn SubmitButton(
    #[prop(into)] label: String,
    /// What happens, while it does: "Sending..."
    #[prop(into)]
    busy: String,
    #[prop(default = "btn btn--primary")] class: &'static str,
) -> impl IntoView {
    let pending = use_form().pending;
    let press = move |event: MouseEvent| {
        if pending.get_untracked() {
            event.prevent_default();
        }
    };
    view! {
        <button class=class type="submit" aria-busy=move || pending.get().then_some("true") on:click=press>
            {move || pending.get().then(|| view! { <Icon name="refresh-cw"/> })}
            {move || if pending.get() { busy.clone() } else { label.clone() }}
        </button>
    }
}

/// A further button of the form, which sends a field of its own along: `form[name]=value`.
#[component]
pub fn FormButton(
    name: &'static str,
    #[prop(into)] value: String,
    #[prop(default = "btn")] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <button class=class type="submit" name=format!("form[{name}]") value=value>
            {children()}
        </button>
    }
}

/// A button that leads to an address, such as that of a dialog: a link, so that it needs no WASM, with the role and the keys of a
/// button. The page stays scrolled where it is.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: Signal<String>,
    /// The accessible name, where the children are only an icon.
    #[prop(optional)]
    label: Option<&'static str>,
    /// The id of what the button is about.
    #[prop(optional, into)]
    described_by: Option<String>,
    #[prop(default = "btn")] class: &'static str,
    #[prop(optional)] autofocus: bool,
    children: Children,
) -> impl IntoView {
    let press = |event: KeyboardEvent| {
        if event.key() == " " {
            event.prevent_default();
            if let Some(link) = event.current_target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) {
                link.click();
            }
        }
    };
    view! {
        <a
            class=class
            href=move || href.get()
            role="button"
            aria-label=label
            title=label
            aria-describedby=described_by
            autofocus=autofocus && cfg!(feature = "ssr")
            data-first=autofocus.then_some("")
            data-noscroll=""
            on:keydown=press
        >
            {children()}
        </a>
    }
}
