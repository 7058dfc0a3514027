use leptos::prelude::*;

use crate::components::Page;

#[component]
pub fn UsersPage() -> impl IntoView {
    view! { <Page title="User management">""</Page> }
}
