//! S1: fifty who accept the same invitation at the same moment make one membership, and nobody gets to see a broken page.

use crate::support::{ACME, PASSWORD, World, both, registration, tally, told, visitor};

const TIMES: usize = 50;

async fn one_membership(w: &World, email: &str) {
    assert_eq!(w.memberships(ACME, email).await, 1);
    let here = format!("account_id = (SELECT id FROM accounts WHERE number = '{ACME}')");
    assert_eq!(w.count("invitations", &format!("{here} AND canonical = '{email}' AND status = 'accepted'")).await, 1);
    assert_eq!(w.count("audit", &format!("{here} AND action = 'invitation.accepted'")).await, 1);
}

both!(s01_fifty_accepts_with_one_session_make_one_membership, async |w: &World| {
    let caller = w.user_elsewhere("new@elsewhere.example").await;
    let (_, token) = w.invited("new@elsewhere.example", "Standard User").await;
    let outcomes = w
        .answers_at_once(TIMES, |_, services| {
            let (caller, token) = (caller.clone(), token.clone());
            async move { told(&services.accept(&caller, &token).await) }
        })
        .await;
    // The same person: they are in, each time.
    assert_eq!(outcomes, ["ok"; TIMES]);
    one_membership(w, "new@elsewhere.example").await;
});

both!(s01_fifty_registrations_make_one_user_and_one_membership, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let outcomes = w
        .answers_at_once(TIMES, |at, services| {
            let (token, from) = (token.clone(), visitor(u8::try_from(at).unwrap()));
            async move { told(&services.accept_by_registering(&from, &token, registration()).await) }
        })
        .await;
    // One makes the login, and the same password gets the others in by it, but for those whom it lets wait (D4): they are told that there is one.
    let told = tally(&outcomes);
    assert!(matches!(told[..], [(TIMES, "ok")] | [(_, "email: HasLogin"), (_, "ok")]), "{told:?}");
    assert_eq!(w.count("users", "canonical = 'new@acme.example'").await, 1);
    assert_eq!(w.count("audit", "action = 'user.registered'").await, 1);
    one_membership(w, "new@acme.example").await;
});

both!(s01_fifty_registrations_with_a_password_each_let_one_in, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let outcomes = w
        .answers_at_once(TIMES, |at, services| {
            let (token, from) = (token.clone(), visitor(u8::try_from(at).unwrap()));
            let form = backend::Registration { password: format!("a fine long sentence, number {at}"), ..registration() };
            async move { told(&services.accept_by_registering(&from, &token, form).await) }
        })
        .await;
    assert_eq!(tally(&outcomes), [(TIMES - 1, "email: HasLogin"), (1, "ok")]);
    assert_eq!(w.count("users", "canonical = 'new@acme.example'").await, 1);
    one_membership(w, "new@acme.example").await;
});

both!(s01_fifty_logins_make_one_membership, async |w: &World| {
    w.user_elsewhere("new@elsewhere.example").await;
    let (_, token) = w.invited("new@elsewhere.example", "Standard User").await;
    let outcomes = w
        .answers_at_once(TIMES, |at, services| {
            let (token, from) = (token.clone(), visitor(u8::try_from(at).unwrap()));
            async move { told(&services.accept_by_login(&from, &token, PASSWORD).await) }
        })
        .await;
    // A login that is tried many times at once has to wait (D4), which is told like a wrong password.
    let tally = tally(&outcomes);
    assert!(tally.contains(&(TIMES, "ok")) || matches!(tally[..], [(_, "ok"), (_, "password: Credentials")]), "{tally:?}");
    one_membership(w, "new@elsewhere.example").await;
});

both!(s01_accepting_and_revoking_at_once_has_one_winner, async |w: &World| {
    let admin = w.admin().await;
    for round in 0..5 {
        let email = format!("new{round}@acme.example");
        let (id, token) = w.invited(&email, "Standard User").await;
        let outcomes = w
            .answers_at_once(2, |at, services| {
                let (admin, token) = (admin.clone(), token.clone());
                async move {
                    match at {
                        0 => told(&services.accept_by_registering(&visitor(1), &token, registration()).await),
                        _ => told(&services.revoke(&admin, ACME, id).await),
                    }
                }
            })
            .await;
        let (status, inside) = (w.status_of(id).await, w.memberships(ACME, &email).await);
        match outcomes.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["ok", "Conflict(AlreadyAccepted)"] => assert_eq!((status.as_str(), inside), ("accepted", 1)),
            ["Gone", "ok"] => assert_eq!((status.as_str(), inside), ("revoked", 0)),
            _ => panic!("{outcomes:?}"),
        }
    }
});
