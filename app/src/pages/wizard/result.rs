use domain::ids::BatchId;
use domain::live::Topic;
use domain::views::{BatchResult, Progress};
use domain::wizard::Step;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use self::rows::Rows;
use super::{Turn, use_batch};
use crate::api::page::refresh_after;
use crate::api::wizard::{BatchInput, BatchPageInput, GetBatchResult, get_batch_progress, get_batch_result, result_href, step_href};
use crate::calls::read;
use crate::components::{Banner, CopyLinkDialog, CopyLinks, CreateBatchButton, Heading, Meter, Part, Reading, Stopped, use_dialog};
use crate::i18n::{count, fill, spans, use_language, wizard};
use crate::layouts::use_account;
use crate::live::use_live;

pub mod rows;

/// How often a browser without WASM loads the page anew, in seconds.
const REFRESH_S: u16 = 5;

#[component]
pub fn ResultPage() -> impl IntoView {
    let batch = use_batch();
    let data = read(move || Ok(GetBatchResult { form: batch.get()? }));
    view! { <Reading data view=|result| view! { <Outcome result/> }.into_any()/> }
}

#[component]
fn Outcome(result: BatchResult) -> impl IntoView {
    let language = use_language();
    let t = wizard::outcome(language);
    let total = result.progress.total;
    let heading = fill(t.queued.of(total), &[("n", &count(total, language))]);
    let (batch, page, pages, waiting) = (result.batch, result.page, result.pages, result.waiting);
    let is_done = result.progress.is_done();
    // Not under the hands of somebody who copies a link.
    if !is_done && !stands_still() && use_dialog().with_untracked(Option::is_none) {
        refresh_after(REFRESH_S);
    }
    let result = RwSignal::new(result);
    follow(result);
    let links = CopyLinks::new();
    let account = use_account();
    let href = result_href(&account.number(), batch);
    // There are more pending ones now than the navigation says.
    Effect::new(move |_| account.reload());
    view! {
        <div class="page">
            <div class="page-head">
                <div>
                    <Heading text=heading/>
                    <p>{t.lede}</p>
                </div>
                <div class="actions">
                    <a class="btn" href=account.href("invitations")>
                        {t.see_all}
                    </a>
                    <CreateBatchButton label=t.more/>
                </div>
            </div>
            <Stopped/>
            <How result/>
            {(!is_done).then(|| view! { <Following href=href.clone()/> })}
            <Waiting waiting/>
            <Rows result links/>
            <Turn href page pages/>
            <p class="muted">{t.note}</p>
        </div>
        <CopyLinkDialog links/>
    }
}

/// Without WASM: ends loading the page again and again (WCAG 2.2.1).
#[component]
fn Following(href: String) -> impl IntoView {
    let t = wizard::outcome(use_language());
    // In a page with scripts, what stands in a `<noscript>` is text: nothing to hydrate.
    let link =
        if stands_still() { String::new() } else { format!("<p class=\"small\"><a href=\"{href}?refresh=off\">{}</a></p>", t.stand_still) };
    view! { <noscript inner_html=link></noscript> }
}

fn stands_still() -> bool {
    use_query_map().with_untracked(|query| query.get_str("refresh") == Some("off"))
}

/// Asks how far the mails are when something has changed.
fn follow(result: RwSignal<BatchResult>) {
    let c = StoredValue::new(use_account().number());
    let turn = use_live().turn(Topic::Invitations);
    Effect::new(move |before: Option<usize>| {
        let now = turn.get();
        if before.is_some_and(|before| before != now) {
            spawn_local(refresh(c, result));
        }
        now
    });
}

/// The rows are fetched only if their numbers have changed.
async fn refresh(c: StoredValue<String>, result: RwSignal<BatchResult>) {
    let Some(c) = c.try_get_value() else { return };
    let Some((batch, page, known)) = result.try_with_untracked(|result| (result.batch, result.page, result.progress)) else { return };
    let progress = get_batch_progress(BatchInput { c: c.clone(), batch }).await;
    if progress.is_ok_and(|progress| progress != known)
        && let Ok(new) = get_batch_result(BatchPageInput { c, batch, page }).await
    {
        let _ = result.try_set(new);
    }
}

/// How far the mails are, in words and as a bar.
#[component]
fn How(result: RwSignal<BatchResult>) -> impl IntoView {
    let language = use_language();
    let (t, of) = (wizard::outcome(language), wizard::texts(language).n_of);
    let progress = Memo::new(move |_| result.with(|result| result.progress));
    let number = move |n: u32| count(n, language);
    let words = move || {
        let p = progress.get();
        let sent = fill(of, &[("n", &number(p.sent)), ("of", &number(p.total))]);
        let first = spans(t.sent, &[("of", &sent)]).into_iter();
        let first = first.map(|(bold, text)| if bold { view! { <b>{text}</b> }.into_any() } else { text.into_any() });
        let rest = [
            (t.in_queue, p.queued + p.sending),
            (t.deferred, p.deferred),
            (t.failed, p.failed),
            (t.cancelled, p.cancelled),
            (t.skipped, p.skipped),
        ];
        let rest: Vec<String> = rest.iter().filter(|(_, n)| *n > 0).map(|(text, n)| fill(text, &[("n", &number(*n))])).collect();
        let rest = if rest.is_empty() { String::new() } else { format!(", {}", rest.join(", ")) };
        view! {
            <span role="status">
                {first.collect_view()} {rest}
            </span>
        }
    };
    let remark = move || if progress.get().is_done() { t.done } else { t.updates };
    let label = Signal::derive(move || {
        let Progress { total, sent, deferred, failed, .. } = progress.get();
        let values = [("sent", number(sent)), ("total", number(total)), ("deferred", number(deferred)), ("failed", number(failed))];
        fill(t.bar, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    });
    let parts = Signal::derive(move || {
        let p = progress.get();
        vec![(Part::Used, p.sent), (Part::Waiting, p.deferred), (Part::Bad, p.failed)]
    });
    let total = Signal::derive(move || progress.with(|p| p.total));
    view! { <Meter words remark label total parts/> }
}

/// Those for whom the day's limit had no room.
#[component]
fn Waiting(waiting: Option<(BatchId, u32)>) -> impl IntoView {
    let language = use_language();
    let t = wizard::outcome(language);
    let (batch, people) = waiting?;
    let title = fill(t.waiting.of(people), &[("n", &count(people, language))]);
    let href = step_href(&use_account().number(), batch, Step::Submit);
    Some(view! {
        <Banner title>
            <p>{t.waiting_detail} " " <a href=href>{t.waiting_open}</a></p>
        </Banner>
    })
}
