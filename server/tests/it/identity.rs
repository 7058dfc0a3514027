//! The link belongs to the address (rule 2), and a copied one proves no mailbox (rule 3).

use domain::views::{AcceptPage, Arrival};
use http::StatusCode;

use crate::delivery::pages::{ask, site};
use crate::support::{ACME, BEA, DAY, MINUTE, OTHER, PASSWORD, World, both, of_role, registration, stranger, told, visitor};

const OTHER_PASSWORD: &str = "another fine long sentence";

/// An invitation, and the token of its copied link.
async fn copied(w: &World, email: &str) -> String {
    let admin = w.admin().await;
    let id = w.invite(&admin, email, "Standard User").await.unwrap();
    let link = w.services.copy_link(&admin, ACME, id).await.unwrap();
    link.url.rsplit('/').next().unwrap().to_owned()
}

async fn trust_copied_links(w: &World, trust: bool) {
    w.sql("UPDATE operators SET trust_copied_links = $1", vec![trust.into()]).await;
}

async fn is_verified(w: &World, email: &str) -> bool {
    let at: Option<i64> = w.one("SELECT verified_at FROM users WHERE canonical = $1", vec![email.into()]).await;
    at.is_some()
}

both!(s02_b03_another_users_session_neither_accepts_nor_declines, async |w: &World| {
    let (id, token) = w.invited("new@acme.example", "Account Administrator").await;
    let bea = w.log_in(BEA).await;
    let before = w.dump().await;
    for key in [token.clone(), id.to_string()] {
        let refused = if key == token { "Forbidden" } else { "NotFound" };
        assert_eq!(told(&w.services.accept(&bea, &key).await), refused);
        assert_eq!(told(&w.services.decline(&bea, &key).await), refused);
    }
    w.unchanged_since(&before).await;
    assert_eq!(w.status_of(id).await, "pending");
});

both!(b04_s03_accepting_never_touches_the_login_that_is_there, async |w: &World| {
    w.user_elsewhere("known@elsewhere.example").await;
    let (_, token) = w.invited("known@elsewhere.example", "Standard User").await;
    let before = w.dump().await;
    let mut form = registration();
    OTHER_PASSWORD.clone_into(&mut form.password);
    assert_eq!(told(&w.services.accept_by_registering(&visitor(1), &token, form).await), "email: HasLogin");
    w.unchanged_since(&before).await;
    assert_eq!(told(&w.services.login(&visitor(1), "known@elsewhere.example", OTHER_PASSWORD).await), "password: Credentials");
    assert_eq!(told(&w.services.accept_by_login(&visitor(1), &token, OTHER_PASSWORD).await), "password: Credentials");
    assert_eq!(told(&w.services.accept_by_login(&visitor(1), &token, PASSWORD).await), "ok");
});

both!(s03_who_registers_gets_the_invited_address_whatever_else_exists, async |w: &World| {
    let (_, token) = w.invited("New.Person@acme.example", "Standard User").await;
    let joined = w.register(&token).await.unwrap();
    let caller = w.caller(&joined.session).await;
    assert_eq!(caller.session.as_ref().map(|s| s.canonical.as_str()), Some("new.person@acme.example"));
    assert!(is_verified(w, "new.person@acme.example").await, "the mailed link proves the mailbox");
});

both!(s08_a07_nothing_but_accepting_accepts, async |w: &World| {
    w.user_elsewhere("known@elsewhere.example").await;
    let (expired, _) = w.invited("known@elsewhere.example", "Standard User").await;
    w.pass(7 * DAY);
    // Verification, login and reset of an address with an expired invitation (S8), and with a pending one.
    let third = w.add_customer("3003").await;
    let third = w.log_in(&third).await;
    let role = w.role("3003", "Standard User").await;
    let pending = w.services.invite_one(&third, "3003", "known@elsewhere.example", &of_role(role)).await.unwrap();
    let caller = w.log_in("known@elsewhere.example").await;
    w.services.request_verification(&caller).await.unwrap();
    let token = w.token("known@elsewhere.example", "verify").await;
    w.services.verify_address(&caller, &token).await.unwrap();
    w.services.request_reset(&visitor(1), "known@elsewhere.example").await.unwrap();
    let token = w.token("known@elsewhere.example", "reset").await;
    let session = w.services.reset_password(&visitor(1), &token, OTHER_PASSWORD).await.unwrap();
    let caller = w.caller(&session).await;
    assert_eq!(w.memberships(ACME, "known@elsewhere.example").await, 0);
    let found = w.services.site(&caller).await.unwrap().user.unwrap().invitations;
    assert_eq!(found.iter().map(|f| f.id).collect::<Vec<_>>(), [pending], "found, and waiting");
    assert_eq!(told(&w.services.accept(&caller, &expired.to_string()).await), "Gone");
    assert_eq!((w.status_of(expired).await.as_str(), w.status_of(pending).await.as_str()), ("pending", "pending"));
});

