use domain::views::{Faq, FaqEntry};
use leptos::prelude::*;

use crate::address::personal;
use crate::api::help::GetFaq;
use crate::calls::read;
use crate::components::{Empty, Page, Reading};
use crate::i18n::{help, use_language};
use crate::layouts::use_account;

/// What the operator answers before anybody asks.
#[component]
pub fn FaqPage() -> impl IntoView {
    let t = help::texts(use_language());
    let data = read(|| Ok(GetFaq {}));
    view! {
        <Page title=t.faq lede=t.faq_lede>
            <Reading data view=|faq| view! { <Answers faq/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Answers(faq: Faq) -> impl IntoView {
    let language = use_language();
    let t = help::texts(language);
    let feedback = personal("/feedback", &use_account().number());
    let ask = view! {
        <a class="btn" href=feedback>
            {t.ask}
        </a>
    };
    if faq.entries.is_empty() {
        return view! {
            <Empty title=t.no_faq text=t.no_faq_detail>
                {ask}
            </Empty>
        }
        .into_any();
    }
    // The operator may not have written any in the reader's language.
    let lang = (faq.language != language).then(|| faq.language.as_str());
    view! {
        <div class="faq" lang=lang>
            {faq.entries.into_iter().map(answer).collect_view()}
        </div>
        <section class="section" aria-labelledby="more-help">
            <h2 id="more-help">{t.not_found}</h2>
            <div class="actions">{ask}</div>
        </section>
    }
    .into_any()
}

fn answer(entry: FaqEntry) -> impl IntoView {
    let paragraphs = entry.answer.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{line.to_owned()}</p> });
    let paragraphs = paragraphs.collect_view();
    view! {
        <details>
            <summary>
                <h2 class="h3">{entry.question}</h2>
            </summary>
            {paragraphs}
        </details>
    }
}
