//! What people type: one person by any spelling of the address, nobody else by a look-alike, and names that are only names.

use axum::body::Body;
use domain::ids::FlashId;
use http::Request;
use tower::ServiceExt;

use crate::delivery::pages::{ask, site};
use crate::support::{
    ACME, ADMIN, INES, NORA, OPERATOR, PASSWORD, World, both, customer, installation, registration, stranger, told, visitor,
};

both!(c01_every_door_knows_the_same_person_by_any_spelling, async |w: &World| {
    let admin = w.admin().await;
    for typed in ["NORA@ACME.EXAMPLE", "  Nora@acme.Example\t", "nora@ACME.example"] {
        assert_eq!(told(&w.services.login(&visitor(1), typed, PASSWORD).await), "ok", "{typed:?}");
        assert_eq!(told(&w.invite(&admin, typed, "Standard User").await), "Conflict(AlreadyMember)", "{typed:?}");
    }
    let (_, token) = w.invited("Jose\u{301}@M\u{fc}nchen.example", "Standard User").await;
    let joined = w.register(&token).await.unwrap();
    for typed in ["jos\u{e9}@xn--mnchen-3ya.example", "JOSe\u{301}@m\u{fc}nchen.EXAMPLE"] {
        let session = w.services.login(&visitor(1), typed, PASSWORD).await.unwrap();
        assert_eq!(session.user, joined.session.user, "{typed:?}");
    }
});

both!(c02_a_look_alike_gets_neither_the_mail_nor_the_login, async |w: &World| {
    // A dotless i, and a Cyrillic letter: other addresses, and nobody's.
    for typed in ["\u{131}nes@acme.example", "ines@\u{430}cme.example"] {
        assert_eq!(told(&w.services.request_reset(&visitor(1), typed).await), "ok", "{typed}");
        assert_eq!(told(&w.services.login(&visitor(1), typed, PASSWORD).await), "password: Credentials", "{typed}");
    }
    // What turns into a sign of structure is no address at all.
    assert_eq!(told(&w.services.request_reset(&visitor(1), "ines\u{ff20}acme.example").await), "email: Email(Forbidden)");
    w.deliver_all().await;
    assert!(w.mailbox.list().is_empty());
    // And the mail goes to the address that is stored, however it is typed.
    w.services.request_reset(&visitor(1), "INES@ACME.example").await.unwrap();
    w.deliver_all().await;
    assert_eq!(w.mailbox.list().into_iter().map(|mail| mail.to).collect::<Vec<_>>(), [INES]);
});

/// What no name may hold, and one that is too long.
fn no_names() -> Vec<String> {
    let long = "x".repeat(101);
    ["Eve\r\nBcc: x@y.example", "Eve\0", "\u{202e}evE", "E\u{200b}ve", &long].map(str::to_owned).to_vec()
}

both!(c03_names_are_checked_where_they_are_typed, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let operator = w.operator().await;
    let before = w.dump().await;
    for bad in no_names() {
        let mut form = registration();
        (form.first_name, form.last_name) = (bad.clone(), bad.clone());
        let refused = told(&w.services.accept_by_registering(&visitor(1), &token, form).await);
        assert!(refused.starts_with("first_name: Line(") && refused.contains("last_name: Line("), "{bad:?}: {refused}");
        let mut form = customer("3003", &bad);
        form.contact.name.clone_from(&bad);
        let refused = told(&w.services.create_customer(&operator, form).await);
        assert!(refused.contains("company: Line(") && refused.contains("contact_name: Line("), "{bad:?}: {refused}");
    }
    w.unchanged_since(&before).await;
    // In a list, what cannot be a name is left out, and the address counts.
    let admin = w.log_in(ADMIN).await;
    let batch = w.draft(&admin, "Eve \u{202e}Evil <eve@x.example>\nAnn Lee <ann@x.example>").await;
    let rows = w.rows(&admin, batch).await;
    assert_eq!(
        rows.iter().map(|row| [&row.email[..], &row.first_name, &row.last_name]).collect::<Vec<_>>(),
        [["eve@x.example", "", ""], ["ann@x.example", "Ann", "Lee"]]
    );
});

both!(empty c03_names_are_checked_when_setting_up, async |w: &World| {
    for bad in no_names() {
        let mut form = installation();
        (form.product, form.first_name, form.last_name) = (bad.clone(), bad.clone(), bad.clone());
        let refused = told(&w.services.set_up_from_terminal(form).await);
        for field in ["product", "first_name", "last_name"] {
            assert!(refused.contains(&format!("{field}: Line(")), "{bad:?}: {refused}");
        }
    }
    assert_eq!(w.count("users", "1 = 1").await, 0);
    assert_eq!(told(&w.services.site(&stranger()).await), "ok");
    assert_eq!(told(&w.services.login(&visitor(1), NORA, PASSWORD).await), "password: Credentials");
});

/// PostgreSQL takes no NUL in a text, and SQLite no pattern of more than 50,000 octets.
fn odd_searches() -> Vec<String> {
    let mut searches = ["\0", "a\0b", "%\0_", "\u{1b}[0m"].map(str::to_owned).to_vec();
    searches.extend(["x", "%", "0", "\u{130}"].map(|text| text.repeat(30_000)));
    searches
}