both!(b05_a_copied_link_asks_for_a_code_before_it_says_anything, async |w: &World| {
    w.user_elsewhere("known@elsewhere.example").await;
    for email in ["known@elsewhere.example", "kn.new@elsewhere.example"] {
        let token = copied(w, email).await;
        let AcceptPage::Open(open) = w.services.accept_page(&stranger(), &token).await.unwrap() else { panic!("not open") };
        let Arrival::NeedsCode { invited, sent } = open.arrival else { panic!("{:?}", open.arrival) };
        assert_eq!((invited.as_str(), sent), ("kn••••@elsewhere.example", false), "M26: alike for known and unknown");
        assert_eq!(told(&w.register(&token).await), "Forbidden");
        assert_eq!(told(&w.services.accept_by_login(&visitor(1), &token, PASSWORD).await), "Forbidden");
        assert_eq!(told(&w.services.block(&visitor(1), &token).await), "NotFound", "only the mailbox itself may block");
        w.services.send_code(&visitor(1), &token).await.unwrap();
        let code = w.code(email).await;
        let mailed = w.services.check_code(&visitor(1), &token, &code).await.unwrap();
        let joined = if email.starts_with("known") {
            w.services.accept_by_login(&visitor(1), &mailed, PASSWORD).await
        } else {
            w.register(&mailed).await
        };
        assert_eq!(told(&joined), "ok");
        assert!(is_verified(w, email).await);
    }
});

both!(b05_a_code_stands_five_guesses_and_a_quarter_of_an_hour, async |w: &World| {
    let token = copied(w, "new@acme.example").await;
    assert_eq!(told(&w.services.check_code(&visitor(1), &token, "00000000").await), "code: Code", "none was sent");
    w.services.send_code(&visitor(1), &token).await.unwrap();
    let code = w.code("new@acme.example").await;
    for _ in 0..5 {
        assert_eq!(told(&w.services.check_code(&visitor(1), &token, "00000000").await), "code: Code");
    }
    assert_eq!(told(&w.services.check_code(&visitor(1), &token, &code).await), "code: Code", "guessed too often");
    w.pass(MINUTE);
    w.services.send_code(&visitor(1), &token).await.unwrap();
    let code = w.code("new@acme.example").await;
    w.pass(15 * MINUTE);
    assert_eq!(told(&w.services.check_code(&visitor(1), &token, &code).await), "code: Code", "too old");
    w.services.send_code(&visitor(1), &token).await.unwrap();
    let code = w.code("new@acme.example").await;
    let typed = format!(" {} {}", &code[..4], &code[4..]);
    assert_eq!(told(&w.services.check_code(&visitor(1), &token, &typed).await), "ok");
    assert_eq!(told(&w.services.check_code(&visitor(1), &token, &code).await), "code: Code", "used");
    // Nor does the mailbox get more than a few of them.
    assert_eq!(told(&w.services.send_code(&visitor(2), &token).await), "TooMany");
});

both!(s23_a_trusted_copied_link_leaves_the_address_unproved, async |w: &World| {
    trust_copied_links(w, true).await;
    let token = copied(w, "victim@elsewhere.example").await;
    let squatter = w.register(&token).await.unwrap();
    let squatter = w.caller(&squatter.session).await;
    assert!(!is_verified(w, "victim@elsewhere.example").await);
    // Another customer invites the victim: the squatter gets to know nothing of it (S4).
    let bea = w.log_in(BEA).await;
    let role = w.role(OTHER, "Account Administrator").await;
    let id = w.services.invite_one(&bea, OTHER, "victim@elsewhere.example", &of_role(role)).await.unwrap();
    assert!(w.services.site(&squatter).await.unwrap().user.unwrap().invitations.is_empty());
    assert_eq!(told(&w.services.accept(&squatter, &id.to_string()).await), "NotFound");
    let mailed = w.link("victim@elsewhere.example").await;
    // The owner comes: the squatter's sessions and password end.
    w.services.request_reset(&visitor(2), "victim@elsewhere.example").await.unwrap();
    let reset = w.token("victim@elsewhere.example", "reset").await;
    let owner = w.services.reset_password(&visitor(2), &reset, OTHER_PASSWORD).await.unwrap();
    assert_eq!(told(&w.services.login(&visitor(3), "victim@elsewhere.example", PASSWORD).await), "password: Credentials");
    let sessions = w.count("sessions", "user_id = (SELECT id FROM users WHERE canonical = 'victim@elsewhere.example')").await;
    assert_eq!(sessions, 1, "the owner's alone");
    assert!(is_verified(w, "victim@elsewhere.example").await);
    assert_eq!(told(&w.services.accept(&w.caller(&owner).await, &mailed).await), "ok");
});

