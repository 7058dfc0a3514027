//! What only the operator does to a customer: changing its name and contact, suspending, reactivating and closing it. Stands on its profile.
//!
//! The browser itself posts these forms: what they change stands on every page of the account.

use domain::membership::AccountStatus;
use domain::views::CustomerSheet;
use leptos::prelude::*;
use server_fn::ServerFn;

use crate::address::with_query;
use crate::api::ApiError;
use crate::api::account::AccountInput;
use crate::api::customers::{CustomerForm, CustomerStatusForm, GetCustomer, SaveCustomer, SetCustomerStatus};
use crate::calls::read;
use crate::components::{
    Banner, ButtonLink, Dialog, DialogFoot, DialogProblem, Field, Icon, PlainForm, SubmitButton, Tone, dialog_href, use_dialog,
};
use crate::forms::{here, unpack, use_flash_about};
use crate::i18n::{Text, common, count, customer_deeds, customers, fill, use_language};
use crate::layouts::use_account;

/// Tells on the profile that nobody can work in the account.
#[component]
pub(super) fn StateBanner(status: AccountStatus) -> impl IntoView {
    let t = customer_deeds::texts(use_language());
    let (title, text) = match status {
        AccountStatus::Active => return None,
        AccountStatus::Suspended => (t.suspended, t.suspended_detail),
        AccountStatus::Closed => (t.closed, t.closed_detail),
    };
    Some(view! {
        <Banner tone=Tone::Warning title>
            <p>{text}</p>
        </Banner>
    })
}

/// The operator's buttons beside the heading; nobody else has any.
#[component]
pub(super) fn CustomerActions() -> impl IntoView {
    let t = customer_deeds::texts(use_language());
    let frame = untrack(|| use_account().frame());
    if !frame.acting {
        return None;
    }
    let button = |dialog: &'static str, class: &'static str, words: Text| {
        view! {
            <ButtonLink href=dialog_href(Some(dialog), None) class>
                {words}
            </ButtonLink>
        }
    };
    let change = match frame.status {
        AccountStatus::Active => Some(button("suspended", "btn btn--danger", t.suspend)),
        AccountStatus::Suspended => Some(button("active", "btn", t.reactivate)),
        AccountStatus::Closed => None,
    };
    let close = (frame.status != AccountStatus::Closed).then(|| button("closed", "btn btn--danger", t.close));
    Some(view! {
        {close}
        {change}
        <ButtonLink href=dialog_href(Some("edit"), None)>
            <Icon name="pencil"/>
            {t.edit}
        </ButtonLink>
    })
}

/// The dialog that the address opens.
#[component]
pub(super) fn CustomerDialogs() -> impl IntoView {
    let dialog = use_dialog();
    let acting = untrack(|| use_account().frame().acting);
    move || match dialog.get().as_deref().filter(|_| acting) {
        Some("edit") => view! { <EditDialog/> }.into_any(),
        Some(name) => name.parse().ok().map(|status| view! { <StatusDialog status/> }).into_any(),
        None => ().into_any(),
    }
}

/// The page below the dialog.
fn below() -> String {
    with_query(&here(), &[("dialog", None)])
}

#[component]
fn EditDialog() -> impl IntoView {
    let c = use_account().number();
    let flash = use_flash_about::<CustomerForm>(&c);
    let data = read(move || Ok(GetCustomer { form: AccountInput { c: c.clone() } }));
    move || {
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            match data.await {
                Ok(sheet) => view! { <Fields sheet form refused/> }.into_any(),
                Err(error) => {
                    let title = customer_deeds::texts(use_language()).edit;
                    view! { <DialogProblem title error close=below()/> }.into_any()
                }
            }
        })
    }
}

