//! What users have written to the operator.

use domain::views::{FeedbackRow, Page as Rows};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::OperatorTabs;
use crate::api::operator::{FeedbackInput, GetFeedback};
use crate::calls::read;
use crate::components::{Empty, Moment, Page, Pager, Reading};
use crate::i18n::{operator, use_language};

#[component]
pub fn OperatorFeedbackPage() -> impl IntoView {
    let t = operator::texts(use_language());
    let query = use_query_map();
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let data = read(move || Ok(GetFeedback { form: FeedbackInput { cursor: cursor.get() } }));
    view! {
        <Page title=t.heading lede=t.feedback_about>
            <OperatorTabs here="/operator/feedback"/>
            <Reading data view=|rows| view! { <Listed rows/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Listed(rows: Rows<FeedbackRow>) -> impl IntoView {
    let t = operator::texts(use_language());
    if rows.rows.is_empty() {
        return view! { <Empty title=t.no_feedback text=t.no_feedback_detail/> }.into_any();
    }
    view! {
        <ul class="notes" aria-label=t.feedback_tab>
            {rows.rows.into_iter().map(note).collect_view()}
        </ul>
        <Pager newer=rows.newer older=rows.older/>
    }
    .into_any()
}

fn note(row: FeedbackRow) -> impl IntoView {
    let customer = row.customer.map(|(number, company)| {
        let href = crate::address::account(&number, "profile");
        view! {
            ", "
            <a href=href>{format!("{company} ({number})")}</a>
        }
    });
    let who = (row.name != row.email).then(|| format!("{}, ", row.name));
    let lines = row.text.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p class="break">{line.to_owned()}</p> });
    let lines = lines.collect_view();
    view! {
        <li>
            <p class="muted small">
                {who} <a class="break" href=format!("mailto:{}", row.email)>
                    {row.email.clone()}
                </a> {customer} ", " <Moment when=row.sent/>
            </p>
            {lines}
        </li>
    }
}
