use domain::views::AccountChoice;
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::address;
use crate::api::account::{ChoicesInput, get_choices};
use crate::api::page::leave_for;
use crate::components::{Icon, Menu};
use crate::i18n::{account, use_language};
use crate::site::use_site;

/// *Change customer*. Without WASM a search that leads to *Choose a customer*; with it the customers appear while one types (an
/// editable combobox with a listbox, after the ARIA Authoring Practices). The change itself is a load, so that nothing of one
/// customer stays in a page of the next.
#[component]
pub(super) fn Switcher(#[prop(optional)] start: bool) -> impl IntoView {
    let t = account::texts(use_language());
    let button = move || view! { <Icon name="chevrons-up-down"/> <span class="fold-text">{t.change}</span> };
    let all = if use_site().user.as_ref().is_some_and(|user| user.is_operator) { "/customers" } else { "/choose" };
    view! {
        <Menu id="change-customer" button class=if start { "menu menu--start" } else { "menu" } pop_class="pop switcher">
            <Finder/>
            <a href=all>
                <Icon name="building"/>
                {t.all}
            </a>
        </Menu>
    }
}

/// What was found, and for which search: an answer that comes late is not taken for that of a later question.
type Answer = (String, Vec<AccountChoice>);

#[component]
fn Finder() -> impl IntoView {
    let t = account::texts(use_language());
    let node = NodeRef::<Input>::new();
    let (search, active) = (RwSignal::new(None::<String>), RwSignal::new(0_usize));
    let ask = Action::new(|search: &String| {
        let search = search.clone();
        async move {
            let found = get_choices(ChoicesInput { search: search.clone() }).await;
            (search, found.unwrap_or_default())
        }
    });
    let answer = ask.value();
    let found = Memo::new(move |last: Option<&Answer>| match answer.get() {
        Some(answer) if search.with(|search| search.as_ref() == Some(&answer.0)) => answer,
        _ => last.cloned().unwrap_or_default(),
    });
    let text = move || node.get_untracked().map(|input| input.value()).unwrap_or_default();
    let read = move || {
        let text = text();
        if search.with_untracked(|search| search.as_ref() != Some(&text)) {
            active.set(0);
            search.set(Some(text.clone()));
            ask.dispatch(text);
        }
    };
    let is_open = move || search.with(Option::is_some);
    let chosen = move || found.with(|(_, all)| all.get(active.get()).map(option_id));
    let nothing = move || found.with(|(text, all)| all.is_empty() && search.with(|search| search.as_ref() == Some(text)));
    view! {
        <form class="search" method="get" action="/choose">
            <Icon name="search"/>
            <input
                class="input"
                type="text"
                enterkeyhint="search"
                name="search"
                aria-label=t.find
                placeholder=t.find_hint
                autocomplete="off"
                maxlength="200"
                node_ref=node
                role=move || is_open().then_some("combobox")
                aria-expanded=move || is_open().then_some("true")
                aria-controls=move || is_open().then_some("found-customers")
                aria-autocomplete=move || is_open().then_some("list")
                aria-activedescendant=chosen
                on:focus=move |_| read()
                on:input=move |_| read()
                on:keydown=move |event| press(&event, found, active, &text())
            />
        </form>
        {move || is_open().then(|| view! { <Found found active/> })}
        <p class="hidden" role="status">
            {move || nothing().then_some(t.nothing_found)}
        </p>
    }
}

/// Down and Up go round, Enter changes to the active one; everything else is the input's. While the answer to what stands there is still
/// on its way, Enter sends the form as it would without WASM.
fn press(event: &KeyboardEvent, found: Memo<Answer>, active: RwSignal<usize>, text: &str) {
    let last = found.with_untracked(|(_, all)| all.len()).saturating_sub(1);
    match event.key().as_str() {
        // Enter ends what is being composed.
        _ if event.is_composing() => return,
        "ArrowDown" => active.update(|at| *at = if *at >= last { 0 } else { *at + 1 }),
        "ArrowUp" => active.update(|at| *at = at.checked_sub(1).unwrap_or(last)),
        "Enter" => {
            let at = active.get_untracked();
            let chosen = found.with_untracked(|(of, all)| all.get(at).filter(|_| of == text).map(|choice| choice.number.clone()));
            let Some(number) = chosen else { return };
            leave_for(&address::account(&number, ""));
        }
        _ => return,
    }
    event.prevent_default();
}

#[component]
fn Found(found: Memo<Answer>, active: RwSignal<usize>) -> impl IntoView {
    let t = account::texts(use_language());
    let options = move || {
        let option = |(at, choice): (usize, AccountChoice)| view! { <Customer choice is_active=move || active.get() == at/> };
        found.get().1.into_iter().enumerate().map(option).collect_view()
    };
    view! {
        <div class="listbox" id="found-customers" role="listbox" aria-label=t.customers>
            {options}
        </div>
    }
}

#[component]
fn Customer(choice: AccountChoice, is_active: impl Fn() -> bool + Copy + Send + Sync + 'static) -> impl IntoView {
    let href = address::account(&choice.number, "");
    let id = option_id(&choice);
    view! {
        <div
            role="option"
            id=id
            class:active=is_active
            aria-selected=move || is_active().to_string()
            on:click=move |_| leave_for(&href)
        >
            <span>{choice.company}</span>
            <span class="muted small">{choice.number}</span>
        </div>
    }
}

fn option_id(choice: &AccountChoice) -> String {
    format!("customer-{}", choice.number)
}
