use domain::views::{Deadline, When};
use leptos::prelude::*;

/// "27 Nov 2026, 23:59"
#[component]
pub fn Moment(when: When) -> impl IntoView {
    view! { <time datetime=when.iso>{when.text}</time> }
}

/// "27 Nov 2026", with the time of day as a title.
#[component]
pub fn Day(when: When) -> impl IntoView {
    view! {
        <time datetime=when.iso title=when.text>
            {when.date}
        </time>
    }
}

/// "in 7 days", with the moment itself as a title.
#[component]
pub fn Relative(when: When) -> impl IntoView {
    view! {
        <time datetime=when.iso title=when.text>
            {when.relative}
        </time>
    }
}

/// "Fri 27 Nov 2026, 23:59 CET", and for who does not know that zone "(22:59 UTC)".
#[component]
pub fn DeadlineText(deadline: Deadline, #[prop(optional)] utc: bool) -> impl IntoView {
    view! {
        <time datetime=deadline.iso>{deadline.text}</time>
        {utc.then(|| format!(" ({})", deadline.utc))}
    }
}
