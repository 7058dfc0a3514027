use leptos::prelude::*;

use crate::components::Page;

#[component]
pub fn AccountsPage() -> impl IntoView {
    view! { <Page title="Step 2 of 3: Accounts">""</Page> }
}
