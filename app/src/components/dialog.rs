use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

use super::ButtonLink;
use super::focus::all_in;
use crate::address::with_query;
use crate::api::ApiError;
use crate::api::page::set_status_of;
use crate::forms::{here, to_login};
use crate::i18n::problems::error_text;
use crate::i18n::{common, use_language};

/// The name of the dialog that the address opens (`?dialog=invite`), if any.
#[must_use]
pub fn use_dialog() -> Memo<Option<String>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get_str("dialog").map(str::to_owned)))
}

/// A native dialog with an address of its own: rendered open, so that it needs no WASM; modal as soon as there is some. It is named
/// by its title. Closing it (Escape, [`DialogFoot`]'s *Cancel*) leads to `close`.
#[component]
pub fn Dialog(
    #[prop(into)] title: String,
    /// The address of the page without the dialog.
    #[prop(into)]
    close: String,
    /// Above the title, such as which one of several windows it is.
    #[prop(optional)]
    before: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            make_modal(dialog);
        }
    });
    let navigate = use_navigate();
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        navigate(&close, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    view! {
        <dialog class="dialog" open="" aria-labelledby="dialog-title" node_ref=node on:cancel=cancel>
            <div class="head">
                {before.map(|before| view! { <p>{before}</p> })}
                <h2 id="dialog-title">{title}</h2>
            </div>
            {children()}
        </dialog>
    }
}

/// Takes the focus into the dialog, and gives it back to what opened the dialog when that goes; to the heading of the page where the
/// dialog came with it.
fn make_modal(dialog: web_sys::HtmlDialogElement) {
    let opener = document().active_element().filter(|element| element.tag_name() != "BODY");
    let opener = opener.or_else(|| document().query_selector("h1").ok().flatten());
    let opener = opener.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()).map(SendWrapper::new);
    show_modal(dialog, FRAMES_TO_APPEAR);
    on_cleanup(move || {
        let _ = request_animation_frame(move || {
            if let Some(opener) = opener {
                let _ = opener.focus();
            }
        });
    });
}

/// How many frames a dialog that was made in the browser may take to get into the page.
const FRAMES_TO_APPEAR: u8 = 60;

/// Only what stands in the page can be modal, and a dialog is made before it is put there.
fn show_modal(dialog: web_sys::HtmlDialogElement, frames: u8) {
    if dialog.is_connected() {
        dialog.close();
        let _ = dialog.show_modal();
        if let Some(first) = all_in(&dialog, "[data-first]").first() {
            let _ = first.focus();
        }
    } else if frames > 0 {
        let _ = request_animation_frame(move || show_modal(dialog, frames - 1));
    }
}

/// The foot of a dialog: a link that closes it, then the children, the primary button last.
#[component]
pub fn DialogFoot(
    #[prop(into)] close: String,
    /// *Cancel* or *Close*.
    close_label: &'static str,
    /// The focus begins here: where the primary button destroys something.
    #[prop(optional)]
    autofocus: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="foot">
            <ButtonLink href=close autofocus>{close_label}</ButtonLink>
            {children.map(|children| children())}
        </div>
    }
}

/// In the place of a dialog whose data could not be had.
#[component]
pub fn DialogProblem(title: &'static str, error: ApiError, close: String) -> impl IntoView {
    let language = use_language();
    set_status_of(&error);
    if error == ApiError::Unauthenticated {
        to_login();
    }
    view! {
        <Dialog title close=close.clone()>
            <div class="body">
                <p>{error_text(language, &error)}</p>
            </div>
            <DialogFoot close close_label=common::texts(language).close autofocus=true/>
        </Dialog>
    }
}

/// The address of this page with another dialog, or with none.
#[must_use]
pub fn dialog_href(dialog: Option<&str>, id: Option<&str>) -> String {
    with_query(&here(), &[("dialog", dialog), ("id", id)])
}
