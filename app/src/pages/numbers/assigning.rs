use domain::ids::NumberId;
use domain::views::{MemberName, NumberRow};
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use super::dialogs::load;
use crate::address::with_query;
use crate::api::ApiError;
use crate::api::numbers::{AssignNumberForm, GetPossibleHolders, HoldersInput};
use crate::calls::{Data, Posting, read};
use crate::components::{Dialog, DialogFoot, DialogProblem, FieldError, ServerForm, SubmitButton, use_problem};
use crate::forms::{here, unpack, use_flash};
use crate::i18n::problems::error_text;
use crate::i18n::{common, fill, numbers, use_language};
use crate::layouts::use_account;

/// How many members the server offers at most.
const OFFERED: usize = 20;

/// *Assign*: a search for a member (`?person=`), and those that it finds to choose from.
#[component]
pub(super) fn AssignDialog(id: Option<NumberId>, close: String, action: Posting) -> impl IntoView {
    let (account, query) = (use_account(), use_query_map());
    let (number, flash) = (load(id), use_flash::<AssignNumberForm>());
    let person = Memo::new(move |_| query.with(|query| query.get("person").unwrap_or_default()));
    let people = read(move || Ok(GetPossibleHolders { form: HoldersInput { c: account.number(), search: person.get() } }));
    // What was refused before belongs to another opening of the dialog.
    action.clear();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            match number.await {
                Ok(row) => {
                    let chosen = form.map(|form| form.member).unwrap_or_default();
                    view! { <Fields row people chosen refused close action/> }.into_any()
                }
                Err(error) => {
                    let title = numbers::texts(use_language()).no_such;
                    view! { <DialogProblem title error close/> }.into_any()
                }
            }
        })
    }
}

#[component]
fn Fields(
    row: NumberRow,
    people: Data<Vec<MemberName>>,
    chosen: String,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    close: String,
    action: Posting,
) -> impl IntoView {
    let language = use_language();
    let t = numbers::texts(language);
    let (back, id) = (close.clone(), row.id.to_string());
    view! {
        <Dialog title=fill(t.assign_title, &[("number", &row.number)]) close=close.clone()>
            <PersonSearch/>
            <ServerForm action refused class="">
                <div class="body">
                    <input type="hidden" name="form[c]" value=use_account().number()/>
                    <input type="hidden" name="form[id]" value=id/>
                    <input type="hidden" name="form[back]" value=back/>
                    <People people chosen/>
                </div>
                <DialogFoot close close_label=common::texts(language).cancel>
                    <SubmitButton label=t.assign busy=t.assigning/>
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
}

/// Looks for members: without WASM a form that leads to this dialog again, with it without a reload.
#[component]
fn PersonSearch() -> impl IntoView {
    let t = numbers::texts(use_language());
    let node = NodeRef::<Input>::new();
    let navigate = use_navigate();
    let look = move |event: SubmitEvent| {
        event.prevent_default();
        let person = node.get_untracked().map(|input| input.value()).unwrap_or_default();
        let person = person.trim();
        let href = with_query(&here(), &[("person", (!person.is_empty()).then_some(person))]);
        navigate(&href, NavigateOptions { scroll: false, replace: true, ..NavigateOptions::default() });
    };
    let path = use_location().pathname.get_untracked();
    let (value, kept) = use_query_map().with_untracked(|query| {
        let keep = |name: &'static str| query.get(name).map(|value| view! { <input type="hidden" name=name value=value/> });
        (query.get("person").unwrap_or_default(), ["dialog", "id", "status", "search", "cursor"].map(keep))
    });
    view! {
        <form class="body" role="search" aria-label=t.person method="get" action=path on:submit=look>
            {kept.into_iter().collect_view()}
            <div class="field">
                <label for="person">{t.person}</label>
                <div class="with-button">
                    <input
                        class="input"
                        type="search"
                        id="person"
                        name="person"
                        placeholder=t.person_hint
                        value=value
                        maxlength="200"
                        node_ref=node
                    />
                    <button class="btn" type="submit">
                        {t.look}
                    </button>
                </div>
            </div>
        </form>
    }
}

/// Those that the search finds.
#[component]
fn People(people: Data<Vec<MemberName>>, chosen: String) -> impl IntoView {
    let language = use_language();
    let t = numbers::texts(language);
    let problem = use_problem("member");
    let found = move || {
        let chosen = chosen.clone();
        Suspend::new(async move {
            match people.await {
                Ok(found) if found.is_empty() => view! { <p role="status">{t.nobody}</p> }.into_any(),
                Ok(found) => {
                    let more = (found.len() == OFFERED).then(|| view! { <p class="muted small">{t.first_of}</p> });
                    let people = found.into_iter().map(|member| view! { <Person is_chosen=member.id.to_string() == chosen member/> });
                    view! {
                        {people.collect_view()}
                        {more}
                    }
                    .into_any()
                }
                Err(error) => view! { <p role="status">{error_text(language, &error)}</p> }.into_any(),
            }
        })
    };
    view! {
        <fieldset class="field" id="member" tabindex="-1" aria-describedby=move || problem.get().map(|_| "member-error")>
            <legend class="label">{t.member}</legend>
            {found}
            <FieldError id="member-error" problem/>
        </fieldset>
    }
}

#[component]
fn Person(member: MemberName, is_chosen: bool) -> impl IntoView {
    let id = member.id.to_string();
    let (input_id, hint_id) = (format!("member-{id}"), format!("member-{id}-hint"));
    let label = input_id.clone();
    view! {
        <div class="check">
            <input type="radio" id=input_id name="form[member]" value=id checked=is_chosen aria-describedby=hint_id.clone()/>
            <label for=label>{member.name}</label>
            <span class="hint" id=hint_id>
                {member.email}
            </span>
        </div>
    }
}
