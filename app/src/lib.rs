//! The application: pages, components, server functions, texts. On the server (feature `ssr`) it renders pages and answers calls; in
//! the browser (feature `hydrate`) it takes over what the server sent.

#![expect(clippy::must_use_candidate, reason = "components are used by the `view!` macro")]
#![expect(clippy::needless_pass_by_value, reason = "components own their properties")]

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

pub mod address;
pub mod api;
pub mod calls;
pub mod components;
pub mod forms;
pub mod i18n;
pub mod layouts;
pub mod live;
pub mod pages;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod site;

#[cfg(feature = "ssr")]
pub use shell::{Assets, shell};

use crate::api::ApiError;
use crate::layouts::{AccountGuard, AccountLayout, ErrorPage, OperatorLayout, PersonalLayout, TaskLayout};
use crate::pages::accept::{AcceptPage, BlockPage};
use crate::pages::account_settings::AccountSettingsPage;
use crate::pages::add_user::details::DetailsPage;
use crate::pages::add_user::groups::GroupsPage as AddUserGroupsPage;
use crate::pages::add_user::overview::OverviewPage;
use crate::pages::area::AreaPage;
use crate::pages::audit::{AuditLogPage, OperatorAuditLogPage};
use crate::pages::choose::ChoosePage;
use crate::pages::customers::CustomersPage;
use crate::pages::customers_new::NewCustomerPage;
use crate::pages::faq::FaqPage;
use crate::pages::feedback::FeedbackPage;
use crate::pages::forgot::ForgotPage;
use crate::pages::groups::GroupsPage;
use crate::pages::home::HomePage;
use crate::pages::invitations::InvitationsPage;
use crate::pages::invitations::details::InvitationPage;
use crate::pages::login::LoginPage;
use crate::pages::mailbox::{MailPage, MailboxPage};
use crate::pages::member::MemberPage;
use crate::pages::no_access::NoAccessPage;
use crate::pages::numbers::NumbersPage;
use crate::pages::operator::OperatorSettingsPage;
use crate::pages::operator::administrators::OperatorAdministratorsPage;
use crate::pages::operator::entries::{AreasPage, LinksPage, QuestionsPage};
use crate::pages::operator::feedback::OperatorFeedbackPage;
use crate::pages::profile::{ContactPage, ProfilePage};
use crate::pages::reset::ResetPage;
use crate::pages::roles::RolesPage;
use crate::pages::roles::edit::RolePage;
use crate::pages::settings::SettingsPage;
use crate::pages::setup::SetupPage;
use crate::pages::start::StartPage;
use crate::pages::users::UsersPage;
use crate::pages::verify::VerifyPage;
use crate::pages::wizard::accounts::AccountsPage;
use crate::pages::wizard::addresses::AddressesPage;
use crate::pages::wizard::result::ResultPage;
use crate::pages::wizard::submit::SubmitPage;
use crate::site::{PageState, provide_site};

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_site();
    view! {
        <Router>
            <Inside/>
        </Router>
    }
}

/// Marks the document when the browser has taken over, and knows the path that the first page was loaded from.
#[component]
fn Inside() -> impl IntoView {
    PageState::provide(use_location().pathname.get_untracked());
    Effect::new(|_| {
        if let Some(html) = document().document_element() {
            let _ = html.set_attribute("data-hydrated", "");
        }
    });
    view! { <RouteTable/> }
}

/// Every address there is. Each page is rendered whole before its first byte is sent, so that statuses and redirects can be set.
#[component]
fn RouteTable() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <ErrorPage error=ApiError::NotFound/> }>
            <Route path=path!("/") view=StartPage ssr=SsrMode::Async/>
            <Route path=path!("/login") view=LoginPage ssr=SsrMode::Async/>
            <Route path=path!("/forgot") view=ForgotPage ssr=SsrMode::Async/>
            <Route path=path!("/reset/:token") view=ResetPage ssr=SsrMode::Async/>
            <Route path=path!("/verify/:token") view=VerifyPage ssr=SsrMode::Async/>
            <Route path=path!("/setup") view=SetupPage ssr=SsrMode::Async/>
            <Route path=path!("/invitations/:token") view=AcceptPage ssr=SsrMode::Async/>
            <Route path=path!("/invitations/:token/block") view=BlockPage ssr=SsrMode::Async/>
            <Route path=path!("/choose") view=ChoosePage ssr=SsrMode::Async/>
            <Route path=path!("/no-access") view=NoAccessPage ssr=SsrMode::Async/>
            <Route path=path!("/mailbox") view=MailboxPage ssr=SsrMode::Async/>
            <Route path=path!("/mailbox/:id") view=MailPage ssr=SsrMode::Async/>
            <ParentRoute path=path!("") view=PersonalLayout ssr=SsrMode::Async>
                <Route path=path!("faq") view=FaqPage/>
                <Route path=path!("feedback") view=FeedbackPage/>
                <Route path=path!("settings") view=SettingsPage/>
            </ParentRoute>
            <ParentRoute path=path!("/customers") view=|| view! { <OperatorLayout/> } ssr=SsrMode::Async>
                <Route path=path!("") view=CustomersPage/>
                <Route path=path!("new") view=NewCustomerPage/>
            </ParentRoute>
            <ParentRoute path=path!("/operator") view=|| view! { <OperatorLayout stranger=ApiError::NotFound/> } ssr=SsrMode::Async>
                <Route path=path!("") view=OperatorSettingsPage/>
                <Route path=path!("administrators") view=OperatorAdministratorsPage/>
                <Route path=path!("areas") view=AreasPage/>
                <Route path=path!("links") view=LinksPage/>
                <Route path=path!("faq") view=QuestionsPage/>
                <Route path=path!("feedback") view=OperatorFeedbackPage/>
                <Route path=path!("audit") view=OperatorAuditLogPage/>
            </ParentRoute>
            <ParentRoute path=path!("/c/:c") view=AccountGuard ssr=SsrMode::Async>
                <ParentRoute path=path!("invite/:batch") view=TaskLayout>
                    <Route path=path!("addresses") view=AddressesPage/>
                    <Route path=path!("accounts") view=AccountsPage/>
                    <Route path=path!("submit") view=SubmitPage/>
                </ParentRoute>
                <ParentRoute path=path!("") view=AccountLayout>
                    <Route path=path!("") view=HomePage/>
                    <Route path=path!("areas/:area") view=AreaPage/>
                    <Route path=path!("profile") view=ProfilePage/>
                    <Route path=path!("profile/contact") view=ContactPage/>
                    <Route path=path!("users") view=UsersPage/>
                    <Route path=path!("users/new/details") view=DetailsPage/>
                    <Route path=path!("users/new/groups") view=AddUserGroupsPage/>
                    <Route path=path!("users/new/overview") view=OverviewPage/>
                    <Route path=path!("users/:id") view=MemberPage/>
                    <Route path=path!("invitations") view=InvitationsPage/>
                    <Route path=path!("invitations/:id") view=InvitationPage/>
                    <Route path=path!("groups") view=GroupsPage/>
                    <Route path=path!("numbers") view=NumbersPage/>
                    <Route path=path!("roles") view=RolesPage/>
                    <Route path=path!("roles/new") view=RolePage/>
                    <Route path=path!("roles/:id") view=RolePage/>
                    <Route path=path!("settings") view=AccountSettingsPage/>
                    <Route path=path!("audit") view=AuditLogPage/>
                    <Route path=path!("invite/:batch/result") view=ResultPage/>
                </ParentRoute>
            </ParentRoute>
        </Routes>
    }
}
