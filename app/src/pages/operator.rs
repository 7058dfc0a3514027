//! *Operator settings*: the brand, whom one reaches, and the rules of the whole installation.
//!
//! The browser itself posts the forms: what is set here stands on every page.

use domain::views::{Logo, OperatorPage, OperatorSettings};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use crate::api::ApiError;
use crate::api::operator::{GetOperatorSettings, LogoForm, OperatorForm, RemoveLogo, SaveOperatorSettings, UPLOAD_LOGO};
use crate::calls::read;
use crate::components::{
    Banner, Check, CheckList, Field, FieldError, FieldGroup, Page, PageProblem, PlainForm, SubmitButton, Tone, owned, use_problem,
};
use crate::forms::{unpack, use_flash};
use crate::i18n::{Text, operator, use_language};

pub mod administrators;
pub mod entries;
pub mod feedback;
pub mod preview;

use preview::Preview;

/// The parts of *Operator settings*, as links.
#[component]
pub(super) fn OperatorTabs(here: &'static str) -> impl IntoView {
    let t = operator::texts(use_language());
    let tab = |href: &'static str, name: Text| {
        view! {
            <a href=href aria-current=(href == here).then_some("page")>
                {name}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=t.heading>
            {tab("/operator", t.brand_tab)} {tab("/operator/areas", t.areas_tab)} {tab("/operator/links", t.links_tab)}
            {tab("/operator/faq", t.faq_tab)} {tab("/operator/administrators", t.administrators_tab)}
            {tab("/operator/feedback", t.feedback_tab)}
        </nav>
    }
}

#[component]
pub fn OperatorSettingsPage() -> impl IntoView {
    let data = read(|| Ok(GetOperatorSettings {}));
    let (flash, logo_flash) = (use_flash::<OperatorForm>(), use_flash::<LogoForm>());
    move || {
        Suspend::new(async move {
            let (flash, logo_flash) = (flash.await, logo_flash.await);
            match data.await {
                Ok(page) => {
                    let ((form, refused), (_, logo_refused)) = (unpack(flash), unpack(logo_flash));
                    owned(view! { <Inside page form refused logo_refused/> }.into_any())
                }
                Err(error) => view! { <PageProblem error/> }.into_any(),
            }
        })
    }
}

/// What stands in the fields: what was typed before it was refused, or else what is set.
fn values(form: Option<OperatorForm>, now: &OperatorSettings) -> OperatorForm {
    form.unwrap_or_else(|| OperatorForm {
        seen: String::new(),
        product: now.product.clone(),
        sender_name: now.sender_name.clone(),
        colour: now.colour.clone(),
        label_colour: now.label_colour.clone(),
        postal_address: now.postal_address.clone(),
        support_email: now.support_email.clone(),
        support_phone: now.support_phone.clone(),
        trust_copied_links: vec![now.trust_copied_links],
        daily_limit: now.daily_limit.to_string(),
    })
}

#[component]
fn Inside(page: OperatorPage, form: Option<OperatorForm>, refused: Option<ApiError>, logo_refused: Option<ApiError>) -> impl IntoView {
    let t = operator::texts(use_language());
    let OperatorPage { now, logo } = page;
    let is_fine = refused.is_none() && logo_refused.is_none();
    let saved = is_fine && use_query_map().with_untracked(|query| query.get_str("saved").is_some());
    let saved = saved.then(|| {
        view! {
            <Banner tone=Tone::Success title=t.saved>
                <p>{t.saved_detail}</p>
            </Banner>
        }
    });
    let seen = serde_json::to_string(&now).unwrap_or_default();
    let (values, drawn) = (values(form, &now), logo.clone());
    view! {
        <Page title=t.heading lede=t.lede>
            <OperatorTabs here="/operator"/>
            {saved}
            <PlainForm action=SaveOperatorSettings::url() refused>
                <input type="hidden" name="form[seen]" value=seen/>
                <div class="areas">
                    <Brand values=values.clone() logo=drawn/>
                    <Contact values=values.clone()/>
                    <Rules values/>
                </div>
                <div class="actions">
                    <SubmitButton label=t.save busy=t.saving/>
                </div>
            </PlainForm>
            <LogoSection logo refused=logo_refused/>
        </Page>
    }
}

