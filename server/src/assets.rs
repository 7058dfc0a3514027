//! The browser's part: compiled into a release, read from the disk by a debug build.

use std::borrow::Cow;

use axum::{
    body::{Body, Bytes},
    extract::Path,
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY},
};
use rust_embed::{EmbeddedFile, RustEmbed};

/// What cargo-leptos has built.
#[derive(RustEmbed)]
#[folder = "../target/site"]
#[exclude = "*.gz"]
#[exclude = "*.ts"]
struct Site;

const PKG: &str = "pkg/";
const NAME: &str = "pkg/vestibule";

/// The addresses of the stylesheet, the script and the WASM, which have a hash in their names.
pub(crate) fn names() -> app::Assets {
    app::Assets { css: href("css"), js: href("js"), wasm: href("wasm") }
}

/// The newest one, where an older build has left another.
fn href(extension: &str) -> String {
    let is_it = |name: &str| name.strip_prefix(NAME).and_then(|rest| rest.strip_suffix(extension)).is_some_and(|hash| hash.ends_with('.'));
    let newest = Site::iter().filter(|name| is_it(name)).max_by_key(|name| Site::get(name).and_then(|file| file.metadata.last_modified()));
    newest.map_or_else(|| format!("/{NAME}.{extension}"), |name| format!("/{name}"))
}

/// Paths of the files beside the built ones, such as `/favicon.svg`.
pub(crate) fn plain_files() -> Vec<String> {
    Site::iter().filter(|name| !name.starts_with(PKG) && !is_compressed(name)).map(|name| format!("/{name}")).collect()
}

pub(crate) async fn pkg(Path(name): Path<String>, headers: HeaderMap) -> Response {
    file(&format!("{PKG}{name}"), &headers)
}

/// The file, as brotli to those who take it; 304 to those who have it.
pub(crate) fn file(name: &str, headers: &HeaderMap) -> Response {
    let compressed = || takes_brotli(headers).then(|| Site::get(&format!("{name}.br"))).flatten();
    let (file, encoding) = match (is_compressed(name), compressed()) {
        (true, _) => return StatusCode::NOT_FOUND.into_response(),
        (false, Some(file)) => (file, Some("br")),
        (false, None) => match Site::get(name) {
            Some(file) => (file, None),
            None => return StatusCode::NOT_FOUND.into_response(),
        },
    };
    let etag = etag(&file);
    let known = is_known(headers, &etag);
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { Body::from(bytes(file)).into_response() };
    let answer = response.headers_mut();
    answer.insert(CACHE_CONTROL, HeaderValue::from_static(lifetime(name)));
    answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::try_from(etag) {
        answer.insert(ETAG, etag);
    }
    if !known {
        answer.insert(CONTENT_TYPE, HeaderValue::from_static(kind(name)));
        if let Some(encoding) = encoding {
            answer.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    response
}

fn is_compressed(name: &str) -> bool {
    name.rsplit('.').next() == Some("br")
}

/// Every representation has its own, since the hash is that of the bytes which are sent (RFC 9110, 8.8.3).
fn etag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let half: [u8; 16] = std::array::from_fn(|at| hash[at]);
    format!("\"{:032x}\"", u128::from_be_bytes(half))
}

fn bytes(file: EmbeddedFile) -> Bytes {
    match file.data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    }
}

/// RFC 9110, 13.1.2: compared weakly.
fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let tags = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    tags.map(str::trim).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// RFC 9110, 12.5.3; `*` does not count, since it is also said by those who cannot unpack anything.
fn takes_brotli(headers: &HeaderMap) -> bool {
    let all = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    let mut brotli = all.map(|item| item.split(';').map(str::trim)).filter_map(|mut parts| (parts.next()? == "br").then(|| parts.next()));
    brotli.any(|weight| !matches!(weight, Some("q=0" | "q=0.0" | "q=0.00" | "q=0.000")))
}

/// A name with a hash in it never means other bytes.
fn lifetime(name: &str) -> &'static str {
    let has_hash = name.strip_prefix(PKG).is_some_and(|name| name.split('.').count() == 3);
    if has_hash { "public, max-age=31536000, immutable" } else { "public, no-cache" }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("ico") => "image/x-icon",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: http::HeaderName, value: &'static str) -> HeaderMap {
        [(name, HeaderValue::from_static(value))].into_iter().collect()
    }

    #[test]
    fn brotli_goes_to_those_who_take_it() {
        for (value, expected) in [
            ("gzip, deflate, br, zstd", true),
            ("br;q=0.5", true),
            ("br ; q=1.0", true),
            ("gzip", false),
            ("*", false),
            ("br;q=0", false),
            ("", false),
        ] {
            assert_eq!(takes_brotli(&headers(ACCEPT_ENCODING, value)), expected, "{value}");
        }
    }

    #[test]
    fn a_known_version_is_not_sent_again() {
        for (value, expected) in
            [("\"abc\"", true), ("W/\"abc\"", true), ("\"x\", \"abc\"", true), ("*", true), ("\"abcd\"", false), ("abc", false)]
        {
            assert_eq!(is_known(&headers(IF_NONE_MATCH, value), "\"abc\""), expected, "{value}");
        }
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_good() {
        assert!(lifetime("pkg/vestibule.Zs3_x.js").contains("immutable"));
        assert!(!lifetime("pkg/vestibule.js").contains("immutable") && !lifetime("favicon.svg").contains("immutable"));
    }

    #[test]
    fn unknown_and_compressed_names_are_not_there() {
        for name in ["pkg/nothing.js", "../Cargo.toml", "pkg/../../../Cargo.toml", "pkg/vestibule.css.br", "/etc/passwd", ""] {
            assert_eq!(file(name, &HeaderMap::new()).status(), StatusCode::NOT_FOUND, "{name}");
        }
    }
}
