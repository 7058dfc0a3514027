use domain::views::{AddressNote, NoteKind, When};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::field::{Correction, note_icon, what_is_wrong};
use super::recipients::{Recipients, to_u32};
use crate::api::wizard::AddressAction;
use crate::components::focus::{by_id, focus_later};
use crate::components::{Address, Icon};
use crate::i18n::{count, fill, spans, use_language, wizard};

/// "4 to look at": each entry that needs a decision, with its reason and its remedies. Every remedy is sent with the whole form where
/// there is no WASM, so that nothing typed is lost.
#[component]
pub(super) fn Notes(people: Recipients) -> impl IntoView {
    let language = use_language();
    let t = wizard::addresses(language);
    let notes = Memo::new(move |_| people.notes());
    let total = Memo::new(move |_| notes.with(|notes| notes.1));
    let any = Memo::new(move |_| total.get() > 0);
    let heading = move || fill(t.to_look_at.of(total.get()), &[("n", &count(total.get(), language))]);
    let more = move || {
        let more = notes.with(|(shown, total)| total.saturating_sub(to_u32(shown.len())));
        (more > 0).then(|| view! { <p class="muted">{fill(t.more.of(more), &[("n", &count(more, language))])}</p> })
    };
    move || {
        any.get().then(|| {
            view! {
                <section class="section" aria-labelledby="look">
                    <h2 id="look" class="h3" tabindex="-1">
                        {heading}
                    </h2>
                    <ul class="issues">
                        <For each=move || notes.with(|notes| notes.0.clone()) key=note_key let:note>
                            <Note note people/>
                        </For>
                    </ul>
                    {more}
                </section>
            }
        })
    }
}

fn note_key(note: &AddressNote) -> String {
    let kind = match &note.kind {
        NoteKind::Bad(_) => "bad",
        NoteKind::Suggestion(_) => "ask",
        NoteKind::AlreadyMember => "member",
        NoteKind::AlreadyInvited(_) => "invited",
        NoteKind::JustInvited => "just",
        NoteKind::Resend => "again",
        NoteKind::BlockedDomain => "blocked",
    };
    format!("{} {kind} {}", note.position, note.text)
}

#[component]
fn Note(note: AddressNote, people: Recipients) -> impl IntoView {
    let icon = note_icon(&note.kind);
    let (tone, text) = (tone(&note.kind), note.text.clone());
    let is_bad = matches!(note.kind, NoteKind::Bad(_));
    let wrong = text.clone();
    // Where there are chips, the chip itself is corrected.
    let corrected = move || {
        let key = people.editing.get().filter(|_| is_bad && people.is_many())?;
        people.with(|list| list.find(&note.text).filter(|entry| entry.key == key).map(|entry| entry.key))
    };
    let who = move || match corrected() {
        Some(key) => view! { <Correction key text=wrong.clone() people/> }.into_any(),
        None if is_bad => view! { <span class="who bad">{wrong.clone()}</span> }.into_any(),
        None => view! {
            <span class="who">
                <Address email=wrong.clone()/>
            </span>
        }
        .into_any(),
    };
    let reason = view! { <Reason note_position=note.position text=text.clone() kind=note.kind.clone()/> };
    view! {
        <li>
            <span class=tone>
                <Icon name=icon/>
            </span>
            <div>
                {who}
                {reason}
            </div>
            <Remedies text kind=note.kind people/>
        </li>
    }
}

const fn tone(kind: &NoteKind) -> &'static str {
    match kind {
        NoteKind::Bad(_) => "bad",
        NoteKind::Suggestion(_) => "ask",
        NoteKind::AlreadyInvited(_) | NoteKind::Resend => "tip",
        NoteKind::AlreadyMember | NoteKind::BlockedDomain | NoteKind::JustInvited => "muted",
    }
}

