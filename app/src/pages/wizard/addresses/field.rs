use domain::EmailAddress;
use domain::problem::ProblemCode;
use domain::recipients::MAX_RECIPIENTS;
use domain::views::NoteKind;
use domain::wizard::{AddressChange, Entry};
use leptos::ev::{ClipboardEvent, FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html::{Div, Input};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::recipients::{Recipients, label, to_u32};
use crate::api::wizard::AddressAction;
use crate::components::focus::{all_in, focus_later};
use crate::components::{Address, Chip, FieldError, Icon, use_form};
use crate::i18n::problems::problem_text;
use crate::i18n::{count, fill, use_language, wizard};

const ID: &str = "addresses";

/// *Email addresses*: a text field, which hydration turns into chips and an input behind them.
#[component]
pub(super) fn AddressField(people: Recipients) -> impl IntoView {
    let language = use_language();
    let t = wizard::addresses(language);
    let hint = fill(t.hint, &[("n", &count(to_u32(MAX_RECIPIENTS), language))]);
    let error = use_form().error;
    // What is wrong with single addresses stands beside them.
    let problem = Signal::derive(move || {
        error.with(|error| {
            let problems = error.as_ref()?.problems().iter();
            let mut whole = problems.filter(|problem| problem.field == ID && problem.subject.is_none());
            whole.next().map(|problem| problem_text(language, problem))
        })
    });
    let is_wrong = Signal::derive(move || error.with(|error| error.as_ref().is_some_and(|e| e.problems().iter().any(|p| p.field == ID))));
    let described_by = move || {
        let own = if people.is_live() && !people.is_many() {
            "addresses-hint addresses-keys addresses-status"
        } else {
            "addresses-hint addresses-status"
        };
        if problem.with(Option::is_some) { format!("{own} addresses-error") } else { own.to_owned() }
    };
    let field = move || {
        if people.is_live() {
            view! { <TagField people is_wrong described_by/> }.into_any()
        } else {
            view! {
                <textarea
                    class="input input--list"
                    id=ID
                    name="form[addresses]"
                    autocapitalize="none"
                    autocomplete="off"
                    spellcheck="false"
                    aria-invalid=move || is_wrong.get().then_some("true")
                    aria-describedby=described_by
                    node_ref=people.textarea
                >
                    // The parser drops one line end after the tag.
                    {format!("\n{}", people.text.get_value())}
                </textarea>
            }
            .into_any()
        }
    };
    view! {
        <div class="field">
            <label for=ID>{t.label}</label>
            <p class="hint" id="addresses-hint">
                {hint}
            </p>
            {field}
            <FieldError id="addresses-error" problem/>
            <p class="status" id="addresses-status" role="status">
                {people.message}
            </p>
        </div>
    }
}

#[component]
fn TagField(people: Recipients, is_wrong: Signal<bool>, described_by: impl Fn() -> String + Copy + Send + Sync + 'static) -> impl IntoView {
    let t = wizard::addresses(use_language());
    let root = NodeRef::<Div>::new();
    let keys = Keys { people, root };
    let to_input = move |event: MouseEvent| {
        let is_ground = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|hit| hit.matches(".tagfield").unwrap_or(false));
        if is_ground && let Some(input) = people.input.get_untracked() {
            let _ = input.focus();
        }
    };
    let is_many = Memo::new(move |_| people.is_many());
    let chips = move || {
        (!is_many.get()).then(|| {
            view! {
                <ul class="chips" role="list" aria-label=t.recipients on:keydown=move |event| keys.in_chips(&event)>
                    <For each=move || people.with(|list| list.entries().to_vec()) key=|entry| entry.key let:entry>
                        <Recipient entry people keys/>
                    </For>
                </ul>
            }
        })
    };
    view! {
        <div class="tagfield" node_ref=root on:click=to_input>
            {chips}
            <input
                id=ID
                type="text"
                inputmode="email"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                value=people.text.get_value()
                aria-invalid=move || is_wrong.get().then_some("true")
                aria-describedby=described_by
                node_ref=people.input
                on:keydown=move |event| keys.in_input(&event)
                on:input=move |_| keys.typed()
                on:paste=move |event| keys.pasted(&event)
                on:blur=move |event| keys.left(&event)
            />
        </div>
        <p class="hidden" id="addresses-keys">
            {t.keys}
        </p>
        <input type="hidden" name="form[addresses]" node_ref=people.sent/>
    }
}

