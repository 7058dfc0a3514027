use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::{Div, Input};
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::Chip;
use super::focus::{all_in, by_id, focus_later};
use crate::api::ApiError;
use crate::i18n::problems::error_text;
use crate::i18n::{fill, use_language};

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComboItem {
    pub id: String,
    pub text: String,
    /// Why it cannot be chosen, such as who has it.
    pub taken: Option<String>,
}

/// What was found, and for which text: an answer that comes late is not taken for that of a later question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub search: String,
    pub items: Vec<ComboItem>,
    /// Why nothing could be searched.
    pub error: Option<ApiError>,
}

/// What a combobox asks the page around it for, and tells it.
#[derive(Clone, Copy, Debug)]
pub struct ComboSource {
    /// Searches; the answer comes in `found`.
    pub ask: Callback<String>,
    pub found: Signal<Found>,
    pub chosen: Signal<Vec<ComboItem>>,
    pub add: Callback<ComboItem>,
    /// Takes the one with this id away.
    pub remove: Callback<String>,
    /// What came of a search, for the page's `role="status"`.
    pub tell: Callback<Found>,
    /// The page answers to keys.
    pub live: Signal<bool>,
    /// What is wrong stands in the element with the id of the combobox and `-error`.
    pub is_wrong: Signal<bool>,
}

/// The words of a combobox.
#[derive(Clone, Debug)]
pub struct ComboWords {
    /// Its accessible name.
    pub label: String,
    pub placeholder: &'static str,
    /// The name of the list that opens.
    pub list: &'static str,
    /// The name of what was chosen.
    pub chosen: String,
    /// The name of a chip's button; `{item}` is its text.
    pub remove: &'static str,
    /// Beside what can be chosen.
    pub free: &'static str,
    /// In the place of the list, where nothing was found.
    pub none: &'static str,
}

/// What its fields are sent as, and what helps a browser without WASM.
#[derive(Clone, Debug)]
pub struct ComboFields {
    /// One hidden field of this name for each that was chosen.
    pub chosen: String,
    pub search: String,
    /// What stands in the search at first.
    pub value: String,
    pub datalist: &'static str,
    /// What a chip's button is sent as, in front of the id.
    pub drop_prefix: String,
}

/// An editable combobox with a listbox, after the ARIA Authoring Practices: Down opens, Enter takes and keeps the focus, Escape only
/// closes. Enter takes only of what was found for the text that stands in the field, and waits for it. What was chosen stands in front
/// of the input as chips. Before WASM it is a field with suggestions, and what stands in it is sent with the form.
#[component]
pub fn Combobox(
    #[prop(into)] id: String,
    words: ComboWords,
    fields: ComboFields,
    source: ComboSource,
    /// To the right of the input.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let state = State::new(id.clone(), source);
    let list_id = state.list_id.get_value();
    let (remove, free, none, list) = (words.remove, words.free, words.none, words.list);
    let language = use_language();
    let chips = move || {
        let chip = |(at, item)| view! { <Chosen at item state remove field=fields.chosen.clone() drop_prefix=fields.drop_prefix.clone()/> };
        source.chosen.get().into_iter().enumerate().map(chip).collect_view()
    };
    let options = move || {
        let found = state.found.get();
        let option = |(at, item)| view! { <Offer at item state free search=found.search.clone()/> };
        found.items.iter().cloned().enumerate().map(option).collect_view()
    };
    let nothing = move || {
        let nothing = state.nothing()?;
        Some(nothing.error.map_or_else(|| none.to_owned(), |error| error_text(language, &error)))
    };
    view! {
        <div class="combo" node_ref=state.root>
            <ul class="pop" role="list" aria-label=words.chosen>
                {chips}
            </ul>
            <input
                id=id.clone()
                type="text"
                role="combobox"
                name=fields.search
                list=move || (!source.live.get()).then_some(fields.datalist)
                aria-label=words.label
                placeholder=words.placeholder
                value=fields.value
                autocomplete="off"
                maxlength="40"
                aria-autocomplete="list"
                aria-expanded=move || state.is_shown().to_string()
                aria-controls=list_id.clone()
                aria-activedescendant=move || state.active_id()
                aria-invalid=move || source.is_wrong.get().then_some("true")
                aria-describedby=move || source.is_wrong.get().then(|| format!("{id}-error"))
                node_ref=state.input
                on:input=move |_| state.search()
                on:click=move |_| state.search()
                on:blur=move |_| state.close()
                on:keydown=move |event| state.press(&event)
            />
            {children.map(|children| children())}
            <div id=list_id class="listbox" role="listbox" aria-label=list hidden=move || !state.is_shown()>
                {options}
            </div>
            {move || nothing().map(|text| view! { <p class="listbox listbox--none">{text}</p> })}
        </div>
    }
}

