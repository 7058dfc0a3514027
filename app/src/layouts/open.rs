use leptos::prelude::*;

use super::centred::{Brand, Languages};
use super::header::{SkipLink, UserMenu};
use crate::site::use_site;

/// Header and sheet for pages that need no login, and more room than a panel.
#[component]
pub fn OpenLayout(children: Children) -> impl IntoView {
    view! {
        <SkipLink/>
        <div class="top">
            <header class="header">
                <Brand/>
                <div class="end">
                    <UserMenu/>
                </div>
            </header>
        </div>
        <main class="sheet" id="main" tabindex="-1">
            {children()}
            {use_site().user.is_none().then(|| view! { <Languages/> })}
        </main>
    }
}
