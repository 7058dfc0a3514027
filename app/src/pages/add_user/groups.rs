use domain::ids::{BatchId, GroupId};
use domain::views::{AddUser, GroupOption};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{Frame, StepPage, load, name_of, use_draft};
use crate::api::ApiError;
use crate::api::add_user::{GroupsForm, SavePersonGroups};
use crate::calls::Posting;
use crate::components::{BoxField, Check, Filter, FormButton, ServerForm, SubmitButton};
use crate::forms::use_flash_about;
use crate::i18n::{add_user, common, fill, use_language, wish};
use crate::layouts::use_account;

/// Step *Groups*.
#[component]
pub fn GroupsPage() -> impl IntoView {
    let draft = use_draft();
    let about = draft.get_untracked().and_then(Result::ok).map(|id| id.to_string()).unwrap_or_default();
    let (data, flash) = (load(draft, false), use_flash_about::<GroupsForm>(&about));
    let view = |user: AddUser, form, refused| match user.draft {
        Some(draft) => view! { <Fields user draft form refused/> }.into_any(),
        None => ().into_any(),
    };
    view! { <StepPage data flash view/> }
}

#[component]
fn Fields(user: AddUser, draft: BatchId, form: Option<GroupsForm>, refused: Option<ApiError>) -> impl IntoView {
    let language = use_language();
    let t = add_user::texts(language);
    let account = use_account();
    let action = Posting::to::<SavePersonGroups>();
    let optional = if user.groups_required { "" } else { t.groups_optional };
    let lede = format!("{} {optional}", fill(t.groups_lede, &[("name", &name_of(&user))]));
    let chosen = form.map_or_else(|| user.chosen.clone(), |form| form.groups);
    view! {
        <Frame step=2 lede>
            <ServerForm action refused>
                <input type="hidden" name="form[c]" value=account.number()/>
                <input type="hidden" name="form[draft]" value=draft.to_string()/>
                // What Enter in the search sends; the first button of a form is the one.
                <button hidden type="submit" name="form[action]" value="search"></button>
                <Groups groups=user.groups chosen/>
                <div class="wizard-foot">
                    <FormButton name="action" value="back" class="btn back">
                        {t.back}
                    </FormButton>
                    <a class="btn" href=account.href("users")>
                        {common::texts(language).cancel}
                    </a>
                    <SubmitButton label=t.next busy=t.saving/>
                </div>
            </ServerForm>
        </Frame>
    }
}

/// The groups to choose from, those that the address searches for. What was chosen among the others stays chosen.
#[component]
fn Groups(groups: Vec<GroupOption>, chosen: Vec<GroupId>) -> impl IntoView {
    let language = use_language();
    let (t, words) = (add_user::texts(language), wish::texts(language));
    let search = use_query_map().with_untracked(|query| query.get("search")).unwrap_or_default();
    let sought = search.trim().to_lowercase();
    let fits = |group: &GroupOption| format!("{} {}", group.name, group.description).to_lowercase().contains(&sought);
    let none = if groups.is_empty() { words.no_groups } else { t.found_none };
    let (shown, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(fits);
    let kept: Vec<GroupOption> = others.into_iter().filter(|group| chosen.contains(&group.id)).collect();
    let names: Vec<&str> = kept.iter().map(|group| group.name.as_str()).collect();
    let also = (!names.is_empty()).then(|| view! { <p class="muted">{fill(t.chosen_too, &[("list", &names.join(", "))])}</p> });
    let checks = shown.into_iter().map(|group| Check {
        checked: chosen.contains(&group.id),
        value: group.id.to_string(),
        label: group.name,
        hint: group.description,
        disabled: false,
    });
    let kept = kept.into_iter().map(|group| view! { <input type="hidden" name="form[groups][]" value=group.id.to_string()/> });
    view! {
        {kept.collect_view()}
        <BoxField name="groups" title=words.groups checks=checks.collect() none>
            <Find search/>
            {also}
        </BoxField>
    }
}

/// Searches by a button, and, once the page answers to keys, while one types.
#[component]
fn Find(search: String) -> impl IntoView {
    let language = use_language();
    let (t, words) = (add_user::texts(language), wish::texts(language));
    let live = RwSignal::new(false);
    // A list that is narrowed already is not narrowed twice.
    let by_address = !search.is_empty();
    Effect::new(move |_| live.set(!by_address));
    move || {
        if live.get() {
            return view! { <Filter label=words.find_group/> }.into_any();
        }
        view! {
            <div class="actions">
                <input class="input" type="search" name="form[search]" aria-label=words.find_group value=search.clone()/>
                <FormButton name="action" value="search">
                    {t.search}
                </FormButton>
            </div>
        }
        .into_any()
    }
}
