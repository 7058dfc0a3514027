//! S7: every dead link has its human page, which tells no more than it must.

use domain::ids::InvitationId;
use domain::views::AcceptPage;

use crate::support::{ACME, ADMIN, DAY, INES, MINUTE, PUBLIC_URL, World, both, registration, stranger, stranger_at, told, visitor};

/// The page of a link, and that nothing gets in by it.
async fn dead(w: &World, token: &str) -> AcceptPage {
    let page = w.services.accept_page(&stranger(), token).await.unwrap();
    let refused = told(&w.register(token).await);
    assert!(["Gone", "NotFound"].contains(&refused.as_str()), "{refused}");
    page
}

async fn close(w: &World, status: &str) {
    w.sql("UPDATE accounts SET status = $1 WHERE number = $2", vec![status.into(), ACME.into()]).await;
}

both!(s07_accepted, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    w.register(&token).await.unwrap();
    let page = w.services.accept_page(&stranger(), &token).await.unwrap();
    assert_eq!(page.status(), 200);
    let somebody = backend::Registration { password: "another fine long sentence".to_owned(), ..registration() };
    assert_eq!(told(&w.services.accept_by_registering(&visitor(1), &token, somebody).await), "email: HasLogin");
    assert_eq!(page, AcceptPage::AlreadyAccepted { company: "Acme".to_owned(), signed_in_as_member: None });
});

both!(s07_expired, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    w.pass(7 * DAY);
    let page = dead(w, &token).await;
    assert_eq!(page.status(), 410);
    let AcceptPage::Expired { company, inviter, deadline } = page else { panic!("{page:?}") };
    assert_eq!((company.as_str(), inviter.as_str(), deadline.iso.as_str()), ("Acme", "Santiago Garcia", "2026-11-27T10:00:00Z"));
});

both!(s07_ended_by_a_newer_one, async |w: &World| {
    let (id, token) = w.invited("new@acme.example", "Standard User").await;
    w.pass(MINUTE);
    w.services.resend(&w.admin().await, ACME, id).await.unwrap();
    let page = dead(w, &token).await;
    assert_eq!((page.status(), page), (410, AcceptPage::Superseded { company: "Acme".to_owned() }));
});

both!(s07_declined, async |w: &World| {
    let caller = w.user_elsewhere("new@elsewhere.example").await;
    let (_, token) = w.invited("new@elsewhere.example", "Standard User").await;
    w.services.decline(&caller, &token).await.unwrap();
    let page = dead(w, &token).await;
    assert_eq!((page.status(), page), (410, AcceptPage::Declined { company: "Acme".to_owned() }));
});

both!(s07_revoked_closed_and_unknown_share_a_page_without_detail, async |w: &World| {
    let admin = w.admin().await;
    let (id, revoked) = w.invited("revoked@acme.example", "Standard User").await;
    let (_, closed) = w.invited("closed@acme.example", "Standard User").await;
    w.services.revoke(&admin, ACME, id).await.unwrap();
    let gone = AcceptPage::NotValid { gone: true };
    assert_eq!((gone.status(), AcceptPage::NotValid { gone: false }.status()), (410, 404));
    assert_eq!(dead(w, &revoked).await, gone);
    for status in ["suspended", "closed"] {
        close(w, status).await;
        assert_eq!(dead(w, &closed).await, gone);
        assert_eq!(dead(w, &revoked).await, gone);
    }
    for unknown in ["", "junk", "inv_01972c3d0000700080000000000000ff", &revoked[1..]] {
        assert_eq!(dead(w, unknown).await, AcceptPage::NotValid { gone: false }, "{unknown}");
    }
    close(w, "active").await;
    assert_eq!(told(&w.register(&closed).await), "ok");
});

both!(s07_who_is_late_can_ask_for_a_new_one, async |w: &World| {
    let (id, token) = w.invited("new@acme.example", "Standard User").await;
    assert_eq!(told(&w.services.ask_for_new(&stranger_at(1), &token).await), "Conflict(NotPending)");
    assert_eq!(told(&w.services.ask_for_new(&stranger_at(1), "junk").await), "NotFound");
    w.pass(7 * DAY);
    w.services.ask_for_new(&stranger_at(1), &token).await.unwrap();
    let mail = w.mail(ADMIN).await;
    assert!(mail.text.contains("new@acme.example"), "{}", mail.text);
    let link = format!("{PUBLIC_URL}/c/{ACME}/invitations?search=new%40acme.example");
    assert!(mail.text.lines().any(|line| line == link) && mail.html.contains(&format!("href=\"{link}\"")), "{}", mail.text);
    assert_eq!(w.status_of(id).await, "pending", "asking revives nothing");
    // Rate-limited, whoever asks.
    for n in 2..=3 {
        w.services.ask_for_new(&stranger_at(n), &token).await.unwrap();
    }
    assert_eq!(told(&w.services.ask_for_new(&stranger_at(4), &token).await), "TooMany");
    w.services.revoke(&w.admin().await, ACME, id).await.unwrap();
    w.pass(DAY);
    assert_eq!(told(&w.services.ask_for_new(&stranger_at(1), &token).await), "Conflict(NotPending)");
});

both!(s07_who_asks_for_a_new_one_reaches_somebody_who_can_send_it, async |w: &World| {
    let ines = w.log_in(INES).await;
    w.invite(&ines, "new@acme.example", "Inviter").await.unwrap();
    let token = w.link("new@acme.example").await;
    w.pass(7 * DAY);
    let asked = async |n| {
        w.services.ask_for_new(&stranger_at(n), &token).await.unwrap();
        w.deliver_all().await;
        (w.mails_to(INES).len(), w.mails_to(ADMIN).len())
    };
    assert_eq!(asked(1).await, (1, 0), "the sponsor");
    w.sql("UPDATE users SET status = 'disabled' WHERE canonical = $1", vec![INES.into()]).await;
    assert_eq!(asked(2).await, (1, 1), "the administrators, where the sponsor is out");
});

both!(found_again_after_a_later_login, async |w: &World| {
    let caller = w.user_elsewhere("new@elsewhere.example").await;
    let (id, _) = w.invited("new@elsewhere.example", "Standard User").await;
    let found = w.services.site(&caller).await.unwrap().user.unwrap().invitations;
    assert_eq!(found.iter().map(|f| (f.id, f.company.as_str())).collect::<Vec<_>>(), [(id, "Acme")]);
    let page = w.services.accept_page(&caller, &id.to_string()).await.unwrap();
    assert!(matches!(page, AcceptPage::Open(_)), "{page:?}");
    let joined = w.services.accept(&caller, &id.to_string()).await.unwrap();
    let after = w.caller(&joined.session).await;
    assert!(w.services.site(&after).await.unwrap().user.unwrap().invitations.is_empty());
    let unknown = InvitationId::new(uuid::Uuid::from_u128(9));
    assert_eq!(w.services.accept_page(&after, &unknown.to_string()).await.unwrap().status(), 404);
});
