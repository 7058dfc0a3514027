//! What changes one thing each. The browser itself posts them, since what they change stands on every page.

use domain::Language;
use domain::theme::Theme;
use domain::views::OwnSettings;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::you::theme_name;
use super::{BackField, Typed, back};
use crate::address::with_query;
use crate::api::ApiError;
use crate::api::session::SetLanguage;
use crate::api::settings::{ChangePassword, RequestAddressChange, SaveOwnPerson, SetTheme};
use crate::components::{Choice, Dialog, DialogFoot, Field, PasswordField, PlainForm, Select, SubmitButton, use_dialog};
use crate::i18n::{Text, common, settings, use_language};

/// As the address opens them.
#[component]
pub(super) fn Dialogs(settings: OwnSettings, typed: Typed) -> impl IntoView {
    let dialog = use_dialog();
    move || {
        let (settings, typed) = (settings.clone(), typed.clone());
        match dialog.get().as_deref() {
            Some("person") => view! { <Person settings typed/> }.into_any(),
            Some("email") => view! { <Email typed/> }.into_any(),
            Some("password") => view! { <Password refused=typed.password/> }.into_any(),
            Some("language") => view! { <LanguageChoice/> }.into_any(),
            Some("theme") => view! { <ThemeChoice theme=settings.theme/> }.into_any(),
            _ => ().into_any(),
        }
    }
}

/// One form in a dialog, with its button.
#[component]
fn Asking(
    title: Text,
    action: &'static str,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    /// Its label, and what happens while it does.
    button: (Text, Text),
    children: Children,
) -> impl IntoView {
    view! {
        <Dialog title close=back()>
            <PlainForm action refused class="">
                <div class="body">{children()}</div>
                <DialogFoot close=back() close_label=common::texts(use_language()).cancel>
                    <SubmitButton label=button.0 busy=button.1/>
                </DialogFoot>
            </PlainForm>
        </Dialog>
    }
}

#[component]
fn Person(settings: OwnSettings, typed: Typed) -> impl IntoView {
    let t = settings::texts(use_language());
    let (form, refused) = typed.person;
    let (first, last, phone) = match form {
        Some(form) => (form.first_name, form.last_name, form.phone),
        None => (settings.first_name, settings.last_name, settings.phone.unwrap_or_default()),
    };
    view! {
        <Asking title=t.person_title action=SaveOwnPerson::url() refused button=(t.save, t.saving)>
            <BackField/>
            <p class="muted">{t.person_hint}</p>
            <Field name="first_name" label=t.first_name value=first autocomplete="given-name" autofocus=true/>
            <Field name="last_name" label=t.last_name value=last autocomplete="family-name"/>
            <Field name="phone" label=t.phone value=phone kind="tel" autocomplete="tel" optional=true/>
        </Asking>
    }
}

#[component]
fn Email(typed: Typed) -> impl IntoView {
    let t = settings::texts(use_language());
    let (form, refused) = typed.address;
    view! {
        <Asking title=t.email_title action=RequestAddressChange::url() refused button=(t.send_link, t.verifying)>
            <BackField/>
            <p class="muted">{t.email_detail}</p>
            <Field
                name="email"
                label=t.new_email
                value=form.map(|form| form.email).unwrap_or_default()
                kind="email"
                autocomplete="email"
                autofocus=true
            />
            <PasswordField name="current_password" label=t.current_password/>
        </Asking>
    }
}

#[component]
fn Password(#[prop(optional_no_strip)] refused: Option<ApiError>) -> impl IntoView {
    let t = settings::texts(use_language());
    view! {
        <Asking title=t.password_title action=ChangePassword::url() refused button=(t.password_title, t.changing)>
            <BackField/>
            <p class="muted">{t.password_detail}</p>
            <PasswordField name="current_password" label=t.current_password/>
            <PasswordField label=t.new_password new=true/>
        </Asking>
    }
}

#[component]
fn LanguageChoice() -> impl IntoView {
    let language = use_language();
    let t = settings::texts(language);
    let choices = Language::ALL.iter().map(|language| Choice::new(language.as_str(), language.own_name())).collect();
    view! {
        <Asking title=t.language_title action=SetLanguage::url() button=(t.save, t.saving)>
            <Select name="language" label=common::texts(language).language hint=t.language_hint choices value=language.as_str()/>
            <input type="hidden" name="form[next]" value=with_query(&back(), &[("done", Some("saved"))])/>
        </Asking>
    }
}

#[component]
fn ThemeChoice(theme: Theme) -> impl IntoView {
    let t = settings::texts(use_language());
    let choices = Theme::ALL.iter().map(|theme| Choice::new(theme.as_str(), theme_name(t, *theme))).collect();
    view! {
        <Asking title=t.theme_title action=SetTheme::url() button=(t.save, t.saving)>
            <BackField/>
            <Select name="theme" label=t.theme hint=t.theme_hint choices value=theme.as_str()/>
        </Asking>
    }
}
