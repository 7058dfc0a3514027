use std::marker::PhantomData;
use std::pin::Pin;
#[cfg(feature = "ssr")]
use std::sync::Arc;

use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use server_fn::ServerFn;

use super::{Answer, decode};
use crate::api::ApiError;
use crate::api::forms::{Flash, Form, ReadFlash};

type Later<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What a page reads: asked for by the server while it makes the page, handed over to the browser with it, and asked for by the
/// browser again whenever the input changes. To be awaited.
pub struct Data<T> {
    answer: Resource<Answer, Plain>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Data<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Data<T> {}

impl<T> std::fmt::Debug for Data<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Data").finish_non_exhaustive()
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for Data<T> {
    type Output = Result<T, ApiError>;
    type IntoFuture = Later<Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let answer = self.answer.into_future();
        Box::pin(async move { decode(&answer.await?) })
    }
}

/// Reads what server function `S` answers to an input. No input, no call: the error that stands in its place is the answer.
#[must_use]
pub fn read<S>(input: impl Fn() -> Result<S, ApiError> + Send + Sync + 'static) -> Data<S::Output>
where
    S: ServerFn<Error = ApiError> + Serialize + Clone + Send + Sync + 'static,
    S::Output: Serialize,
{
    Data { answer: resource(Box::new(move || (0, input().and_then(Call::of)))), of: PhantomData }
}

/// As [`read`], and once more whenever `turn` changes.
#[must_use]
pub fn read_after<S>(turn: Memo<usize>, input: impl Fn() -> Result<S, ApiError> + Send + Sync + 'static) -> Data<S::Output>
where
    S: ServerFn<Error = ApiError> + Serialize + Clone + Send + Sync + 'static,
    S::Output: Serialize,
{
    Data { answer: resource(Box::new(move || (turn.get(), input().and_then(Call::of)))), of: PhantomData }
}

/// Boxed, so that there is one resource for all.
fn resource(call: Box<dyn Fn() -> (usize, Result<Call, ApiError>) + Send + Sync>) -> Resource<Answer, Plain> {
    Resource::new_with_options(call, |(_, call)| -> Later<Answer> { Box::pin(async move { call?.answer().await }) }, false)
}

/// One call with its input.
#[derive(Clone)]
struct Call {
    #[cfg(feature = "ssr")]
    run: Arc<dyn Fn() -> Later<Answer> + Send + Sync>,
    #[cfg(not(feature = "ssr"))]
    url: String,
}

#[cfg(feature = "ssr")]
impl Call {
    #[expect(clippy::unnecessary_wraps, reason = "in the browser, an input may have no place in an address")]
    fn of<S>(call: S) -> Result<Self, ApiError>
    where
        S: ServerFn<Error = ApiError> + Clone + Send + Sync + 'static,
        S::Output: Serialize,
    {
        let run = move || -> Later<Answer> {
            let answer = call.clone().run_body();
            Box::pin(async move { encode(&answer.await?) })
        };
        Ok(Self { run: Arc::new(run) })
    }

    fn answer(self) -> Later<Answer> {
        (self.run)()
    }
}

#[cfg(feature = "ssr")]
fn encode<T: Serialize>(value: &T) -> Answer {
    Ok(serde_json::to_string(value).map_err(|_| ApiError::Internal(String::new()))?.into())
}

/// The server makes a page once: no input of it ever changes.
#[cfg(feature = "ssr")]
impl PartialEq for Call {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.run, &other.run)
    }
}

#[cfg(not(feature = "ssr"))]
impl Call {
    fn of<S: ServerFn + Serialize>(call: S) -> Result<Self, ApiError> {
        let query = serde_qs::to_string(&call).map_err(|_| ApiError::BadRequest)?;
        Ok(Self { url: format!("{}?{query}", S::url()) })
    }

    fn answer(self) -> impl Future<Output = Answer> + Send {
        super::fetch::get(self.url)
    }
}

#[cfg(not(feature = "ssr"))]
impl PartialEq for Call {
    fn eq(&self, other: &Self) -> bool {
        self.url == other.url
    }
}

/// How an answer stands in the page: JSON as it is, an error behind an exclamation mark, which no JSON begins with.
struct Plain;

impl Encoder<Answer> for Plain {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(answer: &Answer) -> Result<String, serde_json::Error> {
        match answer {
            Ok(json) => Ok(json.to_string()),
            Err(error) => Ok(format!("!{}", serde_json::to_string(error)?)),
        }
    }
}

impl Decoder<Answer> for Plain {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<Answer, serde_json::Error> {
        match text.strip_prefix('!') {
            None => Ok(Ok(text.into())),
            Some(error) => Ok(Err(serde_json::from_slice(error.as_bytes())?)),
        }
    }
}

/// What was typed into form `F` before it was refused. To be awaited; none if nothing was kept, or nothing of this version of the form.
pub struct Flashed<F> {
    answer: Resource<Answer, Plain>,
    of: PhantomData<fn() -> F>,
}

impl<F> Clone for Flashed<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Flashed<F> {}

impl<F> std::fmt::Debug for Flashed<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Flashed").finish_non_exhaustive()
    }
}

impl<F: Form> IntoFuture for Flashed<F> {
    type Output = Option<Flash<F>>;
    type IntoFuture = Later<Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let answer = self.answer.into_future();
        Box::pin(async move { decode(&answer.await.ok()?).ok().flatten() })
    }
}

/// Reads a flash; no input if there is none.
#[must_use]
pub fn read_flash_of<F: Form>(input: impl Fn() -> Option<ReadFlash> + Send + Sync + 'static) -> Flashed<F> {
    Flashed { answer: read(move || input().ok_or(ApiError::NotFound)).answer, of: PhantomData }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_answer_goes_through_the_page_as_it_is() {
        for answer in [Ok("{\"a\":\"!\"}".into()), Ok("null".into()), Err(ApiError::NotFound), Err(ApiError::TooMany { retry_after_s: 3 })]
        {
            let text = Plain::encode(&answer).unwrap();
            assert_eq!(Plain::decode(&text).unwrap(), answer, "{text}");
        }
        assert!(Plain::decode("!nonsense").is_err());
    }
}
