//! The document around the app, as the server sends it.

use domain::views::{Brand, Site};
use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use http::request::Parts;
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;

use crate::App;
use crate::api::context::read_cookie;
use crate::api::page;

/// The addresses of what was built for the browser, hashes included.
#[derive(Clone, Debug)]
pub struct Assets {
    pub css: String,
    pub js: String,
    pub wasm: String,
}

/// The whole document. `_options` is what leptos hands to every shell; the addresses of assets come from `assets`, since they are
/// embedded in the binary.
#[must_use]
pub fn shell(_options: LeptosOptions, assets: Assets) -> impl IntoView {
    let nonce = use_nonce();
    if let (Some(nonce), Some(answer)) = (&nonce, use_context::<ResponseOptions>())
        && let Ok(policy) = HeaderValue::from_str(&content_security_policy(nonce))
    {
        answer.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
    let site = page::site();
    let parts = use_context::<Parts>();
    let theme = parts.as_ref().and_then(|parts| read_cookie(&parts.headers, "theme")).and_then(known_theme);
    let waits = parts.is_some_and(|parts| is_before_login(parts.uri.path(), &site));
    view! {
        <!DOCTYPE html>
        <html lang=site.language.as_str() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <link rel="icon" type="image/svg+xml" href="/favicon.svg"/>
                <link rel="stylesheet" href=assets.css.clone()/>
                <style nonce=nonce.clone()>{brand_style(&site.brand)}</style>
                <script type="module" nonce=nonce>
                    {boot_script(&assets, waits)}
                </script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Scripts run by nonce alone, and what they load with them; WASM needs its own word. Nobody may frame a page.
fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'nonce-{nonce}'; script-src 'nonce-{nonce}' 'strict-dynamic' \
         'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

fn known_theme(cookie: &str) -> Option<&'static str> {
    match cookie {
        "light" => Some("light"),
        "dark" => Some("dark"),
        _ => None,
    }
}

/// Pages that are complete without WASM, and that many people see once: it comes when nothing else is left to do.
fn is_before_login(path: &str, site: &Site) -> bool {
    let first = path.split('/').nth(1).unwrap_or_default();
    site.user.is_none() || matches!(first, "login" | "forgot" | "reset" | "verify" | "setup" | "invitations")
}

/// The operator's colours; everything else derives from them. Only what is a colour gets into the style sheet.
fn brand_style(brand: &Brand) -> String {
    let is_colour = |text: &str| text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
    if is_colour(&brand.colour) && is_colour(&brand.on) {
        format!(":root{{--brand:{};--brand-on:{}}}", brand.colour, brand.on)
    } else {
        String::new()
    }
}

/// Tells the server the reader's time zone from the next request on, chooses it in a field that asks for one, and starts the app.
fn boot_script(assets: &Assets, waits: bool) -> String {
    let Assets { js, wasm, .. } = assets;
    let zone = "const zone=Intl.DateTimeFormat().resolvedOptions().timeZone,field=document.getElementById('time_zone');\
                document.cookie='zone='+zone+';path=/;max-age=31536000;samesite=lax'+(location.protocol==='https:'?';secure':'');\
                if(field&&!field.value){field.value=zone;if(!field.value)field.value='';}";
    let start = format!("import('{js}').then(m=>m.default({{module_or_path:'{wasm}'}}).then(()=>m.hydrate()))");
    if waits {
        format!(
            "{zone}const start=()=>{start};'requestIdleCallback' in window?requestIdleCallback(start,{{timeout:3000}}):setTimeout(start,300);"
        )
    } else {
        format!("{zone}{start};")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brand(colour: &str, on: &str) -> String {
        brand_style(&Brand { name: "Acme".to_owned(), colour: colour.to_owned(), on: on.to_owned(), logo: None })
    }

    #[test]
    fn only_colours_get_into_the_style() {
        assert_eq!(brand("#0B5c6e", "#ffffff"), ":root{--brand:#0B5c6e;--brand-on:#ffffff}");
        for bad in ["red", "#fff", "#0b5c6e}body{display:none", "#0b5c6g", ""] {
            assert_eq!(brand(bad, "#ffffff"), "", "{bad}");
        }
    }

    #[test]
    fn d09_the_policy_allows_nothing_by_default_words() {
        let policy = content_security_policy("abc");
        for word in ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "script-src 'nonce-abc'"] {
            assert!(policy.contains(word), "{word}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }

    #[test]
    fn the_app_waits_on_pages_before_the_login() {
        let assets = Assets { css: "/pkg/a.css".to_owned(), js: "/pkg/a.js".to_owned(), wasm: "/pkg/a.wasm".to_owned() };
        assert!(boot_script(&assets, true).contains("requestIdleCallback(start"));
        assert!(!boot_script(&assets, false).contains("requestIdleCallback"));
        let site = page::unknown_site(domain::Language::En);
        assert!(is_before_login("/login", &site) && is_before_login("/invitations/abc", &site));
    }
}