#[component]
fn Fields(sheet: CustomerSheet, form: Option<CustomerForm>, refused: Option<ApiError>) -> impl IntoView {
    let language = use_language();
    let (t, words) = (customer_deeds::texts(language), customers::texts(language));
    let (close, account) = (below(), use_account());
    let title = fill(t.edit_title, &[("company", &sheet.company)]);
    let form = form.unwrap_or_else(|| CustomerForm {
        c: String::new(),
        company: sheet.company,
        contact_name: sheet.contact_name,
        contact_email: sheet.contact_email,
        contact_phone: sheet.contact_phone,
        contact_address: sheet.contact_address,
        back: String::new(),
    });
    view! {
        <Dialog title close=close.clone()>
            <PlainForm action=SaveCustomer::url() refused class="">
                <div class="body form">
                    <input type="hidden" name="form[c]" value=account.number()/>
                    <input type="hidden" name="form[back]" value=close.clone()/>
                    <Field name="company" label=words.company value=form.company autocomplete="off" autofocus=true/>
                    <Field name="contact_name" label=words.contact_name value=form.contact_name autocomplete="off" optional=true/>
                    <Field name="contact_email" label=words.contact_email value=form.contact_email kind="email" autocomplete="off" optional=true/>
                    <Field
                        name="contact_phone"
                        label=words.contact_phone
                        hint=words.contact_phone_hint
                        value=form.contact_phone
                        kind="tel"
                        autocomplete="off"
                        optional=true
                    />
                    <Field name="contact_address" label=words.contact_address value=form.contact_address autocomplete="off" optional=true/>
                    <p class="small muted">
                        {t.settings} " " <a href=account.href("settings")>{t.settings_link}</a> "."
                    </p>
                </div>
                <DialogFoot close close_label=common::texts(language).cancel>
                    <SubmitButton label=t.save busy=t.saving/>
                </DialogFoot>
            </PlainForm>
        </Dialog>
    }
}

/// Asks before a customer is suspended, reactivated or closed.
#[component]
fn StatusDialog(status: AccountStatus) -> impl IntoView {
    let c = use_account().number();
    let flash = use_flash_about::<CustomerStatusForm>(&c);
    let data = read(move || Ok(GetCustomer { form: AccountInput { c: c.clone() } }));
    move || {
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            match data.await {
                Ok(sheet) => view! { <Question status sheet confirm=form.map(|f| f.confirm).unwrap_or_default() refused/> }.into_any(),
                Err(error) => {
                    let title = customer_deeds::texts(use_language()).edit;
                    view! { <DialogProblem title error close=below()/> }.into_any()
                }
            }
        })
    }
}

#[component]
fn Question(status: AccountStatus, sheet: CustomerSheet, confirm: String, refused: Option<ApiError>) -> impl IntoView {
    let language = use_language();
    let t = customer_deeds::texts(language);
    let close = below();
    let (title, body, label, busy, class) = match status {
        AccountStatus::Active => (t.reactivate_title, t.reactivate_body, t.reactivate, t.reactivating, "btn btn--primary"),
        AccountStatus::Suspended => (t.suspend_title, t.suspend_body, t.suspend, t.suspending, "btn btn--danger-fill"),
        AccountStatus::Closed => (t.close_title, t.close_body, t.close, t.closing, "btn btn--danger-fill"),
    };
    let members = fill(t.members.of(sheet.members), &[("n", &count(sheet.members, language))]);
    let invitations = fill(t.invitations.of(sheet.open_invitations), &[("n", &count(sheet.open_invitations, language))]);
    let body = fill(body, &[("members", &members), ("invitations", &invitations)]);
    let company = sheet.company;
    let confirm = (status == AccountStatus::Closed).then(|| {
        let hint = fill(t.confirm_hint, &[("company", &company)]);
        view! { <Field name="confirm" label=t.confirm hint value=confirm autocomplete="off"/> }
    });
    view! {
        <Dialog title=fill(title, &[("company", &company)]) close=close.clone()>
            <PlainForm action=SetCustomerStatus::url() refused class="">
                <div class="body form">
                    <input type="hidden" name="form[c]" value=sheet.number/>
                    <input type="hidden" name="form[status]" value=status.as_str()/>
                    <input type="hidden" name="form[back]" value=close.clone()/>
                    <p>{body}</p>
                    {confirm}
                </div>
                <DialogFoot close close_label=common::texts(language).cancel autofocus=true>
                    <SubmitButton label busy class/>
                </DialogFoot>
            </PlainForm>
        </Dialog>
    }
}
