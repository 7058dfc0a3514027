use domain::membership::{MemberFilter, MemberSort};
use domain::views::{MemberCounts, MemberList};
use leptos::prelude::*;

use super::shown::Shown;
use crate::address::{settled, with_query};
use crate::api::members::MembersInput;
use crate::components::{Banner, Counted, Icon, Menu, Search};
use crate::forms::here;
use crate::i18n::roles::role_name;
use crate::i18n::{common, count, fill, members, states, use_language, users};
use crate::layouts::use_account;

/// Whether a table is in the order of names, which has no newer and older.
#[must_use]
pub const fn is_by_name(sort: Option<MemberSort>) -> bool {
    matches!(sort, Some(MemberSort::Name | MemberSort::NameBackwards))
}

/// Those who have joined and may do nothing yet, for who could change that.
#[component]
pub(in crate::pages) fn Waiting(n: u32) -> impl IntoView {
    let language = use_language();
    let t = members::texts(language);
    (n > 0).then(|| {
        let href = with_query(&use_account().href("users"), &[("status", Some(MemberFilter::Restricted.as_str()))]);
        view! {
            <Banner title=fill(t.waiting.of(n), &[("n", &count(n, language))])>
                <p>{t.waiting_detail} " " <a href=href>{t.waiting_show}</a></p>
            </Banner>
        }
    })
}

#[component]
pub(super) fn Toolbar(input: MembersInput, list: MemberList, shown: Shown) -> impl IntoView {
    let language = use_language();
    let (t, words) = (users::texts(language), states::texts(language));
    let here = settled(&here());
    let filter = |filter: Option<MemberFilter>| {
        let (name, n): (_, fn(MemberCounts) -> u32) = match filter {
            None => (t.all, |counts| counts.all),
            Some(MemberFilter::Active) => (words.active, |counts| counts.active),
            Some(MemberFilter::Suspended) => (words.suspended, |counts| counts.suspended),
            Some(MemberFilter::Restricted) => (t.restricted, |counts| counts.restricted),
        };
        let n = Signal::derive(move || n(shown.counts()));
        let href = with_query(&here, &[("status", filter.map(MemberFilter::as_str)), ("cursor", None)]);
        view! { <Counted href name n current=(filter == input.filter).then_some("true")/> }
    };
    let filters = std::iter::once(None).chain(MemberFilter::ALL.iter().copied().map(Some)).map(filter).collect_view();
    let found = move || {
        let n = shown.counts().found;
        fill(common::texts(language).users.of(n), &[("n", &count(n, language))])
    };
    let keep = [
        ("status", input.filter.map(|filter| filter.to_string())),
        ("role", input.role.map(|role| role.to_string())),
        ("group", input.group.map(|group| group.to_string())),
        ("sort", input.sort.map(|sort| sort.to_string())),
    ];
    let keep = keep.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    view! {
        <div class="toolbar">
            <nav class="filters" aria-label=t.filters>
                {filters}
            </nav>
            <Choices input=input.clone() list here=here.clone()/>
            <Search label=t.search placeholder=t.search_hint value=input.search keep/>
        </div>
        <div class="count-row">
            <span role="status">{found}</span>
            <Order sort=input.sort here/>
        </div>
    }
}

/// What the table is narrowed to besides: a role, a group.
#[component]
fn Choices(input: MembersInput, list: MemberList, here: String) -> impl IntoView {
    let language = use_language();
    let t = members::texts(language);
    let roles = list.roles.into_iter().map(|role| (role.id.to_string(), role_name(language, role.kind, &role.name))).collect();
    let groups: Vec<_> = list.groups.into_iter().map(|group| (group.id.to_string(), group.name)).collect();
    let role = input.role.map(|role| role.to_string());
    let group = input.group.map(|group| group.to_string());
    let has_groups = !groups.is_empty();
    view! {
        <Choice param="role" name=t.role all=t.all_roles choices=roles chosen=role here=here.clone()/>
        {has_groups.then(|| view! { <Choice param="group" name=t.group all=t.all_groups choices=groups chosen=group here/> })}
    }
}

/// A menu of links, each of which sets one parameter of the address.
#[component]
fn Choice(
    param: &'static str,
    name: &'static str,
    /// No choice.
    all: &'static str,
    /// Value and label.
    choices: Vec<(String, String)>,
    #[prop(optional_no_strip)] chosen: Option<String>,
    here: String,
) -> impl IntoView {
    let current = choices.iter().find(|(value, _)| Some(value) == chosen.as_ref()).map(|(_, label)| label.clone());
    let label = current.map_or_else(|| name.to_owned(), |current| format!("{name}: {current}"));
    let all = std::iter::once((None, all.to_owned()));
    let links = all.chain(choices.into_iter().map(|(value, label)| (Some(value), label))).map(|(value, label)| {
        let href = with_query(&here, &[(param, value.as_deref()), ("cursor", None)]);
        view! {
            <a href=href aria-current=(value == chosen).then_some("true") data-noscroll="">
                {label}
            </a>
        }
    });
    let links = links.collect_view();
    view! {
        <Menu
            id=format!("filter-{param}")
            button=move || view! { {label.clone()} <Icon name="chevron-down"/> }
            class="menu menu--start"
            button_class="menu-button"
        >
            {links}
        </Menu>
    }
}

/// The order of the table.
#[component]
fn Order(sort: Option<MemberSort>, here: String) -> impl IntoView {
    let t = members::texts(use_language());
    let chosen = sort.unwrap_or(MemberSort::Newest);
    let name = |sort| match sort {
        MemberSort::Newest => t.newest,
        MemberSort::Oldest => t.oldest,
        MemberSort::Name => t.by_name,
        MemberSort::NameBackwards => t.by_name_backwards,
    };
    let links = MemberSort::ALL.iter().map(|sort| {
        let value = (*sort != MemberSort::Newest).then_some(sort.as_str());
        let href = with_query(&here, &[("sort", value), ("cursor", None)]);
        view! {
            <a href=href aria-current=(*sort == chosen).then_some("true") data-noscroll="">
                {name(*sort)}
            </a>
        }
    });
    let links = links.collect_view();
    let label = format!("{}: ", t.sort);
    view! {
        <Menu
            id="order"
            button=move || {
                view! {
                    <span class="hidden">{label.clone()}</span>
                    {name(chosen)}
                    <Icon name="chevron-down"/>
                }
            }
            button_class="menu-button"
        >
            {links}
        </Menu>
    }
}
