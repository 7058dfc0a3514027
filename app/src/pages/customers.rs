use leptos::prelude::*;

use crate::components::Page;

#[component]
pub fn CustomersPage() -> impl IntoView {
    view! { <Page title="Customers">""</Page> }
}
