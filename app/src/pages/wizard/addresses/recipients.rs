use std::collections::HashMap;
use std::time::Duration;

use domain::ids::BatchId;
use domain::recipients::unfinished;
use domain::views::{AddressNote, AddressNotes, AddressesStep, NoteKind};
use domain::wizard::{AddressChange, AddressList, Entry, Summary};
use domain::{EmailAddress, Language};
use leptos::ev::SubmitEvent;
use leptos::html::{Input, Textarea};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;

use crate::api::ApiError;
use crate::api::wizard::{AddressAction, AddressesForm, check_addresses, read_again, write_again};
use crate::components::Sent;
use crate::i18n::problems::error_text;
use crate::i18n::{Plural, count, fill, use_language, wizard};

/// From so many people on, a table takes the place of the chips.
pub(super) const CHIPS: usize = 20;
/// Notes that the page shows; `backend` sends as many.
const NOTES: usize = 100;
/// How long typing has to rest before the server is asked.
const REST: Duration = Duration::from_millis(400);

/// The list while it is being made. Before hydration it is what the server has; the text field holds it then.
#[derive(Clone, Copy)]
pub struct Recipients {
    language: Language,
    scope: StoredValue<(String, BatchId)>,
    /// The text that the field began with.
    pub(super) text: StoredValue<String>,
    live: RwSignal<bool>,
    list: RwSignal<AddressList>,
    again: RwSignal<Vec<EmailAddress>>,
    /// What the server last said about the list.
    told: RwSignal<AddressNotes>,
    /// What it knows of single addresses, by their canonical form.
    known: Memo<HashMap<String, NoteKind>>,
    /// Counts the changes; the server's answer is about one of them.
    version: RwSignal<u32>,
    told_of: RwSignal<u32>,
    pub(super) message: RwSignal<String>,
    /// The entry whose text is being corrected.
    pub(super) editing: RwSignal<Option<u32>>,
    pub(super) textarea: NodeRef<Textarea>,
    pub(super) input: NodeRef<Input>,
    /// The field that the list is sent in.
    pub(super) sent: NodeRef<Input>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Timers are the page's: that of a chip would be called off when the chip goes.
    owner: StoredValue<Option<WeakOwner>>,
    check: Action<(u32, AddressesForm), (u32, Result<AddressNotes, ApiError>)>,
    /// *Next* was pressed while the server was looking at the list.
    waiting: StoredValue<Option<Sent>>,
}

impl std::fmt::Debug for Recipients {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recipients").finish_non_exhaustive()
    }
}

impl Recipients {
    pub(super) fn new(c: String, step: AddressesStep, form: Option<AddressesForm>) -> Self {
        let (text, again) = match form {
            Some(form) => (form.addresses, read_again(&form.again)),
            None => (step.text, read_again(&step.again.join("\n"))),
        };
        let (list, summary) = AddressList::read(&text);
        let language = use_language();
        let told = RwSignal::new(step.notes);
        let people = Self {
            language,
            scope: StoredValue::new((c, step.batch)),
            text: StoredValue::new(text),
            live: RwSignal::new(false),
            message: RwSignal::new(overview(language, &list, summary)),
            list: RwSignal::new(list),
            again: RwSignal::new(again),
            told,
            known: Memo::new(move |_| told.with(known)),
            version: RwSignal::new(0),
            told_of: RwSignal::new(0),
            editing: RwSignal::new(None),
            textarea: NodeRef::new(),
            input: NodeRef::new(),
            sent: NodeRef::new(),
            timer: StoredValue::new(None),
            owner: StoredValue::new(Owner::current().map(|owner| owner.downgrade())),
            check: Action::new(|(version, form): &(u32, AddressesForm)| {
                let (version, form) = (*version, form.clone());
                async move { (version, check_addresses(form).await) }
            }),
            waiting: StoredValue::new(None),
        };
        people.take_over();
        people.listen();
        people
    }

    /// Takes what was typed before hydration from the text field. Who is still typing goes on with what is unfinished.
    fn take_over(self) {
        Effect::new(move |_| {
            if self.live.get_untracked() {
                return;
            }
            let Some(field) = self.textarea.get() else { return };
            let typed = field.value();
            let has_focus = document().active_element().is_some_and(|element| element.is_same_node(Some(&field)));
            let is_changed = self.text.with_value(|text| text.trim() != typed.trim().replace("\r\n", "\n"));
            let (list, rest) = if has_focus && is_changed { unfinished(&typed) } else { (typed.as_str(), "") };
            if is_changed {
                let (list, summary) = AddressList::read(list);
                self.list.set(list);
                self.told(summary);
            }
            self.text.set_value(rest.to_owned());
            self.live.set(true);
            if has_focus {
                crate::components::focus::focus_later(move || self.input.get_untracked().map(Into::into));
            }
        });
        on_cleanup(move || self.stop_timer());
    }

