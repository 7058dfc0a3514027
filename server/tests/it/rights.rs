//! Nobody grants more than they hold (rule 5), and what somebody may do is read with every request (rule 8).

use backend::context::Caller;

use crate::support::{ACME, ADMIN, INES, MARA, MINUTE, NORA, OPERATOR, PASSWORD, World, both, stranger, told, visitor};

async fn set_user(w: &World, email: &str, status: &str) {
    w.sql("UPDATE users SET status = $1 WHERE canonical = $2", vec![status.into(), email.into()]).await;
}

async fn set_member(w: &World, email: &str, status: &str) {
    let sql = "UPDATE memberships SET status = $1 WHERE user_id = (SELECT id FROM users WHERE canonical = $2)
        AND account_id = (SELECT id FROM accounts WHERE number = $3)";
    w.sql(sql, vec![status.into(), email.into(), ACME.into()]).await;
}

async fn take_roles(w: &World, email: &str) {
    let sql = "DELETE FROM membership_roles WHERE membership_id IN
        (SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.canonical = $1)";
    w.sql(sql, vec![email.into()]).await;
}

async fn set_account(w: &World, status: &str) {
    w.sql("UPDATE accounts SET status = $1 WHERE number = $2", vec![status.into(), ACME.into()]).await;
}

both!(b01_nobody_invites_above_their_own_rights, async |w: &World| {
    let ines = w.log_in(INES).await;
    let before = w.dump().await;
    for above in ["Account Administrator", "Standard User", "Bookkeeper"] {
        assert_eq!(told(&w.invite(&ines, "new@acme.example", above).await), "Forbidden", "{above}");
    }
    w.unchanged_but_for(&["audit"], &before).await;
    assert_eq!(w.count("audit", "action = 'permission.denied'").await, 3, "each attempt is written down");
    let offered = w.services.invite_options(&ines, ACME).await.unwrap().offer.roles;
    assert_eq!(offered.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["Inviter"]);
    assert_eq!(told(&w.invite(&ines, "new@acme.example", "Inviter").await), "ok");
    for without in [NORA, MARA] {
        let caller = w.log_in(without).await;
        assert_eq!(told(&w.invite(&caller, "other@acme.example", "Inviter").await), "Forbidden", "{without} lacks users.invite");
        assert_eq!(told(&w.services.create_batch(&caller, ACME).await), "Forbidden");
    }
    assert_eq!(told(&w.invite(&w.operator().await, "other@acme.example", "Account Administrator").await), "ok");
});

both!(b01_nobody_hands_on_an_invitation_above_their_own_rights, async |w: &World| {
    let (above, _) = w.invited("boss@acme.example", "Account Administrator").await;
    let (equal, _) = w.invited("peer@acme.example", "Inviter").await;
    let ines = w.log_in(INES).await;
    w.pass(MINUTE);
    let before = w.dump().await;
    assert_eq!(told(&w.services.resend(&ines, ACME, above).await), "Forbidden");
    assert_eq!(told(&w.services.copy_link(&ines, ACME, above).await), "Forbidden");
    w.unchanged_but_for(&["audit"], &before).await;
    assert_eq!(told(&w.services.copy_link(&ines, ACME, equal).await), "ok");
    assert_eq!(told(&w.services.resend(&ines, ACME, equal).await), "ok");
});

/// Breaks the sponsor, finds the invitation refused but alive, and mends the sponsor.
async fn refused_meanwhile(w: &World, token: &str, caller: &Caller, breaks: impl AsyncFnOnce(), mends: impl AsyncFnOnce()) {
    breaks().await;
    let before = w.dump().await;
    assert_eq!(told(&w.services.accept(caller, token).await), "Conflict(SponsorLacksRights)");
    // Administrators are told (`sponsors.rs`); nothing else happens.
    w.unchanged_but_for(&["audit", "outbox"], &before).await;
    assert_eq!(w.services.accept_page(&stranger(), token).await.unwrap().status(), 200, "still open");
    mends().await;
}

