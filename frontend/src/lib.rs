//! Takes over in the browser what the server sent.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the script in the document's head.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
