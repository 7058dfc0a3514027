use domain::Language;
use domain::views::SubmitStep;
use leptos::prelude::*;

use crate::components::DeadlineText;
use crate::i18n::{count, fill, use_language, wizard};

/// What the first person gets, in the language that they get it in.
#[component]
pub(super) fn TheMail(step: SubmitStep) -> impl IntoView {
    if step.total == 0 {
        return ().into_any();
    }
    let t = wizard::submit(use_language());
    view! {
        <section class="section" aria-labelledby="mail">
            <h2 id="mail">{t.mail}</h2>
            <div class="mail-pair">
                <Facts step=step.clone()/>
                <Preview step/>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Facts(step: SubmitStep) -> impl IntoView {
    let language = use_language();
    let t = wizard::submit(language);
    let of_mail = match step.preview.language {
        Language::En => t.english,
        Language::De => t.german,
        Language::Es => t.spanish,
    };
    let days = u32::from(step.link_days);
    let spoken = fill(t.language_of, &[("language", of_mail), ("company", &step.company)]);
    view! {
        <dl class="facts">
            <div>
                <dt>{t.from}</dt>
                <dd lang=step.preview.language.as_str()>{step.preview.from}</dd>
            </div>
            <div>
                <dt>{t.reply_to}</dt>
                <dd>{step.preview.reply_to}</dd>
            </div>
            <div>
                <dt>{t.language}</dt>
                <dd>{spoken}</dd>
            </div>
            <div>
                <dt>{t.until}</dt>
                <dd>
                    <DeadlineText deadline=step.deadline/>
                    {fill(t.days.of(days), &[("n", &count(days, language))])}
                </dd>
            </div>
        </dl>
    }
}

#[component]
fn Preview(step: SubmitStep) -> impl IntoView {
    let t = wizard::submit(use_language());
    let mail = step.preview;
    let head = wizard::mail_head(mail.language);
    let others = step.total.saturating_sub(1);
    let others = (others > 0).then(|| fill(head.others.of(others), &[("n", &count(others, mail.language))]));
    view! {
        <figure class="mail-frame" aria-label=t.mail_preview lang=mail.language.as_str()>
            <div class="head">
                <span>{head.subject} <b>{mail.subject}</b></span>
                <span>{head.to} <b>{mail.to}</b> {others}</span>
            </div>
            <div class="body">
                <p>{mail.first_line}</p>
                // A picture of the button: there is no link yet.
                <span class="btn btn--primary">{mail.button}</span>
                <p class="muted small">{mail.footer}</p>
            </div>
        </figure>
    }
}