#[component]
fn Reason(note_position: u32, text: String, kind: NoteKind) -> impl IntoView {
    let t = wizard::addresses(use_language());
    let reason = match kind {
        NoteKind::Bad(error) => what_is_wrong(note_position, &text, error).into_any(),
        NoteKind::Suggestion(meant) => {
            let domain = meant.rsplit_once('@').map_or(meant.as_str(), |(_, domain)| domain);
            fill(t.suggestion, &[("domain", domain)]).into_any()
        }
        NoteKind::AlreadyMember => t.member.into_any(),
        NoteKind::AlreadyInvited(when) => invited(&when).into_any(),
        NoteKind::JustInvited => t.just_invited.into_any(),
        NoteKind::Resend => t.again.into_any(),
        NoteKind::BlockedDomain => t.blocked.into_any(),
    };
    view! { <p>{reason}</p> }
}

fn invited(when: &When) -> impl IntoView + use<> {
    let t = wizard::addresses(use_language());
    let (iso, whole) = (when.iso.clone(), when.text.clone());
    let parts = spans(t.invited, &[("time", &when.date)]).into_iter().map(move |(is_value, text)| {
        if is_value {
            view! {
                <time datetime=iso.clone() title=whole.clone()>
                    {text}
                </time>
            }
            .into_any()
        } else {
            text.into_any()
        }
    });
    parts.collect_view()
}

#[component]
fn Remedies(text: String, kind: NoteKind, people: Recipients) -> impl IntoView {
    let t = wizard::addresses(use_language());
    let rest = |template: &str| fill(template, &[("address", &text)]);
    let buttons = match kind {
        NoteKind::Bad(_) => view! {
            <EditButton text=text.clone() people/>
            <Remedy action=AddressAction::Remove(text.clone()) label=t.remove_word.to_owned() rest=rest(t.remove_rest) people/>
        }
        .into_any(),
        NoteKind::Suggestion(meant) => {
            let label = fill(t.use_suggestion, &[("address", &meant)]);
            view! { <Remedy action=AddressAction::Suggested(text.clone()) label rest=String::new() people/> }.into_any()
        }
        NoteKind::AlreadyInvited(_) => view! {
            <Remedy
                action=AddressAction::Again(text.clone())
                icon="rotate-cw"
                label=t.send_again.to_owned()
                rest=rest(t.send_again_rest)
                people
            />
        }
        .into_any(),
        NoteKind::Resend => view! {
            <Remedy action=AddressAction::NotAgain(text.clone()) label=t.not_again.to_owned() rest=rest(t.not_again_rest) people/>
        }
        .into_any(),
        NoteKind::AlreadyMember | NoteKind::BlockedDomain | NoteKind::JustInvited => return None,
    };
    Some(view! { <div class="do">{buttons}</div> })
}

/// With WASM it acts at once; the field, or what is next to look at, takes the focus.
#[component]
fn Remedy(
    action: AddressAction,
    #[prop(optional)] icon: Option<&'static str>,
    label: String,
    /// Whom it is about, for who cannot see the row.
    rest: String,
    people: Recipients,
) -> impl IntoView {
    let value = action.value();
    let press = move |event: MouseEvent| {
        event.prevent_default();
        people.act(&action);
        focus_later(|| by_id("look").or_else(|| by_id("addresses")));
    };
    view! {
        <button class="btn btn--small" type="submit" name="form[action]" value=value on:click=press>
            {icon.map(|name| view! { <Icon name/> })}
            {label}
            {(!rest.is_empty()).then(|| view! { <span class="hidden">{rest}</span> })}
        </button>
    }
}

/// Only with WASM: without it the text field itself is edited.
#[component]
fn EditButton(text: String, people: Recipients) -> impl IntoView {
    let t = wizard::addresses(use_language());
    let rest = fill(t.edit_rest, &[("address", &text)]);
    move || {
        let (text, rest) = (text.clone(), rest.clone());
        people.is_live().then(move || {
            let press = move |_| people.editing.set(people.with(|list| list.find(&text).map(|entry| entry.key)));
            view! {
                <button class="btn btn--small" type="button" on:click=press>
                    {t.edit_word}
                    <span class="hidden">{rest}</span>
                </button>
            }
        })
    }
}
