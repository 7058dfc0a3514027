use domain::ids::NumberId;
use domain::views::NumberChoice;
use leptos::prelude::*;

use super::{Part, Refused, Saved, Shown};
use crate::api::ApiError;
use crate::api::member_numbers::{MemberNumbersForm, NumberSearch, search_numbers};
use crate::components::{
    ComboFields, ComboItem, ComboSource, ComboWords, Combobox, FieldError, Found, ServerForm, SubmitButton, use_problem,
};
use crate::i18n::problems::error_text;
use crate::i18n::{fill, members, use_language};
use crate::layouts::use_account;

/// The `<datalist>` that a browser without WASM offers numbers from.
const OFFERED: &str = "free-numbers";

type Answer = (String, Result<Vec<NumberChoice>, ApiError>);

/// The numbers of the member, and a search for more.
#[component]
pub(super) fn NumbersPart(shown: Shown, refused: Refused<MemberNumbersForm>) -> impl IntoView {
    let t = members::texts(use_language());
    let (form, refused) = refused;
    let offered = shown.detail.with_untracked(|detail| detail.offered.clone());
    let options = offered.into_iter().map(|number| view! { <option value=number.number></option> }).collect_view();
    view! {
        <Part id="numbers-part" title=t.numbers about=t.numbers_about>
            <ServerForm action=shown.numbers refused>
                <datalist id=OFFERED>{options}</datalist>
                <input type="hidden" name="form[c]" value=use_account().number()/>
                <input type="hidden" name="form[id]" value=shown.id().to_string()/>
                // What Enter in the field presses.
                <button hidden type="submit"></button>
                <Search shown form/>
                <div class="actions">
                    <SubmitButton label=t.save_numbers busy=t.saving class="btn"/>
                    <Saved part="numbers" posting=shown.numbers/>
                </div>
            </ServerForm>
        </Part>
    }
}

#[component]
fn Search(shown: Shown, #[prop(optional_no_strip)] form: Option<MemberNumbersForm>) -> impl IntoView {
    let language = use_language();
    let t = members::texts(language);
    let c = use_account().number();
    let detail = shown.detail.get_untracked();
    let problem = use_problem("numbers");
    let (live, told) = (RwSignal::new(false), RwSignal::new(String::new()));
    Effect::new(move |_| live.set(true));
    let find = Action::new(move |search: &String| {
        let (c, search) = (c.clone(), search.clone());
        async move { (search.clone(), search_numbers(NumberSearch { c, search }).await) }
    });
    let chosen = RwSignal::new(chosen_at_first(&detail.numbers, &detail.offered, form.as_ref()));
    let own: Vec<NumberId> = detail.numbers.iter().map(|number| number.id).collect();
    let tell = move |found: Found| {
        let words = || if found.items.is_empty() { t.found_none.to_owned() } else { String::new() };
        told.set(found.error.as_ref().map_or_else(words, |error| error_text(language, error)));
    };
    let source = ComboSource {
        ask: Callback::new(move |text| {
            find.dispatch(text);
        }),
        found: Signal::derive(move || find.value().get().map_or_else(Found::default, |answer| found(answer, &chosen.get(), &own))),
        chosen: chosen.into(),
        add: Callback::new(move |item| chosen.update(|chosen| chosen.push(item))),
        remove: Callback::new(move |id: String| chosen.update(|chosen| chosen.retain(|item| item.id != id))),
        tell: Callback::new(tell),
        live: live.into(),
        is_wrong: Signal::derive(move || problem.with(Option::is_some)),
    };
    let words = ComboWords {
        label: t.search_number.to_owned(),
        placeholder: t.search_placeholder,
        list: t.numbers,
        chosen: fill(t.chosen_numbers, &[("name", &detail.name)]),
        remove: t.remove_number,
        free: t.free,
        none: t.found_none,
    };
    let fields = ComboFields {
        chosen: "form[numbers][]".to_owned(),
        search: "form[search]".to_owned(),
        value: form.map(|form| form.search).unwrap_or_default(),
        datalist: OFFERED,
        drop_prefix: "drop:".to_owned(),
    };
    view! {
        <div class="field">
            <Combobox id="numbers" words fields source/>
            <FieldError id="numbers-error" problem/>
            <span class="hidden" role="status">
                {told}
            </span>
        </div>
    }
}

/// Those that stood in a form that was refused, or those that the member has.
fn chosen_at_first(held: &[NumberChoice], offered: &[NumberChoice], form: Option<&MemberNumbersForm>) -> Vec<ComboItem> {
    let item = |number: &NumberChoice| ComboItem { id: number.id.to_string(), text: number.number.clone(), taken: None };
    match form {
        None => held.iter().map(item).collect(),
        Some(form) => held.iter().chain(offered).filter(|number| form.numbers.contains(&number.id)).map(item).collect(),
    }
}

/// What can be chosen: all but what is chosen already. What was taken away a moment ago is free again.
fn found((search, answer): Answer, chosen: &[ComboItem], own: &[NumberId]) -> Found {
    let numbers = match answer {
        Ok(numbers) => numbers,
        Err(error) => return Found { search, items: Vec::new(), error: Some(error) },
    };
    let items = numbers.into_iter().map(|number| ComboItem {
        taken: number.holder.filter(|_| !own.contains(&number.id)),
        id: number.id.to_string(),
        text: number.number,
    });
    Found { search, items: items.filter(|item| !chosen.iter().any(|chosen| chosen.id == item.id)).collect(), error: None }
}
