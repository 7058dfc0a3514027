//! The operator's logo: taken as a file from a form, and served to everybody.

use app::api::ApiError;
use app::api::context::{Backend, caller_of};
use app::api::forms::{FlashRow, flash_page};
use app::api::operator::{HERE, LogoForm};
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, Path, Request, State};
use axum::response::{IntoResponse, Response};
use backend::Error;
use backend::context::Caller;
use domain::problem::{ImageError, ProblemCode};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use http::{HeaderValue, StatusCode};
use leptos::server_fn::error::FromServerFnError;

pub(crate) const PATH: &str = "/brand/{name}";

/// Nobody gets anything out of it but the picture, however it is opened.
const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// The name comes from the bytes, so they never change.
pub(crate) async fn show(State(backend): State<Backend>, Path(name): Path<String>) -> Response {
    match backend.services.logo(&name).await {
        Ok((kind, bytes)) => {
            let headers = [(CONTENT_TYPE, kind), (CONTENT_SECURITY_POLICY, POLICY), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
            (headers, bytes).into_response()
        }
        Err(error) => ApiError::from(error).status_code().into_response(),
    }
}

/// Answers as server functions do: with a status, and where a browser goes on.
pub(crate) async fn upload(State(backend): State<Backend>, request: Request) -> Response {
    let caller = match caller_of(request.extensions()) {
        Ok(caller) => caller,
        Err(error) => return error.status_code().into_response(),
    };
    // Whoever may not send one is told so before anything is read.
    if let Err(error) = backend.services.operator_settings(&caller).await {
        return ApiError::from(error).status_code().into_response();
    }
    let Ok(form) = Multipart::from_request(request, &()).await else { return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response() };
    match take(&backend, &caller, form).await {
        Ok(()) => (StatusCode::OK, [(LOCATION, "/operator?saved=logo")]).into_response(),
        Err(error) => refused(&backend, error).await,
    }
}

async fn take(backend: &Backend, caller: &Caller, mut form: Multipart) -> Result<(), ApiError> {
    let field = form.next_field().await.map_err(|_| ApiError::BadRequest)?;
    let field = field.filter(|field| field.name() == Some("logo"));
    let field = field.ok_or_else(|| ApiError::invalid("logo", ProblemCode::Image(ImageError::Missing)))?;
    let bytes = field.bytes().await.map_err(|_| ApiError::BadRequest)?;
    if form.next_field().await.map_err(|_| ApiError::BadRequest)?.is_some() {
        return Err(ApiError::BadRequest);
    }
    Ok(backend.services.set_logo(caller, &bytes).await?)
}

/// Back to the form, which tells what was wrong.
async fn refused(backend: &Backend, error: ApiError) -> Response {
    let status = error.status_code();
    if !error.belongs_to_form() {
        return status.into_response();
    }
    match keep(backend, error).await {
        Ok(location) => (status, [(LOCATION, location)]).into_response(),
        Err(error) => ApiError::from(error).status_code().into_response(),
    }
}

async fn keep(backend: &Backend, error: ApiError) -> Result<HeaderValue, Error> {
    let internal = |e: &dyn std::error::Error| Error::Internal(e.to_string());
    let row = serde_json::to_value(FlashRow { form: serde_json::json!({}), error }).map_err(|e| internal(&e))?;
    let id = backend.services.keep_flash(&flash_page::<LogoForm>(""), &row).await?;
    HeaderValue::try_from(app::address::with_query(HERE, &[("flash", Some(&id.to_string()))])).map_err(|e| internal(&e))
}
