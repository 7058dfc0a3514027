//! R10: after a lost key or a restored backup, what was sent out before opens nothing any more, and nothing else is lost.

use backend::{Invalidated, Services};
use domain::ids::InvitationId;

use crate::support::{ACME, ADMIN, MINUTE, NORA, PASSWORD, World, both, keys, other_keys, registration, stranger, told, visitor};

/// Everything that can be out at once.
struct Out {
    invitation: InvitationId,
    mailed: String,
    older: String,
    copied: String,
    code: String,
    reset: String,
    verify: String,
}

/// One invitation with two open links and a copied one, a code, a reset and a verification.
async fn send_out(w: &World) -> Out {
    w.set_policy(ACME, |policy| policy.older_links_keep_working = true).await;
    let (invitation, older) = w.invited("new@acme.example", "Standard User").await;
    let admin = w.admin().await;
    w.pass(MINUTE);
    w.services.resend(&admin, ACME, invitation).await.unwrap();
    let mailed = w.link("new@acme.example").await;
    assert_ne!(mailed, older);
    let copied = w.services.copy_link(&admin, ACME, invitation).await.unwrap().url.rsplit('/').next().unwrap().to_owned();
    w.services.send_code(&visitor(1), &copied).await.unwrap();
    let code = w.code("new@acme.example").await;
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    w.services.request_verification(&admin).await.unwrap();
    let (reset, verify) = (w.token(NORA, "reset").await, w.token(ADMIN, "verify").await);
    Out { invitation, mailed, older, copied, code, reset, verify }
}

/// Nothing of it opens anything, whatever the services' keys.
async fn is_void(w: &World, s: &Services, out: &Out, status: u16) {
    let refused = if status == 410 { "Gone" } else { "NotFound" };
    for token in [&out.mailed, &out.older, &out.copied] {
        assert_eq!(s.accept_page(&stranger(), token).await.unwrap().status(), status);
        assert_eq!(told(&s.accept_by_registering(&visitor(1), token, registration()).await), refused);
        assert_eq!(told(&s.send_code(&visitor(1), token).await), refused);
    }
    assert_eq!(told(&s.check_code(&visitor(1), &out.copied, &out.code).await), refused);
    assert!(!s.reset_state(&out.reset).await.unwrap() && !s.verify_state(&out.verify).await.unwrap());
    assert_eq!(told(&s.reset_password(&visitor(1), &out.reset, "another fine long sentence").await), "Gone");
    assert_eq!((w.status_of(out.invitation).await.as_str(), w.count("sessions", "1 = 1").await), ("pending", 0));
}

async fn invalidate(w: &World, s: &Services, keys: &backend::keys::Keys) -> Invalidated {
    Services::invalidate_links(s.env(), w.services.store(), keys).await.unwrap()
}

both!(r10_after_a_restored_backup_what_was_out_is_void_and_sending_again_makes_a_link_that_works, async |w: &World| {
    let out = send_out(w).await;
    let known = w.user_elsewhere("known@elsewhere.example").await;
    let (found, _) = w.invited("known@elsewhere.example", "Bookkeeper").await;
    // One that has not left yet, and that nobody has got.
    let waiting = w.invite(&w.admin().await, "waiting@acme.example", "Standard User").await.unwrap();
    let sessions = u64::try_from(w.count("sessions", "1 = 1").await).unwrap();
    let ended = invalidate(w, &w.services, &keys()).await;
    assert_eq!(ended, Invalidated { invitations: 3, challenges: 3, sessions });
    is_void(w, &w.services, &out, 410).await;
    assert!(w.caller(&w.services.login(&visitor(1), "known@elsewhere.example", PASSWORD).await.unwrap()).await.session.is_some());
    let details: String = w.one("SELECT details FROM audit WHERE action = 'links.invalidated' AND actor_kind = 'system'", vec![]).await;
    assert!(details.contains("\"invitations\":3") && details.contains("\"challenges\":3"), "{details}");
    // What waited with a void link is not sent, and says so.
    w.deliver_all().await;
    assert!(w.mails_to("waiting@acme.example").is_empty());
    assert_eq!(w.count("outbox", "status IN ('queued', 'deferred')").await, 0);
    // No link is handed out that would be dead.
    let admin = w.admin().await;
    assert_eq!(told(&w.services.copy_link(&admin, ACME, out.invitation).await), "Conflict(LinksEnded)");
    for (id, email) in [(out.invitation, "new@acme.example"), (waiting, "waiting@acme.example")] {
        w.pass(MINUTE);
        assert_eq!(told(&w.services.resend(&admin, ACME, id).await), "ok");
        // Void for good, also where older links go on when an invitation is sent again.
        if id == out.invitation {
            assert_eq!([told(&w.register(&out.older).await), told(&w.register(&out.mailed).await)], ["Gone", "Gone"]);
        }
        let copied = w.services.copy_link(&admin, ACME, id).await.unwrap();
        assert_eq!(w.services.accept_page(&stranger(), copied.url.rsplit('/').next().unwrap()).await.unwrap().status(), 200);
        assert_eq!(told(&w.register(&w.link(email).await).await), "ok");
    }
    // Whoever logs in finds what waits for them: that needs no link.
    assert!(w.services.caller(None, known.visitor).await.unwrap().session.is_none());
    let known = w.log_in("known@elsewhere.example").await;
    assert_eq!(w.services.accept_page(&known, &found.to_string()).await.unwrap().status(), 200);
    assert_eq!(told(&w.services.accept(&known, &found.to_string()).await), "ok");
    // Once more ends what has come since, and finds nothing to complain of.
    let ended = invalidate(w, &w.services, &keys()).await;
    assert_eq!((ended.invitations, ended.challenges), (0, 0));
});

both!(r10_after_a_lost_key_the_database_goes_on_with_a_new_one, async |w: &World| {
    let out = send_out(w).await;
    assert_eq!(told(&w.with_keys(other_keys(9)).await), "OtherKeys");
    let ended = invalidate(w, &w.services, &other_keys(9)).await;
    assert_eq!((ended.invitations, ended.challenges), (1, 3));
    let s = w.with_keys(other_keys(9)).await.unwrap();
    is_void(w, &s, &out, 404).await;
    assert_eq!(told(&w.with_keys(keys()).await), "OtherKeys", "there is no way back to a key that turns up again");
    // Were it tried in front of the new one, what it had signed stays void.
    let both = backend::keys::Keys::new(vec![backend::keys::SecretKey::new([9; 32]), backend::keys::SecretKey::new([7; 32])]).unwrap();
    is_void(w, &w.with_keys(both).await.unwrap(), &out, 410).await;
    let admin = s.login(&visitor(1), ADMIN, PASSWORD).await.unwrap();
    let admin = s.caller(Some(admin.token.expose()), visitor(1)).await.unwrap();
    w.pass(MINUTE);
    assert_eq!(told(&s.resend(&admin, ACME, out.invitation).await), "ok");
    let url = s.copy_link(&admin, ACME, out.invitation).await.unwrap().url;
    assert_eq!(s.accept_page(&stranger(), url.rsplit('/').next().unwrap()).await.unwrap().status(), 200);
});
