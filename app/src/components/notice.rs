use leptos::html;
use leptos::prelude::*;

use super::Icon;
use super::focus::catch_focus;
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
    /// What was pressed stood in a row that goes a moment later, when the list is read again; another row would take its place.
    #[prop(optional)]
    takes_focus: bool,
) -> impl IntoView {
    let t = common::texts(use_language());
    let label = title.clone();
    let node = NodeRef::<html::Section>::new();
    catch_focus(node, takes_focus);
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
