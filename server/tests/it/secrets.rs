//! What opens something stands in the mail, or in the cookie, and nowhere else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::views::AcceptPage;

use crate::support::dump::Dump;
use crate::support::{ACME, ADMIN, Engine, NORA, PASSWORD, PUBLIC_URL, World, both, installation, registration, stranger, visitor};

/// The spellings in which a token, or the part of it that only the key gives, could stand in a row.
fn spellings(token: &str) -> Vec<String> {
    let bytes = URL_SAFE_NO_PAD.decode(token).unwrap();
    let secret = &bytes[bytes.len() - 32..];
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<Vec<_>>().concat();
    vec![token.to_lowercase(), token[token.len() - 40..].to_lowercase(), hex(secret), hex(token.as_bytes())]
}

/// Looks for tokens and codes in everything that the database held, and in the file that SQLite made of it.
fn search(w: &World, dumps: &[Dump], tokens: &[String], codes: &[String]) {
    for (table, rows) in dumps.iter().flatten() {
        for row in rows.iter().map(|r| r.to_lowercase()) {
            assert!(!tokens.iter().flat_map(|t| spellings(t)).any(|s| row.contains(&s)), "{table} holds a token: {row}");
            let words: Vec<&str> = row.split(|c: char| !c.is_ascii_alphanumeric()).collect();
            assert!(!codes.iter().any(|code| words.contains(&code.as_str())), "{table} holds a code: {row}");
        }
    }
    if w.engine == Engine::Sqlite {
        let path = w.url.strip_prefix("sqlite:").unwrap();
        for file in [path.to_owned(), format!("{path}-wal")] {
            let bytes = std::fs::read(&file).unwrap();
            for token in tokens {
                assert!(!bytes.windows(token.len()).any(|part| part == token.as_bytes()), "{file} holds a token");
            }
        }
    }
}

both!(a02_no_row_holds_a_link_a_code_or_a_session, async |w: &World| {
    let admin = w.admin().await;
    let id = w.invite(&admin, "new@acme.example", "Standard User").await.unwrap();
    let mut dumps = vec![w.dump().await];
    let mailed = w.link("new@acme.example").await;
    let url = w.services.copy_link(&admin, ACME, id).await.unwrap().url;
    let copied = url.rsplit('/').next().unwrap().to_owned();
    w.services.send_code(&visitor(1), &copied).await.unwrap();
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    w.services.request_verification(&admin).await.unwrap();
    // Once before the mails have left, and once after it.
    dumps.push(w.dump().await);
    let code = w.code("new@acme.example").await;
    let reset = w.token(NORA, "reset").await;
    let verify = w.token(ADMIN, "verify").await;
    let printed = w.services.reset_link_for(NORA).await.unwrap().rsplit('/').next().unwrap().to_owned();
    let session = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap().token.expose().to_owned();
    dumps.push(w.dump().await);
    w.services.check_code(&visitor(1), &copied, &code).await.unwrap();
    let joined = w.register(&mailed).await.unwrap().session.token.expose().to_owned();
    dumps.push(w.dump().await);
    search(w, &dumps, &[mailed, copied, reset, verify, printed, session, joined], &[code]);
});

both!(empty a02_no_row_holds_the_setup_link, async |w: &World| {
    let link = w.services.setup_link().await.unwrap().unwrap();
    let token = link.strip_prefix(&format!("{PUBLIC_URL}/setup?token=")).unwrap().to_owned();
    let mut dumps = vec![w.dump().await];
    let session = w.services.setup(&visitor(1), &token, installation()).await.unwrap();
    dumps.push(w.dump().await);
    search(w, &dumps, &[token, session.token.expose().to_owned()], &[]);
});

both!(a08_no_answer_but_the_copied_link_holds_a_token, async |w: &World| {
    let (id, first) = w.invited("new@acme.example", "Standard User").await;
    let admin = w.admin().await;
    w.pass(2 * 60_000);
    w.services.resend(&admin, ACME, id).await.unwrap();
    let second = w.link("new@acme.example").await;
    let copied = w.services.copy_link(&admin, ACME, id).await.unwrap();
    assert!(copied.url.starts_with(&format!("{PUBLIC_URL}/invitations/")));
    let s = &w.services;
    let open = s.accept_page(&stranger(), &second).await.unwrap();
    assert!(matches!(open, AcceptPage::Open(_)));
    let answers = [
        serde_json::to_string(&s.invitations(&admin, ACME, backend::InvitationQuery::default()).await.unwrap()),
        serde_json::to_string(&s.invitation_brief(&admin, ACME, id).await.unwrap()),
        serde_json::to_string(&s.invite_options(&admin, ACME).await.unwrap()),
        serde_json::to_string(&s.account_frame(&admin, ACME).await.unwrap()),
        serde_json::to_string(&s.profile(&admin, ACME, None).await.unwrap()),
        serde_json::to_string(&s.members(&admin, ACME, backend::MemberQuery::default()).await.unwrap()),
        serde_json::to_string(&s.home(&admin, ACME).await.unwrap()),
        serde_json::to_string(&s.site(&admin).await.unwrap()),
        serde_json::to_string(&s.choices(&admin, "").await.unwrap()),
        serde_json::to_string(&open),
        serde_json::to_string(&s.accept_page(&admin, &second).await.unwrap()),
        serde_json::to_string(&s.accept_page(&stranger(), &first).await.unwrap()),
        serde_json::to_string(&s.accept_page(&stranger(), copied.url.rsplit('/').next().unwrap()).await.unwrap()),
    ];
    let copied = copied.url.rsplit('/').next().unwrap().to_owned();
    for answer in answers.map(Result::unwrap) {
        for token in [&first, &second, &copied] {
            assert!(!answer.contains(&token[28..]), "{answer}");
        }
    }
});

both!(a08_secrets_do_not_print, async |w: &World| {
    let (_, mailed) = w.invited("new@acme.example", "Standard User").await;
    let session = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
    let joined = w.register(&mailed).await.unwrap();
    let printed = [
        format!("{:?}", w.services),
        format!("{session:?}"),
        format!("{joined:?}"),
        format!("{:?}", w.caller(&session).await),
        format!("{:?}", registration()),
        format!("{:?}", installation()),
        format!("{:?}", w.mailbox.list()),
    ];
    for text in printed {
        for secret in [mailed.as_str(), session.token.expose(), joined.session.token.expose(), PASSWORD, "[7, 7, 7, 7"] {
            assert!(!text.contains(secret), "{text}");
        }
    }
});

both!(a10_links_are_built_from_the_configured_address, async |w: &World| {
    let (_, mailed) = w.invited("new@acme.example", "Account Administrator").await;
    w.register(&mailed).await.unwrap();
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    w.services.request_verification(&w.admin().await).await.unwrap();
    w.deliver_all().await;
    let mails = [w.mails_to("new@acme.example"), w.mails_to(NORA), w.mails_to(ADMIN)].concat();
    assert_eq!(mails.len(), 4, "invitation, welcome, reset, verification");
    for mail in mails {
        let own = mail.text.matches(PUBLIC_URL).count();
        assert!(own > 0 && mail.text.matches("://").count() == own, "{}", mail.text);
        for link in mail.html.split("href=\"").skip(1) {
            assert!(link.starts_with(&format!("{PUBLIC_URL}/")) || link.starts_with("mailto:"), "{}", mail.html);
        }
    }
});
