use domain::views::{AuditFact, AuditLine};
use leptos::prelude::*;

use crate::address::account;
use crate::components::{Address, Moment};
use crate::i18n::{audit, use_language};

#[component]
pub(super) fn Table(rows: Vec<AuditLine>, of_all: bool) -> impl IntoView {
    let t = audit::texts(use_language());
    let heads = [Some(t.when), Some(t.who), Some(t.what), of_all.then_some(t.of_customer)].into_iter().flatten().map(|head| {
        view! {
            <th role="columnheader" scope="col">
                {head}
            </th>
        }
    });
    view! {
        <div class="table-wrap">
            <table class="table table--fold table--log" role="table" aria-label=t.heading>
                <thead role="rowgroup">
                    <tr role="row">{heads.collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">{rows.into_iter().map(|row| view! { <Row row of_all/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: AuditLine, of_all: bool) -> impl IntoView {
    let t = audit::texts(use_language());
    let email = row.email.map(|email| {
        view! {
            <span class="line2">
                <Address email/>
            </span>
        }
    });
    let acting = row.acting.map(|acting| view! { <span class="line2 acting-as">{acting}</span> });
    let what = row.what.into_iter().map(|(stands_out, text)| match (stands_out, is_address(&text)) {
        (true, true) => view! { <span class="value"><Address email=text/></span> }.into_any(),
        (true, false) => view! { <span class="value">{text}</span> }.into_any(),
        _ => text.into_any(),
    });
    view! {
        <tr role="row">
            <td role="cell" class="nowrap" data-label=t.when>
                <Moment when=row.when/>
            </td>
            <td role="cell" data-label=t.who>
                <span class="who">{row.who}</span>
                {email}
                {acting}
            </td>
            <td role="cell" data-label=t.what>
                {what.collect_view()}
                {(!row.facts.is_empty()).then(|| view! { <Facts facts=row.facts/> })}
            </td>
            {of_all.then(|| view! { <Customer customer=row.customer/> })}
        </tr>
    }
}

fn is_address(text: &str) -> bool {
    text.contains('@') && !text.contains(char::is_whitespace)
}

/// What was changed, and what else the entry knows.
#[component]
fn Facts(facts: Vec<AuditFact>) -> impl IntoView {
    let t = audit::texts(use_language());
    let line = |fact: AuditFact| {
        let old = fact.old.map(|old| {
            view! {
                {old}
                " "
                <span aria-hidden="true">"→"</span>
                <span class="hidden">{t.became}</span>
                " "
            }
        });
        view! {
            <div>
                <dt>{fact.label} ": "</dt>
                <dd>{old} {fact.value}</dd>
            </div>
        }
    };
    view! { <dl class="line2 log-facts">{facts.into_iter().map(line).collect_view()}</dl> }
}

/// Leads to the customer's own log.
#[component]
fn Customer(customer: Option<(String, String)>) -> impl IntoView {
    let t = audit::texts(use_language());
    let Some((number, company)) = customer else {
        return view! { <td role="cell" class="blank"></td> }.into_any();
    };
    view! {
        <td role="cell" data-label=t.of_customer>
            <a class="who" href=account(&number, "audit")>
                {company}
            </a>
            <span class="line2">{number}</span>
        </td>
    }
    .into_any()
}
