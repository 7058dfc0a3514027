use leptos::prelude::*;

use crate::components::Heading;

#[component]
pub fn AcceptPage() -> impl IntoView {
    view! { <Heading text="Join"/> }
}

#[component]
pub fn BlockPage() -> impl IntoView {
    view! { <Heading text="Block these invitations"/> }
}
