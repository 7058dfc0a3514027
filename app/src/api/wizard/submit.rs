use domain::ids::BatchId;
use domain::views::{BatchResult, Progress, SubmitStep};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{BatchInput, BatchPageInput};
use crate::api::ApiError;
use crate::api::forms::Form;

#[server(endpoint = "submit_step", input = server_fn::codec::GetUrl)]
pub async fn get_submit_step(form: BatchPageInput) -> Result<SubmitStep, ApiError> {
    let (backend, caller) = crate::api::context::caller()?;
    Ok(backend.services.submit_step(&caller, &form.c, form.batch, form.page).await?)
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmitForm {
    pub c: String,
    pub batch: BatchId,
    /// Only as many as may go today; the others wait in a list of their own.
    #[serde(default)]
    pub first: bool,
}

impl Form for SubmitForm {
    const NAME: &'static str = "submit";

    fn about(&self) -> String {
        self.batch.to_string()
    }
}

/// *Submit*, and *Send the first {n} today*.
#[server(endpoint = "submit_batch")]
pub async fn submit_batch(form: SubmitForm) -> Result<(), ApiError> {
    use domain::wizard::Step;

    use super::{result_href, step_href};
    use crate::api::{context, forms};

    let (backend, caller) = context::caller()?;
    let held = if form.first { backend.services.hold_beyond_limit(&caller, &form.c, form.batch).await } else { Ok(()) };
    let done = match held {
        // Pressed twice: the first time has submitted it.
        Ok(()) | Err(backend::Error::Conflict(domain::problem::Conflict::Submitted)) => {
            backend.services.submit_batch(&caller, &form.c, form.batch).await
        }
        refused => refused,
    };
    if let Err(error) = done {
        return Err(forms::fail(&step_href(&form.c, form.batch, Step::Submit), &form, error).await);
    }
    forms::forget(&form).await?;
    if forms::is_native() {
        context::begin_following()?;
    }
    forms::done(&result_href(&form.c, form.batch));
    Ok(())
}

#[server(endpoint = "batch_result", input = server_fn::codec::GetUrl)]
pub async fn get_batch_result(form: BatchPageInput) -> Result<BatchResult, ApiError> {
    let (backend, caller) = crate::api::context::caller()?;
    Ok(backend.services.batch_result(&caller, &form.c, form.batch, form.page).await?)
}

/// The numbers of the result alone, for following them.
#[server(endpoint = "batch_progress", input = server_fn::codec::GetUrl)]
pub async fn get_batch_progress(form: BatchInput) -> Result<Progress, ApiError> {
    let (backend, caller) = crate::api::context::caller()?;
    Ok(backend.services.batch_progress(&caller, &form.c, form.batch).await?)
}
