use leptos::prelude::*;

use crate::components::Page;

#[component]
pub fn ResultPage() -> impl IntoView {
    view! { <Page title="Invitations queued">""</Page> }
}
