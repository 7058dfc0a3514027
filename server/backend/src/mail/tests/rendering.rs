//! What stands in the mails.

use domain::Language;

use super::fixtures::{BLOCK_LINK, LINK, address, all, brand, composed, headers, invitation, welcome};
use crate::mail::{Access, Brand, ComposeError, Headers, InvitationKind, Inviter, Person, Welcome, compose, fill::placeholders};

/// Writes every mail to `target/mail-samples`, to be looked at.
#[test]
#[ignore = "for people who want to see the mails"]
fn samples() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/mail-samples");
    std::fs::create_dir_all(&folder).unwrap();
    for language in Language::ALL {
        for (name, mail) in all(*language) {
            std::fs::write(folder.join(format!("{name}.{language}.html")), &mail.html).unwrap();
            std::fs::write(folder.join(format!("{name}.{language}.txt")), format!("Subject: {}\n\n{}\n", mail.subject, mail.text)).unwrap();
        }
    }
}

#[test]
fn every_mail_is_whole_in_every_language() {
    for language in Language::ALL {
        for (name, mail) in all(*language) {
            let what = format!("{name} {language}");
            for part in [&mail.subject, &mail.text, &mail.html] {
                assert!(placeholders(part).is_empty() && !part.trim().is_empty(), "{what}: {:?}", placeholders(part));
            }
            assert!(mail.html.starts_with("<!doctype html>") && mail.html.contains(&format!("<html lang=\"{language}\">")), "{what}");
            assert_eq!(mail.html.matches("<h1").count(), 1, "{what}");
            assert!(mail.text.lines().all(|line| line.chars().count() <= 78 || !line.contains(' ')), "{what}: {}", mail.text);
            assert!(!mail.text.contains("\n\n\n") && !mail.text.starts_with('\n'), "{what}: {}", mail.text);
            assert!(mail.text.contains("Am Sandtorkai 30, 20457 Hamburg\nsupport@vestibule.example"), "{what}");
            assert!(!mail.html.contains("<img") && !mail.html.contains("src=") && !mail.html.contains("@import"), "{what}");
            let has_button = name != "code";
            assert_eq!(mail.text.lines().filter(|line| *line == LINK).count(), usize::from(has_button), "{what}: {}", mail.text);
            assert_eq!(mail.html.matches(&format!("href=\"{LINK}\"")).count(), if has_button { 2 } else { 0 }, "{what}");
            assert_eq!(mail.text.lines().any(|line| line == BLOCK_LINK), name.starts_with("invitation"), "{what}");
        }
    }
}

#[test]
fn subjects_of_the_invitation() {
    let subject = |kind, language| {
        let mut mail = invitation();
        mail.kind = kind;
        mail.render(&brand(), language).unwrap().subject
    };
    assert_eq!(subject(InvitationKind::First, Language::En), "Santiago Garcia invited you to Santiago's 5 on Vestibule");
    assert_eq!(subject(InvitationKind::First, Language::De), "Santiago Garcia hat Sie zu Santiago's 5 auf Vestibule eingeladen");
    assert_eq!(subject(InvitationKind::First, Language::Es), "Santiago Garcia te ha invitado a Santiago's 5 en Vestibule");
    assert_eq!(subject(InvitationKind::Resent, Language::En), "Reminder: Santiago Garcia invited you to Santiago's 5 on Vestibule");
}

#[test]
fn the_first_line_says_who_into_what_as_what_until_when() {
    let mail = invitation().render(&brand(), Language::En).unwrap();
    let first: String = mail.text.lines().take(2).collect::<Vec<_>>().join(" ");
    assert_eq!(
        first,
        "Santiago Garcia invites you to Santiago's 5 (customer number 1001) as Standard User, until Fri 27 Nov 2026, 23:59 CET (22:59 UTC)."
    );
    assert!(mail.text.contains("Access: Standard User: calls, invoices, contracts\nGroup: Sales\nNumber: +34 911 23 45 67\n"));
    assert!(mail.html.contains("<b>Standard User</b>, until <b>Fri 27 Nov 2026, 23:59 CET</b> (22:59 UTC)."));
}

#[test]
fn an_operator_is_named_as_one_and_restricted_access_as_such() {
    let mut mail = invitation();
    mail.inviter = Inviter { is_operator: true, ..mail.inviter };
    mail.access = Access::default();
    mail.recipient_name = Some("Elena Márquez".to_owned());
    let rendered = mail.render(&brand(), Language::En).unwrap();
    let flat = rendered.text.replace('\n', " ");
    assert!(
        flat.starts_with("Santiago Garcia of Vestibule invites you to Santiago's 5 (customer number 1001), until Fri 27 Nov"),
        "{flat}"
    );
    assert!(flat.contains("Access: Restricted until rights are given"), "{flat}");
    assert!(flat.contains("elena.marquez-villanueva@santiagos5.example (Elena Márquez) for Santiago's 5."), "{flat}");
    assert_eq!(mail.sender(&brand(), Language::En), "Santiago Garcia via Vestibule");
}

#[test]
fn who_has_no_name_is_called_by_the_address() {
    let mut mail = invitation();
    mail.inviter.person = Person { name: "  ".to_owned(), email: address("jo@acme.example") };
    let rendered = mail.render(&brand(), Language::En).unwrap();
    assert!(rendered.text.starts_with("jo@acme.example invites you to"));
    assert!(rendered.text.contains("\nInvited by: jo@acme.example\n"));
}

#[test]
fn the_code_stands_in_the_body_and_not_in_the_subject() {
    for language in Language::ALL {
        let (_, mail) = all(*language).into_iter().find(|(name, _)| *name == "code").unwrap();
        assert!(
            !mail.subject.contains("40718823") && mail.text.contains("\n    40718823\n") && mail.html.contains(">40718823<"),
            "{language}"
        );
        assert!(mail.text.contains("15"), "{language}");
    }
}

