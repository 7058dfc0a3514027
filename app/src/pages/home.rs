use domain::live::Topic;
use domain::views::{Area, Contact, Home, HomeLink, LinkKind};
use leptos::prelude::*;

use crate::api::account::{AccountInput, EndTour, GetHome};
use crate::calls::{Posting, read_after};
use crate::components::{Banner, Icon, LeftNotice, Page, Reading, Stopped, Tone};
use crate::i18n::{Text, fill, home, spans, use_language};
use crate::layouts::use_account;
use crate::live::use_live;
use crate::pages::users::toolbar::Waiting;

pub mod tour;

use tour::WelcomeTour;

#[component]
pub fn HomePage() -> impl IntoView {
    let t = home::texts(use_language());
    let account = use_account();
    let ending = Posting::to::<EndTour>();
    let ended = ending.successes();
    let turns = [Topic::Account, Topic::Members].map(|topic| use_live().turn(topic));
    let turn = Memo::new(move |_| turns.iter().map(|turn| turn.get()).sum::<usize>() + ended.get());
    let data = read_after(turn, move || Ok(GetHome { form: AccountInput { c: account.number() } }));
    let profile = fill(t.profile, &[("company", &account.company())]);
    let actions = move || {
        account.has_rights().then(|| {
            view! {
                <a class="btn" href=account.href("profile")>
                    {profile.clone()}
                </a>
            }
        })
    };
    view! {
        <Page title=t.heading actions=actions.into_any()>
            <LeftNotice close=account.href("")/>
            <Stopped/>
            <Reading data view=move |home| view! { <Inside home ending/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Inside(home: Home, ending: Posting) -> impl IntoView {
    let t = home::texts(use_language());
    let company = [("company", home.company.as_str())];
    let welcome = home.welcome.then(|| {
        view! {
            <Banner tone=Tone::Success title=fill(t.welcome, &company)>
                <p>{t.welcome_detail}</p>
            </Banner>
        }
    });
    let restricted = home.restricted.then(|| {
        let ask = home.contact.map(|contact| with_contact(t.restricted_ask, &contact));
        view! {
            <Banner title=fill(t.restricted, &company)>
                <p>{t.restricted_detail} " " {ask} " " {t.restricted_end}</p>
            </Banner>
        }
    });
    let tour = (!home.tour.is_empty()).then(|| view! { <WelcomeTour areas=home.tour ending/> });
    let waiting = view! { <Waiting n=home.waiting/> };
    let none = home.areas.is_empty().then(|| view! { <p class="muted">{t.no_areas}</p> });
    view! {
        {welcome}
        {restricted}
        {tour}
        {waiting}
        <section class="section" aria-labelledby="areas">
            <h2 id="areas">{t.areas}</h2>
            {none}
            <ul class="links">{home.areas.into_iter().map(|area| view! { <AreaItem area/> }).collect_view()}</ul>
        </section>
        <div class="halves">
            <Links kind=LinkKind::Link heading=t.links links=home.links.clone()/>
            <Links kind=LinkKind::Document heading=t.documents links=home.links/>
        </div>
    }
}

/// A text with somebody in it who can be written to.
fn with_contact(template: Text, contact: &Contact) -> AnyView {
    let pieces = spans(template, &[("contact", &contact.name)]).into_iter().map(|(is_value, text)| {
        if is_value { view! { <a href=format!("mailto:{}", contact.email)>{text}</a> }.into_any() } else { text.into_any() }
    });
    pieces.collect_view().into_any()
}

/// What leads to other sites: addresses of web sites alone, which the server has made sure of.
#[component]
fn Links(kind: LinkKind, heading: Text, links: Vec<HomeLink>) -> impl IntoView {
    let (icon, id) = match kind {
        LinkKind::Link => ("globe", "links"),
        LinkKind::Document => ("file-text", "documents"),
    };
    let item = |link: HomeLink| {
        let remark = if link.note.is_empty() {
            view! { <Icon name="external-link"/> }.into_any()
        } else {
            view! { <span class="muted small">{link.note}</span> }.into_any()
        };
        view! {
            <li>
                <a href=link.url rel="external noreferrer">
                    <Icon name=icon/>
                    <span>{link.title}</span>
                    {remark}
                </a>
            </li>
        }
    };
    let items: Vec<_> = links.into_iter().filter(|link| link.kind == kind).map(item).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby=id>
                <h2 id=id>{heading}</h2>
                <ul class="links">{items}</ul>
            </section>
        }
    })
}

#[component]
fn AreaItem(area: Area) -> impl IntoView {
    let t = home::texts(use_language());
    if !area.open {
        return view! {
            <li class="closed">
                <Icon name="lock"/>
                <span>{area.name}</span>
                <span class="small">{t.closed}</span>
            </li>
        }
        .into_any();
    }
    view! {
        <li>
            <a href=use_account().href(&format!("areas/{}", area.key))>
                <Icon name="file-text"/>
                <span>
                    {area.name}
                    <span class="line2">{area.description}</span>
                </span>
                <Icon name="chevron-right"/>
            </a>
        </li>
    }
    .into_any()
}
