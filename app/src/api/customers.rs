use domain::Language;
use domain::membership::AccountStatus;
use domain::policy::{Policy, Preset};
use domain::views::{CustomerList, CustomerSheet, NewCustomerOptions};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::account::AccountInput;
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
        contact: backend::Contact {
            name: form.contact_name.clone(),
            email: form.contact_email.clone(),
            phone: form.contact_phone.clone(),
            address: form.contact_address.clone(),
        },
    };
    if let Err(error) = backend.services.create_customer(&caller, new).await {
        return Err(forms::fail("/customers/new", &form, error).await);
    }
    forms::done(&crate::address::account(form.number.trim(), "profile/contact"));
    Ok(())
}

/// What the operator's dialogs about a customer show.
#[server(endpoint = "customer", input = server_fn::codec::GetUrl)]
pub async fn get_customer(form: AccountInput) -> Result<CustomerSheet, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.customer_sheet(&caller, &form.c).await?)
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerForm {
    pub c: String,
    pub company: String,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub contact_address: String,
    /// The page that the dialog stands on.
    pub back: String,
}

impl Form for CustomerForm {
    const NAME: &'static str = "customer";

    fn about(&self) -> String {
        self.c.clone()
    }
}

#[server(endpoint = "save_customer")]
pub async fn save_customer(form: CustomerForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    let input = backend::CustomerInput {
        company: form.company.clone(),
        contact: backend::Contact {
            name: form.contact_name.clone(),
            email: form.contact_email.clone(),
            phone: form.contact_phone.clone(),
            address: form.contact_address.clone(),
        },
    };
    if let Err(error) = backend.services.change_customer(&caller, &form.c, input).await {
        return Err(forms::fail(&with_query(&form.back, &[("dialog", Some("edit"))]), &form, error).await);
    }
    forms::forget(&form).await?;
    forms::done(&form.back);
    Ok(())
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerStatusForm {
    pub c: String,
    /// What it is to become.
    pub status: AccountStatus,
    /// The company's name, where it is to be closed.
    #[serde(default)]
    pub confirm: String,
    /// The page that the dialog stands on.
    pub back: String,
}

impl Form for CustomerStatusForm {
    const NAME: &'static str = "customer_status";

    fn about(&self) -> String {
        self.c.clone()
    }
}

#[server(endpoint = "set_customer_status")]
pub async fn set_customer_status(form: CustomerStatusForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    if let Err(error) = backend.services.set_customer_status(&caller, &form.c, form.status, &form.confirm).await {
        let back = with_query(&form.back, &[("dialog", Some(form.status.as_str()))]);
        return Err(forms::fail(&back, &form, error).await);
    }
    forms::forget(&form).await?;
    forms::done(&form.back);
    Ok(())
}