#[test]
fn m19_the_welcome_gives_an_overview_that_fits_what_is_open() {
    let named = [
        (Language::En, ["Home", "FAQ", "Settings", "Feedback"]),
        (Language::De, ["Startseite", "FAQ", "Einstellungen", "Rückmeldung"]),
        (Language::Es, ["inicio", "Preguntas frecuentes", "Ajustes", "Comentarios"]),
    ];
    for (language, names) in named {
        let (_, mail) = all(language).into_iter().find(|(name, _)| *name == "welcome").unwrap();
        let restricted = Welcome { access: Access::default(), ..welcome() }.render(&brand(), language).unwrap();
        for name in names {
            assert!(mail.text.contains(name) && restricted.text.contains(name), "{name}: {}", mail.text);
        }
        let profile = if language == Language::Es { "perfil" } else { "Profil" };
        assert!(mail.text.contains(profile) && !restricted.text.contains(profile), "{language}: the profile is closed without rights");
    }
}

#[test]
fn s24_the_brand_colours_the_button_and_nothing_else() {
    let brand = Brand { colour: "#ffcc00".to_owned(), on_colour: "#0c1011".to_owned(), link_colour: "#604c00".to_owned(), ..brand() };
    let html = invitation().render(&brand, Language::En).unwrap().html;
    assert!(html.contains("background:#ffcc00") && html.contains("color:#0c1011") && html.contains("color:#604c00"));
    assert!(!html.contains("#0b5c6e") && !html.contains("#07566a"));
}

#[test]
fn f08_the_message_has_the_headers_that_mails_of_programs_need() {
    let message = composed();
    let parsed = mailparse::parse_mail(&message.bytes).unwrap();
    let header = |name: &str| mailparse::MailHeaderMap::get_all_values(parsed.headers.as_slice(), name);
    assert_eq!(header("From"), ["Santiago Garcia (Santiago's 5) via Vestibule <invitations@vestibule.example>"]);
    assert_eq!(header("Reply-To"), ["\"Santiago Garcia\" <santiago@santiagos5.example>"]);
    assert_eq!(header("To"), ["elena.marquez-villanueva@santiagos5.example"]);
    assert_eq!(header("Subject"), ["Santiago Garcia invited you to Santiago's 5 on Vestibule"]);
    assert_eq!(header("Auto-Submitted"), ["auto-generated"]);
    assert_eq!(header("Message-ID"), ["<env_7Kq2Zt.1@vestibule.example>"]);
    assert_eq!(header("Date"), ["Fri, 20 Nov 2026 10:00:00 +0000"]);
    assert_eq!(header("MIME-Version"), ["1.0"]);
    let rendered = invitation().render(&brand(), Language::En).unwrap();
    let bodies: Vec<_> =
        parsed.subparts.iter().map(|part| (part.ctype.mimetype.as_str(), part.get_body().unwrap().replace("\r\n", "\n"))).collect();
    assert_eq!(bodies, [("text/plain", rendered.text), ("text/html", rendered.html)]);
}

#[test]
fn f04_the_same_mail_is_the_same_bytes_each_time() {
    assert_eq!(composed().bytes, composed().bytes);
}

#[test]
fn headers_that_no_message_can_hold_are_refused() {
    let mail = invitation().render(&brand(), Language::En).unwrap();
    let refused = |headers| compose(&mail, &headers).unwrap_err();
    for id in ["", "a@b", "<a>", "<a@b", "<a b@c>", "<a@b>\r\nBcc: x@y.example", "<@b>", "<a@ä>"] {
        assert_eq!(refused(Headers { message_id: id.to_owned(), ..headers() }), ComposeError::MessageId, "{id:?}");
    }
    for bad in ["", "jo", "a@b.example, c@d.example", "a@b.example\r\nBcc: x@y.example", "a b@c.example", "<a@b.example>"] {
        assert_eq!(refused(Headers { to_address: bad.to_owned(), ..headers() }), ComposeError::To, "{bad:?}");
        assert_eq!(refused(Headers { from_address: bad.to_owned(), ..headers() }), ComposeError::From, "{bad:?}");
        assert_eq!(refused(Headers { reply_to: Some((String::new(), bad.to_owned())), ..headers() }), ComposeError::ReplyTo, "{bad:?}");
    }
    for date in [chrono::DateTime::<chrono::Utc>::MIN_UTC, chrono::DateTime::<chrono::Utc>::MAX_UTC] {
        assert_eq!(refused(Headers { date, ..headers() }), ComposeError::Date);
    }
}

/// Every address that the product accepts can be written to.
#[test]
fn s16_accepted_addresses_compose_to_themselves() {
    let mail = invitation().render(&brand(), Language::En).unwrap();
    let long = format!("{}@b.example", "x".repeat(64));
    for text in [
        "a+b@c.example",
        "o'neil@x.example",
        "ß@straße.example",
        "用户@例え.example",
        "a!#$%&'*+-/=?^_`{|}~@b.example",
        "x@a.b.c.d.example",
        &long,
    ] {
        let to = address(text).delivery();
        let message = compose(&mail, &Headers { to_address: to.clone(), ..headers() }).unwrap();
        assert_eq!(message.envelope_to.to_string(), to);
    }
}

#[test]
fn a08_debug_shows_no_content() {
    let shown = format!("{:?} {:?} {:?}", invitation(), invitation().render(&brand(), Language::En).unwrap(), composed());
    assert!(!shown.contains("inv_7Kq2Zt0c") && !shown.contains("elena.marquez"), "{shown}");
}
