use leptos::prelude::*;

use crate::components::Address;
use crate::i18n::{Text, spans};

/// The places that texts of these pages may have.
const NAMES: [&str; 9] = ["address", "block", "company", "email", "inviter", "number", "relative", "roles", "time"];

/// A text with a view in each of its places, made by the name of the place.
pub(super) fn sentence(template: Text, value: impl Fn(&str) -> AnyView) -> AnyView {
    let pieces = spans(template, &NAMES.map(|name| (name, name))).into_iter();
    pieces.map(|(is_value, text)| if is_value { value(&text) } else { text.into_any() }).collect_view().into_any()
}

/// A value that stands out.
pub(super) fn strong(text: &str) -> AnyView {
    view! { <b class="break">{text.to_owned()}</b> }.into_any()
}

pub(super) fn strong_address(email: &str) -> AnyView {
    view! {
        <b class="break">
            <Address email=email/>
        </b>
    }
    .into_any()
}