both!(b01_the_sponsors_rights_are_checked_at_accept, async |w: &World| {
    let caller = w.user_elsewhere("new@elsewhere.example").await;
    let (id, token) = w.invited("new@elsewhere.example", "Bookkeeper").await;
    refused_meanwhile(w, &token, &caller, async || set_member(w, ADMIN, "suspended").await, async || set_member(w, ADMIN, "active").await)
        .await;
    refused_meanwhile(w, &token, &caller, async || set_member(w, ADMIN, "removed").await, async || set_member(w, ADMIN, "active").await)
        .await;
    refused_meanwhile(w, &token, &caller, async || set_user(w, ADMIN, "disabled").await, async || set_user(w, ADMIN, "active").await).await;
    take_roles(w, ADMIN).await;
    assert_eq!(told(&w.services.accept(&caller, &token).await), "Conflict(SponsorLacksRights)");
    assert_eq!(w.status_of(id).await, "pending");
    // Who has no sponsor any more is answered for by the account itself.
    w.sql("UPDATE invitations SET sponsor_id = NULL WHERE id = $1", vec![id.uuid().into()]).await;
    assert_eq!(told(&w.services.accept(&caller, &token).await), "ok");
});

both!(b01_a_role_that_grew_is_checked_at_accept, async |w: &World| {
    let ines = w.log_in(INES).await;
    let (own, other) = (w.role(ACME, "Inviter").await, w.role(ACME, "Bookkeeper").await);
    w.sql("UPDATE role_permissions SET permission = 'area.calls' WHERE role_id = $1", vec![other.uuid().into()]).await;
    w.invite(&ines, "peer@acme.example", "Inviter").await.unwrap();
    w.invite(&ines, "books@acme.example", "Bookkeeper").await.unwrap();
    let (peer, books) = (w.link("peer@acme.example").await, w.link("books@acme.example").await);
    for role in [own, other] {
        let sql = "INSERT INTO role_permissions (role_id, permission) VALUES ($1, $2)";
        let permission = if role == own { "users.manage" } else { "area.invoices" };
        w.sql(sql, vec![role.uuid().into(), permission.into()]).await;
    }
    // Roles apply live: what she holds herself grew for her too, the other one is above her now.
    assert_eq!(told(&w.register(&peer).await), "ok");
    assert_eq!(told(&w.register(&books).await), "Conflict(SponsorLacksRights)");
    assert_eq!(w.count("users", "canonical = 'books@acme.example'").await, 0, "nor is a login left behind");
});

both!(b01_an_operator_who_is_none_any_more_answers_for_nothing, async |w: &World| {
    w.invite(&w.operator().await, "new@acme.example", "Account Administrator").await.unwrap();
    let token = w.link("new@acme.example").await;
    set_user(w, OPERATOR, "disabled").await;
    assert_eq!(told(&w.register(&token).await), "Conflict(SponsorLacksRights)");
    set_user(w, OPERATOR, "active").await;
    w.sql("DELETE FROM operator_administrators", vec![]).await;
    assert_eq!(told(&w.register(&token).await), "Conflict(SponsorLacksRights)");
});