    fn listen(self) {
        let (value, pending) = (self.check.value(), self.check.pending());
        Effect::new(move |_| match value.get() {
            Some((version, Ok(notes))) if version == self.version.get_untracked() => {
                self.told.set(notes);
                self.told_of.set(version);
            }
            Some((_, Err(error @ (ApiError::Conflict(_) | ApiError::Unreachable | ApiError::Unauthenticated)))) => {
                self.message.set(error_text(self.language, &error));
            }
            _ => {}
        });
        Effect::new(move |_| {
            if !pending.get()
                && let Some(waiting) = self.waiting.try_update_value(Option::take).flatten()
            {
                waiting.again();
            }
        });
    }

    /// The browser has taken over.
    pub(super) fn is_live(self) -> bool {
        self.live.get()
    }

    pub(super) fn with<T>(self, read: impl FnOnce(&AddressList) -> T) -> T {
        self.list.with(read)
    }

    /// More than chips can show.
    pub(super) fn is_many(self) -> bool {
        self.live.get() && self.list.with(|list| list.entries().len() > CHIPS)
    }

    /// *Send again*, as the form sends it.
    pub(super) fn again_lines(self) -> String {
        self.again.with(|again| write_again(again))
    }

    /// How many invitations the list takes.
    pub(super) fn uses(self) -> u32 {
        if self.is_told() {
            return self.told.with(|told| told.uses);
        }
        self.known.with(|known| {
            let is_skipped = |entry: &&Entry| self.kind_of_known(entry, known).is_some_and(|kind| is_skipped(&kind));
            self.list.with(|list| to_u32(list.len() - list.entries().iter().filter(is_skipped).count()))
        })
    }

    /// What the server said is about the list as it stands.
    fn is_told(self) -> bool {
        self.told_of.get() == self.version.get()
    }

    /// What there is to say about one entry.
    pub(super) fn kind_of(self, entry: &Entry) -> Option<NoteKind> {
        self.known.with(|known| self.kind(entry, known))
    }

    fn kind(self, entry: &Entry, known: &HashMap<String, NoteKind>) -> Option<NoteKind> {
        match &entry.item.address {
            Err(error) => Some(NoteKind::Bad(*error)),
            Ok(_) => self.kind_of_known(entry, known).or_else(|| entry.item.suggestion().map(NoteKind::Suggestion)),
        }
    }

    fn kind_of_known(self, entry: &Entry, known: &HashMap<String, NoteKind>) -> Option<NoteKind> {
        let address = entry.item.address.as_ref().ok()?;
        match known.get(address.canonical())? {
            NoteKind::AlreadyInvited(_) if self.again.with(|again| again.contains(address)) => Some(NoteKind::Resend),
            kind => Some(kind.clone()),
        }
    }

    /// What needs a look: the first notes, and how many there are.
    pub(super) fn notes(self) -> (Vec<AddressNote>, u32) {
        if !self.live.get() {
            return self.told.with(|told| (told.notes.clone(), told.total));
        }
        let (mut notes, mut total) = (Vec::new(), 0);
        self.known.with(|known| {
            self.list.with(|list| {
                for (place, entry) in list.entries().iter().enumerate() {
                    let Some(kind) = self.kind(entry, known) else { continue };
                    total += 1;
                    if notes.len() < NOTES {
                        notes.push(AddressNote { position: to_u32(place + 1), text: label(entry), kind });
                    }
                }
            });
        });
        let told = if self.is_told() { self.told.with(|told| told.total) } else { 0 };
        (notes, total.max(told))
    }

    /// Takes what stands in the input into the list.
    pub(super) fn commit(self) {
        let Some(input) = self.input.get_untracked() else { return };
        let text = input.value();
        if !text.trim().is_empty() {
            input.set_value("");
            self.change(AddressChange::Add(text));
        }
    }

    /// Changes the list, and says what that did.
    pub(super) fn change(self, change: AddressChange) {
        let summary = self.list.try_update(|list| list.apply(change)).unwrap_or_default();
        self.told(summary);
    }

    /// Takes an entry out; returns its place.
    pub(super) fn remove(self, key: u32) -> Option<usize> {
        let found = self.list.with_untracked(|list| {
            let at = list.entries().iter().position(|entry| entry.key == key)?;
            Some((at, label(&list.entries()[at])))
        });
        let (at, text) = found?;
        self.change(AddressChange::Remove(key));
        self.message.set(fill(wizard::addresses(self.language).removed, &[("address", &text)]));
        Some(at)
    }

    /// Does in the browser what a button would be sent for.
    pub(super) fn act(self, action: &AddressAction) {
        let key = |text: &str| self.list.with_untracked(|list| list.find(text).map(|entry| entry.key));
        match action {
            AddressAction::Next | AddressAction::Check | AddressAction::Leave => {}
            AddressAction::Again(_) | AddressAction::NotAgain(_) => {
                self.again.update(|again| action.apply(&mut AddressList::default(), again));
                self.version.update(|version| *version += 1);
                self.ask();
            }
            AddressAction::Suggested(text) => {
                if let Some(key) = key(text) {
                    self.change(AddressChange::TakeSuggestion(key));
                }
            }
            AddressAction::Remove(text) => {
                if let Some(key) = key(text) {
                    self.remove(key);
                }
            }
        }
    }

