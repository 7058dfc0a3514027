use domain::Language;
use domain::membership::AccountStatus;
use domain::permission::Permission;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::account::use_account;
use super::centred::Brand;
use super::navigation::OpenDrawer;
use super::switcher::Switcher;
use crate::address::personal;
use crate::api::session::{Logout, SetLanguage};
use crate::components::{Icon, Menu};
use crate::forms::use_here;
use crate::i18n::{account, common, settings, spans, use_language};
use crate::site::use_site;

/// The first stop of the Tab key.
#[component]
pub(super) fn SkipLink() -> impl IntoView {
    // `external`: the browser moves the focus along, which the router would not.
    view! {
        <a class="skip" href="#main" rel="external">
            {common::texts(use_language()).skip}
        </a>
    }
}

/// Brand, account, *Change customer*, *Admin*, user.
#[component]
pub(super) fn AccountHeader(#[prop(optional)] has_navigation: bool) -> impl IntoView {
    let account = use_account();
    let t = account::texts(use_language());
    let frame = account.frame.get_untracked();
    view! {
        <header class="header">
            {has_navigation.then(|| view! { <OpenDrawer/> })}
            <Brand href=account.href("")/>
            <div class="account">
                <b>{frame.company}</b>
                <span class="no">
                    <span class="hidden">{format!("{} ", t.customer_number)}</span>
                    {frame.number}
                </span>
            </div>
            {frame.can_change.then(|| view! { <Switcher start=true/> })}
            <div class="end">
                <AdminMenu class=if has_navigation { "menu only-wide" } else { "menu" }/>
                <UserMenu/>
            </div>
        </header>
    }
}

/// What administrators come for, in one place. Absent for who may open none of it, and on phones where the navigation has the same.
#[component]
fn AdminMenu(class: &'static str) -> impl IntoView {
    let account = use_account();
    let t = account::texts(use_language());
    let pages = [
        (Permission::UsersView, "invitations", "mail", t.invitations),
        (Permission::UsersView, "users", "users", t.users),
        (Permission::AuditView, "audit", "scroll-text", t.audit),
        (Permission::SettingsManage, "settings", "sliders", t.settings),
    ];
    move || {
        let links = pages.iter().filter(|(needed, ..)| account.holds(needed)).map(|(_, page, icon, name)| {
            view! {
                <a href=account.href(page)>
                    <Icon name=icon/>
                    {*name}
                </a>
            }
        });
        let links: Vec<_> = links.collect();
        let button = move || view! { {t.admin} <Icon name="chevron-down"/> };
        (!links.is_empty()).then(|| {
            view! {
                <Menu id="admin-menu" button class>
                    {links}
                </Menu>
            }
        })
    }
}

/// Who is signed in, *Settings* and *Log out*.
#[component]
pub(super) fn UserMenu() -> impl IntoView {
    let site = use_site();
    let user = site.user.clone()?;
    let language = use_language();
    let (t, common) = (account::texts(language), common::texts(language));
    let (initials, name) = (user.initials.clone(), user.name.clone());
    let button = move || {
        view! {
            <span class="avatar avatar--small" aria-hidden="true">
                {initials.clone()}
            </span>
            <span class="fold-text">{name.clone()} <span class="hidden">{format!(", {}", t.user_menu)}</span></span>
            <span class="only-wide">
                <Icon name="chevron-down"/>
            </span>
        }
    };
    Some(view! {
        <Menu id="user-menu" button>
            <div class="menu-head">
                <b>{user.name}</b>
                <span>{user.email}</span>
            </div>
            <a href=personal("/settings", &use_account().number())>
                <Icon name="settings"/>
                {settings::texts(language).heading}
            </a>
            <LanguageChoice/>
            <form method="post" action=Logout::url()>
                <input type="hidden" name="form[next]" value=""/>
                <button type="submit">
                    <Icon name="log-out"/>
                    {common.log_out}
                </button>
            </form>
        </Menu>
    })
}

/// Stands above every page on which an operator administrator acts for a customer.
#[component]
pub(super) fn ActingBar() -> impl IntoView {
    let t = account::texts(use_language());
    let frame = use_account().frame.get_untracked();
    frame.acting.then(|| {
        let who = format!("{} ({})", frame.company, frame.number);
        let words = spans(t.acting_for, &[("who", &who)]).into_iter();
        let words = words.map(|(stands_out, text)| if stands_out { view! { <b>{text}</b> }.into_any() } else { text.into_any() });
        let note = match frame.status {
            AccountStatus::Active => t.acting_note,
            AccountStatus::Suspended => t.acting_suspended,
            AccountStatus::Closed => t.acting_closed,
        };
        view! {
            <section class="acting" aria-label=t.acting>
                <Icon name="arrow-left-right"/>
                <span>{words.collect_view()}</span>
                <span class="note">{note}</span>
                <a class="btn btn--small" href="/customers">
                    {t.leave}
                </a>
            </section>
        }
    })
}

/// The language of the reader, from now on and in mails; the page is shown again in it.
#[component]
fn LanguageChoice() -> impl IntoView {
    let current = use_language();
    let here = use_here();
    let choices = Language::ALL.iter().map(|language| {
        let code = language.as_str();
        view! {
            <button type="submit" name="form[language]" value=code lang=code aria-current=(*language == current).then_some("true")>
                {language.own_name()}
            </button>
        }
    });
    view! {
        <form class="languages" method="post" action=SetLanguage::url() role="group" aria-label=common::texts(current).languages>
            <input type="hidden" name="form[next]" value=here/>
            {choices.collect_view()}
        </form>
    }
}
