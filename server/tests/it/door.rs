//! Accepting and declining: once, whole, or not at all; and nothing happens by looking.

use domain::views::{AcceptPage, Arrival};

use crate::support::{ACME, NORA, PASSWORD, World, both, registration, stranger, stranger_at, told, visitor};

both!(a03_accept_consumes_once, async |w: &World| {
    let (id, token) = w.invited("new@acme.example", "Standard User").await;
    let joined = w.register(&token).await.unwrap();
    assert_eq!(joined.number, ACME);
    assert_eq!((w.status_of(id).await.as_str(), w.memberships(ACME, "new@acme.example").await), ("accepted", 1));
    // By whatever way it comes again.
    assert_eq!(told(&w.register(&token).await), "ok");
    assert_eq!(told(&w.services.accept_by_login(&visitor(1), &token, PASSWORD).await), "ok");
    assert_eq!(told(&w.services.accept(&w.caller(&joined.session).await, &token).await), "ok");
    assert_eq!(w.memberships(ACME, "new@acme.example").await, 1);
    assert_eq!(w.count("audit", "action = 'invitation.accepted'").await, 1);
});

both!(a03_a_link_does_not_let_in_again_who_was_removed, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let joined = w.register(&token).await.unwrap();
    let sql = "UPDATE memberships SET status = 'removed' WHERE user_id = $1";
    w.sql(sql, vec![joined.session.user.uuid().into()]).await;
    let caller = w.caller(&joined.session).await;
    assert_eq!(told(&w.services.accept(&caller, &token).await), "Conflict(AlreadyAccepted)");
    assert_eq!(told(&w.services.accept_by_login(&visitor(1), &token, PASSWORD).await), "Conflict(AlreadyAccepted)");
    assert_eq!(w.memberships(ACME, "new@acme.example").await, 0);
});

both!(a03_accepting_is_one_transaction, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let before = w.dump().await;
    // The last thing that accepting writes cannot be written.
    w.try_sql("ALTER TABLE sessions RENAME TO sessions_away", vec![]).await.unwrap();
    assert!(told(&w.register(&token).await).starts_with("Database"));
    w.try_sql("ALTER TABLE sessions_away RENAME TO sessions", vec![]).await.unwrap();
    w.unchanged_since(&before).await;
    assert_eq!(told(&w.register(&token).await), "ok");
});

both!(b14_accepting_twice_says_that_you_are_in, async |w: &World| {
    let caller = w.user_elsewhere("new@elsewhere.example").await;
    let (_, token) = w.invited("new@elsewhere.example", "Standard User").await;
    // A double click: both requests were under way with the same session.
    let first = w.services.accept(&caller, &token).await.unwrap();
    let second = w.services.accept(&caller, &token).await.unwrap();
    assert_eq!((first.number.as_str(), second.number.as_str()), (ACME, ACME));
    assert_eq!(w.memberships(ACME, "new@elsewhere.example").await, 1);
    let page = w.services.accept_page(&w.caller(&second.session).await, &token).await.unwrap();
    let AcceptPage::AlreadyAccepted { signed_in_as_member, .. } = page else { panic!("{page:?}") };
    assert_eq!(signed_in_as_member.as_deref(), Some(ACME));
});

both!(b14_registering_twice_says_that_you_are_in, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let first = w.register(&token).await.unwrap();
    let second = w.register(&token).await.unwrap();
    assert_eq!((second.number.as_str(), second.session.user), (ACME, first.session.user));
    assert!(w.caller(&second.session).await.session.is_some() && w.caller(&first.session).await.session.is_some());
    assert_eq!((w.memberships(ACME, "new@acme.example").await, w.count("users", "canonical = 'new@acme.example'").await), (1, 1));
    assert_eq!(w.count("rate_buckets", "bucket LIKE 'register:%' OR bucket LIKE 'login:%'").await, 0, "it counts against nobody");
    // Somebody else who holds the link is told what they were told before; it is a failed login, too.
    let mut other = registration();
    "another fine long sentence".clone_into(&mut other.password);
    assert_eq!(told(&w.services.accept_by_registering(&visitor(2), &token, other).await), "email: HasLogin");
    assert_eq!(w.count("audit", "action = 'login.failed'").await, 1);
    for bucket in ["register:192.0.2.2", "login:192.0.2.2"] {
        assert_eq!(w.count("rate_buckets", &format!("bucket = '{bucket}' AND used = 1")).await, 1, "{bucket}");
    }
    // Who has been removed since is not in, whatever the password.
    w.sql("UPDATE memberships SET status = 'removed' WHERE user_id = $1", vec![first.session.user.uuid().into()]).await;
    assert_eq!(told(&w.register(&token).await), "Conflict(AlreadyAccepted)");
});

both!(a_phone_number_is_kept_only_where_it_is_asked_for, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let mut form = registration();
    "+34 911 23 45 67".clone_into(&mut form.phone);
    let before = w.dump().await;
    let register = async |form| told(&w.services.accept_by_registering(&visitor(1), &token, form).await);
    assert_eq!(register(form.clone()).await, "phone: NotAsked");
    w.unchanged_since(&before).await;
    w.set_policy(ACME, |policy| policy.ask_phone = true).await;
    "none".clone_into(&mut form.phone);
    assert_eq!(register(form.clone()).await, "phone: Phone");
    "+34 911 23 45 67".clone_into(&mut form.phone);
    assert_eq!(register(form).await, "ok");
    let kept: Option<String> = w.one("SELECT phone FROM users WHERE canonical = 'new@acme.example'", vec![]).await;
    assert_eq!(kept.as_deref(), Some("+34911234567"));
});