#[component]
fn Brand(values: OperatorForm, logo: Option<Logo>) -> impl IntoView {
    let t = operator::texts(use_language());
    view! {
        <FieldGroup title=t.brand about=t.brand_about>
            <Preview product=values.product.clone() colour=values.colour.clone() label=values.label_colour.clone() logo>
                <Field name="product" label=t.product hint=t.product_hint value=values.product autocomplete="off"/>
                <Field name="sender_name" label=t.sender_name hint=t.sender_name_hint value=values.sender_name autocomplete="off"/>
                <Field name="colour" label=t.colour hint=t.colour_hint value=values.colour autocomplete="off"/>
                <Field name="label_colour" label=t.label_colour hint=t.label_colour_hint value=values.label_colour autocomplete="off"/>
            </Preview>
        </FieldGroup>
    }
}

#[component]
fn Contact(values: OperatorForm) -> impl IntoView {
    let t = operator::texts(use_language());
    view! {
        <FieldGroup title=t.contact about=t.contact_about>
            <Field
                name="support_email"
                label=t.support_email
                hint=t.support_email_hint
                value=values.support_email
                kind="email"
                autocomplete="off"
                optional=true
            />
            <Field
                name="support_phone"
                label=t.support_phone
                hint=t.support_phone_hint
                value=values.support_phone
                kind="tel"
                autocomplete="off"
                optional=true
            />
            <Field
                name="postal_address"
                label=t.postal_address
                hint=t.postal_address_hint
                value=values.postal_address
                autocomplete="off"
                optional=true
            />
        </FieldGroup>
    }
}

#[component]
fn Rules(values: OperatorForm) -> impl IntoView {
    let t = operator::texts(use_language());
    let trust = Check {
        value: "true".to_owned(),
        label: t.trust.to_owned(),
        hint: t.trust_about.to_owned(),
        checked: values.trust_copied_links.contains(&true),
        disabled: false,
    };
    view! {
        <CheckList name="trust_copied_links" title=t.links about=t.links_about checks=vec![trust]/>
        <FieldGroup title=t.limits about=t.limits_about>
            <Field
                name="daily_limit"
                label=t.daily_limit
                hint=t.daily_limit_hint
                value=values.daily_limit
                kind="numeric"
                autocomplete="off"
            />
        </FieldGroup>
    }
}

/// A picture in the place of the product's own sign: put there and taken away at once, by forms of their own.
#[component]
fn LogoSection(logo: Option<Logo>, refused: Option<ApiError>) -> impl IntoView {
    let t = operator::texts(use_language());
    let now = logo.map(|logo| {
        view! {
            <PlainForm action=RemoveLogo::url() class="logo-now">
                <input type="hidden" name="form[back]" value=crate::api::operator::HERE/>
                <img src=logo.path alt=t.logo_alt width=logo.width height=logo.height/>
                <SubmitButton label=t.logo_remove busy=t.saving class="btn btn--danger"/>
            </PlainForm>
        }
    });
    view! {
        <section class="section" aria-labelledby="logo-title">
            <div class="area" role="group" aria-labelledby="logo-title">
                <div class="side">
                    <h2 id="logo-title">{t.logo}</h2>
                    <p>{t.logo_about}</p>
                </div>
                <div class="form">
                    {now} <PlainForm action=UPLOAD_LOGO refused files=true>
                        <LogoField/>
                        <div>
                            <SubmitButton label=t.logo_upload busy=t.saving class="btn"/>
                        </div>
                    </PlainForm>
                </div>
            </div>
        </section>
    }
}

#[component]
fn LogoField() -> impl IntoView {
    let t = operator::texts(use_language());
    let problem = use_problem("logo");
    let described_by = move || if problem.with(Option::is_some) { "logo-hint logo-error" } else { "logo-hint" };
    view! {
        <div class="field">
            <label for="logo">{t.logo_file}</label>
            <p class="hint small" id="logo-hint">
                {t.logo_hint}
            </p>
            <input
                class="input"
                type="file"
                id="logo"
                name="logo"
                accept="image/png,image/jpeg,image/webp"
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=described_by
            />
            <FieldError id="logo-error" problem/>
        </div>
    }
}
