use leptos::prelude::*;

use crate::components::Page;

#[component]
pub fn SubmitPage() -> impl IntoView {
    view! { <Page title="Step 3 of 3: Submit">""</Page> }
}