#[derive(Clone, Copy)]
struct State {
    root: NodeRef<Div>,
    input: NodeRef<Input>,
    source: ComboSource,
    /// What this combobox has asked for last.
    asked: RwSignal<Option<String>>,
    found: Memo<Found>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
    /// Enter was pressed before the answer was there.
    takes_first: StoredValue<bool>,
    list_id: StoredValue<String>,
}

impl State {
    fn new(id: String, source: ComboSource) -> Self {
        let asked = RwSignal::new(None::<String>);
        let found = Memo::new(move |last: Option<&Found>| match asked.get() {
            Some(text) if source.found.with(|found| found.search == text) => source.found.get(),
            _ => last.cloned().unwrap_or_default(),
        });
        let state = Self {
            root: NodeRef::new(),
            input: NodeRef::new(),
            source,
            asked,
            found,
            open: RwSignal::new(false),
            active: RwSignal::new(None),
            takes_first: StoredValue::new(false),
            list_id: StoredValue::new(format!("{id}-list")),
        };
        // The first that can be had is what Enter takes.
        Effect::new(move |_| {
            let found = state.found.get();
            let first = found.items.iter().position(|item| item.taken.is_none());
            state.active.set(first);
            if state.open.get_untracked() {
                source.tell.run(found);
            }
            if state.takes_first.get_value() && untrack(|| state.is_current()) {
                state.takes_first.set_value(false);
                if let Some(first) = first {
                    state.choose(first);
                }
            }
        });
        state
    }

    fn is_shown(self) -> bool {
        self.open.get() && self.found.with(|found| !found.items.is_empty())
    }

    /// What was found is about what was asked for last, and not about an earlier text.
    fn is_current(self) -> bool {
        self.asked.with(|asked| self.found.with(|found| asked.as_ref() == Some(&found.search)))
    }

    /// An answer to the text in the field that has nothing to choose from.
    fn nothing(self) -> Option<Found> {
        let is_answered = self.open.get() && self.is_current();
        Some(self.found.get()).filter(|found| is_answered && found.items.is_empty())
    }

    fn close(self) {
        self.open.set(false);
        self.takes_first.set_value(false);
    }

    fn search(self) {
        let text = self.input.get_untracked().map(|input| input.value()).unwrap_or_default();
        self.takes_first.set_value(false);
        self.open.set(true);
        self.asked.set(Some(text.clone()));
        self.source.ask.run(text);
    }

    fn press(self, event: &KeyboardEvent) {
        let (is_shown, is_current) = untrack(|| (self.is_shown(), self.is_current()));
        match event.key().as_str() {
            _ if event.is_composing() => return,
            "ArrowDown" | "ArrowUp" if !is_shown => self.search(),
            "ArrowDown" => self.move_by(1),
            "ArrowUp" => self.move_by(-1),
            "Enter" if self.open.get_untracked() && !is_current => self.takes_first.set_value(true),
            "Enter" if is_shown => {
                if let Some(at) = self.active.get_untracked() {
                    self.choose(at);
                }
            }
            // Sending the form is the button's.
            "Enter" => {}
            "Escape" if self.open.get_untracked() => self.close(),
            _ => return,
        }
        event.prevent_default();
    }

