use domain::membership::AccountStatus;
use domain::permission::Permission;
use domain::views::{MemberRow, Profile};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::customer_deeds::{CustomerActions, CustomerDialogs, StateBanner};
use super::membership::row::name_id;
use super::membership::{DeedNotice, Deeds, MemberDialogs, RowActions, StatusSwitch, Switched, back};
use super::users::Numbers;
use crate::api::profile::{GetProfile, ProfileInput};
use crate::calls::{read, read_after};
use crate::components::{Address, CreateBatchButton, Day, Empty, Page, Pager, Reading, RoleNames};
use crate::i18n::{Text, common, members, profile, states, use_language};
use crate::layouts::use_account;

/// Tab *Company*.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let account = use_account();
    let data = read(move || Ok(GetProfile { form: ProfileInput { c: account.number(), cursor: None } }));
    view! { <Reading data view=|profile| view! { <CompanyTab profile/> }.into_any()/> }
}

/// Tab *Contact information*, with the people of the account below.
#[component]
pub fn ContactPage() -> impl IntoView {
    let account = use_account();
    let query = use_query_map();
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor")));
    let deeds = Deeds::new();
    let data = read_after(deeds.turn(), move || Ok(GetProfile { form: ProfileInput { c: account.number(), cursor: cursor.get() } }));
    view! { <Reading data view=move |profile| view! { <ContactTab profile deeds/> }.into_any()/> }
}

/// The tabs of the profile; `here` is the page of the current one.
#[component]
fn Tabs(here: &'static str) -> impl IntoView {
    let account = use_account();
    let t = profile::texts(use_language());
    let users = move || account.holds(&Permission::UsersView).then(|| view! { <a href=account.href("users")>{t.users}</a> });
    let tab = |page: &'static str, name: Text| {
        view! {
            <a href=account.href(page) aria-current=(page == here).then_some("page")>
                {name}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=t.tabs>
            {tab("profile", t.company)}
            {tab("profile/contact", t.contact)}
            {users}
        </nav>
    }
}

#[component]
fn CompanyTab(profile: Profile) -> impl IntoView {
    let t = profile::texts(use_language());
    view! {
        <Page title=t.heading actions=view! { <CustomerActions/> }.into_any()>
            <Tabs here="profile"/>
            <StateBanner status=profile.status/>
            <section class="section" aria-labelledby="company-title">
                <h2 id="company-title">{t.company}</h2>
                <dl class="facts">
                    <Fact name=t.company>{profile.company}</Fact>
                    <Fact name=t.number>{profile.number}</Fact>
                    <Fact name=t.status>
                        <AccountDot status=profile.status/>
                    </Fact>
                    <Fact name=t.language>{profile.language.own_name()}</Fact>
                    <Fact name=t.time_zone>{profile.time_zone.replace('_', " ")}</Fact>
                    <Fact name=t.since>
                        <Day when=profile.created/>
                    </Fact>
                </dl>
            </section>
        </Page>
        <CustomerDialogs/>
    }
}

#[component]
fn Fact(name: Text, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
}

#[component]
fn AccountDot(status: AccountStatus) -> impl IntoView {
    let class = match status {
        AccountStatus::Active => "member",
        AccountStatus::Suspended => "member member--suspended",
        AccountStatus::Closed => "member member--left",
    };
    view! { <span class=class>{states::texts(use_language()).account(status)}</span> }
}

