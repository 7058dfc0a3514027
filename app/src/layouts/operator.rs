use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::centred::{Brand, ErrorPage};
use super::header::{SkipLink, UserMenu};
use super::navigation::{Drawer, NavItem, OpenDrawer};
use super::strips::Strips;
use super::switcher::Switcher;
use crate::api::ApiError;
use crate::i18n::{account, use_language};
use crate::site::use_site;

/// Header and navigation around the operator's own pages. Who is no operator administrator gets no further; every server function
/// authorises by itself all the same.
#[component]
pub fn OperatorLayout(
    /// What the page is for anybody else.
    #[prop(default = ApiError::Forbidden)]
    stranger: ApiError,
) -> impl IntoView {
    let t = account::texts(use_language());
    let site = use_site();
    match &site.user {
        None => return view! { <ErrorPage error=ApiError::Unauthenticated/> }.into_any(),
        Some(user) if !user.is_operator => return view! { <ErrorPage error=stranger/> }.into_any(),
        Some(_) => {}
    }
    let brand = site.brand.name.clone();
    view! {
        <SkipLink/>
        <div class="top">
            <Strips/>
            <header class="header">
                <OpenDrawer/>
                <Brand/>
                <div class="end">
                    <Switcher/>
                    <UserMenu/>
                </div>
            </header>
        </div>
        <div class="shell">
            <Drawer label=t.operator_navigation title=brand>
                <NavItem href="/customers" icon="building" label=t.customers/>
                <NavItem href="/operator" icon="sliders" label=t.operator_settings except="/operator/audit"/>
                <NavItem href="/operator/audit" icon="scroll-text" label=t.audit/>
            </Drawer>
            <main class="sheet" id="main" tabindex="-1">
                <Outlet/>
            </main>
        </div>
    }
    .into_any()
}
