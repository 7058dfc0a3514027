use leptos::prelude::*;

use crate::components::Page;

#[component]
pub fn NewCustomerPage() -> impl IntoView {
    view! { <Page title="New customer">""</Page> }
}
