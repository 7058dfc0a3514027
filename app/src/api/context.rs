//! What a server function and a page find around them on the server: the use cases, and who asks.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use backend::Services;
use backend::context::{Caller, NewSession, Visitor};
use backend::mail::MemoryMailbox;
use domain::Language;
use domain::agent::Agent;
use domain::theme::Theme;
use domain::views::Site;
use http::header::{ACCEPT_LANGUAGE, COOKIE, LOCATION, RETRY_AFTER, SET_COOKIE, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use leptos::context::use_context;
use leptos_axum::ResponseOptions;

use super::ApiError;
use super::page::unknown_site;

/// A year, in seconds: how long the browser keeps a choice.
const CHOICE_MAX_AGE: u32 = 31_536_000;
/// Fourteen days, in seconds: no session lives longer, whatever its cookie says.
const SESSION_MAX_AGE: u32 = 1_209_600;

/// What the server gives to every page and server function.
#[derive(Clone)]
pub struct Backend {
    pub services: Arc<Services>,
    /// Where people reach the installation, without a slash at the end.
    pub public_url: String,
    /// The public address is https, so cookies are kept to it.
    pub secure_cookies: bool,
    pub demo: bool,
    /// Demo mode: the mails that were sent.
    pub mailbox: Option<MemoryMailbox>,
}

impl std::fmt::Debug for Backend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Backend").field("public_url", &self.public_url).field("demo", &self.demo).finish_non_exhaustive()
    }
}

/// The address of the client, as a request extension: behind trusted proxies the one that they name.
#[derive(Clone, Copy, Debug)]
pub struct ClientIp(pub IpAddr);

/// What the request is called in the log, in its answer (`X-Request-Id`) and on error pages: a request extension.
#[derive(Clone, Debug)]
pub struct RequestId(pub HeaderValue);

impl RequestId {
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }
}

/// Who makes this request, found out once for it. A request extension.
#[derive(Clone, Debug)]
struct Visit {
    visitor: Visitor,
    caller: Result<Caller, ApiError>,
    site: Site,
}

/// Finds out who makes the request: to be put around pages and server functions alike, inside the layers that set [`RequestId`] and [`ClientIp`].
/// `?lang=de` is answered by a redirect to the same address without it, and a cookie that keeps the choice.
pub async fn visit(State(backend): State<Backend>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if let Some(answer) = choose_language(&parts.uri, backend.secure_cookies) {
        return answer;
    }
    let is_page = !["/api/", "/live/"].iter().any(|calls| parts.uri.path().starts_with(calls));
    let visit = look_up(&backend, &parts, is_page).await;
    parts.extensions.insert(visit);
    next.run(Request::from_parts(parts, body)).await
}

async fn look_up(backend: &Backend, parts: &Parts, is_page: bool) -> Visit {
    let visitor = visitor_of(parts);
    let token = session_cookie(&parts.headers, backend.secure_cookies);
    let caller = backend.services.caller(token.as_deref(), visitor).await.map_err(|error| match ApiError::from(error) {
        // No page is being made yet that would know its request.
        ApiError::Internal(_) => ApiError::Internal(request_id(parts)),
        other => other,
    });
    let site = match &caller {
        Ok(caller) if is_page => backend.services.site(caller).await.ok(),
        _ => None,
    };
    Visit { visitor, caller, site: site.unwrap_or_else(|| unknown_site(visitor.language)) }
}

/// # Errors
/// [`ApiError::Internal`] where the server did not provide it.
pub fn backend() -> Result<Backend, ApiError> {
    use_context().ok_or_else(|| missing("Backend"))
}

/// Who asks, before any login.
///
/// # Errors
/// [`ApiError::Internal`] outside of a request.
pub fn visitor() -> Result<(Backend, Visitor), ApiError> {
    Ok((backend()?, visit_here()?.visitor))
}

/// Who asks, signed in or not; the use cases refuse who must be signed in.
///
/// # Errors
/// What looking up the session came to.
pub fn caller() -> Result<(Backend, Caller), ApiError> {
    Ok((backend()?, visit_here()?.caller?))
}

/// Who makes a request that is neither for a page nor for a server function; it has to come through [`visit`].
///
/// # Errors
/// As [`caller`].
pub fn caller_of(extensions: &http::Extensions) -> Result<Caller, ApiError> {
    extensions.get::<Visit>().cloned().ok_or_else(|| missing("Visit"))?.caller
}

