//! What people type: one person by any spelling of the address, nobody else by a look-alike, and names that are only names.

use crate::support::{ADMIN, INES, NORA, PASSWORD, World, both, customer, installation, registration, stranger, told, visitor};

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
        form.contact_name.clone_from(&bad);
        let refused = told(&w.services.create_customer(&operator, form).await);
        assert!(refused.contains("company: Line(") && refused.contains("contact_name: Line("), "{bad:?}: {refused}");
    }
    w.unchanged_since(&before).await;
    // In a list, what cannot be a name is left out, and the address counts.
    let admin = w.log_in(ADMIN).await;
    let batch = w.draft(&admin, "Eve \u{202e}Evil <eve@x.example>\nAnn Lee <ann@x.example>").await;
    let rows = w.rows(&admin, batch).await;
    assert_eq!(
        rows.iter().map(|row| (row.email.as_str(), row.name.as_str())).collect::<Vec<_>>(),
        [("eve@x.example", ""), ("ann@x.example", "Ann Lee")]
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
