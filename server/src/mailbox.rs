//! Demo mode: the body of a mail, on an address of its own and in a sandbox, as a mail program would show it.

use app::api::context::Backend;
use axum::{
    extract::{Path, Query, State},
    response::{Html, IntoResponse, Response},
};
use backend::mail::MemoryMailbox;
use http::{
    HeaderName, StatusCode,
    header::{CONTENT_SECURITY_POLICY, X_FRAME_OPTIONS},
};
use serde::Deserialize;

pub(crate) const BODY: &str = "/mailbox/{id}/body";

/// No scripts, no forms, no requests; links lead out of the frame, when a person clicks them.
const POLICY: &str = "sandbox allow-popups allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    part: Part,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Part {
    #[default]
    Html,
    Text,
    Source,
}

pub(crate) async fn body(State(backend): State<Backend>, Path(id): Path<u64>, Query(wanted): Query<Wanted>) -> Response {
    match backend.mailbox.as_ref().and_then(|mailbox| part_of(mailbox, id, &wanted.part)) {
        Some(part) => ([(CONTENT_SECURITY_POLICY, POLICY), (X_FRAME_OPTIONS, "SAMEORIGIN")], part).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

const PLAIN: [(HeaderName, &str); 1] = [(http::header::CONTENT_TYPE, "text/plain; charset=utf-8")];

fn part_of(mailbox: &MemoryMailbox, id: u64, part: &Part) -> Option<Response> {
    let mail = mailbox.get(id)?;
    Some(match part {
        Part::Html => Html(leading_out(&mail.rendered.html)).into_response(),
        Part::Text => (PLAIN, mail.rendered.text.clone()).into_response(),
        Part::Source => (PLAIN, mail.raw.to_vec()).into_response(),
    })
}

/// In a frame, links of the mail open in its place in the window around it.
fn leading_out(html: &str) -> String {
    html.replacen("<head>", "<head><base target=\"_top\">", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_out_of_the_frame() {
        assert_eq!(leading_out("<html><head><title>x</title></head>"), "<html><head><base target=\"_top\"><title>x</title></head>");
    }
}
