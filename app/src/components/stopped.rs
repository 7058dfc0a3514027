use leptos::prelude::*;

use crate::forms::use_here;
use crate::i18n::{invitations, use_language};
use crate::live::use_live;

/// Says that a page which changes by itself does not at the moment, and how to have it anew.
#[component]
pub fn Stopped(
    /// The server was asked for news, and did not answer.
    #[prop(optional, into)]
    failed: Signal<bool>,
) -> impl IntoView {
    let t = invitations::texts(use_language());
    let (live, here) = (use_live(), use_here());
    let words = move || {
        (live.is_paused() || failed.get()).then(|| {
            view! {
                {t.paused}
                " "
                <a class="tap" href=here rel="external">
                    {t.reload}
                </a>
            }
        })
    };
    view! { <span aria-live="polite">{words}</span> }
}
