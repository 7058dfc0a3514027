use leptos::prelude::*;

use crate::i18n::{count, use_language};

/// How many there are, in a table; none stands back.
#[component]
pub fn Number(n: u32) -> impl IntoView {
    view! { <span class=(n == 0).then_some("muted")>{count(n, use_language())}</span> }
}
