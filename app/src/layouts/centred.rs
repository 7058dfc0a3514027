use domain::Language;
use leptos::prelude::*;

use super::strips::InvitationStrips;
use crate::address::with_query;
use crate::api::ApiError;
use crate::api::page::set_status_of;
use crate::components::{ErrorWays, ErrorWords, Heading, Icon};
use crate::forms::{to_login, use_here};
use crate::i18n::{common, fill, use_language};
use crate::site::use_site;

/// A page of one panel: the brand above it, its heading and the children in it, the languages below.
#[component]
pub fn Centred(
    #[prop(into)] title: String,
    /// The first sentence, which answers who, into what, as what.
    #[prop(optional, into)]
    lede: Option<AnyView>,
    /// The page has a choice of language of its own.
    #[prop(optional)]
    without_languages: bool,
    /// The page is one where people begin, so it tells of the invitations that wait for them.
    #[prop(optional)]
    tells_of_invitations: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <main class="centre" id="main">
            <Brand/>
            {tells_of_invitations.then(|| view! { <InvitationStrips/> })}
            <section class="panel">
                <div>
                    <Heading text=title/>
                    {lede.map(|lede| view! { <p class="lede">{lede}</p> })}
                </div>
                {children()}
            </section>
            {(!without_languages).then(|| view! { <Languages/> })}
        </main>
    }
}

/// A page in the place of one that may not be shown or is not there, sent with the status of the error. Who is not signed in is sent
/// to *Log in*.
#[component]
pub fn ErrorPage(error: ApiError) -> impl IntoView {
    let words = ErrorWords::of(&error);
    set_status_of(&error);
    if error == ApiError::Unauthenticated {
        to_login();
    }
    view! {
        <Centred title=words.title lede=words.detail.into_any()>
            <ErrorWays error/>
        </Centred>
    }
}

/// The operator's brand; leads to where the reader starts.
#[component]
pub(super) fn Brand(#[prop(default = "/".to_owned(), into)] href: String) -> impl IntoView {
    let domain::views::Brand { name: brand, logo, .. } = use_site().brand.clone();
    let sign = match logo {
        Some(logo) => view! { <img src=logo.path alt="" width=logo.width height=logo.height/> }.into_any(),
        None => view! { <Icon name="brand"/> }.into_any(),
    };
    let label = fill(common::texts(use_language()).home_of, &[("brand", &brand)]);
    // `/` is answered by the server with where to go.
    let rel = (href == "/").then_some("external");
    view! {
        <a class="brand" href=href rel=rel aria-label=label>
            {sign}
            <span>{brand}</span>
        </a>
    }
}

/// The page in another language. The server keeps the choice and answers with the same address, so these are plain loads.
#[component]
pub(super) fn Languages() -> impl IntoView {
    let (current, here) = (use_language(), use_here());
    let links = Language::ALL.iter().map(|language| {
        let code = language.as_str();
        view! {
            <a
                href=move || here.with(|here| with_query(here, &[("lang", Some(code))]))
                rel="external nofollow"
                lang=code
                hreflang=code
                aria-current=(*language == current).then_some("true")
            >
                {language.own_name()}
            </a>
        }
    });
    view! {
        <nav class="foot-line" aria-label=common::texts(current).languages>
            {links.collect_view()}
        </nav>
    }
}