both!(c03_no_search_is_an_error, async |w: &World| {
    let (admin, operator) = (w.admin().await, w.operator().await);
    let batch = w.draft(&admin, "new@x.example").await;
    let s = &w.services;
    for search in odd_searches() {
        let customers = backend::CustomerQuery { search: search.clone(), ..Default::default() };
        let members = backend::MemberQuery { search: search.clone(), ..Default::default() };
        let invitations = backend::InvitationQuery { search: search.clone(), cursor: Some(search.clone()), ..Default::default() };
        let outcomes = [
            told(&s.customers(&operator, customers).await),
            told(&s.members(&admin, ACME, members).await),
            told(&s.invitations(&admin, ACME, invitations).await),
            told(&s.choices(&admin, &search).await),
            told(&s.choices(&operator, &search).await),
            told(&s.find_numbers(&admin, ACME, batch, &search).await),
        ];
        assert_eq!(outcomes, ["ok"; 6], "{:?}", search.chars().take(20).collect::<String>());
    }
    let found = s.members(&admin, ACME, backend::MemberQuery { search: "\0SANTI\0ago ".to_owned(), ..Default::default() }).await.unwrap();
    assert_eq!(found.page.rows.len(), 1, "the rest is looked for");
});

both!(c03_what_no_text_can_hold_is_refused_or_left_out, async |w: &World| {
    let (admin, operator) = (w.admin().await, w.operator().await);
    let s = &w.services;
    for number in ["\0", "1001\0", "", "1001 ", "\u{1f4a5}", &"1".repeat(100_000)] {
        for caller in [&admin, &operator] {
            assert_eq!(told(&s.home(caller, number).await), "NotFound", "{number:?}");
            assert_eq!(told(&s.create_batch(caller, number).await), "NotFound", "{number:?}");
        }
    }
    let id = FlashId::new(s.env().uuid());
    for page in ["\0", "login\0", &"x".repeat(100_000)] {
        assert_eq!(s.flash(page, id).await.unwrap(), None);
        assert_eq!(told(&s.forget_flashes(page).await), "ok");
        let kept = s.keep_flash(page, &serde_json::json!({ "typed": "a\0b" })).await.unwrap();
        assert_eq!(s.flash(page, kept).await.unwrap().unwrap()["typed"], "a\0b");
    }
    // A list keeps what can be read in it.
    let batch = s.create_batch(&admin, ACME).await.unwrap();
    let list = "An\0n Lee <ann\0@x.example>\0\n\0jo\u{1b}\0@, bo@x.example\u{b}cy@x.example";
    assert_eq!(told(&s.save_addresses(&admin, ACME, batch, list, "\0\nann@x.example\0", false).await), "ok");
    assert_eq!(told(&s.check_addresses(&admin, ACME, batch, list, "\0").await), "ok");
    let text = s.addresses_step(&admin, ACME, batch).await.unwrap().text;
    assert_eq!(text, "\"Lee, Ann\" <ann@x.example>\njo@\nbo@x.example\ncy@x.example");
    // What opens nothing opens nothing, whatever is in it.
    for junk in ["\0", "inv_\0", "A\0"] {
        assert_eq!(s.accept_page(&admin, junk).await.unwrap().status(), 404);
        assert!(!s.reset_state(junk).await.unwrap() && !s.verify_state(junk).await.unwrap() && !s.setup_open(junk).await.unwrap());
        assert_eq!(told(&s.login(&visitor(2), junk, junk).await), "password: Credentials");
        assert_eq!(told(&s.request_reset(&visitor(2), junk).await), "email: Email(Forbidden)");
        assert_eq!(told(&s.area(&admin, ACME, junk).await), "NotFound");
    }
});

both!(c03_no_address_of_a_page_is_an_internal_error, async |w: &World| {
    let session = w.services.login(&visitor(1), OPERATOR, PASSWORD).await.unwrap();
    let (site, cookie) = (site(w), format!("__Host-session={}", session.token.expose()));
    let long = "%25".repeat(20_000);
    let cases = [
        ("/c/%00/".to_owned(), 404),
        ("/c/%00/invitations".to_owned(), 404),
        ("/customers?search=%00".to_owned(), 200),
        (format!("/customers?search={long}"), 200),
        (format!("/c/{ACME}/invitations?search=%00"), 200),
        (format!("/c/{ACME}/users?search={long}"), 200),
        ("/customers/new?flash=%00".to_owned(), 200),
        ("/invitations/%00".to_owned(), 404),
    ];
    for (path, status) in cases {
        let (head, _) = ask(&site, "GET", &path, &[("cookie", &cookie)], "").await;
        assert_eq!(head.status.as_u16(), status, "{}", &path[..path.len().min(80)]);
    }
    let calls = [
        ("flash?form[page]=%00&form[id]=fls_01972c3d0000700080000000000000ff", 200),
        ("flash?form[page]=login&form[id]=%00", 200),
        ("account?form[c]=%00", 404),
        ("choices?form[search]=%00", 200),
    ];
    for (call, status) in calls {
        // As the app calls it: a browser that asks for a page is led back to one, whatever came of it.
        let request = Request::get(format!("/api/{call}")).header("host", "vestibule.example").header("cookie", &cookie);
        let answer = site.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status().as_u16(), status, "{call}");
    }
});