both!(a11_opening_a_link_a_hundred_times_changes_nothing, async |w: &World| {
    let invitee = w.user_elsewhere("known@elsewhere.example").await;
    let (_, token) = w.invited("known@elsewhere.example", "Standard User").await;
    let nora = w.log_in(NORA).await;
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let reset = w.token(NORA, "reset").await;
    w.services.request_verification(&nora).await.unwrap();
    let verify = w.token(NORA, "verify").await;
    let before = w.dump().await;
    for _ in 0..100 {
        for caller in [&stranger(), &nora, &invitee] {
            let page = w.services.accept_page(caller, &token).await.unwrap();
            assert!(matches!(page, AcceptPage::Open(_)), "{page:?}");
        }
        assert!(w.services.reset_state(&reset).await.unwrap() && w.services.verify_state(&verify).await.unwrap());
    }
    assert_eq!(w.services.accept_page(&stranger(), "junk").await.unwrap().status(), 404);
    w.unchanged_since(&before).await;
    assert_eq!(told(&w.services.accept(&invitee, &token).await), "ok");
});

both!(s10_a_scanner_that_presses_every_button_is_not_in, async |w: &World| {
    let (id, token) = w.invited("new@acme.example", "Standard User").await;
    let before = w.dump().await;
    // It has no session, and types nothing.
    assert_eq!(told(&w.services.accept(&stranger(), &token).await), "Unauthenticated");
    assert_eq!(told(&w.services.decline(&stranger(), &token).await), "Unauthenticated");
    assert_eq!(told(&w.services.accept_by_login(&visitor(1), &token, "").await), "password: NoLogin");
    let mut nothing = registration();
    nothing.password.clear();
    assert_eq!(told(&w.services.accept_by_registering(&visitor(1), &token, nothing).await), "password: Password(TooShort)");
    assert_eq!(told(&w.services.ask_for_new(&stranger_at(1), &token).await), "Conflict(NotPending)");
    // Its tries to log in are on record, and that is all.
    w.unchanged_but_for(&["audit"], &before).await;
    // The button that blocks further mails needs nothing typed either; it leaves the invitation as it is.
    assert_eq!(told(&w.services.block(&visitor(1), &token).await), "ok");
    w.unchanged_but_for(&["audit", "suppressions"], &before).await;
    assert_eq!(w.status_of(id).await, "pending");
    assert_eq!(told(&w.register(&token).await), "ok");
});

both!(declining_ends_the_link_and_can_be_undone_by_sending_again, async |w: &World| {
    let caller = w.user_elsewhere("new@elsewhere.example").await;
    let (id, token) = w.invited("new@elsewhere.example", "Standard User").await;
    w.services.decline(&caller, &token).await.unwrap();
    assert_eq!(w.status_of(id).await, "declined");
    assert_eq!(told(&w.services.accept(&caller, &token).await), "Gone");
    assert_eq!(told(&w.services.decline(&caller, &token).await), "Gone");
    w.pass(60_000);
    w.services.resend(&w.admin().await, ACME, id).await.unwrap();
    assert_eq!(told(&w.services.accept(&caller, &token).await), "Gone", "the declined link stays ended");
    let fresh = w.link("new@elsewhere.example").await;
    assert_eq!(told(&w.services.accept(&caller, &fresh).await), "ok");
});

both!(the_four_arrivals, async |w: &World| {
    let known = w.user_elsewhere("known@elsewhere.example").await;
    let (_, token) = w.invited("known@elsewhere.example", "Standard User").await;
    let arrival = async |caller| match w.services.accept_page(caller, &token).await.unwrap() {
        AcceptPage::Open(open) => open.arrival,
        page => panic!("{page:?}"),
    };
    assert!(matches!(arrival(&known).await, Arrival::Invitee { email } if email == "known@elsewhere.example"));
    let nora = w.log_in(NORA).await;
    let Arrival::SomeoneElse { signed_in, invited } = arrival(&nora).await else { panic!("not someone else") };
    assert_eq!((signed_in.as_str(), invited.as_str()), (NORA, "kn••••@elsewhere.example"));
    assert!(matches!(arrival(&stranger()).await, Arrival::Nobody { .. }));
});

both!(a_suspension_is_not_lifted_by_accepting, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let joined = w.register(&token).await.unwrap();
    w.sql("UPDATE memberships SET status = 'suspended' WHERE user_id = $1", vec![joined.session.user.uuid().into()]).await;
    let caller = w.caller(&joined.session).await;
    assert_eq!(told(&w.services.accept(&caller, &token).await), "Conflict(Suspended)");
    let again = w.invite(&w.admin().await, "new@acme.example", "Standard User").await;
    assert_eq!(told(&again), "Conflict(AlreadyMember)");
    assert_eq!(told(&w.services.home(&caller, ACME).await), "NotFound");
});
