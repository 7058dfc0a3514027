use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::header::{AccountHeader, ActingBar, SkipLink};
use super::strips::Strips;

/// A task inside an account, such as the wizard: the header, but no navigation beside the work.
#[component]
pub fn TaskLayout() -> impl IntoView {
    view! {
        <SkipLink/>
        <div class="top">
            <Strips/>
            <AccountHeader/>
            <ActingBar/>
        </div>
        <main id="main" tabindex="-1">
            <Outlet/>
        </main>
    }
}
