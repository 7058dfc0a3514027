use domain::permission::Permission;
use leptos::html::Nav;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::account::use_account;
use crate::address::personal;
use crate::components::Icon;
use crate::i18n::{account, count, fill, settings, use_language};

/// The id by which the header's button opens the drawer.
const ID: &str = "nav";

/// Opens the navigation where it is a drawer.
#[component]
pub(super) fn OpenDrawer() -> impl IntoView {
    view! {
        <button
            type="button"
            class="menu-button only-narrow"
            popovertarget=ID
            aria-label=account::texts(use_language()).open_navigation
        >
            <Icon name="menu"/>
        </button>
    }
}

/// The navigation: beside the page on wide screens, a drawer that the browser opens by itself on narrow ones.
#[component]
pub(super) fn Drawer(
    label: &'static str,
    #[prop(into)] title: String,
    #[prop(optional, into)] number: String,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<Nav>::new();
    let path = use_location().pathname;
    Effect::new(move |_| {
        path.track();
        if let Some(nav) = node.get() {
            let _ = nav.hide_popover();
        }
    });
    view! {
        <nav class="nav" id=ID popover="auto" aria-label=label node_ref=node>
            <div class="nav-head">
                <b>{title}</b>
                <span class="muted">{number}</span>
                <button
                    type="button"
                    class="icon-btn"
                    popovertarget=ID
                    popovertargetaction="hide"
                    aria-label=account::texts(use_language()).close_navigation
                >
                    <Icon name="x"/>
                </button>
            </div>
            <ul>{children()}</ul>
            <ul>
                <PersonalItems/>
            </ul>
        </nav>
    }
}

/// What is there for everybody who is signed in, with the way back to the account.
#[component]
fn PersonalItems() -> impl IntoView {
    let t = account::texts(use_language());
    let number = use_account().number();
    view! {
        <NavItem href=personal("/faq", &number) icon="circle-help" label=t.faq/>
        <NavItem href=personal("/settings", &number) icon="settings" label=settings::texts(use_language()).heading/>
        <NavItem href=personal("/feedback", &number) icon="message-circle" label=t.feedback/>
    }
}

/// One place, marked while the reader is there or below it.
#[component]
pub(super) fn NavItem(
    #[prop(into)] href: String,
    icon: &'static str,
    label: &'static str,
    /// Only the very page is the place, none below it.
    #[prop(optional)]
    exact: bool,
    /// The server answers with where to go.
    #[prop(optional)]
    external: bool,
    /// What begins with this address is a place of its own.
    #[prop(optional)]
    except: &'static str,
    /// What begins with one of these addresses belongs to the place as well.
    #[prop(optional)]
    also: Vec<String>,
    /// How many wait there, in words.
    #[prop(optional, into)]
    waiting: MaybeProp<(String, String)>,
) -> impl IntoView {
    let path = use_location().pathname;
    let place = href.split('?').next().unwrap_or_default().trim_end_matches('/').to_owned();
    let is_here = move || {
        let here = path.with(|path| match path.strip_prefix(&place) {
            Some("" | "/") => true,
            Some(below) => !exact && below.starts_with('/') && (except.is_empty() || !path.starts_with(except)),
            None => also.iter().any(|also| path.starts_with(also)),
        });
        here.then_some("page")
    };
    view! {
        <li>
            <a href=href rel=external.then_some("external") aria-current=is_here title=move || waiting.get().map(|(_, words)| words)>
                <Icon name=icon/>
                {label}
                {move || {
                    waiting
                        .get()
                        .map(|(number, _)| {
                            view! {
                                <span class="count" aria-hidden="true">
                                    {number}
                                </span>
                            }
                        })
                }}
            </a>
        </li>
    }
}

/// The places of an account that the reader may open.
#[component]
pub(super) fn AccountNavigation() -> impl IntoView {
    let language = use_language();
    let t = account::texts(language);
    let account = use_account();
    let waiting = move || {
        let pending = account.frame().pending;
        (pending > 0).then(|| {
            let n = count(pending, language);
            let words = fill(t.pending.of(pending), &[("n", &n)]);
            (n, words)
        })
    };
    let management = move || {
        let parts = [
            (Permission::UsersView, "users"),
            (Permission::RolesManage, "roles"),
            (Permission::GroupsManage, "groups"),
            (Permission::NumbersAssign, "numbers"),
        ];
        let first = parts.iter().find(|(needed, _)| account.holds(needed)).map(|(_, page)| account.href(page));
        let also = parts.map(|(_, page)| account.href(page)).to_vec();
        first.map(|href| view! { <NavItem href also icon="users" label=t.users/> })
    };
    let people = move || {
        account.holds(&Permission::UsersView).then(|| {
            view! {
                <NavItem
                    href=account.href("invitations")
                    also=vec![account.href("invite/")]
                    icon="mail"
                    label=t.invitations
                    waiting=Signal::derive(waiting)
                />
            }
        })
    };
    let profile = move || account.has_rights().then(|| view! { <NavItem href=account.href("profile") icon="building" label=t.profile/> });
    let settings = move || {
        account.holds(&Permission::SettingsManage).then(|| {
            view! { <NavItem href=account.href("settings") icon="sliders" label=t.settings/> }
        })
    };
    view! {
        <Drawer label=t.navigation title=account.company() number=account.number()>
            <NavItem href=account.href("") icon="home" label=t.home exact=true/>
            {profile}
            {management}
            {people}
            {move || {
                account
                    .holds(&Permission::AuditView)
                    .then(|| view! { <NavItem href=account.href("audit") icon="scroll-text" label=t.audit/> })
            }}
            {settings}
        </Drawer>
    }
}
