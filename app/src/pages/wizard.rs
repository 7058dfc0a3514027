//! The wizard: three steps and what came of it.

use domain::ids::BatchId;
use domain::problem::Conflict;
use domain::views::{Deadline, Quota};
use domain::wizard::Step;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::de::DeserializeOwned;

use crate::api::ApiError;
use crate::api::forms::Form;
use crate::api::page::{leave_for, set_status};
use crate::api::wizard::{BatchPageInput, DiscardBatch, page_href, result_href};
use crate::calls::{Data, Flashed, Posting};
use crate::components::{ButtonForm, ButtonLink, Heading, Icon, Meter, PageProblem, Part, Steps, owned};
use crate::forms::{here, unpack};
use crate::i18n::{Text, common, count, fill, spans, use_language, wizard};
use crate::layouts::use_account;

pub mod accounts;
pub mod addresses;
pub mod result;
pub mod submit;

/// The id of a step's form, by which buttons outside of it send it.
const FORM: &str = "step";
/// The id of the form behind *Cancel*.
const CANCEL: &str = "cancel";

/// The draft that the address names, and the page of it; `NotFound` for what names none.
fn use_batch() -> Memo<Result<BatchPageInput, ApiError>> {
    let (params, query) = (use_params_map(), use_query_map());
    let c = use_account().number();
    Memo::new(move |_| {
        let batch: BatchId = params.with(|params| params.get_str("batch").and_then(|id| id.parse().ok())).ok_or(ApiError::NotFound)?;
        let page = query.with(|query| query.get_str("page").and_then(|page| page.parse().ok())).unwrap_or(1);
        Ok(BatchPageInput { c: c.clone(), batch, page })
    })
}

/// What a flash of this page is about.
fn flash_about(batch: Memo<Result<BatchPageInput, ApiError>>) -> String {
    batch.with_untracked(|batch| batch.as_ref().map(|input| input.batch.to_string()).unwrap_or_default())
}

/// A step once its data is there. `view` makes it of the data, of what was typed before it was refused, and of why it was. A list that
/// was submitted has a result instead.
#[component]
fn StepPage<T, F, V>(batch: Memo<Result<BatchPageInput, ApiError>>, data: Data<T>, flash: Flashed<F>, view: V) -> impl IntoView
where
    T: DeserializeOwned + Send + Sync + 'static,
    F: Form,
    V: Fn(T, Option<F>, Option<ApiError>) -> AnyView + Clone + Send + Sync + 'static,
{
    // As `Reading`: not in a `Transition`.
    move || {
        let view = view.clone();
        Suspend::new(async move {
            let flash = flash.await;
            match data.await {
                Ok(data) => {
                    let (form, refused) = unpack(flash);
                    owned(view(data, form, refused))
                }
                Err(ApiError::Conflict(Conflict::Submitted)) => view! { <ToResult batch/> }.into_any(),
                Err(error) => view! { <PageProblem error/> }.into_any(),
            }
        })
    }
}

/// Takes the place of the step in the history, so that Back does not come round to it again.
#[component]
fn ToResult(batch: Memo<Result<BatchPageInput, ApiError>>) -> impl IntoView {
    set_status(http::StatusCode::FOUND);
    let href = batch.get_untracked().ok().map(|input| result_href(&input.c, input.batch))?;
    Some(view! { <Redirect path=href options=NavigateOptions { replace: true, ..NavigateOptions::default() }/> })
}

/// How *Save and leave* leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Leave {
    /// By sending the form.
    Save,
    /// Everything is saved: a link.
    Go(String),
}

/// What all three steps have in common: where one is, the heading, *Save and leave*, and what *Cancel* sends.
#[component]
fn Frame(step: Step, batch: BatchId, lede: String, leave: Leave, children: Children) -> impl IntoView {
    let t = wizard::texts(use_language());
    let heading = fill(t.heading, &[("n", &step.number().to_string()), ("step", t.step(step))]);
    let leave = match leave {
        Leave::Save => view! {
            <button class="btn btn--quiet" type="submit" form=FORM name="form[action]" value="leave">
                {t.leave}
            </button>
        }
        .into_any(),
        Leave::Go(href) => view! {
            <ButtonLink href=Signal::stored(href) class="btn btn--quiet">
                {t.leave}
            </ButtonLink>
        }
        .into_any(),
    };
    view! {
        <div class="page page--task">
            <Steps names=Step::ALL.iter().map(|step| t.step(*step)).collect() current=usize::from(step.number())/>
            <div class="page-head">
                <div>
                    <Heading text=heading/>
                    <p>{lede}</p>
                </div>
                {leave}
            </div>
            {children()}
            <Discard batch/>
        </div>
    }
}

