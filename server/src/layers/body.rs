//! How much of a request is read.

use axum::{
    body::{Body, Bytes},
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header::CONTENT_LENGTH};
use http_body_util::BodyExt;

/// Bytes of a body that are taken. 10,000 addresses need a third of it.
pub(crate) const LIMIT: usize = 2_000_000;
/// Of a body that is too large, this much is still read and thrown away: most browsers show the answer only when they were allowed to
/// finish, and report a broken connection otherwise.
const PATIENCE: usize = 5 * LIMIT;

/// Refuses what says of itself that it is too large.
pub(crate) async fn limit(request: Request, next: Next) -> Response {
    let length = request.headers().get(CONTENT_LENGTH).map(HeaderValue::to_str);
    let length = length.map(|text| text.ok().and_then(|text| text.parse::<usize>().ok()));
    match length {
        None => next.run(request).await,
        Some(Some(length)) if length <= LIMIT => next.run(request).await,
        Some(Some(length)) if length <= PATIENCE => {
            read(request.into_body()).await.err().unwrap_or(StatusCode::PAYLOAD_TOO_LARGE).into_response()
        }
        Some(_) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    }
}

/// The whole body.
///
/// # Errors
/// 413 beyond [`LIMIT`], 400 when it ends early.
pub(crate) async fn read(mut body: Body) -> Result<Bytes, StatusCode> {
    let (mut taken, mut seen) = (Vec::new(), 0_usize);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
        let Some(data) = frame.data_ref() else { continue };
        seen = seen.saturating_add(data.len());
        if seen <= LIMIT {
            taken.extend_from_slice(data);
        } else if seen > PATIENCE {
            break;
        }
    }
    if seen <= LIMIT { Ok(taken.into()) } else { Err(StatusCode::PAYLOAD_TOO_LARGE) }
}

#[cfg(test)]
mod tests {
    use axum::{Router, middleware::from_fn, routing::post};
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn bodies_up_to_the_limit_are_whole() {
        assert_eq!(read(Body::from(vec![7; LIMIT])).await.map(|bytes| bytes.len()), Ok(LIMIT));
        assert_eq!(read(Body::empty()).await.map(|bytes| bytes.len()), Ok(0));
        assert_eq!(read(Body::from(vec![7; LIMIT + 1])).await, Err(StatusCode::PAYLOAD_TOO_LARGE));
        assert_eq!(read(Body::from(vec![7; PATIENCE + 1])).await, Err(StatusCode::PAYLOAD_TOO_LARGE));
    }

    #[tokio::test]
    async fn what_announces_itself_as_too_large_is_refused_before_it_is_handled() {
        let app = Router::new().route("/", post(|| async { "handled" })).layer(from_fn(limit));
        for (length, status) in [("0", 200), ("2000000", 200), ("2000001", 413), ("99999999999", 413), ("junk", 413)] {
            let request = Request::post("/").header(CONTENT_LENGTH, length).body(Body::empty()).unwrap();
            assert_eq!(app.clone().oneshot(request).await.unwrap().status().as_u16(), status, "{length}");
        }
    }
}