both!(b08_what_ends_ends_with_the_next_request, async |w: &World| {
    let session = w.services.login(&visitor(1), ADMIN, PASSWORD).await.unwrap();
    let caller = w.caller(&session).await;
    let (id, _) = w.invited("new@acme.example", "Standard User").await;
    w.pass(MINUTE);
    let all = async |caller: &Caller| {
        [
            told(&w.services.home(caller, ACME).await),
            told(&w.services.members(caller, ACME, backend::MemberQuery::default()).await),
            told(&w.services.revoke(caller, ACME, id).await),
            told(&w.invite(caller, "other@acme.example", "Standard User").await),
        ]
    };
    // The very same caller, as a page that is open in a tab.
    for status in ["suspended", "removed", "left"] {
        set_member(w, ADMIN, status).await;
        assert_eq!(all(&caller).await, ["NotFound"; 4], "{status}");
    }
    set_member(w, ADMIN, "active").await;
    assert_eq!(told(&w.services.home(&caller, ACME).await), "ok");
    take_roles(w, ADMIN).await;
    assert_eq!(all(&caller).await, ["ok", "Forbidden", "Forbidden", "Forbidden"], "demoted");
    set_user(w, ADMIN, "disabled").await;
    assert!(w.caller(&session).await.session.is_none(), "disabled");
    let operator = w.operator().await;
    assert_eq!(told(&w.services.customers(&operator, backend::CustomerQuery::default()).await), "ok");
    w.sql("DELETE FROM operator_administrators", vec![]).await;
    let again = w.log_in(OPERATOR).await;
    assert_eq!(told(&w.services.customers(&again, backend::CustomerQuery::default()).await), "NotFound");
    assert_eq!(told(&w.services.home(&again, ACME).await), "NotFound");
});

both!(b11_a_disabled_user_is_out_everywhere, async |w: &World| {
    let caller = w.user_elsewhere("known@elsewhere.example").await;
    let (id, token) = w.invited("known@elsewhere.example", "Standard User").await;
    w.services.request_reset(&visitor(1), "known@elsewhere.example").await.unwrap();
    let reset = w.token("known@elsewhere.example", "reset").await;
    set_user(w, "known@elsewhere.example", "disabled").await;
    assert_eq!(told(&w.services.login(&visitor(1), "known@elsewhere.example", PASSWORD).await), "password: Credentials");
    assert_eq!(told(&w.services.accept_by_login(&visitor(1), &token, PASSWORD).await), "password: Credentials");
    assert_eq!(told(&w.register(&token).await), "email: HasLogin");
    // A request that was under way when it happened.
    assert_eq!(told(&w.services.accept(&caller, &token).await), "Forbidden");
    assert_eq!(told(&w.services.reset_password(&visitor(1), &reset, "another fine long sentence").await), "Gone");
    let mails = w.mails_to("known@elsewhere.example").len();
    w.services.request_reset(&visitor(1), "known@elsewhere.example").await.unwrap();
    w.deliver_all().await;
    assert_eq!(w.mails_to("known@elsewhere.example").len(), mails);
    assert_eq!((w.status_of(id).await.as_str(), w.memberships(ACME, "known@elsewhere.example").await), ("pending", 0));
});

both!(b11_an_account_that_is_not_active_invites_nobody, async |w: &World| {
    let (id, token) = w.invited("new@acme.example", "Standard User").await;
    let (admin, operator) = (w.admin().await, w.operator().await);
    let batch = w.services.create_batch(&operator, ACME).await.unwrap();
    w.services.save_addresses(&operator, ACME, batch, "list@acme.example", "", true).await.unwrap();
    w.pass(MINUTE);
    for status in ["suspended", "closed"] {
        set_account(w, status).await;
        let shut = if status == "closed" { "Shut(Closed)" } else { "Shut(Suspended)" };
        assert_eq!(told(&w.services.home(&admin, ACME).await), shut, "members are out");
        assert_eq!(told(&w.services.home(&operator, ACME).await), "ok", "the operator looks after it");
        assert_eq!(told(&w.invite(&operator, "other@acme.example", "Standard User").await), "Conflict(AccountNotActive)");
        assert_eq!(told(&w.services.resend(&operator, ACME, id).await), "Conflict(AccountNotActive)");
        assert_eq!(told(&w.services.copy_link(&operator, ACME, id).await), "Conflict(AccountNotActive)");
        assert_eq!(told(&w.services.create_batch(&operator, ACME).await), "Conflict(AccountNotActive)");
        assert_eq!(told(&w.services.submit_batch(&operator, ACME, batch).await), "Conflict(AccountNotActive)");
        assert_eq!(told(&w.register(&token).await), "Gone");
    }
    set_account(w, "active").await;
    assert_eq!(told(&w.register(&token).await), "ok");
});