#[component]
fn ContactTab(profile: Profile, deeds: Deeds) -> impl IntoView {
    let t = profile::texts(use_language());
    let may_invite = profile.may_invite;
    let people = profile.members.map(|page| {
        view! {
            <section class="section" aria-labelledby="user-profiles">
                <div class="section-head">
                    <div>
                        <h2 id="user-profiles">{t.user_profiles}</h2>
                    </div>
                    {may_invite.then(|| view! { <CreateBatchButton label=t.create icon="plus" new_tab=true/> })}
                </div>
                <DeedNotice deeds/>
                <People rows=page.rows may_invite deeds/>
                <Pager newer=page.newer older=page.older/>
            </section>
        }
    });
    view! {
        <Page title=t.heading actions=view! { <CustomerActions/> }.into_any()>
            <Tabs here="profile/contact"/>
            <StateBanner status=profile.status/>
            <section class="section" aria-labelledby="contact">
                <h2 id="contact">{t.contact}</h2>
                <dl class="facts">
                    <Fact name=t.company>{profile.company}</Fact>
                    <Fact name=t.main_contact>
                        <Contact name=profile.contact_name email=profile.contact_email/>
                    </Fact>
                    <Fact name=t.phone>
                        <Given text=profile.contact_phone/>
                    </Fact>
                    <Fact name=t.address>
                        <Given text=profile.contact_address/>
                    </Fact>
                </dl>
            </section>
            {people}
        </Page>
        <MemberDialogs/>
        <CustomerDialogs/>
    }
}

#[component]
fn Given(text: String) -> impl IntoView {
    if text.is_empty() {
        view! { <span class="muted">{profile::texts(use_language()).not_given}</span> }.into_any()
    } else {
        text.into_any()
    }
}

#[component]
fn Contact(name: String, email: String) -> impl IntoView {
    if email.is_empty() {
        return view! { <Given text=name/> }.into_any();
    }
    let before = (!name.is_empty()).then(|| format!("{name}, "));
    view! {
        {before}
        <a class="break" href=format!("mailto:{email}")>
            {email.clone()}
        </a>
    }
    .into_any()
}

#[component]
fn People(rows: Vec<MemberRow>, may_invite: bool, deeds: Deeds) -> impl IntoView {
    let t = profile::texts(use_language());
    if rows.is_empty() {
        let text = if may_invite { t.nobody_detail_inviter } else { t.nobody_detail };
        return view! { <Empty title=t.nobody text/> }.into_any();
    }
    let heads = [t.name, t.email, t.contact_number, t.kind, t.numbers, t.status].map(|head| {
        view! {
            <th role="columnheader" scope="col">
                {head}
            </th>
        }
    });
    let back = back();
    view! {
        <div class="table-wrap">
            <table class="table table--fold table--roomy" role="table" aria-label=t.user_profiles>
                <thead role="rowgroup">
                    <tr role="row">
                        {heads.into_iter().collect_view()} <th role="columnheader" scope="col" class="tail">
                            <span class="hidden">{members::texts(use_language()).actions}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {rows.into_iter().map(|row| view! { <Person row deeds back=back.clone()/> }).collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Person(row: MemberRow, deeds: Deeds, back: String) -> impl IntoView {
    let language = use_language();
    let t = profile::texts(language);
    let you = row.is_viewer.then(|| view! { <span class="muted">{format!(" {}", t.you)}</span> });
    let phone = match row.phone.clone() {
        Some(phone) => view! { <span class="nowrap">{phone}</span> }.into_any(),
        None => view! { <span class="muted">{common::texts(language).none}</span> }.into_any(),
    };
    let href = use_account().href(&format!("users/{}", row.id));
    view! {
        <tr role="row">
            <td role="cell" class="lead">
                <a class="who who--name" href=href id=name_id(&row)>
                    {row.name.clone()}
                </a>
                {you}
            </td>
            <td role="cell" data-label=t.email>
                <span class="break">
                    <Address email=row.email.clone()/>
                </span>
            </td>
            <td role="cell" data-label=t.contact_number>
                {phone}
            </td>
            <td role="cell" data-label=t.kind>
                <RoleNames roles=row.roles.clone()/>
            </td>
            <td role="cell" data-label=t.numbers>
                <Numbers numbers=row.numbers.clone()/>
            </td>
            <td role="cell" data-label=t.status>
                <StatusSwitch of=Switched::from(&row) deeds back=back.clone()/>
            </td>
            <td role="cell" class="tail">
                <RowActions row deeds back/>
            </td>
        </tr>
    }
}
