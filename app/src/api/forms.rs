//! Forms that work before WASM: what a browser without it sends is answered by a redirect, and what it typed is kept for ten
//! minutes in a flash row, so that the page comes back with it and with the status of the error.

use std::fmt;

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};

use super::ApiError;

/// The argument of a server function that a form posts to.
pub trait Form: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// Tells this form from all others: what was kept of it is found by this name and an id that nobody guesses.
    const NAME: &'static str;

    /// What the form is about, such as a draft, so that what was kept of it can be forgotten after a success ([`forget`]). Never a
    /// secret.
    fn about(&self) -> String {
        String::new()
    }
}

/// What was typed into a password field. The server never writes it out again, neither into a flash row nor into a log; only the
/// browser serialises it, to send it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if cfg!(feature = "ssr") { "" } else { &self.0 })
    }
}

/// What a form held, and why it was refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flash<F> {
    pub form: F,
    pub error: ApiError,
}

/// A flash row as it is stored and sent: a [`Flash`] whose form is still JSON, since the call does not know its type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlashRow {
    pub form: serde_json::Value,
    pub error: ApiError,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlashInput {
    /// See [`flash_page`].
    pub page: String,
    pub id: String,
}

/// The name under which a refused form is kept.
#[must_use]
pub fn flash_page<F: Form>(about: &str) -> String {
    format!("{} {about}", F::NAME).trim_end().to_owned()
}

/// What was kept of a form. None if there is nothing, or nothing any more: the page is shown as if it were opened anew.
#[server(endpoint = "flash", input = server_fn::codec::GetUrl)]
pub async fn read_flash(form: FlashInput) -> Result<Option<FlashRow>, ApiError> {
    let Ok(id) = form.id.parse() else { return Ok(None) };
    let row = super::context::backend()?.services.flash(&form.page, id).await?;
    Ok(row.and_then(|row| serde_json::from_value(row).ok()))
}

#[cfg(feature = "ssr")]
pub use on_server::{NativeForm, done, fail, forget, is_native};

#[cfg(feature = "ssr")]
mod on_server {
    use leptos::prelude::*;

    use super::{ApiError, FlashRow, Form, flash_page};
    use crate::api::context;

    /// Marks, as a request extension, a form that the browser itself posted. Such a request is answered with a redirect.
    #[derive(Clone, Copy, Debug)]
    pub struct NativeForm;

    /// The browser itself posted the form of this request.
    #[must_use]
    pub fn is_native() -> bool {
        use_context::<axum::http::request::Parts>().is_some_and(|parts| parts.extensions.get::<NativeForm>().is_some())
    }

    /// The answer to a form that was refused: `return Err(fail(back, &form, error).await)`. Where the browser itself posted the
    /// form, it is led back to `back`, a path of ours whose page reads the flash with [`crate::forms::use_flash`]; whose session has
    /// ended logs in on the way there.
    pub async fn fail<F: Form>(back: &str, form: &F, error: impl Into<ApiError> + Send) -> ApiError {
        let error = error.into();
        let is_signed_out = error == ApiError::Unauthenticated;
        if !is_native() || !(is_signed_out || error.belongs_to_form()) {
            return error;
        }
        match keep(back, form, &error).await {
            Ok(location) => {
                let location = if is_signed_out { crate::address::login(&location) } else { location };
                leptos_axum::redirect(&location, false);
                error
            }
            Err(broken) => broken,
        }
    }

    /// The answer to a form that was carried out: on to `next`, a path of ours.
    pub fn done(next: &str) {
        leptos_axum::redirect(domain::text::local_path(next).unwrap_or("/"), false);
    }

    /// Forgets what was kept of the form, after a success: going back must not show the old problem again.
    ///
    /// # Errors
    /// That of the database.
    pub async fn forget<F: Form>(form: &F) -> Result<(), ApiError> {
        Ok(context::backend()?.services.forget_flashes(&flash_page::<F>(&form.about())).await?)
    }

    async fn keep<F: Form>(back: &str, form: &F, error: &ApiError) -> Result<String, ApiError> {
        let back = domain::text::local_path(back).unwrap_or("/");
        let page = flash_page::<F>(&form.about());
        let form = serde_json::to_value(form).map_err(|_| ApiError::BadRequest)?;
        let row = serde_json::to_value(FlashRow { form, error: error.clone() }).map_err(|_| ApiError::BadRequest)?;
        let id = context::backend()?.services.keep_flash(&page, &row).await?;
        Ok(crate::address::with_query(back, &[("flash", Some(&id.to_string()))]))
    }
}

#[cfg(test)]
mod tests {
    use domain::problem::ProblemCode;

    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Door {
        name: String,
        password: Secret,
    }

    impl Form for Door {
        const NAME: &'static str = "door";
    }

    #[test]
    #[cfg(feature = "ssr")]
    fn passwords_never_get_into_a_flash_row() {
        let door = Door { name: "Ann".to_owned(), password: serde_json::from_str("\"open sesame\"").unwrap() };
        let row = FlashRow { form: serde_json::to_value(door).unwrap(), error: ApiError::invalid("name", ProblemCode::Taken) };
        assert!(!format!("{row:?}").contains("sesame"));
        let flash: Flash<Door> = serde_json::from_value(serde_json::to_value(row).unwrap()).unwrap();
        assert_eq!((flash.form.name.as_str(), flash.form.password.expose()), ("Ann", ""));
    }

    #[test]
    fn a_secret_prints_nothing() {
        let secret: Secret = serde_json::from_str("\"open sesame\"").unwrap();
        assert_eq!(format!("{secret:?}"), "Secret(..)");
        assert_eq!(secret.expose(), "open sesame");
    }
}