/// What keys do in the field. Tab always leaves, and Escape never clears what was typed: both are left to the browser.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    people: Recipients,
    root: NodeRef<Div>,
}

impl Keys {
    fn in_input(self, event: &KeyboardEvent) {
        let Some(input) = self.people.input.get_untracked() else { return };
        let at_start = input.selection_start().ok().flatten() == Some(0) && input.selection_end().ok().flatten() == Some(0);
        match event.key().as_str() {
            _ if event.is_composing() => return,
            "Enter" => self.people.commit(),
            // Leaves all the same.
            "Tab" => return self.people.commit(),
            "Backspace" if input.value().is_empty() && !event.repeat() => self.focus_last(),
            "ArrowLeft" if at_start => self.focus_last(),
            _ => return,
        }
        event.prevent_default();
    }

    /// A comma ends an address, but not a family name: `Lee, Ann <...`. So does a space behind a whole address.
    fn typed(self) {
        let text = self.people.input.get_untracked().map(|input| input.value()).unwrap_or_default();
        if ends_address(&text) {
            self.people.commit();
        }
    }

    /// A list is read at once; a part of an address is only typed faster.
    fn pasted(self, event: &ClipboardEvent) {
        let pasted = event.clipboard_data().and_then(|data| data.get_data("text").ok()).unwrap_or_default();
        let is_list = pasted.contains('@') || pasted.trim().contains([',', ';', '\n', '\t']);
        let Some(input) = self.people.input.get_untracked().filter(|_| is_list) else { return };
        event.prevent_default();
        let typed = input.value();
        input.set_value("");
        let separator = if typed.contains('@') { "\n" } else { "" };
        self.people.change(AddressChange::Add(format!("{typed}{separator}{pasted}")));
    }

    /// Pressing a button that sends the form takes what was typed by itself; if it went into the list now, the button would move away
    /// from under the pointer.
    fn left(self, event: &FocusEvent) {
        let to = event.related_target().and_then(|target| target.dyn_into::<Element>().ok());
        let sends = to.is_some_and(|element| element.matches("button[type=submit]:not(.chip *)").unwrap_or(false));
        if !sends {
            self.people.commit();
        }
    }

