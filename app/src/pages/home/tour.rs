use domain::views::Area;
use leptos::html::H2;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::with_query;
use crate::calls::Posting;
use crate::components::focus::{all_in, by_id, focus_later};
use crate::components::{ServerForm, SubmitButton};
use crate::i18n::{count, fill, tour, use_language};
use crate::layouts::use_account;

/// The areas that are new to the reader, one at a time; the address says which (`?tour=2`). It is over for good with *Done*, and with
/// *Skip tour* before.
#[component]
pub(super) fn WelcomeTour(areas: Vec<Area>, ending: Posting) -> impl IntoView {
    let language = use_language();
    let t = tour::texts(language);
    let account = use_account();
    let query = use_query_map();
    let all = areas.len();
    let at = Memo::new(move |_| query.with(|query| query.get_str("tour").and_then(|n| n.parse().ok()).unwrap_or(1)).clamp(1, all));
    let hidden = areas.iter().map(|area| view! { <input type="hidden" name="form[areas][]" value=area.key.clone()/> }).collect_view();
    let number = move |n: usize| count(u32::try_from(n).unwrap_or(u32::MAX), language);
    let place = move || fill(t.step, &[("n", &number(at.get())), ("all", &number(all))]);
    let areas = StoredValue::new(areas);
    let here = move |part: fn(&Area) -> &str| areas.with_value(|areas| areas.get(at.get() - 1).map(|area| part(area).to_owned()));
    let step = move |n: usize| with_query(&account.href(""), &[("tour", Some(&n.to_string()))]);
    let back = move || {
        let at = at.get();
        (at > 1).then(|| view! { <Step href=step(at - 1) label=t.back/> })
    };
    let next = move || {
        let at = at.get();
        (at < all).then(|| view! { <Step href=step(at + 1) label=t.next class="btn btn--primary"/> })
    };
    let done = move || {
        let (label, class) = if at.get() < all { (t.skip, "btn btn--quiet back") } else { (t.done, "btn btn--primary") };
        view! { <SubmitButton label busy=t.ending class/> }
    };
    let (first, last) = (move || (at.get() < all).then(done), move || (at.get() == all).then(done));
    let heading = NodeRef::<H2>::new();
    follow(at, heading);
    // What had the focus goes with the tour.
    let is_over = ending.successes();
    Effect::new(move |before: Option<usize>| {
        let now = is_over.get();
        if before.is_some_and(|before| before != now) {
            focus_later(|| {
                let main = by_id("main")?;
                all_in(&main, "h1").into_iter().next()
            });
        }
        now
    });
    view! {
        <section class="tour" aria-label=t.tour>
            <ServerForm action=ending class="form">
                <input type="hidden" name="form[c]" value=account.number()/>
                {hidden}
                <div>
                    <p class="small muted">{place}</p>
                    <h2 tabindex="-1" node_ref=heading>
                        {move || here(|area| &area.name)}
                    </h2>
                    <p>{move || here(|area| &area.description)}</p>
                    <p class="muted">{t.where_to_find}</p>
                </div>
                <div class="actions">{first} {back} {next} {last}</div>
            </ServerForm>
        </section>
    }
}

#[component]
fn Step(href: String, label: &'static str, #[prop(default = "btn")] class: &'static str) -> impl IntoView {
    view! {
        <a class=class href=href data-noscroll="">
            {label}
        </a>
    }
}

/// A step that comes takes the focus, so that everybody learns where they are: the link that led to it may be gone.
fn follow(at: Memo<usize>, heading: NodeRef<H2>) {
    Effect::new(move |before: Option<usize>| {
        let at = at.get();
        if before.is_some_and(|before| before != at)
            && let Some(heading) = heading.get_untracked()
        {
            let _ = heading.focus();
        }
        at
    });
}
