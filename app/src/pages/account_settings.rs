//! *Account settings*: how the account invites, and its language and time zone.
//!
//! The browser itself posts the form: what is set here stands on every page of the account.

use std::fmt::Display;

use domain::Language;
use domain::permission::Permission;
use domain::policy::{Grants, Preset, Rule};
use domain::views::{AccountSettings, Settings};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use crate::api::ApiError;
use crate::api::account::AccountInput;
use crate::api::account_settings::{AccountSettingsForm, GetAccountSettings, STRICT, SaveAccountSettings};
use crate::calls::read;
use crate::components::{
    Banner, Check, CheckList, Choice, Field, FieldGroup, FormButton, Page, PageProblem, PlainForm, Select, SubmitButton, TextArea, Tone,
    owned,
};
use crate::forms::{unpack, use_flash_about};
use crate::i18n::{account_settings, fill, presets, use_language};
use crate::layouts::use_account;

pub mod changes;
pub mod show;

use changes::Changes;
use show::ShowFlow;

#[component]
pub fn AccountSettingsPage() -> impl IntoView {
    let account = use_account();
    let data = read(move || Ok(GetAccountSettings { form: AccountInput { c: account.number() } }));
    let flash = use_flash_about::<AccountSettingsForm>(&account.number());
    move || {
        Suspend::new(async move {
            let flash = flash.await;
            match data.await {
                Ok(settings) => {
                    let (form, refused) = unpack(flash);
                    owned(view! { <Inside settings form refused/> }.into_any())
                }
                Err(error) => view! { <PageProblem error/> }.into_any(),
            }
        })
    }
}

/// What stands in the fields: what was typed before it was refused, or else what is set.
#[derive(Clone)]
struct Values {
    preset: Preset,
    grants: Grants,
    rules: Vec<Rule>,
    link_days: String,
    allowed_domains: String,
    daily_limit: String,
    account_daily_limit: String,
    language: Language,
    time_zone: String,
    shown: Preset,
}

impl Values {
    fn of(form: Option<AccountSettingsForm>, now: &Settings) -> Self {
        let policy = &now.policy;
        let Some(form) = form else {
            return Self {
                preset: policy.preset,
                grants: policy.grants,
                rules: Rule::ALL.iter().copied().filter(|rule| policy.has(*rule)).collect(),
                link_days: policy.link_days.to_string(),
                allowed_domains: policy.allowed_domains.join("\n"),
                daily_limit: policy.daily_limit.to_string(),
                account_daily_limit: policy.account_daily_limit.to_string(),
                language: now.language,
                time_zone: now.time_zone.clone(),
                shown: policy.preset,
            };
        };
        Self {
            preset: form.preset,
            grants: form.grants,
            rules: form.rules,
            link_days: form.link_days,
            allowed_domains: form.allowed_domains,
            daily_limit: form.daily_limit,
            account_daily_limit: form.account_daily_limit.unwrap_or_else(|| policy.account_daily_limit.to_string()),
            language: form.language,
            time_zone: form.time_zone,
            shown: form.shown,
        }
    }
}

#[component]
fn Inside(settings: AccountSettings, form: Option<AccountSettingsForm>, refused: Option<ApiError>) -> impl IntoView {
    let t = account_settings::texts(use_language());
    let account = use_account();
    let AccountSettings { now, time_zones, may_raise } = settings;
    let seen = form.as_ref().and_then(|form| serde_json::from_str::<Settings>(&form.seen).ok());
    let saved = refused.is_none() && use_query_map().with_untracked(|query| query.get_str("saved").is_some());
    let saved = saved.then(|| {
        view! {
            <Banner tone=Tone::Success title=t.saved>
                <p>{t.saved_detail}</p>
            </Banner>
        }
    });
    let values = Values::of(form, &now);
    view! {
        <Page title=t.heading lede=fill(t.lede, &[("company", &account.company())])>
            {saved}
            <Changes seen now=now.clone()/>
            <PlainForm action=SaveAccountSettings::url() refused>
                <input type="hidden" name="form[c]" value=account.number()/>
                <input type="hidden" name="form[seen]" value=serde_json::to_string(&now).unwrap_or_default()/>
                // Enter in a field saves; the first button of a form is the one.
                <button hidden type="submit"></button>
                <div class="areas">
                    <Way values=values.clone()/>
                    <Asked values=values.clone()/>
                    <Links values=values.clone()/>
                    <Limits values=values.clone() may_raise/>
                    <Here values time_zones/>
                    <People/>
                </div>
                <div class="actions">
                    <SubmitButton label=t.save busy=t.saving/>
                </div>
            </PlainForm>
        </Page>
    }
}