    fn in_chips(self, event: &KeyboardEvent) {
        let Some(here) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
        let buttons = self.buttons();
        let Some(at) = buttons.iter().position(|button| button.is_same_node(Some(&here))) else { return };
        let input = || self.people.input.get_untracked().map(HtmlElement::from);
        let to = match event.key().as_str() {
            "ArrowLeft" => at.checked_sub(1).and_then(|at| buttons.get(at).cloned()),
            "ArrowRight" => buttons.get(at + 1).cloned().or_else(input),
            "Home" => buttons.first().cloned(),
            "End" => input(),
            "Delete" | "Backspace" => {
                event.prevent_default();
                let key = here.closest("li").ok().flatten().and_then(|chip| chip.get_attribute("data-key"));
                if let Some(key) = key.and_then(|key| key.parse().ok()) {
                    self.remove(key);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(to) = to {
            let _ = to.focus();
        }
    }

    fn buttons(self) -> Vec<HtmlElement> {
        self.root.get_untracked().map(|root| all_in(&root, ".chips button")).unwrap_or_default()
    }

    fn focus_last(self) {
        if let Some(last) = self.buttons().last() {
            let _ = last.focus();
        }
    }

    /// Takes a chip away; the focus goes to the next one, or else to the input.
    fn remove(self, key: u32) {
        let Some(at) = self.people.remove(key) else { return };
        focus_later(move || {
            let chips = self.root.get_untracked().map(|root| all_in(&root, ".chips > li")).unwrap_or_default();
            let next = chips.get(at).and_then(|chip| all_in(chip, "button").into_iter().last());
            next.or_else(|| self.people.input.get_untracked().map(HtmlElement::from))
        });
    }
}

fn ends_address(text: &str) -> bool {
    let written = text.trim_end();
    if let Some(before) = written.strip_suffix([',', ';']) {
        return before.contains('@');
    }
    let is_address = |word: &str| word.ends_with('>') || EmailAddress::parse(word).is_ok();
    written.len() < text.len() && written.split_whitespace().last().is_some_and(is_address)
}

/// One address of a short list.
#[component]
fn Recipient(entry: Entry, people: Recipients, keys: Keys) -> impl IntoView {
    let t = wizard::addresses(use_language());
    let (key, text) = (entry.key, label(&entry));
    let is_bad = entry.item.address.is_err();
    let kind = Memo::new(move |_| people.kind_of(&entry));
    let class = Signal::derive(move || kind.with(|kind| kind.as_ref().map_or("", chip_class)));
    let remove = fill(t.remove, &[("address", &text)]);
    let edit = fill(t.edit, &[("address", &text)]);
    let value = AddressAction::Remove(text.clone()).value();
    let inside = move || {
        if people.editing.get() == Some(key) {
            return view! { <Correction key text=text.clone() people/> }.into_any();
        }
        let icon = kind.with(|kind| kind.as_ref().map(note_icon)).map(|name| view! { <Icon name/> });
        if is_bad {
            let (text, edit) = (text.clone(), edit.clone());
            return view! {
                {icon}
                <button class="link-btn" type="button" aria-label=edit tabindex="-1" on:click=move |_| people.editing.set(Some(key))>
                    {text}
                </button>
            }
            .into_any();
        }
        view! {
            {icon}
            <span>
                <Address email=text.clone()/>
            </span>
        }
        .into_any()
    };
    view! {
        <Chip class remove value on_remove=move || keys.remove(key) out_of_tab_order=true attr:data-key=key>
            {inside}
        </Chip>
    }
}

/// The text of a bad entry, to be corrected in its place. Enter and leaving take it, Escape leaves it as it was.
#[component]
pub(super) fn Correction(key: u32, text: String, people: Recipients) -> impl IntoView {
    let t = wizard::addresses(use_language());
    let node = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            let _ = input.focus();
            input.select();
        }
    });
    let take = move || {
        if people.editing.get_untracked() != Some(key) {
            return;
        }
        people.editing.set(None);
        if let Some(input) = node.get_untracked() {
            people.change(AddressChange::Replace(key, input.value()));
        }
    };
    let press = move |event: KeyboardEvent| {
        match event.key().as_str() {
            _ if event.is_composing() => return,
            "Enter" => take(),
            "Escape" => people.editing.set(None),
            _ => return event.stop_propagation(),
        }
        event.prevent_default();
        event.stop_propagation();
        focus_later(move || people.input.get_untracked().map(HtmlElement::from));
    };
    view! {
        <input
            type="text"
            inputmode="email"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            aria-label=fill(t.edit, &[("address", &text)])
            value=text
            node_ref=node
            on:keydown=press
            on:blur=move |_| take()
        />
    }
}

const fn chip_class(kind: &NoteKind) -> &'static str {
    match kind {
        NoteKind::Bad(_) => "chip--bad",
        NoteKind::Suggestion(_) => "chip--ask",
        NoteKind::Resend => "",
        NoteKind::AlreadyMember | NoteKind::AlreadyInvited(_) | NoteKind::JustInvited | NoteKind::BlockedDomain => "chip--known",
    }
}

pub(super) const fn note_icon(kind: &NoteKind) -> &'static str {
    match kind {
        NoteKind::Bad(_) => "circle-alert",
        NoteKind::Suggestion(_) => "circle-help",
        NoteKind::AlreadyMember => "circle-minus",
        NoteKind::AlreadyInvited(_) | NoteKind::JustInvited => "clock",
        NoteKind::Resend => "rotate-cw",
        NoteKind::BlockedDomain => "ban",
    }
}

/// What is wrong with one entry, in the words of the summary.
pub(super) fn what_is_wrong(position: u32, text: &str, error: domain::email::EmailError) -> String {
    let problem = domain::problem::Problem::new(ID, ProblemCode::Email(error)).about(text, position);
    problem_text(use_language(), &problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_ends_an_address_but_no_name() {
        for text in [
            "jo@x.example,",
            "jo@;",
            "Ann Lee <ann@x.example>,",
            "jo@x.example ",
            "jo@x.example, ",
            "Ann Lee ann@x.example ",
            "Ann <ann@x.example> ",
        ] {
            assert!(ends_address(text), "{text:?}");
        }
        for text in ["", ",", "Lee,", "Ann ", "jo@ ", "jo@x.example", "\"Lee, Ann"] {
            assert!(!ends_address(text), "{text:?}");
        }
    }
}
