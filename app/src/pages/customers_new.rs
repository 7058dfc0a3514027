use domain::Language;
use domain::policy::Preset;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::api::customers::{CreateCustomer, GetNewCustomerOptions, NewCustomerForm};
use crate::calls::{Posting, read};
use crate::components::{Check, CheckList, Choice, Field, Page, PageProblem, Select, ServerForm, SubmitButton};
use crate::forms::{unpack, use_flash};
use crate::i18n::{account_settings, customers, presets, use_language};

/// Makes a customer account. It has nobody in it at first.
#[component]
pub fn NewCustomerPage() -> impl IntoView {
    // The names of all time zones come from the server, so that the browser's part need not carry them.
    let options = read(|| Ok(GetNewCustomerOptions {}));
    let action = Posting::to::<CreateCustomer>();
    let flash = use_flash::<NewCustomerForm>();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match options.await {
                    Ok(options) => {
                        let (form, refused) = unpack(flash.await);
                        let form = form.unwrap_or_else(|| NewCustomerForm::blank(options.language, options.time_zone));
                        view! { <Fields action form zones=options.time_zones refused/> }.into_any()
                    }
                    Err(error) => view! { <PageProblem error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Fields(action: Posting, form: NewCustomerForm, zones: Vec<String>, refused: Option<ApiError>) -> impl IntoView {
    let language = use_language();
    let t = customers::texts(language);
    let way = account_settings::texts(language);
    let preset = |preset: &Preset| {
        let (name, about) = presets::texts(language).of(*preset);
        Check {
            value: preset.to_string(),
            label: name.to_owned(),
            hint: about.to_owned(),
            checked: *preset == form.preset,
            disabled: false,
        }
    };
    let presets = Preset::ALL.iter().map(preset).collect();
    let languages = Language::ALL.iter().map(|language| Choice::new(language.as_str(), language.own_name())).collect();
    let zones = zones.into_iter().map(|zone| Choice::new(zone.clone(), zone.replace('_', " "))).collect();
    view! {
        <Page title=t.new class="page page--form">
            <ServerForm action refused>
                <Field name="number" label=t.number hint=t.number_hint value=form.number autocomplete="off"/>
                <Field name="company" label=t.company value=form.company autocomplete="off"/>
                <Select name="language" label=t.language hint=t.language_hint choices=languages value=form.language.as_str()/>
                <Select name="time_zone" label=t.time_zone hint=t.time_zone_hint choices=zones value=form.time_zone/>
                <CheckList name="preset" title=way.preset about=way.preset_later checks=presets one=true/>
                <div>
                    <h2>{t.contact_heading}</h2>
                    <p class="muted">{t.contact_detail}</p>
                </div>
                <Field name="contact_name" label=t.contact_name value=form.contact_name autocomplete="off" optional=true/>
                <Field name="contact_email" label=t.contact_email value=form.contact_email kind="email" autocomplete="off" optional=true/>
                <Field
                    name="contact_phone"
                    label=t.contact_phone
                    hint=t.contact_phone_hint
                    value=form.contact_phone
                    kind="tel"
                    autocomplete="off"
                    optional=true
                />
                <Field name="contact_address" label=t.contact_address value=form.contact_address autocomplete="off" optional=true/>
                <div class="actions">
                    <SubmitButton label=t.create busy=t.creating/>
                    <a class="btn" href="/customers">
                        {t.cancel}
                    </a>
                </div>
            </ServerForm>
        </Page>
    }
}
