use domain::invitation::Verdict;
use domain::views::{BatchResult, ResultRow};
use leptos::prelude::*;

use super::super::accounts::table::access_title;
use crate::components::{Address, CopyLinkButton, CopyLinks, DeliveryLine, GivenNames, Icon};
use crate::i18n::{use_language, wizard};
use crate::layouts::use_account;

/// Row by row, in the order of the list. A row keeps its element while its state changes.
#[component]
pub(super) fn Rows(result: RwSignal<BatchResult>, links: CopyLinks) -> impl IntoView {
    let t = wizard::outcome(use_language());
    let title = access_title(use_account().grants());
    let rows = move || result.with(|result| result.rows.clone());
    view! {
        <div class="table-wrap">
            <table class="table table--fold" role="table" aria-label=t.table>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">
                            {t.user}
                        </th>
                        <th role="columnheader" scope="col">
                            {title}
                        </th>
                        <th role="columnheader" scope="col" class="one-line">
                            {t.delivery}
                        </th>
                        <th role="columnheader" scope="col" class="tail">
                            <span class="hidden">{t.actions}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=rows key=|row| row.id let:row>
                        <Row row result links/>
                    </For>
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: ResultRow, result: RwSignal<BatchResult>, links: CopyLinks) -> impl IntoView {
    let language = use_language();
    let (t, words) = (wizard::outcome(language), wizard::texts(language));
    let (id, verdict) = (row.id, row.verdict);
    let delivery =
        Memo::new(move |_| result.with(|result| result.rows.iter().find(|row| row.id == id).and_then(|row| row.delivery.clone())));
    let who_id = format!("who.{id}");
    let is_sent = verdict.is_sent();
    let remark = (verdict == Verdict::Resend).then(|| view! { <span class="line2">{words.sent_again}</span> });
    let name = (!row.name.is_empty()).then(|| view! { <span class="line2">{row.name.clone()}</span> });
    let state = move || match delivery.get() {
        Some(delivery) => view! { <DeliveryLine delivery/> }.into_any(),
        None => view! { <Skipped verdict/> }.into_any(),
    };
    let copy = row.invitation.filter(|_| is_sent).map(|invitation| {
        view! { <CopyLinkButton links invitation described_by=who_id.clone()/> }
    });
    let roles = is_sent.then(|| {
        view! {
            <span class="nowrap">
                <GivenNames given=row.given/>
            </span>
        }
    });
    let blank = !is_sent;
    // Who is a member already is no stranger.
    let mark = if is_sent { view! { <Icon name="mail"/> }.into_any() } else { initials(&row.email).into_any() };
    view! {
        <tr role="row">
            <td role="cell" class="lead">
                <span class="person">
                    <span class=if is_sent { "avatar avatar--outside" } else { "avatar" } aria-hidden="true">
                        {mark}
                    </span>
                    <span class="person-text">
                        <span class=if is_sent { "who" } else { "muted break" } id=who_id>
                            <Address email=row.email/>
                        </span>
                        {name}
                        {remark}
                    </span>
                </span>
            </td>
            <td role="cell" class=blank.then_some("blank") data-label=is_sent.then(|| access_title(use_account().grants()))>
                {roles}
            </td>
            <td role="cell" data-label=t.delivery>
                {state}
            </td>
            <td role="cell" class=if blank { "tail blank" } else { "tail" }>
                {copy}
            </td>
        </tr>
    }
}

/// The first letters of the two parts of an address: `lucia.fernandez@` gives LF.
fn initials(email: &str) -> String {
    let local = email.split('@').next().unwrap_or_default();
    let words = local.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
    words.take(2).flat_map(char::to_uppercase).collect()
}

#[component]
fn Skipped(verdict: Verdict) -> impl IntoView {
    let language = use_language();
    let t = wizard::accounts(language);
    let reason = match verdict {
        Verdict::AlreadyInvited => t.skipped_invited_done,
        Verdict::BlockedDomain => t.skipped_domain,
        _ => t.skipped_member,
    };
    view! {
        <span class="delivery delivery--off">
            <Icon name="circle-minus"/>
            <span>{wizard::outcome(language).skipped_word}</span>
            <span class="at">{reason}</span>
        </span>
    }
}
