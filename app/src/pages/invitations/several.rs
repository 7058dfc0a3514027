//! The dialogs about several invitations, and what came of them.

use domain::ids::FlashId;
use domain::views::{Several, SeveralDeed, SeveralDone};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::list::Listing;
use super::picking::{Picking, ids_in_address};
use crate::address::with_query;
use crate::api::ApiError;
use crate::api::several::{ChangeSeveral, GetSeveral, GetSeveralDone, SeveralDoneInput, SeveralForm, SeveralInput};
use crate::calls::{Posting, read};
use crate::components::{Address, Dialog, DialogFoot, DialogProblem, FieldError, Icon, ServerForm, SubmitButton, use_problem};
use crate::forms::{unpack, use_flash};
use crate::i18n::{common, count, fill, invitations, several, use_language};
use crate::layouts::use_account;

/// Asks before several are sent again or deleted.
#[component]
pub(super) fn SeveralDialog(close: String, deed: SeveralDeed) -> impl IntoView {
    let (c, ids) = (use_account().number(), ids_in_address());
    // Who changes their mind finds the boxes as they were.
    let kept: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let close = with_query(&close, &kept.iter().map(|id| ("ids", Some(id.as_str()))).collect::<Vec<_>>());
    let data = read(move || Ok(GetSeveral { form: SeveralInput { c: c.clone(), ids: ids.clone() } }));
    let flash = use_flash::<SeveralForm>();
    let action = Posting::to::<ChangeSeveral>();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            let (_, refused) = unpack(flash.await);
            match data.await {
                Ok(several) => view! { <Question several deed refused close action/> }.into_any(),
                Err(error) => {
                    let title = several::texts(use_language()).no_such;
                    view! { <DialogProblem title error close/> }.into_any()
                }
            }
        })
    }
}

#[component]
fn Question(
    several: Several,
    deed: SeveralDeed,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    close: String,
    action: Posting,
) -> impl IntoView {
    let language = use_language();
    let t = several::texts(language);
    let n = u32::try_from(several.rows.len()).unwrap_or(u32::MAX);
    let is_delete = deed == SeveralDeed::Delete;
    let (title, label, busy, class, detail) = match deed {
        SeveralDeed::Delete => (t.delete_title, invitations::texts(language).delete, t.deleting, "btn btn--danger-fill", t.delete_detail),
        SeveralDeed::Resend => {
            let detail = if several.resend_ends_older { t.older_end } else { t.older_stay };
            (t.resend_title, invitations::texts(language).resend, t.sending, "btn btn--primary", detail)
        }
    };
    let quota = (!is_delete).then(|| {
        let quota = &several.quota;
        let left = [("left", &*count(quota.left(), language)), ("limit", &*count(quota.limit, language))].map(|(k, v)| (k, v.to_owned()));
        let left: Vec<(&str, &str)> = left.iter().map(|(k, v)| (*k, v.as_str())).collect();
        view! {
            <p class="muted" id="today" tabindex="-1">
                {fill(t.left_today, &left)}
            </p>
            <Wrong field="today"/>
        }
    });
    let ids: Vec<_> = several.rows.iter().map(|row| row.id.to_string()).collect();
    let hidden = ids.into_iter().map(|id| view! { <input type="hidden" name="form[ids][]" value=id/> });
    let rows = several.rows.into_iter().map(|row| {
        view! {
            <li>
                <Address email=row.email/>
            </li>
        }
    });
    view! {
        <Dialog title=fill(title.of(n), &[("n", &count(n, language))]) close=close.clone()>
            <ServerForm action refused class="">
                <div class="body">
                    <input type="hidden" name="form[c]" value=use_account().number()/>
                    <input type="hidden" name="form[deed]" value=deed.as_str()/>
                    <input type="hidden" name="form[back]" value=with_query(&close, &[("ids", None)])/>
                    {hidden.collect_view()}
                    <ul class="short-list" id="ids" tabindex="0" aria-label=t.bar>
                        {rows.collect_view()}
                    </ul>
                    <Wrong field="ids"/>
                    <p>{detail}</p>
                    {quota}
                </div>
                <DialogFoot close close_label=common::texts(language).cancel autofocus=is_delete>
                    <SubmitButton label busy class/>
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
}

/// What is wrong with what cannot be typed here, beside it.
#[component]
fn Wrong(field: &'static str) -> impl IntoView {
    view! { <FieldError id=format!("{field}-error") problem=use_problem(field)/> }
}

/// What came of it, as the address tells (`?several=fls_…`).
pub(super) fn use_told() -> Memo<Option<FlashId>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get_str("several").and_then(|id| id.parse().ok())))
}

#[component]
pub(super) fn SeveralNotice(told: Memo<Option<FlashId>>, listing: Listing, picking: Picking) -> impl IntoView {
    let data =
        read(move || Ok(GetSeveralDone { form: SeveralDoneInput { c: listing.number(), told: told.get().ok_or(ApiError::NotFound)? } }));
    view! {
        <div aria-live="polite">
            {move || Suspend::new(async move {
                let done = data.await.ok().filter(|_| told.get_untracked().is_some());
                done.map(|done| view! { <Told done listing picking/> })
            })}
        </div>
    }
}

#[component]
fn Told(done: SeveralDone, listing: Listing, picking: Picking) -> impl IntoView {
    let language = use_language();
    let t = several::texts(language);
    let n = |n: u32| count(n, language);
    let title = match (done.deed, done.done) {
        (SeveralDeed::Resend, 0) => t.none_resent.to_owned(),
        (SeveralDeed::Delete, 0) => t.none_deleted.to_owned(),
        (SeveralDeed::Resend, some) => fill(t.resent.of(some), &[("n", &n(some))]),
        (SeveralDeed::Delete, some) => fill(t.deleted.of(some), &[("n", &n(some))]),
    };
    let (class, icon) = match (done.done, done.left_out.is_empty()) {
        (0, _) => ("banner banner--warning", "triangle-alert"),
        (_, true) => ("banner banner--success", "circle-check"),
        (_, false) => ("banner", "info"),
    };
    let left = u32::try_from(done.left_out.len()).unwrap_or(u32::MAX);
    let left_out = (left > 0).then(|| {
        let rows = done.left_out.into_iter().map(|row| {
            view! {
                <li>
                    <Address email=row.email/>
                    ": "
                    {t.why(row.why)}
                </li>
            }
        });
        view! {
            <p>{fill(t.left_out.of(left), &[("n", &n(left))])}</p>
            <ul class="short-list" tabindex="0" aria-label=t.bar>
                {rows.collect_view()}
            </ul>
        }
    });
    let node = NodeRef::<html::Section>::new();
    // What was chosen is dealt with, and the bar that had the focus goes.
    Effect::new(move |_| {
        if let Some(notice) = node.get() {
            picking.set_all(false);
            let _ = notice.focus();
        }
    });
    let dismiss = common::texts(language).dismiss;
    let label = title.clone();
    view! {
        <section class=class aria-label=label tabindex="-1" node_ref=node>
            <Icon name=icon/>
            <div>
                <b>{title}</b>
                {left_out}
            </div>
            <a class="icon-btn" href=listing.href() aria-label=dismiss title=dismiss data-noscroll="">
                <Icon name="x"/>
            </a>
        </section>
    }
}