    /// The one live message, and a question to the server once typing rests.
    fn told(self, summary: Summary) {
        self.message.set(message(self.language, summary));
        self.version.update(|version| *version += 1);
        self.ask_later();
    }

    fn ask_later(self) {
        self.stop_timer();
        let owner = self.owner.with_value(|owner| owner.as_ref().and_then(WeakOwner::upgrade));
        let handle = owner.and_then(|owner| owner.with(|| set_timeout(move || self.ask(), REST).ok()));
        self.timer.set_value(handle);
    }

    fn ask(self) {
        // One after the other, or an older list might be kept last.
        if self.check.pending().get_untracked() {
            return self.ask_later();
        }
        self.stop_timer();
        let (c, batch) = self.scope.get_value();
        let form = AddressesForm {
            c,
            batch,
            addresses: self.list.with_untracked(AddressList::as_text),
            again: self.again.with_untracked(|again| write_again(again)),
            action: String::new(),
        };
        self.check.dispatch((self.version.get_untracked(), form));
    }

    fn stop_timer(self) {
        if let Some(Some(handle)) = self.timer.try_update_value(Option::take) {
            handle.clear();
        }
    }

    /// Before the form is sent: what still stands in the input counts, and the server must be done with older lists.
    pub(super) fn before_sending(self, event: &SubmitEvent) {
        if !self.live.get_untracked() {
            return;
        }
        self.commit();
        self.stop_timer();
        if let Some(field) = self.sent.get_untracked() {
            field.set_value(&self.list.with_untracked(AddressList::as_text));
        }
        if self.check.pending().get_untracked() {
            event.prevent_default();
            event.stop_propagation();
            self.waiting.set_value(Sent::of(event));
        }
    }
}

/// What a chip or a row says.
pub(super) fn label(entry: &Entry) -> String {
    entry.item.address.as_ref().map_or_else(|_| entry.item.raw.clone(), |address| address.as_typed().to_owned())
}

pub(super) const fn is_skipped(kind: &NoteKind) -> bool {
    matches!(kind, NoteKind::AlreadyMember | NoteKind::AlreadyInvited(_) | NoteKind::JustInvited | NoteKind::BlockedDomain)
}

pub(super) fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What the server knows of addresses in the list, by their canonical form.
fn known(told: &AddressNotes) -> HashMap<String, NoteKind> {
    let is_known = |note: &&AddressNote| !matches!(note.kind, NoteKind::Bad(_) | NoteKind::Suggestion(_));
    let entry = |note: &AddressNote| Some((EmailAddress::parse(&note.text).ok()?.canonical().to_owned(), note.kind.clone()));
    told.notes.iter().filter(is_known).filter_map(entry).collect()
}

/// "8 added, 2 duplicates, 1 needs attention"
fn message(language: Language, summary: Summary) -> String {
    let t = wizard::addresses(language);
    let parts =
        [(t.added, summary.added), (t.duplicates, summary.duplicates), (t.attention, summary.attention), (t.beyond, summary.beyond)];
    in_words(language, &parts)
}

/// What a list says when it is opened.
fn overview(language: Language, list: &AddressList, summary: Summary) -> String {
    if list.is_empty() {
        return String::new();
    }
    let t = wizard::addresses(language);
    in_words(language, &[(t.in_list, list.len()), (t.duplicates, summary.duplicates), (t.attention, list.attention().count())])
}

fn in_words(language: Language, parts: &[(Plural, usize)]) -> String {
    let part = |(text, n): &(Plural, usize)| (*n > 0).then(|| fill(text.of(to_u32(*n)), &[("n", &count(to_u32(*n), language))]));
    parts.iter().filter_map(part).collect::<Vec<_>>().join(", ")
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn the_message_tells_what_there_is_to_tell() {
        let summary = Summary { added: 8, duplicates: 2, attention: 1, beyond: 0 };
        assert_eq!(message(Language::En, summary), "8 added, 2 duplicates, 1 needs attention");
        assert_eq!(
            message(Language::En, Summary { added: 10_000, attention: 2, beyond: 3, ..summary }),
            "10,000 added, 2 duplicates, 2 need attention, 3 not taken: a list holds at most 10,000"
        );
        assert_eq!(message(Language::En, Summary::default()), "");
        let opened = |text: &str| {
            let (list, summary) = AddressList::read(text);
            overview(Language::En, &list, summary)
        };
        assert_eq!(opened("a@x.example jo@"), "1 address in the list, 1 needs attention");
        assert_eq!(opened("a@x.example A@x.example jo@"), "1 address in the list, 1 duplicate, 1 needs attention");
    }
}
