use domain::membership::AccountStatus;
use domain::problem::{Conflict, Problem, ProblemCode};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// What can come of a call besides success: codes without free text, so that nothing of the inside gets out. Pages turn them into
/// words in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiError {
    Unauthenticated,
    Forbidden,
    /// The reader is a member, of an account that is suspended or closed.
    Shut(AccountStatus),
    /// Unknown, or somebody else's: the two are told alike.
    NotFound,
    Invalid(Vec<Problem>),
    Conflict(Conflict),
    /// A link that was once valid.
    Gone,
    TooMany {
        retry_after_s: u32,
    },
    /// Overloaded for the moment.
    Busy,
    /// The request is not of the form that our pages send.
    BadRequest,
    /// The id under which the log tells more.
    Internal(String),
    /// Made by the browser alone: no answer came.
    Unreachable,
}

impl ApiError {
    #[must_use]
    pub fn invalid(field: &str, code: ProblemCode) -> Self {
        Self::Invalid(vec![Problem::new(field, code)])
    }

    /// The problems of single fields; empty for every other error.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        if let Self::Invalid(problems) = self { problems } else { &[] }
    }

    /// The form that led to it is shown again with what was typed. Every other error has a page of its own; who is not signed in comes
    /// back to the form by *Log in*.
    #[must_use]
    pub const fn belongs_to_form(&self) -> bool {
        matches!(self, Self::Invalid(_) | Self::Conflict(_) | Self::Gone | Self::TooMany { .. } | Self::Busy | Self::Unreachable)
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            // The browser reads answers. One that is none of ours comes from something in between that did not reach the server.
            ServerFnErrorErr::Deserialization(_) if !cfg!(feature = "ssr") => Self::Unreachable,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => Self::BadRequest,
            _ => Self::Internal(String::new()),
        }
    }

    fn status_code(&self) -> StatusCode {
        match self {
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::Shut(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Gone => StatusCode::GONE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<backend::Error> for ApiError {
    /// Besides the conversion, what must not get lost on the way is done here: internal errors are logged, and `Retry-After` is
    /// set where there is an answer to set it on.
    fn from(error: backend::Error) -> Self {
        use backend::Error;
        match error {
            Error::Unauthenticated => Self::Unauthenticated,
            Error::Forbidden => Self::Forbidden,
            Error::Shut(status) => Self::Shut(status),
            Error::NotFound => Self::NotFound,
            Error::Invalid(problems) => Self::Invalid(problems),
            Error::Conflict(conflict) => Self::Conflict(conflict),
            Error::Gone => Self::Gone,
            Error::TooMany { retry_after_s } => {
                super::context::retry_after(retry_after_s);
                Self::TooMany { retry_after_s }
            }
            Error::Busy => Self::Busy,
            other => Self::Internal(super::context::log_internal(&other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_our_pages_would_not_send_is_the_senders_mistake() {
        for error in [ServerFnErrorErr::Args(String::new()), ServerFnErrorErr::Deserialization(String::new())] {
            assert_eq!(ApiError::from_server_fn_error(error).status_code(), StatusCode::BAD_REQUEST);
        }
        assert_eq!(ApiError::from_server_fn_error(ServerFnErrorErr::ServerError("secret".to_owned())), ApiError::Internal(String::new()));
    }
}
