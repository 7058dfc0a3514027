use leptos::prelude::*;

use crate::components::Page;

#[component]
pub fn ProfilePage() -> impl IntoView {
    view! { <Page title="Profile">""</Page> }
}

#[component]
pub fn ContactPage() -> impl IntoView {
    view! { <Page title="Profile">""</Page> }
}
