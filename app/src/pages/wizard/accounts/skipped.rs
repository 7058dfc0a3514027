use domain::invitation::Verdict;
use domain::views::{Skipped, SkippedPeople};
use leptos::prelude::*;

use super::Stay;
use crate::api::wizard::AccountsAction;
use crate::components::{Address, Icon};
use crate::i18n::{count, fill, use_language, wizard};

/// Those who get nothing, and why. *Send again* takes somebody in who was invited before.
#[component]
pub(super) fn SkippedList(skipped: SkippedPeople, stay: Stay) -> impl IntoView {
    if skipped.total == 0 {
        return ().into_any();
    }
    let language = use_language();
    let t = wizard::accounts(language);
    let heading = fill(t.skipped.of(skipped.total), &[("n", &count(skipped.total, language))]);
    let more = skipped.total.saturating_sub(u32::try_from(skipped.people.len()).unwrap_or_default());
    let more = (more > 0).then(|| {
        let text = wizard::submit(language).skipped_more.of(more);
        view! { <p class="muted">{fill(text, &[("n", &count(more, language))])}</p> }
    });
    view! {
        <section class="section" aria-labelledby="skipped">
            <h2 id="skipped" class="h3" tabindex="-1">
                {heading}
            </h2>
            <ul class="issues">
                {skipped.people.into_iter().map(|person| view! { <Person person stay/> }).collect_view()}
            </ul>
            {more}
        </section>
    }
    .into_any()
}

#[component]
fn Person(person: Skipped, stay: Stay) -> impl IntoView {
    let t = wizard::accounts(use_language());
    let (icon, tone, reason) = match person.verdict {
        Verdict::AlreadyInvited if person.too_soon => ("clock", "muted", t.skipped_just_invited),
        Verdict::AlreadyInvited => ("clock", "tip", t.skipped_invited),
        Verdict::BlockedDomain => ("ban", "muted", t.skipped_domain),
        _ => ("circle-minus", "muted", t.skipped_member),
    };
    let email = person.email.clone();
    let again = (person.verdict == Verdict::AlreadyInvited && !person.too_soon).then(|| {
        let rest = fill(t.send_again_rest, &[("address", &person.email)]);
        let press = move |_| stay.intend("h1", fill(t.back_in, &[("address", &email)]));
        view! {
            <div class="do">
                <button
                    class="btn btn--small"
                    type="submit"
                    name="form[action]"
                    value=AccountsAction::Again(person.id).value()
                    on:click=press
                >
                    <Icon name="rotate-cw"/>
                    {t.send_again}
                    <span class="hidden">{rest}</span>
                </button>
            </div>
        }
    });
    view! {
        <li>
            <span class=tone>
                <Icon name=icon/>
            </span>
            <div>
                <span class="who">
                    <Address email=person.email/>
                </span>
                <p>{reason}</p>
            </div>
            {again}
        </li>
    }
}