    /// To the next or the one before, all the way round.
    fn move_by(self, step: isize) {
        let count = self.found.with_untracked(|found| found.items.len());
        let next = match self.active.get_untracked() {
            Some(at) => at.checked_add_signed(step).filter(|at| *at < count).unwrap_or(if step > 0 { 0 } else { count - 1 }),
            None if step > 0 => 0,
            None => count - 1,
        };
        self.active.set(Some(next));
        if let Some(option) = by_id(&self.option_id(next)) {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    }

    fn choose(self, at: usize) {
        let item = self.found.with_untracked(|found| found.items.get(at).cloned());
        let Some(item) = item.filter(|item| item.taken.is_none()) else { return };
        self.close();
        self.asked.set(None);
        if let Some(input) = self.input.get_untracked() {
            input.set_value("");
        }
        self.source.add.run(item);
    }

    /// The focus goes to what comes after it.
    fn take_away(self, at: usize, id: String) {
        self.source.remove.run(id);
        let (root, input) = (self.root, self.input);
        focus_later(move || {
            let next = root.get_untracked().and_then(|root| all_in(&root, "li button").into_iter().nth(at));
            next.or_else(|| input.get_untracked().map(Into::into))
        });
    }

    fn option_id(self, at: usize) -> String {
        self.list_id.with_value(|list| format!("{list}-{at}"))
    }

    fn active_id(self) -> Option<String> {
        let active = self.active.get()?;
        self.is_shown().then(|| self.option_id(active))
    }
}

#[component]
fn Chosen(at: usize, item: ComboItem, state: State, remove: &'static str, field: String, drop_prefix: String) -> impl IntoView {
    let ComboItem { id, text, .. } = item;
    let name = fill(remove, &[("item", &text)]);
    let taken_away = id.clone();
    view! {
        <Chip remove=name value=format!("{drop_prefix}{id}") on_remove=move || state.take_away(at, taken_away.clone())>
            <input type="hidden" name=field value=id/>
            <span>{text}</span>
        </Chip>
    }
}

#[component]
fn Offer(at: usize, item: ComboItem, state: State, free: &'static str, search: String) -> impl IntoView {
    let is_active = move || state.active.get() == Some(at);
    let (before, hit, after) = split(&item.text, &search);
    let hit = (!hit.is_empty()).then(|| view! { <mark>{hit.to_owned()}</mark> });
    let is_taken = item.taken.is_some();
    let remark = match item.taken.clone() {
        Some(holder) => view! { <span class="small">{holder}</span> },
        None => view! { <span class="muted small">{free}</span> },
    };
    // The focus stays in the input.
    let hold = |event: MouseEvent| event.prevent_default();
    view! {
        <div
            role="option"
            id=state.option_id(at)
            class:active=is_active
            aria-selected=move || is_active().to_string()
            aria-disabled=is_taken.then_some("true")
            on:mousedown=hold
            on:click=move |_| state.choose(at)
        >
            <span>{before.to_owned()} {hit} {after.to_owned()}</span>
            {remark}
        </div>
    }
}

/// The part of a number that was searched for, and what stands around it. Only digits count.
fn split<'a>(text: &'a str, search: &str) -> (&'a str, &'a str, &'a str) {
    let digits: String = search.chars().filter(char::is_ascii_digit).collect();
    match text.find(&digits) {
        Some(at) if !digits.is_empty() => (&text[..at], &text[at..at + digits.len()], &text[at + digits.len()..]),
        _ => (text, "", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_found_in_the_number() {
        assert_eq!(split("+34911234567", "45 6"), ("+3491123", "456", "7"));
        assert_eq!(split("+34911234567", "+34"), ("+", "34", "911234567"));
        assert_eq!(split("+34911234567", "9"), ("+34", "9", "11234567"));
        assert_eq!(split("+34911234567", " -"), ("+34911234567", "", ""));
    }
}
