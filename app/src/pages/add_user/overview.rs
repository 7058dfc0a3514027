use domain::ids::BatchId;
use domain::views::{AddUser, RoleOption};
use leptos::prelude::*;

use super::added::Result;
use super::{Frame, StepPage, name_of, use_draft, wanted};
use crate::api::ApiError;
use crate::api::add_user::{AddForm, AddPerson, add_user_href};
use crate::calls::{Posting, read_after};
use crate::components::{Choice, Lines, Select, ServerForm, SubmitButton};
use crate::forms::use_flash_about;
use crate::i18n::roles::role_name;
use crate::i18n::{add_user, common, invitations, use_language, wish};
use crate::layouts::use_account;
use crate::pages::invitations::inviting::Terms;

/// Step *Overview*; once the person was added, what came of it.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let draft = use_draft();
    let about = draft.get_untracked().and_then(Result::ok).map(|id| id.to_string()).unwrap_or_default();
    let action = Posting::to::<AddPerson>();
    // The address stays, and what it shows does not.
    let (data, flash) = (read_after(action.successes(), wanted(draft, false)), use_flash_about::<AddForm>(&about));
    let view = move |user: AddUser, form, refused| match (user.draft, user.added.clone()) {
        (_, Some(added)) => view! { <Result user added/> }.into_any(),
        (Some(draft), None) => view! { <Review user draft form refused action/> }.into_any(),
        (None, None) => ().into_any(),
    };
    view! { <StepPage data flash view/> }
}

#[component]
fn Review(user: AddUser, draft: BatchId, form: Option<AddForm>, refused: Option<ApiError>, action: Posting) -> impl IntoView {
    let language = use_language();
    let t = add_user::texts(language);
    let account = use_account();
    let role = form.map_or_else(|| user.role.map(|id| id.to_string()).unwrap_or_default(), |form| form.role);
    let back = add_user_href(&account.number(), "groups", Some(draft));
    view! {
        <Frame step=3 lede=t.overview_lede>
            <ServerForm action refused>
                <input type="hidden" name="form[c]" value=account.number()/>
                <input type="hidden" name="form[draft]" value=draft.to_string()/>
                <Facts user=user.clone() draft/>
                <Role roles=user.roles role/>
                <Terms deadline=user.deadline quota=user.quota/>
                <div class="wizard-foot">
                    <a class="btn back" href=back>
                        {t.back}
                    </a>
                    <a class="btn" href=account.href("users")>
                        {common::texts(language).cancel}
                    </a>
                    <SubmitButton label=t.add busy=t.adding/>
                </div>
            </ServerForm>
        </Frame>
    }
}

/// Everything that was told, each with a way to change it.
#[component]
fn Facts(user: AddUser, draft: BatchId) -> impl IntoView {
    let language = use_language();
    let (t, words) = (add_user::texts(language), wish::texts(language));
    let c = use_account().number();
    let none = || view! { <span class="muted">{t.none}</span> }.into_any();
    let country = user.countries.iter().find(|country| country.code == user.country);
    let phone = match country {
        Some(country) if !user.phone.is_empty() => format!("+{} {}", country.calling, user.phone),
        _ => user.phone.clone(),
    };
    let groups: Vec<String> = user.groups.iter().filter(|group| user.chosen.contains(&group.id)).map(|group| group.name.clone()).collect();
    let groups = if groups.is_empty() { none() } else { view! { <Lines names=groups/> }.into_any() };
    let mut facts =
        vec![(t.name, name_of(&user).into_any(), "details", "first_name"), (t.email, user.email.clone().into_any(), "details", "email")];
    if user.ask_phone {
        facts.push((t.phone, if phone.is_empty() { none() } else { phone.into_any() }, "details", "country"));
    }
    facts.push((words.groups, groups, "groups", "groups"));
    let facts = facts.into_iter().map(|(name, value, step, field)| {
        let href = format!("{}#{field}", add_user_href(&c, step, Some(draft)));
        view! {
            <div>
                <dt>{name}</dt>
                <dd class="break">{value}</dd>
                <dd class="change">
                    <a href=href>
                        {t.change} <span class="hidden">{format!(" {name}")}</span>
                    </a>
                </dd>
            </div>
        }
    });
    view! { <dl class="facts">{facts.collect_view()}</dl> }
}

#[component]
fn Role(roles: Vec<RoleOption>, role: String) -> impl IntoView {
    let language = use_language();
    let t = add_user::texts(language);
    let choice = |role: RoleOption| Choice::new(role.id.to_string(), role_name(language, role.kind, &role.name));
    let none = Choice::new("", invitations::texts(language).select_role);
    let choices = std::iter::once(none).chain(roles.into_iter().map(choice)).collect();
    view! { <Select name="role" label=t.access_type hint=t.access_about choices value=role/> }
}
