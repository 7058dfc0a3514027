//! *Audit log*: of an account, and of everything for the operator. What the page shows stands in its address, and the downloads have the
//! same filters in theirs.

use domain::views::{AuditPage, When};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use crate::address::with_query;
use crate::api::audit::{AuditFilters, AuditInput, GetAudit};
use crate::calls::read;
use crate::components::{ClearFilters, Empty, Icon, Page, Pager, Reading};
use crate::forms::here;
use crate::i18n::{audit, count, fill, use_language};
use crate::layouts::use_account;

pub mod filters;
pub mod table;

use filters::Filters;
use table::Table;

#[component]
pub fn AuditLogPage() -> impl IntoView {
    let t = audit::texts(use_language());
    view! { <Log c=Some(use_account().number()) lede=t.lede/> }
}

#[component]
pub fn OperatorAuditLogPage() -> impl IntoView {
    let t = audit::texts(use_language());
    view! { <Log c=None lede=t.lede_operator/> }
}

#[component]
fn Log(c: Option<String>, lede: &'static str) -> impl IntoView {
    let t = audit::texts(use_language());
    let query = use_query_map();
    let input = Memo::new(move |_| {
        query.with(|query| {
            let text = |name| query.get(name).unwrap_or_default();
            AuditInput {
                c: c.clone(),
                filters: AuditFilters {
                    person: text("person"),
                    action: text("action"),
                    target: text("target"),
                    from: text("from"),
                    to: text("to"),
                    operators: query.get_str("operators") == Some("true"),
                    customer: text("customer"),
                },
                cursor: query.get("cursor"),
            }
        })
    });
    let data = read(move || Ok(GetAudit { form: input.get() }));
    // At first, what was typed before WASM came.
    let typed = StoredValue::new(true);
    view! {
        <Page title=t.heading lede=lede>
            <Reading data view=move |found| view! { <Listed input=input.get_untracked() found typed/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Listed(
    input: AuditInput,
    found: AuditPage,
    /// What stands in the fields is what the page now shows, or newer.
    typed: StoredValue<bool>,
) -> impl IntoView {
    let t = audit::texts(use_language());
    let AuditInput { c, filters, .. } = input;
    let AuditPage { page, stopped, actions, time_zone } = found;
    let path = use_location().pathname.get_untracked();
    let is_filtered = filters != AuditFilters::default();
    let n = page.rows.len();
    let clear = (is_filtered && n > 0).then(|| path.clone());
    let body = match (n, is_filtered) {
        (0, false) => view! { <Empty title=t.nothing text=t.nothing_detail/> }.into_any(),
        (0, true) => {
            let whole = path.clone();
            view! {
                <Empty title=t.nothing_found text=t.nothing_found_detail>
                    <ClearFilters label=t.clear href=whole/>
                </Empty>
            }
            .into_any()
        }
        _ => view! { <Table rows=page.rows of_all=c.is_none()/> }.into_any(),
    };
    view! {
        <div class="section">
            <Filters filters=filters.clone() actions time_zone of_all=c.is_none() clear typed/>
            <CountRow n path filters/>
            {body}
            {stopped.map(|(when, cursor)| view! { <Further when cursor/> })}
            <Pager newer=page.newer older=page.older/>
        </div>
    }
}

/// How many are shown, and all of them as a file.
#[component]
fn CountRow(n: usize, path: String, filters: AuditFilters) -> impl IntoView {
    let language = use_language();
    let t = audit::texts(language);
    let n = u32::try_from(n).unwrap_or(u32::MAX);
    let file = |ending: &str| with_query(&format!("{path}.{ending}"), &parameters(&filters));
    let files = [(file("csv"), t.csv), (file("jsonl"), t.json_lines)].map(|(href, name)| {
        view! {
            <a class="btn btn--small" href=href rel="external">
                <Icon name="download"/>
                {name}
            </a>
        }
    });
    view! {
        <div class="count-row">
            <span role="status">{fill(t.shown.of(n), &[("n", &count(n, language))])}</span>
            {(n > 0)
                .then(|| {
                    view! {
                        <div class="actions" role="group" aria-label=t.download>
                            {files.into_iter().collect_view()}
                        </div>
                    }
                })}
        </div>
    }
}

/// A long log is looked through in parts.
#[component]
fn Further(when: When, cursor: String) -> impl IntoView {
    let t = audit::texts(use_language());
    view! {
        <p>
            {fill(t.stopped, &[("time", &when.text)])} " "
            <a href=with_query(&here(), &[("cursor", Some(&cursor))])>{t.further}</a>
        </p>
    }
}

/// The filters as they stand in the address.
fn parameters(filters: &AuditFilters) -> [(&'static str, Option<&str>); 7] {
    let set = |text| Some(text).filter(|text: &&str| !text.is_empty());
    [
        ("person", set(&filters.person)),
        ("action", set(&filters.action)),
        ("target", set(&filters.target)),
        ("from", set(&filters.from)),
        ("to", set(&filters.to)),
        ("operators", filters.operators.then_some("true")),
        ("customer", set(&filters.customer)),
    ]
}
