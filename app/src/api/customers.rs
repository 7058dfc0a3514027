use domain::Language;
use domain::membership::AccountStatus;
use domain::policy::{Policy, Preset};
use domain::views::{CustomerList, NewCustomerOptions};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomersInput {
    pub search: String,
    pub status: Option<AccountStatus>,
    pub cursor: Option<String>,
}

/// The operator's customers, newest first.
#[server(endpoint = "customers", input = server_fn::codec::GetUrl)]
pub async fn get_customers(form: CustomersInput) -> Result<CustomerList, ApiError> {
    let (backend, caller) = super::context::caller()?;
    let CustomersInput { search, status, cursor } = form;
    Ok(backend.services.customers(&caller, backend::CustomerQuery { search, status, cursor }).await?)
}

#[server(endpoint = "new_customer_options", input = server_fn::codec::GetUrl)]
pub async fn get_new_customer_options() -> Result<NewCustomerOptions, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.new_customer_options(&caller).await?)
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCustomerForm {
    pub number: String,
    pub company: String,
    pub language: Language,
    pub time_zone: String,
    #[serde(default = "usual_preset")]
    pub preset: Preset,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub contact_address: String,
}

fn usual_preset() -> Preset {
    Policy::default().preset
}

impl NewCustomerForm {
    /// What stands in the form at first.
    #[must_use]
    pub fn blank(language: Language, time_zone: String) -> Self {
        Self {
            number: String::new(),
            company: String::new(),
            language,
            time_zone,
            preset: usual_preset(),
            contact_name: String::new(),
            contact_email: String::new(),
            contact_phone: String::new(),
            contact_address: String::new(),
        }
    }
}

impl Form for NewCustomerForm {
    const NAME: &'static str = "new_customer";
}

#[server(endpoint = "create_customer")]
pub async fn create_customer(form: NewCustomerForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    let new = backend::NewCustomer {
        number: form.number.clone(),
        company: form.company.clone(),
        language: form.language,
        time_zone: form.time_zone.clone(),
        preset: form.preset,
        contact_name: form.contact_name.clone(),
        contact_email: form.contact_email.clone(),
        contact_phone: form.contact_phone.clone(),
        contact_address: form.contact_address.clone(),
    };
    if let Err(error) = backend.services.create_customer(&caller, new).await {
        return Err(forms::fail("/customers/new", &form, error).await);
    }
    forms::done(&crate::address::account(form.number.trim(), "profile/contact"));
    Ok(())
}
