use leptos::prelude::*;

use crate::components::Page;

#[component]
pub fn AddressesPage() -> impl IntoView {
    view! { <Page title="Step 1 of 3: Email addresses">""</Page> }
}
