use domain::permission::Permission;
use leptos::prelude::*;

use super::Counted;
use crate::i18n::{people_tabs, use_language};
use crate::layouts::use_account;

/// The tabs of *User management*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleTab {
    Users,
    Invitations,
    Roles,
    Groups,
    Numbers,
}

/// Links to the parts of *User management* that the reader may open.
#[component]
pub fn PeopleTabs(current: PeopleTab, #[prop(into)] members: Signal<u32>, #[prop(into)] invitations: Signal<u32>) -> impl IntoView {
    let account = use_account();
    let t = people_tabs::texts(use_language());
    let here = move |tab| (tab == current).then_some("page");
    let people = move || {
        account.holds(&Permission::UsersView).then(|| {
            view! {
                <Counted href=account.href("users") name=t.users n=members current=here(PeopleTab::Users)/>
                <Counted href=account.href("invitations") name=t.invitations n=invitations current=here(PeopleTab::Invitations)/>
            }
        })
    };
    let others = [
        (PeopleTab::Roles, Permission::RolesManage, "roles", t.roles),
        (PeopleTab::Groups, Permission::GroupsManage, "groups", t.groups),
        (PeopleTab::Numbers, Permission::NumbersAssign, "numbers", t.numbers),
    ];
    let others = others.map(|(tab, needed, page, name)| {
        move || {
            account.holds(&needed).then(|| {
                view! {
                    <a href=account.href(page) aria-current=here(tab) data-noscroll="">
                        {name}
                    </a>
                }
            })
        }
    });
    view! {
        <nav class="tabs" aria-label=t.label>
            {people}
            {others.into_iter().collect_view()}
        </nav>
    }
}
