use leptos::html;
use leptos::prelude::*;

use super::Icon;
use super::focus::focus_later;
use crate::i18n::{common, use_language};

/// What has just been done and cannot be seen in its own place, until it is dismissed. It takes the focus where what was pressed has
/// gone with what was done.
#[component]
pub fn Notice(
    #[prop(into)] title: String,
    #[prop(optional, into)] text: String,
    /// The address of the page without it.
    #[prop(into)]
    close: String,
) -> impl IntoView {
    let t = common::texts(use_language());
    let label = title.clone();
    let node = NodeRef::<html::Section>::new();
    Effect::new(move |_| {
        if let Some(notice) = node.get() {
            focus_later(move || {
                let is_lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
                is_lost.then_some(notice)
            });
        }
    });
    view! {
        <section class="banner banner--success" aria-label=label tabindex="-1" node_ref=node>
            <Icon name="circle-check"/>
            <div>
                <b>{title}</b>
                <p>{text}</p>
            </div>
            <a class="icon-btn" href=close aria-label=t.dismiss title=t.dismiss data-noscroll="">
                <Icon name="x"/>
            </a>
        </section>
    }
}
