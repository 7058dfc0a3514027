use domain::live::Topic;
use domain::membership::AccountStatus;
use domain::permission::{Permission, Rights};
use domain::policy::{Grants, Preset};
use domain::views::AccountFrame;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_params_map};

use super::ErrorPage;
use super::header::{AccountHeader, ActingBar, SkipLink};
use super::navigation::AccountNavigation;
use super::strips::Strips;
use crate::api::account::{AccountInput, GetAccount, get_account};
use crate::calls::read;
use crate::live::{Live, use_live};

/// The account whose pages are shown.
#[derive(Clone, Copy, Debug)]
pub struct AccountContext {
    pub(super) frame: RwSignal<AccountFrame>,
    /// Apart from the rest, so that what rights decide is not made anew, with menus and the focus in it, because a count has changed.
    rights: Memo<Rights>,
}

impl AccountContext {
    pub(super) fn new() -> Self {
        let nothing = AccountFrame {
            number: String::new(),
            company: String::new(),
            status: AccountStatus::Active,
            acting: false,
            rights: Rights::default(),
            preset: Preset::AccessTypeAndNumbers,
            grants: Grants::AccessType,
            pending: 0,
            can_change: false,
        };
        let frame = RwSignal::new(nothing);
        Self { frame, rights: Memo::new(move |_| frame.with(|frame| frame.rights.clone())) }
    }

    /// The customer number. It does not change while a page is shown.
    #[must_use]
    pub fn number(self) -> String {
        self.frame.with_untracked(|frame| frame.number.clone())
    }

    #[must_use]
    pub fn company(self) -> String {
        self.frame.with_untracked(|frame| frame.company.clone())
    }

    /// An address inside the account: `account.href("users")`.
    #[must_use]
    pub fn href(self, page: &str) -> String {
        self.frame.with_untracked(|frame| crate::address::account(&frame.number, page))
    }

    /// The flow that the account invites with.
    #[must_use]
    pub fn preset(self) -> Preset {
        self.frame.with_untracked(|frame| frame.preset)
    }

    /// What its inviters choose.
    #[must_use]
    pub fn grants(self) -> Grants {
        self.frame.with_untracked(|frame| frame.grants)
    }

    /// The frame, followed: rights and counts change under the reader.
    #[must_use]
    pub fn frame(self) -> AccountFrame {
        self.frame.get()
    }

    /// Followed as well.
    #[must_use]
    pub fn holds(self, permission: &Permission) -> bool {
        self.rights.with(|rights| rights.holds(permission))
    }

    /// Whether the reader may do anything at all; else their access is restricted. Followed.
    #[must_use]
    pub fn has_rights(self) -> bool {
        self.rights.with(|rights| !rights.is_empty())
    }

    /// Whether the reader holds every permission.
    #[must_use]
    pub fn is_administrator(self) -> bool {
        self.frame.with_untracked(|frame| frame.rights.is_administrator())
    }

    /// Asks for rights and counts again whenever any of them may have changed.
    pub(super) fn follow(self, live: Live) {
        let turns = Topic::ALL.iter().map(|topic| live.turn(*topic)).collect::<Vec<_>>();
        Effect::new(move |before: Option<usize>| {
            // Read, since a memo that is only tracked is never worked out, and hears nothing.
            let now = turns.iter().map(|turn| turn.get()).sum();
            if before.is_some_and(|before| before != now) {
                self.reload();
            }
            now
        });
    }

    /// Asks the server for rights and counts again, in the browser.
    pub fn reload(self) {
        let c = self.number();
        spawn_local(async move {
            if let Ok(frame) = get_account(AccountInput { c }).await
                && self.frame.try_with_untracked(|shown| *shown != frame).unwrap_or_default()
            {
                self.frame.set(frame);
            }
        });
    }
}

/// The account around the page; every page below [`AccountGuard`] has one.
#[must_use]
pub fn use_account() -> AccountContext {
    use_context().unwrap_or_else(AccountContext::new)
}

/// Lets in who may enter the account named by the address, and shows everybody else why not. No page below it is made before the
/// server has answered; every server function authorises by itself all the same.
///
/// Not in a `Suspense`: on the server that walks its children once more than it renders them, so pages would be made twice, and where
/// the resources of the first ones are given up before they have loaded, the answer never ends (`leptos` 0.9.0-rc1).
#[component]
pub fn AccountGuard() -> impl IntoView {
    let account = AccountContext::new();
    provide_context(account);
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("c").unwrap_or_default()));
    let frame = read(move || Ok(GetAccount { form: AccountInput { c: number.get() } }));
    Live::provide(number);
    account.follow(use_live());
    view! {
        {move || Suspend::new(async move {
            match frame.await {
                Ok(frame) => {
                    account.frame.set(frame);
                    view! { <Outlet/> }.into_any()
                }
                Err(error) => view! { <ErrorPage error/> }.into_any(),
            }
        })}
    }
}

/// Header and navigation around the pages of the account.
#[component]
pub fn AccountLayout() -> impl IntoView {
    let account = use_account();
    let path = use_location().pathname;
    // Rights and counts may have changed since the last page. A page that is led away from this account is none of it.
    Effect::new(move |last: Option<String>| {
        let path = path.get();
        if path.starts_with(&account.href("")) && last.is_some_and(|last| last != path) {
            account.reload();
        }
        path
    });
    view! {
        <SkipLink/>
        <div class="top">
            <Strips/>
            <AccountHeader has_navigation=true/>
            <ActingBar/>
        </div>
        <div class="shell">
            <AccountNavigation/>
            <main class="sheet" id="main" tabindex="-1">
                <Outlet/>
            </main>
        </div>
    }
}
