use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::Notice;
use crate::i18n::{fill, home, use_language};

/// Where the reader comes to who has just left a customer (`?left=1001`). The number alone: an address may say anything.
#[component]
pub fn LeftNotice(
    /// The address of the page without it.
    #[prop(into)]
    close: String,
) -> impl IntoView {
    let t = home::texts(use_language());
    let query = use_query_map();
    let left = Memo::new(move |_| query.with(|query| query.get("left")).filter(|number| is_number(number)));
    move || left.get().map(|number| view! { <Notice title=fill(t.left, &[("number", &number)]) text=t.left_detail close=close.clone()/> })
}

fn is_number(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
