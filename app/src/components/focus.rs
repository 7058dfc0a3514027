//! Where the focus goes when what had it goes away.

use leptos::html::Section;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement};

/// Focuses what `find` finds once the page shows what has just changed.
///
/// Not by leptos' `request_animation_frame`: that is called off when its caller goes away, which is what this is for.
pub(crate) fn focus_later(find: impl FnOnce() -> Option<HtmlElement> + 'static) {
    let focus = Closure::once_into_js(move || {
        if let Some(element) = find() {
            let _ = element.focus();
        }
    });
    let _ = window().request_animation_frame(focus.unchecked_ref());
}

/// Whether what had the focus has left the page.
pub(crate) fn is_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

/// Gives a notice that has come the focus where it is lost, or in any case.
pub(crate) fn catch_focus(notice: NodeRef<Section>, always: bool) {
    Effect::new(move |_| {
        if let Some(notice) = notice.get() {
            focus_later(move || (always || is_lost()).then_some(notice));
        }
    });
}

/// The elements inside of `container` that match the selector.
pub(crate) fn all_in(container: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = container.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The element with this id.
pub(crate) fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
