use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_query_map;

use super::account::AccountContext;
use super::centred::{Brand, ErrorPage};
use super::header::{AccountHeader, ActingBar, SkipLink, UserMenu};
use super::navigation::{AccountNavigation, Drawer, NavItem, OpenDrawer};
use super::strips::Strips;
use super::switcher::Switcher;
use crate::api::ApiError;
use crate::api::account::{AccountInput, GetAccount};
use crate::calls::read;
use crate::i18n::{account, use_language};
use crate::live::{Live, use_live};
use crate::site::use_site;

/// Around the pages that are the reader's own and belong to no account. Who comes from an account (`?c=1001`) keeps its header and
/// navigation; where they may not enter that, or come from none, there is a navigation of these pages alone.
#[component]
pub fn PersonalLayout() -> impl IntoView {
    if use_site().user.is_none() {
        return view! { <ErrorPage error=ApiError::Unauthenticated/> }.into_any();
    }
    let account = AccountContext::new();
    provide_context(account);
    let query = use_query_map();
    let number = Memo::new(move |_| query.with(|query| query.get("c").unwrap_or_default()));
    let frame = read(move || {
        let c = number.get();
        if c.is_empty() { Err(ApiError::NotFound) } else { Ok(GetAccount { form: AccountInput { c } }) }
    });
    // Rights may come while the reader is here.
    let entered = RwSignal::new(String::new());
    Live::provide(Memo::new(move |_| entered.get()));
    account.follow(use_live());
    view! {
        {move || Suspend::new(async move {
            match frame.await {
                Ok(frame) => {
                    entered.set(frame.number.clone());
                    account.frame.set(frame);
                    view! { <InAccount/> }.into_any()
                }
                Err(ApiError::NotFound | ApiError::Forbidden) => view! { <Alone/> }.into_any(),
                Err(error) => view! { <ErrorPage error/> }.into_any(),
            }
        })}
    }
    .into_any()
}

#[component]
fn InAccount() -> impl IntoView {
    view! {
        <SkipLink/>
        <div class="top">
            <Strips/>
            <AccountHeader has_navigation=true/>
            <ActingBar/>
        </div>
        <div class="shell">
            <AccountNavigation/>
            <Sheet/>
        </div>
    }
}

#[component]
fn Alone() -> impl IntoView {
    let t = account::texts(use_language());
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
            <Drawer label=t.personal_navigation title=use_site().brand.name.clone()>
                <NavItem href="/" icon="home" label=t.home exact=true external=true/>
            </Drawer>
            <Sheet/>
        </div>
    }
}

#[component]
fn Sheet() -> impl IntoView {
    view! {
        <main class="sheet" id="main" tabindex="-1">
            <Outlet/>
        </main>
    }
}
