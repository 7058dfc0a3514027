//! Addresses of our own pages, as text.

use std::fmt::Write;

/// `href` with some of its query parameters set (`Some`) or taken out (`None`), the others left where they are. What is set goes to
/// the end, percent-encoded. A fragment is dropped.
#[must_use]
pub fn with_query(href: &str, changes: &[(&str, Option<&str>)]) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !changes.iter().any(|(changed, _)| *changed == name(pair)));
    let set = changes.iter().filter_map(|(name, value)| value.map(|value| format!("{name}={}", escaped(value))));
    let query = kept.map(str::to_owned).chain(set).collect::<Vec<_>>().join("&");
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// `href` without what is open there (`dialog`, of `id`) and what has just been done there (`deleted`, `saved`…): for links to
/// another part of the same list, on which nothing of it would be true any more.
#[must_use]
pub fn settled(href: &str) -> String {
    let passing = [
        "dialog",
        "id",
        "deleted",
        "resent",
        "edited",
        "copied",
        "ids",
        "several",
        "done",
        "member",
        "saved",
        "added",
        "known",
        "person",
        "of",
        "verification",
        "left",
    ];
    with_query(href, &passing.map(|name| (name, None)))
}

/// A value as it stands in a query (RFC 3986, 3.4): what has no other meaning there stays readable.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:@,".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// Where to log in, and come back to `next` from.
#[must_use]
pub fn login(next: &str) -> String {
    let next = (!matches!(next, "" | "/")).then_some(next);
    with_query("/login", &[("next", next)])
}

/// A page that belongs to no account, such as `/faq`, for a reader who comes from one and goes back there: `personal("/faq", "1001")`.
#[must_use]
pub fn personal(page: &str, number: &str) -> String {
    with_query(page, &[("c", Some(number).filter(|number| !number.is_empty()))])
}

/// A page of an account: `account("1001", "profile")`; the empty page is *Home*.
#[must_use]
pub fn account(number: &str, page: &str) -> String {
    format!("/c/{number}/{page}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_set_kept_and_taken_out() {
        assert_eq!(with_query("/a", &[("q", Some("x y&z=ü"))]), "/a?q=x%20y%26z%3D%C3%BC");
        assert_eq!(with_query("/a?q=1&dialog=invite&page=2#top", &[("dialog", None)]), "/a?q=1&page=2");
        assert_eq!(with_query("/a?cursor=7&status=all", &[("cursor", None), ("status", Some("pending"))]), "/a?status=pending");
        assert_eq!(with_query("/a?q=1", &[("q", None)]), "/a");
    }

    #[test]
    fn what_was_done_once_is_not_carried_on() {
        assert_eq!(settled("/a?status=pending&deleted=inv_1&cursor=7&dialog=link&id=inv_2&copied=fls_3"), "/a?status=pending&cursor=7");
        assert_eq!(settled("/a?resent=inv_1"), "/a");
    }

    #[test]
    fn the_way_back_survives_the_login() {
        assert_eq!(login("/c/1001/users?q=a"), "/login?next=/c/1001/users%3Fq%3Da");
        assert_eq!((login("/"), login("")), ("/login".to_owned(), "/login".to_owned()));
    }
}