/// The site as found out for the page being rendered.
pub(super) fn site() -> Option<Site> {
    visit_of_request().map(|visit| visit.site)
}

fn visit_here() -> Result<Visit, ApiError> {
    visit_of_request().ok_or_else(|| missing("Visit"))
}

fn visit_of_request() -> Option<Visit> {
    use_context::<Parts>()?.extensions.get::<Visit>().cloned()
}

fn missing(what: &str) -> ApiError {
    let id = request_id_here();
    tracing::error!(request.id = id, what, "not provided to a page or server function");
    ApiError::Internal(id)
}

/// Writes an error that must not happen into the log, and returns the id of the request, under which it stands there.
pub(super) fn log_internal(error: &backend::Error) -> String {
    let id = request_id_here();
    tracing::error!(request.id = id, error = error as &(dyn std::error::Error + 'static), "internal error");
    id
}

/// Empty outside of pages and server functions.
fn request_id_here() -> String {
    use_context::<Parts>().map(|parts| request_id(&parts)).unwrap_or_default()
}

fn request_id(parts: &Parts) -> String {
    parts.extensions.get::<RequestId>().map(|id| id.as_str().to_owned()).unwrap_or_default()
}

/// Tells the client when to try again.
pub(super) fn retry_after(seconds: u32) {
    if let Some(answer) = use_context::<ResponseOptions>() {
        answer.insert_header(RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// The browser is signed in from here on, and speaks the user's language unless one was chosen in it.
///
/// # Errors
/// [`ApiError::Internal`] outside of a request; that of looking up the language.
pub async fn sign_in(session: &NewSession) -> Result<(), ApiError> {
    let backend = backend()?;
    let secure = backend.secure_cookies;
    set_cookie(&cookie(session_cookie_name(secure), session.token.expose(), SESSION_MAX_AGE, Access::Server, secure));
    let has_chosen = use_context::<Parts>().is_some_and(|parts| read_cookie(&parts.headers, "language").is_some());
    if !has_chosen && let Some(language) = backend.services.language_of(session.user).await? {
        set_cookie(&language_cookie(language, secure));
    }
    Ok(())
}

/// The browser forgets its session.
///
/// # Errors
/// [`ApiError::Internal`] outside of a request.
pub fn sign_out() -> Result<(), ApiError> {
    let secure = backend()?.secure_cookies;
    set_cookie(&cookie(session_cookie_name(secure), "", 0, Access::Server, secure));
    Ok(())
}

/// The browser keeps the language.
///
/// # Errors
/// [`ApiError::Internal`] outside of a request.
pub fn keep_language(language: Language) -> Result<(), ApiError> {
    set_cookie(&language_cookie(language, backend()?.secure_cookies));
    Ok(())
}

/// The browser keeps the theme.
///
/// # Errors
/// [`ApiError::Internal`] outside of a request.
pub fn keep_theme(theme: Theme) -> Result<(), ApiError> {
    set_cookie(&cookie("theme", theme.as_str(), CHOICE_MAX_AGE, Access::Server, backend()?.secure_cookies));
    Ok(())
}

/// The theme that this browser keeps.
#[must_use]
pub fn theme() -> Theme {
    let parts = use_context::<Parts>();
    let kept = parts.as_ref().and_then(|parts| read_cookie(&parts.headers, "theme"));
    kept.and_then(|code| code.parse().ok()).unwrap_or(Theme::System)
}

/// For ten minutes, pages that tell of something on its way are loaded again and again, as for a browser without WASM.
///
/// # Errors
/// [`ApiError::Internal`] outside of a request.
pub fn begin_following() -> Result<(), ApiError> {
    set_cookie(&cookie("follow", "on", 600, Access::Server, backend()?.secure_cookies));
    Ok(())
}

/// Whether [`begin_following`] was said to this browser.
#[must_use]
pub fn is_following() -> bool {
    use_context::<Parts>().is_some_and(|parts| read_cookie(&parts.headers, "follow").is_some())
}

fn set_cookie(cookie: &str) {
    if let (Some(answer), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie)) {
        answer.append_header(SET_COOKIE, value);
    }
}

/// Who may read a cookie.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Server,
    Scripts,
}

fn cookie(name: &str, value: &str, max_age: u32, access: Access, secure: bool) -> String {
    let http_only = if access == Access::Server { "; HttpOnly" } else { "" };
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={max_age}; SameSite=Lax{http_only}{secure}")
}

/// `__Host-` keeps the cookie to this very host; browsers refuse the prefix without https (RFC 6265bis, 4.1.3.2).
const fn session_cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

fn language_cookie(language: Language, secure: bool) -> String {
    cookie("language", language.as_str(), CHOICE_MAX_AGE, Access::Scripts, secure)
}

/// The value of a cookie of the request, unless it is empty.
pub(crate) fn read_cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
}

fn session_cookie(headers: &HeaderMap, secure: bool) -> Option<String> {
    read_cookie(headers, session_cookie_name(secure)).map(str::to_owned)
}

fn visitor_of(parts: &Parts) -> Visitor {
    let ip = parts.extensions.get::<ClientIp>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ip| ip.0);
    let zone = read_cookie(&parts.headers, "zone").and_then(|zone| zone.parse().ok());
    let agent = parts.headers.get(USER_AGENT).and_then(|text| text.to_str().ok()).map_or(Agent::UNKNOWN, Agent::of);
    Visitor { ip, language: language_of(&parts.headers), zone, agent }
}

fn language_of(headers: &HeaderMap) -> Language {
    let chosen = read_cookie(headers, "language").and_then(|code| code.parse().ok());
    let asked_for = || headers.get(ACCEPT_LANGUAGE)?.to_str().ok().and_then(Language::negotiate);
    chosen.or_else(asked_for).unwrap_or(Language::En)
}

fn choose_language(uri: &Uri, secure: bool) -> Option<Response> {
    let query = uri.query()?;
    let language: Language = query.split('&').find_map(|pair| pair.strip_prefix("lang="))?.parse().ok()?;
    let rest = query.split('&').filter(|pair| !pair.starts_with("lang=")).collect::<Vec<_>>().join("&");
    let target = if rest.is_empty() { uri.path().to_owned() } else { format!("{}?{rest}", uri.path()) };
    let target = domain::text::local_path(&target).unwrap_or("/").to_owned();
    Some((StatusCode::SEE_OTHER, [(LOCATION, target), (SET_COOKIE, language_cookie(language, secure))]).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(http::HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn d05_session_cookies_are_out_of_reach() {
        let secure = cookie(session_cookie_name(true), "t", SESSION_MAX_AGE, Access::Server, true);
        assert_eq!(secure, "__Host-session=t; Path=/; Max-Age=1209600; SameSite=Lax; HttpOnly; Secure");
        assert_eq!(session_cookie_name(false), "session");
    }

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let headers = headers(&[(COOKIE, "xsession=no; session=yes"), (COOKIE, "zone=Europe/Berlin; theme=")]);
        assert_eq!(read_cookie(&headers, "session"), Some("yes"));
        assert_eq!(read_cookie(&headers, "zone"), Some("Europe/Berlin"));
        assert_eq!(read_cookie(&headers, "theme"), None);
    }

    #[test]
    fn the_choice_wins_over_what_the_browser_asks_for() {
        assert_eq!(language_of(&headers(&[(COOKIE, "language=es"), (ACCEPT_LANGUAGE, "de")])), Language::Es);
        assert_eq!(language_of(&headers(&[(COOKIE, "language=xx"), (ACCEPT_LANGUAGE, "de")])), Language::De);
        assert_eq!(language_of(&HeaderMap::new()), Language::En);
    }

    #[test]
    fn d10_choosing_a_language_stays_on_this_site() {
        let answer = |uri: &'static str| choose_language(&Uri::from_static(uri), true);
        let location = |uri| answer(uri).unwrap().headers()[LOCATION].to_str().unwrap().to_owned();
        assert_eq!(location("/login?lang=de"), "/login");
        assert_eq!(location("/login?next=%2Fc%2F1&lang=es&flash=fls_1"), "/login?next=%2Fc%2F1&flash=fls_1");
        assert_eq!(location("//evil.example/?lang=de"), "/");
        assert!(answer("/login?lang=fr").is_none() && answer("/login").is_none());
    }
}
