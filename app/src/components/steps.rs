use leptos::prelude::*;

use super::Icon;
use crate::i18n::{use_language, wizard};

/// Where one is on a way of several steps, counted from 1. Display only: *Back* and *Next* lead on.
#[component]
pub fn Steps(names: Vec<&'static str>, current: usize) -> impl IntoView {
    let t = wizard::texts(use_language());
    let steps = names.into_iter().enumerate().map(|(at, name)| {
        let number = at + 1;
        let is_done = number < current;
        let remark = format!(", {}", if is_done { t.completed } else { t.not_completed });
        view! {
            <li class=is_done.then_some("done") aria-current=(number == current).then_some("step")>
                {is_done.then(|| view! { <Icon name="check"/> })}
                {(!is_done).then(|| view! { <span class="n">{number}</span> })}
                <span>{name} <span class="hidden">{remark}</span></span>
            </li>
        }
    });
    view! {
        <ol class="steps" aria-label=t.progress>
            {steps.collect_view()}
        </ol>
    }
}