/// The form behind *Cancel*. It sends nothing of what was typed.
#[component]
fn Discard(batch: BatchId) -> impl IntoView {
    let action = Posting::to::<DiscardBatch>();
    // Gone or submitted meanwhile: the page made anew says which.
    Effect::new(move |_| {
        if action.error().is_some() {
            leave_for(&here());
        }
    });
    view! {
        <ButtonForm action attr:id=CANCEL>
            <input type="hidden" name="form[c]" value=use_account().number()/>
            <input type="hidden" name="form[batch]" value=batch.to_string()/>
        </ButtonForm>
    }
}

/// *Cancel*, wherever it stands.
#[component]
fn CancelButton(#[prop(default = "btn")] class: &'static str) -> impl IntoView {
    view! {
        <button class=class type="submit" form=CANCEL>
            {common::texts(use_language()).cancel}
        </button>
    }
}

/// The fields that every form of a step sends.
#[component]
fn BatchFields(batch: BatchId) -> impl IntoView {
    view! {
        <input type="hidden" name="form[c]" value=use_account().number()/>
        <input type="hidden" name="form[batch]" value=batch.to_string()/>
    }
}

/// *Previous page*, *Next page*, where a page has nothing to keep.
#[component]
fn Turn(href: String, page: u32, pages: u32) -> impl IntoView {
    if pages < 2 {
        return ().into_any();
    }
    let language = use_language();
    let t = wizard::texts(language);
    let here = fill(t.page, &[("page", &count(page, language)), ("pages", &count(pages, language))]);
    let to = |page: u32| page_href(&href, page);
    let previous = (page > 1).then(|| {
        view! {
            <a class="btn btn--small" href=to(page - 1)>
                <Icon name="chevron-left"/>
                {t.previous_page}
            </a>
        }
    });
    let next = (page < pages).then(|| {
        view! {
            <a class="btn btn--small" href=to(page + 1)>
                {t.next_page}
                <Icon name="chevron-right"/>
            </a>
        }
    });
    view! {
        <nav class="pager" aria-label=common::texts(language).pages>
            <span>{here}</span>
            <div class="actions">{previous} {next}</div>
        </nav>
    }
    .into_any()
}

/// Where the day's limit stands, and what the list takes of it. `words` fills the place of the number in `sentence`; `remark` says what
/// the list does to it.
#[component]
fn QuotaMeter(
    quota: Quota,
    #[prop(into)] uses: Signal<u32>,
    sentence: Text,
    /// "38 of 50"
    #[prop(into)]
    words: Signal<String>,
    #[prop(into)] remark: Signal<String>,
) -> impl IntoView {
    let language = use_language();
    let t = wizard::texts(language);
    let Quota { limit, used, resets, .. } = quota;
    let bold = move || {
        let words = words.get();
        let parts = spans(sentence, &[("left", &words)]).into_iter();
        parts.map(|(stands_out, text)| if stands_out { view! { <b>{text}</b> }.into_any() } else { text.into_any() }).collect_view()
    };
    let resets = StoredValue::new(resets);
    let remark = move || view! { {remark.get()} " " <FullAgain resets=resets.get_value()/> };
    let label = move || {
        let now = count(uses.get(), language);
        fill(t.used_of, &[("used", &count(used, language)), ("limit", &count(limit, language)), ("now", &now)])
    };
    let parts = Signal::derive(move || vec![(Part::Used, used), (Part::Now, uses.get())]);
    view! { <Meter words=bold remark=remark label=Signal::derive(label) total=limit parts/> }
}

#[component]
fn FullAgain(resets: Deadline) -> impl IntoView {
    let t = wizard::texts(use_language());
    let parts = spans(t.full_again, &[("time", "")]).into_iter().map(|(is_value, text)| {
        if is_value { view! { <time datetime=resets.iso.clone()>{resets.text.clone()}</time> }.into_any() } else { text.into_any() }
    });
    parts.collect_view()
}
