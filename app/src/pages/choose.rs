use domain::views::AccountChoice;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::account;
use crate::api::account::{ChoicesInput, GetChoices};
use crate::calls::read;
use crate::components::{ClearFilters, Empty, Icon, LeftNotice, Search};
use crate::i18n::{choose, fill, use_language};
use crate::layouts::{Centred, ErrorPage};

/// How many the server gives at most.
const MOST: usize = 20;

/// The accounts that the reader may change to.
#[component]
pub fn ChoosePage() -> impl IntoView {
    let query = use_query_map();
    let search = Memo::new(move |_| query.with(|query| query.get("search").unwrap_or_default()));
    let choices = read(move || Ok(GetChoices { form: ChoicesInput { search: search.get() } }));
    view! {
        <Transition>
            {move || {
                let search = search.get();
                Suspend::new(async move {
                    match choices.await {
                        Ok(choices) => view! { <Choices search choices/> }.into_any(),
                        Err(error) => view! { <ErrorPage error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Choices(search: String, choices: Vec<AccountChoice>) -> impl IntoView {
    let t = choose::texts(use_language());
    let all_shown = choices.len() < MOST;
    let nothing = choices.is_empty().then(|| {
        view! {
            <Empty title=fill(t.found_none, &[("search", &search)]) text=t.found_none_detail>
                <ClearFilters label=t.clear href="/choose"/>
            </Empty>
        }
    });
    let list = (!choices.is_empty()).then(|| {
        let customers = choices.into_iter().map(|choice| view! { <Customer choice/> });
        view! { <ul class="links">{customers.collect_view()}</ul> }
    });
    view! {
        <Centred title=t.heading lede=t.lede.into_any() tells_of_invitations=true>
            <LeftNotice close="/choose"/>
            <Search label=t.search placeholder=t.search_hint value=search class="search"/>
            {list}
            {nothing}
            {(!all_shown).then(|| view! { <p class="muted small">{t.more}</p> })}
        </Centred>
    }
}

#[component]
fn Customer(choice: AccountChoice) -> impl IntoView {
    // A load, so that nothing of one customer stays in a page of the next.
    let href = account(&choice.number, "");
    view! {
        <li>
            <a href=href rel="external">
                <Icon name="building"/>
                <span>{choice.company}</span>
                <span class="muted small">{choice.number}</span>
            </a>
        </li>
    }
}
