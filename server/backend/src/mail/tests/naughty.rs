//! Hostile names on the wire (security.md S15, C3, C4).

use std::collections::BTreeSet;

use domain::Language;
use mailparse::{MailHeaderMap, ParsedMail};

use super::fixtures::{BLOCK_LINK, LINK, address, all_saying, brand, headers, invitation};
use crate::mail::{Headers, compose};

const NAMES: &[&str] = &[
    "<script>alert(1)</script><a href=\"https://evil.tld\">click</a>",
    "\"><img src=x onerror=alert(1)>",
    "'><style>*{display:none}</style>",
    "{{7*7}}{% include \"letter.html\" %}${7*7}",
    "{inviter}{company}{until}{block_link}",
    "Eve\r\nBcc: victim@evil.tld\r\nX-Evil: 1",
    "Eve\nBcc: victim@evil.tld\n\nnew body",
    "Eve\r\n\r\n--=_env7Kq2Zt1vestibuleexample_0\r\nContent-Type: text/html\r\n\r\n<b>part</b>",
    "\n.\r\nMAIL FROM:<eve@evil.tld>\r\nRCPT TO:<victim@evil.tld>\r\n",
    "\r\n.\r\n",
    ".",
    "www.evil.tld",
    "https://evil.tld/login",
    "HTTP://EVIL.TLD",
    "evil.tld/path?x=1",
    "mailto:eve@evil.tld",
    "eve@evil.tld",
    "Eve <eve@evil.tld>, \"Mallory\" <m@evil.tld>",
    "javascript:alert(1)",
    "evil\u{3002}tld evil\u{ff0e}tld",
    "\u{202e}dlt.live.www\u{202c}",
    "a\u{0}b\u{1b}[31mc\u{7f}d\u{85}e\u{2028}f\u{feff}",
    "=?utf-8?b?QmNjOiB4QGV2aWwudGxk?= x",
    "日本語の名前 и кириллица 🙂👩‍👩‍👧",
    "",
    "   ",
    "&amp;&#60;b&#62;",
    "\\\"\\\\\" (comment) \\",
];

fn names() -> Vec<String> {
    let long = ["x".repeat(1_000_000), "www.evil.tld ".repeat(80_000), "\u{202e}".repeat(1_000_000), "\r\n".repeat(500_000)];
    NAMES.iter().map(|name| (*name).to_owned()).chain(long).collect()
}

#[test]
fn s15_no_name_changes_the_message() {
    for name in names() {
        for language in Language::ALL {
            for (mail, rendered) in all_saying(&name, *language) {
                let what = format!("{mail} {language} {:?}", name.chars().take(60).collect::<String>());
                let headers = Headers {
                    from_name: name.clone(),
                    reply_to: Some((name.clone(), "santiago@santiagos5.example".to_owned())),
                    ..headers()
                };
                let message = compose(&rendered, &headers).unwrap_or_else(|error| panic!("{what}: {error}"));
                assert_eq!(message.envelope_to.to_string(), "elena.marquez-villanueva@santiagos5.example", "{what}");
                assert!(message.bytes.len() < 60_000, "{what}: {}", message.bytes.len());
                assert_wire_form(&message.bytes, &what);
                let parsed = mailparse::parse_mail(&message.bytes).unwrap();
                assert_headers(&parsed, &what);
                assert_parts(&parsed, &what);
            }
        }
    }
}

/// Printable ASCII in lines that relays take (RFC 5321, 4.5.3.1.6).
fn assert_wire_form(bytes: &[u8], what: &str) {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.bytes().all(|b| (b' '..=b'~').contains(&b) || b == b'\r' || b == b'\n' || b == b'\t'), "{what}");
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{what}");
    assert!(text.split("\r\n").all(|line| line.len() <= 998), "{what}");
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    assert!(!head.split("\r\n").any(|line| line.starts_with("Bcc") || line.starts_with("X-Evil") || line.starts_with("MAIL")), "{what}");
    assert!(!text.split("\r\n").any(|line| line == "."), "{what}");
}