both!(s23_trust_that_was_withdrawn_is_withdrawn, async |w: &World| {
    trust_copied_links(w, true).await;
    let token = copied(w, "victim@elsewhere.example").await;
    let squatter = w.register(&token).await.unwrap();
    let squatter = w.caller(&squatter.session).await;
    trust_copied_links(w, false).await;
    // Unproved, and holding a copied link: neither in nor out.
    let bea = w.log_in(BEA).await;
    let role = w.role(OTHER, "Standard User").await;
    let id = w.services.invite_one(&bea, OTHER, "victim@elsewhere.example", &of_role(role)).await.unwrap();
    let link = w.services.copy_link(&bea, OTHER, id).await.unwrap();
    let token = link.url.rsplit('/').next().unwrap();
    assert!(link.asks_for_code);
    assert_eq!(told(&w.services.accept(&squatter, token).await), "Forbidden");
    assert_eq!(told(&w.services.decline(&squatter, token).await), "Forbidden");
    assert_eq!(w.status_of(id).await, "pending");
});

both!(b03_an_unproved_session_that_holds_the_mailed_link_has_proved_itself, async |w: &World| {
    trust_copied_links(w, true).await;
    let token = copied(w, "new@elsewhere.example").await;
    let joined = w.register(&token).await.unwrap();
    let caller = w.caller(&joined.session).await;
    let bea = w.log_in(BEA).await;
    let role = w.role(OTHER, "Standard User").await;
    w.services.invite_one(&bea, OTHER, "new@elsewhere.example", &of_role(role)).await.unwrap();
    let mailed = w.link("new@elsewhere.example").await;
    assert_eq!(told(&w.services.accept(&caller, &mailed).await), "ok");
    assert!(is_verified(w, "new@elsewhere.example").await);
});

both!(an_unproved_address_can_be_proved_whenever_its_owner_asks, async |w: &World| {
    trust_copied_links(w, true).await;
    let token = copied(w, "new@acme.example").await;
    let session = w.register(&token).await.unwrap().session;
    assert!(!is_verified(w, "new@acme.example").await);
    let (site, cookie) = (site(w), format!("__Host-session={}", session.token.expose()));
    let back = format!("/invitations/{token}?with=login");
    let form = url::form_urlencoded::Serializer::new(String::new()).append_pair("form[back]", &back).finish();
    let press = async || {
        let (head, _) = ask(&site, "POST", "/api/request_verification", &[("cookie", &cookie)], &form).await;
        assert_eq!(head.status, StatusCode::SEE_OTHER);
        head.headers["location"].to_str().unwrap().to_owned()
    };
    assert_eq!(press().await, format!("{back}&verification=sent"));
    let proof = w.token("new@acme.example", "verify").await;
    assert_eq!(told(&w.services.verify_address(&w.caller(&session).await, &proof).await), "ok");
    assert!(is_verified(w, "new@acme.example").await);
    assert_eq!(w.count("audit", "action = 'address.verification_requested' AND actor_kind = 'user'").await, 1);
    // Three an hour; then the page says when to come back, and what is kept of the form opens nothing.
    for _ in 0..2 {
        press().await;
    }
    let refused = press().await;
    assert!(refused.starts_with(&format!("{back}&flash=")), "{refused}");
    assert_eq!(w.count("flashes", &format!("form LIKE '%{token}%'")).await, 0);
    // It is for who is signed in.
    let (head, _) = ask(&site, "POST", "/api/request_verification", &[], &form).await;
    assert!(head.headers["location"].to_str().unwrap().starts_with("/login"), "{head:?}");
    assert_eq!(told(&w.services.request_verification(&stranger()).await), "Unauthenticated");
});

both!(g05_codes_are_written_down, async |w: &World| {
    let token = copied(w, "new@acme.example").await;
    w.services.send_code(&visitor(1), &token).await.unwrap();
    let code = w.code("new@acme.example").await;
    w.services.check_code(&visitor(1), &token, "00000000").await.unwrap_err();
    let mailed = w.services.check_code(&visitor(1), &token, &code).await.unwrap();
    let sql = "SELECT action || ' ' || actor_kind || ' ' || target_text FROM audit WHERE action LIKE 'code.%' ORDER BY action";
    let deeds: Vec<String> = w.column(sql, vec![]).await;
    let deed = |what: &str| format!("code.{what} visitor new@acme.example");
    assert_eq!(deeds, ["accepted", "refused", "requested"].map(deed));
    // Codes belong to copied links, and to nobody who is in.
    assert_eq!(told(&w.services.send_code(&visitor(1), &mailed).await), "NotFound");
    w.register(&mailed).await.unwrap();
    assert_eq!(told(&w.services.send_code(&visitor(1), &token).await), "Gone");
});