/// One of the boxes, called by its code.
fn check(code: impl Display, (label, hint): (&str, &str), checked: bool) -> Check {
    Check { value: code.to_string(), label: label.to_owned(), hint: hint.to_owned(), checked, disabled: false }
}

#[component]
fn Way(values: Values) -> impl IntoView {
    let language = use_language();
    let (t, words) = (account_settings::texts(language), presets::texts(language));
    let checks = Preset::ALL.iter().map(|preset| check(preset, words.of(*preset), *preset == values.preset)).collect();
    view! {
        <ShowFlow preset=values.shown>
            <CheckList name="preset" title=t.preset about=t.preset_about checks one=true/>
        </ShowFlow>
    }
}

#[component]
fn Asked(values: Values) -> impl IntoView {
    let t = account_settings::texts(use_language());
    let grants = Grants::ALL.iter().map(|grants| check(grants, t.grants(*grants), *grants == values.grants)).collect();
    let rules = Rule::OF_FLOW.iter().map(|rule| check(rule, t.rule(*rule), values.rules.contains(rule))).collect();
    view! {
        <CheckList name="grants" title=t.grants about=t.grants_about checks=grants one=true/>
        <CheckList name="rules" title=t.asked about=t.asked_about checks=rules/>
    }
}

#[component]
fn Links(values: Values) -> impl IntoView {
    let t = account_settings::texts(use_language());
    let rules = [Rule::OlderLinksKeepWorking, Rule::Reminders];
    let rules = rules.iter().map(|rule| check(rule, t.rule(*rule), values.rules.contains(rule))).collect();
    view! {
        <FieldGroup title=t.links about=t.links_about>
            <Field name="link_days" label=t.link_days hint=t.link_days_hint value=values.link_days kind="numeric" autocomplete="off"/>
            <div>
                <FormButton name="action" value=STRICT class="btn btn--small">
                    {t.strict}
                </FormButton>
            </div>
        </FieldGroup>
        <CheckList name="rules" id="-links" title=t.mails about=t.mails_about checks=rules/>
        <FieldGroup title=t.domains about=t.domains_about>
            <TextArea
                name="allowed_domains"
                label=t.allowed_domains
                hint=t.allowed_domains_hint
                value=values.allowed_domains
                optional=true
            />
        </FieldGroup>
    }
}

#[component]
fn Limits(values: Values, may_raise: bool) -> impl IntoView {
    let t = account_settings::texts(use_language());
    let of_account = may_raise.then(|| {
        view! {
            <Field
                name="account_daily_limit"
                label=t.account_daily_limit
                value=values.account_daily_limit
                kind="numeric"
                autocomplete="off"
            />
        }
    });
    view! {
        <FieldGroup title=t.limits about=t.limits_about>
            <Field name="daily_limit" label=t.daily_limit value=values.daily_limit kind="numeric" autocomplete="off"/>
            {of_account}
        </FieldGroup>
    }
}

#[component]
fn Here(values: Values, time_zones: Vec<String>) -> impl IntoView {
    let t = account_settings::texts(use_language());
    let languages = Language::ALL.iter().map(|language| Choice::new(language.as_str(), language.own_name())).collect();
    let zones = time_zones.into_iter().map(|zone| Choice::new(zone.clone(), zone.replace('_', " "))).collect();
    view! {
        <FieldGroup title=t.account about=t.account_about>
            <Select name="language" label=t.language choices=languages value=values.language.as_str()/>
            <Select name="time_zone" label=t.time_zone hint=t.time_zone_hint choices=zones value=values.time_zone/>
        </FieldGroup>
    }
}

/// Where the people, and what they can be given, are looked after.
#[component]
fn People() -> impl IntoView {
    let t = account_settings::texts(use_language());
    let account = use_account();
    let pages = [
        (Permission::UsersView, "users", t.users),
        (Permission::RolesManage, "roles", t.roles),
        (Permission::GroupsManage, "groups", t.groups),
    ];
    let links = pages.into_iter().filter(|(needed, ..)| untrack(|| account.holds(needed))).map(|(_, page, name)| {
        view! {
            <a class="btn" href=account.href(page)>
                {name}
            </a>
        }
    });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(|| {
        view! {
            <FieldGroup title=t.people about=t.people_about>
                <div class="actions">{links}</div>
            </FieldGroup>
        }
    })
}
