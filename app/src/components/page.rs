use domain::membership::AccountStatus;
use leptos::context::Provider;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use serde::de::DeserializeOwned;

use super::{Heading, Icon};
use crate::api::ApiError;
use crate::api::page::set_status_of;
use crate::calls::Data;
use crate::forms::to_login;
use crate::i18n::problems::error_text;
use crate::i18n::{common, errors, use_language};

/// Tells what stands inside a [`Page`] that there is a heading already.
#[derive(Clone, Copy, Debug)]
struct UnderHeading;

/// A page inside a layout: heading with actions to its right, then the children.
#[component]
pub fn Page(
    #[prop(into)] title: String,
    #[prop(optional, into)] lede: Option<String>,
    /// Buttons to the right of the heading, the primary one last.
    #[prop(optional, into)]
    actions: Option<AnyView>,
    #[prop(default = "page")] class: &'static str,
    /// Above the heading, such as the way back to a list.
    #[prop(optional, into)]
    before: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=class>
            {before}
            <div class="page-head">
                <div>
                    <Heading text=title/>
                    {lede.map(|text| view! { <p>{text}</p> })}
                </div>
                {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
            </div>
            <Provider value=UnderHeading>{children()}</Provider>
        </div>
    }
}

/// In the place of a page, or of what stands under its heading, if the data could not be had: what happened and what to do, sent with
/// the status of the error. Who is not signed in is sent to *Log in*.
#[component]
pub fn PageProblem(error: ApiError) -> impl IntoView {
    let words = ErrorWords::of(&error);
    set_status_of(&error);
    if error == ApiError::Unauthenticated {
        to_login();
    }
    if use_context::<UnderHeading>().is_some() {
        return view! {
            <section class="section" aria-labelledby="page-problem">
                <h2 id="page-problem">{words.title}</h2>
                <p>{words.detail}</p>
                <ErrorWays error/>
            </section>
        }
        .into_any();
    }
    view! {
        <Page title=words.title>
            <p>{words.detail}</p>
            <ErrorWays error/>
        </Page>
    }
    .into_any()
}

/// The ways out of an error.
#[component]
pub(crate) fn ErrorWays(error: ApiError) -> impl IntoView {
    let t = errors::texts(use_language());
    let again = matches!(error, ApiError::Busy | ApiError::Unreachable | ApiError::TooMany { .. });
    view! {
        <div class="actions">
            {again
                .then(|| {
                    view! {
                        <a class="btn" href=crate::forms::here() rel="external">
                            <Icon name="refresh-cw"/>
                            {t.again}
                        </a>
                    }
                })}
            <a class="btn" href="/" rel="external">
                {t.start}
            </a>
        </div>
    }
}

/// An error as a page tells it.
pub(crate) struct ErrorWords {
    pub(crate) title: &'static str,
    pub(crate) detail: String,
}

impl ErrorWords {
    pub(crate) fn of(error: &ApiError) -> Self {
        let language = use_language();
        let t = errors::texts(language);
        let told = || error_text(language, error);
        let (title, detail) = match error {
            ApiError::Unauthenticated => (t.signed_out, told()),
            ApiError::Forbidden => (t.forbidden, t.forbidden_detail.to_owned()),
            ApiError::Shut(AccountStatus::Closed) => (t.closed, told()),
            ApiError::Shut(_) => (t.suspended, told()),
            ApiError::NotFound => (t.not_found, t.not_found_detail.to_owned()),
            ApiError::Conflict(_) => (t.conflict, told()),
            ApiError::Gone => (t.gone, t.gone_detail.to_owned()),
            ApiError::TooMany { .. } => (t.too_many, told()),
            ApiError::Busy => (t.busy, told()),
            ApiError::Unreachable => (t.unreachable, told()),
            ApiError::BadRequest => (t.bad_request, told()),
            ApiError::Invalid(_) => (common::texts(language).problem_heading, told()),
            ApiError::Internal(_) => (t.failed, told()),
        };
        Self { title, detail }
    }
}

/// The data of a page, once it is there: `view` makes the page of it, and an error takes its place. The old data stays on the page
/// while new data is on its way.
///
/// Not in a `Transition`, since `view` may make resources: see [`AccountGuard`](crate::layouts::AccountGuard).
#[component]
pub fn Reading<T, F>(data: Data<T>, view: F) -> impl IntoView
where
    T: DeserializeOwned + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    move || {
        let view = view.clone();
        Suspend::new(async move {
            match data.await {
                Ok(data) => owned(view(data)),
                Err(error) => view! { <PageProblem error/> }.into_any(),
            }
        })
    }
}

/// A view that finds its contexts later as well: the server runs the closures of what was awaited where there are none.
pub(crate) fn owned(view: AnyView) -> AnyView {
    match Owner::current() {
        Some(owner) => OwnedView::new_with_owner(view, owner).into_any(),
        None => view,
    }
}