fn assert_headers(parsed: &ParsedMail<'_>, what: &str) {
    let keys: Vec<_> = parsed.headers.iter().map(mailparse::MailHeader::get_key).collect();
    let expected = ["Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted", "Reply-To", "MIME-Version", "Content-Type"];
    assert_eq!(keys, expected, "{what}");
    let addresses = |name: &str| {
        let header = parsed.headers.get_first_header(name).unwrap();
        mailparse::addrparse_header(header)
            .unwrap_or_else(|error| panic!("{what} {name}: {error} {:?}", header.get_value()))
            .extract_single_info()
    };
    for (name, address) in [
        ("From", "invitations@vestibule.example"),
        ("To", "elena.marquez-villanueva@santiagos5.example"),
        ("Reply-To", "santiago@santiagos5.example"),
    ] {
        assert_eq!(addresses(name).map(|info| info.addr).as_deref(), Some(address), "{what} {name}");
    }
    assert!(!parsed.headers.get_first_value("Subject").unwrap().chars().any(char::is_control), "{what}");
}

fn assert_parts(parsed: &ParsedMail<'_>, what: &str) {
    let types: Vec<_> = parsed.subparts.iter().map(|part| (part.ctype.mimetype.as_str(), part.subparts.len())).collect();
    assert_eq!(types, [("text/plain", 0), ("text/html", 0)], "{what}");
    let text = parsed.subparts[0].get_body().unwrap();
    let html = parsed.subparts[1].get_body().unwrap();
    assert_no_foreign_link(&text, what);
    assert_only_our_markup(&html, what);
    assert_no_foreign_link(&without_markup(&html), what);
    for part in [&text, &html] {
        assert!(!part.contains("49"), "evaluated: {what}");
        assert!(!part.chars().any(|c| ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c)), "{what}");
    }
}

/// Reads like the eager link finders of mail programs: schemes, `www.`, and anything of the shape `name.tld`.
fn assert_no_foreign_link(text: &str, what: &str) {
    let ours =
        ["santiago@santiagos5.example", "elena.marquez-villanueva@santiagos5.example", "support@vestibule.example", LINK, BLOCK_LINK];
    let ours_out = ours.iter().fold(text.to_owned(), |text, known| text.replace(known, " "));
    let lower = ours_out.to_lowercase();
    for sign in ["://", "www.e", "mailto:e", "javascript:a", ".tld", "\u{3002}tld", "\u{ff0e}tld"] {
        assert!(!lower.contains(sign), "{sign} in {what}: {lower}");
    }
    let domain_like = |word: &str| {
        word.split(|c: char| !c.is_alphanumeric() && c != '.' && c != '-').any(|piece| {
            piece.rsplit_once('.').is_some_and(|(name, top)| !name.is_empty() && top.len() >= 2 && top.chars().all(char::is_alphabetic))
        })
    };
    assert!(!lower.split_whitespace().any(domain_like), "{what}: {lower}");
}

/// The tags and targets of a hostile mail are those of a harmless one.
fn assert_only_our_markup(html: &str, what: &str) {
    let known = [
        "html", "head", "meta", "title", "style", "body", "div", "main", "table", "tr", "td", "svg", "path", "h1", "b", "a", "br",
        "!doctype",
    ];
    for tag in html.split('<').skip(1) {
        let name = tag.trim_start_matches('/').split([' ', '>', '\n', '/']).next().unwrap_or_default();
        assert!(known.contains(&name), "<{name}> in {what}");
    }
    let targets: BTreeSet<_> = html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
    let ours = BTreeSet::from([LINK, BLOCK_LINK, "mailto:support@vestibule.example", "mailto:santiago@santiagos5.example"]);
    assert!(targets.is_subset(&ours), "{what}: {targets:?}");
    assert_eq!(html.matches("<style>").count(), 1, "{what}");
    assert!(!html.contains("url("), "{what}");
}

fn without_markup(html: &str) -> String {
    let body = html.split("</style>").nth(1).unwrap_or_default();
    body.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect::<Vec<_>>().join(" ")
}

/// An inviter's own address is shown, and may be chosen with malice.
#[test]
fn c04_an_address_that_reads_like_a_web_address_is_no_link() {
    let mut mail = invitation();
    mail.inviter.person.email = address("www.evil.tld/x?@attacker.example");
    let rendered = mail.render(&brand(), Language::En).unwrap();
    assert!(!rendered.text.contains("evil.tld") && !without_markup(&rendered.html).contains("evil.tld"));
    assert!(rendered.html.contains("href=\"mailto:www.evil.tld%2fx%3f@attacker.example\""));
}
