use leptos::ev::MouseEvent;
use leptos::prelude::*;

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
