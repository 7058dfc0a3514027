use leptos::prelude::*;

use super::Icon;
use crate::address::{settled, with_query};
use crate::forms::here;
use crate::i18n::{common, use_language};

/// What lies before and after a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PagerWords {
    /// *Newer* and *Older*.
    #[default]
    Times,
    /// *Previous* and *Next*, where the order is not that of time.
    Places,
}

/// *Newer* and *Older*, as links to the page with another `cursor`. Absent while everything stands on one page.
#[component]
pub fn Pager(newer: Option<String>, older: Option<String>, #[prop(optional)] words: PagerWords) -> impl IntoView {
    if newer.is_none() && older.is_none() {
        return ().into_any();
    }
    let t = common::texts(use_language());
    let (before, after) = match words {
        PagerWords::Times => (t.newer, t.older),
        PagerWords::Places => (t.previous, t.next),
    };
    let here = settled(&here());
    let link = |cursor: Option<String>| cursor.map(|cursor| with_query(&here, &[("cursor", Some(&cursor))]));
    view! {
        <nav class="pager" aria-label=t.pages>
            <div class="actions">
                <Step href=link(newer)>
                    <Icon name="chevron-left"/>
                    {before}
                </Step>
                <Step href=link(older)>
                    {after} <Icon name="chevron-right"/>
                </Step>
            </div>
        </nav>
    }
    .into_any()
}

/// Without an address it says by its looks and to assistive technology that there is no way on.
#[component]
fn Step(href: Option<String>, children: Children) -> impl IntoView {
    let ends_here = href.is_none();
    view! {
        <a class="btn btn--small" href=href role=ends_here.then_some("link") aria-disabled=ends_here.then_some("true")>
            {children()}
        </a>
    }
}
