use leptos::prelude::*;

use crate::components::Page;

#[component]
pub fn InvitationsPage() -> impl IntoView {
    view! { <Page title="Invitations">""</Page> }
}
