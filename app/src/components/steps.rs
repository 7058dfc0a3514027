use domain::wizard::Step;
use leptos::prelude::*;

use super::Icon;
use crate::i18n::{use_language, wizard};

/// Where one is in the wizard. Display only: *Back* and *Next* lead on.
#[component]
pub fn Steps(current: Step) -> impl IntoView {
    let t = wizard::texts(use_language());
    let step = |step: &Step| {
        let is_done = step.number() < current.number();
        let remark = format!(", {}", if is_done { t.completed } else { t.not_completed });
        let number = (!is_done).then(|| view! { <span class="n">{step.number()}</span> });
        view! {
            <li class=is_done.then_some("done") aria-current=(*step == current).then_some("step")>
                {is_done.then(|| view! { <Icon name="check"/> })}
                {number}
                <span>{t.step(*step)} <span class="hidden">{remark}</span></span>
            </li>
        }
    };
    view! {
        <ol class="steps" aria-label=t.progress>
            {Step::ALL.iter().map(step).collect_view()}
        </ol>
    }
}
