//! What every user finds: *FAQ* and *Feedback*.

use domain::views::Faq;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

#[server(endpoint = "faq", input = server_fn::codec::GetUrl)]
pub async fn get_faq() -> Result<Faq, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.faq(&caller).await?)
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedbackForm {
    /// The customer number of the account that the reader comes from; empty if they come from none.
    pub c: String,
    pub feedback: String,
}

impl Form for FeedbackForm {
    const NAME: &'static str = "feedback";
}

#[server(endpoint = "send_feedback")]
pub async fn send_feedback(form: FeedbackForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::{personal, with_query};

    let (backend, caller) = context::caller()?;
    let number = Some(form.c.as_str()).filter(|number| !number.is_empty());
    let back = personal("/feedback", &form.c);
    if let Err(error) = backend.services.send_feedback(&caller, number, &form.feedback).await {
        return Err(forms::fail(&back, &form, error).await);
    }
    forms::done(&with_query(&back, &[("sent", Some("yes"))]));
    Ok(())
}
