use domain::wizard::Entry;
use leptos::html::Tbody;
use leptos::prelude::*;

use super::recipients::{Recipients, label, to_u32};
use crate::components::focus::{all_in, by_id, focus_later};
use crate::components::{Address, Icon};
use crate::i18n::{count, fill, use_language, wizard};

/// Rows that are shown at once, however long the list is.
const ROWS: usize = 20;

/// A long list: a table, of which one page at a time is in the document.
#[component]
pub(super) fn People(people: Recipients) -> impl IntoView {
    let is_many = Memo::new(move |_| people.is_many());
    move || is_many.get().then(|| view! { <Table people/> })
}

#[component]
fn Table(people: Recipients) -> impl IntoView {
    let language = use_language();
    let t = wizard::addresses(language);
    let page = RwSignal::new(0_usize);
    let body = NodeRef::<Tbody>::new();
    let size = Memo::new(move |_| people.with(|list| list.entries().len()));
    // The page may be gone after a removal.
    let from = Memo::new(move |_| page.get().min(size.get().saturating_sub(1) / ROWS) * ROWS);
    let rows = move || {
        let from = from.get();
        people.with(|list| {
            let entries = list.entries().iter().enumerate().skip(from).take(ROWS);
            entries.map(|(at, entry)| (at + 1, entry.clone())).collect::<Vec<_>>()
        })
    };
    let number = move |n: usize| count(to_u32(n), language);
    let range = move || {
        let (from, size) = (from.get(), size.get());
        fill(t.range, &[("from", &number(from + 1)), ("to", &number((from + ROWS).min(size))), ("n", &number(size))])
    };
    view! {
        <section class="section" aria-labelledby="list">
            <div class="section-head">
                <div>
                    <h2 id="list" class="h3" tabindex="-1">
                        {t.people}
                    </h2>
                </div>
                <Turn page from size range/>
            </div>
            <div class="table-wrap">
                <table class="table" aria-labelledby="list">
                    <thead class="hidden">
                        <tr>
                            <th scope="col">{t.address}</th>
                            <th scope="col">{t.remove_word}</th>
                        </tr>
                    </thead>
                    <tbody node_ref=body>
                        <For each=rows key=|(place, entry)| (*place, entry.key) let:row>
                            <Row place=row.0 entry=row.1 people body/>
                        </For>
                    </tbody>
                </table>
            </div>
        </section>
    }
}

/// "1 to 20 of 10,000", and the way on.
#[component]
fn Turn(page: RwSignal<usize>, from: Memo<usize>, size: Memo<usize>, range: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    let t = wizard::texts(use_language());
    let last = move || (from.get() + ROWS >= size.get()).then_some("true");
    let first = move || (from.get() == 0).then_some("true");
    let turn = move |step: isize| {
        let here = from.get_untracked() / ROWS;
        let pages = size.get_untracked().div_ceil(ROWS);
        if let Some(next) = here.checked_add_signed(step).filter(|next| *next < pages) {
            page.set(next);
        }
    };
    view! {
        <span class="muted">{range}</span>
        <div class="actions">
            <button class="btn btn--small" type="button" aria-disabled=first on:click=move |_| turn(-1)>
                <Icon name="chevron-left"/>
                {t.previous_page}
            </button>
            <button class="btn btn--small" type="button" aria-disabled=last on:click=move |_| turn(1)>
                {t.next_page}
                <Icon name="chevron-right"/>
            </button>
        </div>
    }
}

#[component]
fn Row(place: usize, entry: Entry, people: Recipients, body: NodeRef<Tbody>) -> impl IntoView {
    let t = wizard::addresses(use_language());
    let (key, text, name) = (entry.key, label(&entry), entry.item.name.full());
    let is_bad = entry.item.address.is_err();
    let remove = fill(t.remove, &[("address", &text)]);
    let press = move |_| {
        people.remove(key);
        let at = (place - 1) % ROWS;
        focus_later(move || {
            let rows = body.get_untracked().map(|body| all_in(&body, "button")).unwrap_or_default();
            rows.get(at).or(rows.last()).cloned().or_else(|| by_id("addresses"))
        });
    };
    let who = if is_bad {
        view! {
            <span class="who">
                <Icon name="circle-alert"/>
                " "
                {text}
            </span>
        }
        .into_any()
    } else {
        view! {
            <span class="break">
                <Address email=text/>
            </span>
        }
        .into_any()
    };
    view! {
        <tr>
            <td>{who} {(!name.is_empty()).then(|| view! { <span class="line2">{name}</span> })}</td>
            <td class="tail">
                <span class="row-actions">
                    <button class="icon-btn danger" type="button" aria-label=remove.clone() title=remove on:click=press>
                        <Icon name="x"/>
                    </button>
                </span>
            </td>
        </tr>
    }
}
