//! The audit log as a file: all entries that the filters select, written while they are read.

use app::address::login;
use app::api::ApiError;
use app::api::audit::AuditFilters;
use app::api::context::{Backend, caller_of};
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};
use backend::{AuditExport, AuditFormat, AuditQuery, Error};
use chrono::DateTime;
use futures_util::stream::try_unfold;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{Method, StatusCode};
use leptos::server_fn::error::FromServerFnError;

mod sheet;

pub(crate) fn endpoints() -> [(&'static str, MethodRouter<Backend>); 4] {
    use AuditFormat::{Csv, JsonLines};

    [
        ("/c/{c}/audit.csv", get(|state, Path(c), request| download(state, Some(c), Csv, request))),
        ("/c/{c}/audit.jsonl", get(|state, Path(c), request| download(state, Some(c), JsonLines, request))),
        ("/operator/audit.csv", get(|state, request| download(state, None, Csv, request))),
        ("/operator/audit.jsonl", get(|state, request| download(state, None, JsonLines, request))),
    ]
}

/// A download is written to the log itself; asking by HEAD what one would get is not.
async fn download(State(backend): State<Backend>, number: Option<String>, format: AuditFormat, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let Ok(Query(filters)) = Query::<AuditFilters>::try_from_uri(&parts.uri) else { return StatusCode::BAD_REQUEST.into_response() };
    let query = AuditQuery::from(filters);
    let answer = match caller_of(&parts.extensions) {
        Err(error) => Err(error),
        Ok(caller) if parts.method == Method::HEAD => {
            backend.services.audit_log(&caller, number.as_deref(), &query).await.map(|_| Body::empty()).map_err(ApiError::from)
        }
        Ok(caller) => {
            let export = backend.services.export_audit_log(&caller, number.as_deref(), &query, format).await;
            export.map(|export| body(export, format)).map_err(ApiError::from)
        }
    };
    match answer {
        Ok(body) => {
            ([(CONTENT_TYPE, kind(format).to_owned()), (CONTENT_DISPOSITION, disposition(&backend, number, format))], body).into_response()
        }
        Err(ApiError::Unauthenticated) => Redirect::to(&login(&parts.uri.to_string())).into_response(),
        Err(error) => error.status_code().into_response(),
    }
}

const fn kind(format: AuditFormat) -> &'static str {
    match format {
        AuditFormat::Csv => "text/csv; charset=utf-8; header=present",
        AuditFormat::JsonLines => "application/jsonl; charset=utf-8",
    }
}

/// A customer number has no character that would have to be escaped in it.
fn disposition(backend: &Backend, number: Option<String>, format: AuditFormat) -> String {
    let day = DateTime::from_timestamp_millis(backend.services.env().now()).unwrap_or_default().format("%Y-%m-%d");
    let whose = number.map(|number| format!("{number}-")).unwrap_or_default();
    format!("attachment; filename=\"audit-{whose}{day}.{}\"", format.extension())
}

/// Parts of a thousand entries, each read when the one before it has been taken. A failure on the way breaks the download off.
fn body(export: AuditExport, format: AuditFormat) -> Body {
    Body::from_stream(try_unfold((export, true), move |(mut export, is_first)| async move {
        let entries = export.next().await.inspect_err(|error| tracing::error!(%error, "a download of the audit log breaks off"))?;
        if entries.is_empty() && !is_first {
            return Ok::<_, Error>(None);
        }
        Ok(Some((sheet::part(&entries, format, is_first), (export, false))))
    }))
}
