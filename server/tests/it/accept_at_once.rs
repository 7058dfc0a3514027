//! S1: fifty who accept the same invitation at the same moment make one membership, and nobody gets to see a broken page.

use crate::support::{ACME, PASSWORD, World, both, registration, told, visitor};

const TIMES: usize = 50;

/// How often each outcome came, "ok" first.
fn tally(outcomes: &[String]) -> (usize, Vec<String>) {
    let ok = outcomes.iter().filter(|o| *o == "ok").count();
    (ok, outcomes.iter().filter(|o| *o != "ok").cloned().collect())
}

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
        .at_once(TIMES, |_, services| {
            let (caller, token) = (caller.clone(), token.clone());
            async move { told(&services.accept(&caller, &token).await) }
        })
        .await;
    let (ok, others) = tally(&outcomes);
    // The same person: they are in, each time. "Busy" is an honest answer to fifty at once on a small machine.
    assert!(ok > 0 && others.iter().all(|o| o == "Busy"), "{others:?}");
    one_membership(w, "new@elsewhere.example").await;
});

both!(s01_fifty_registrations_make_one_user_and_one_membership, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let outcomes = w
        .at_once(TIMES, |at, services| {
            let (token, from) = (token.clone(), visitor(u8::try_from(at).unwrap()));
            async move { told(&services.accept_by_registering(&from, &token, registration()).await) }
        })
        .await;
    let (ok, others) = tally(&outcomes);
    assert_eq!(ok, 1, "{others:?}");
    assert!(others.iter().all(|o| ["email: HasLogin", "Busy"].contains(&o.as_str())), "{others:?}");
    assert_eq!(w.memberships(ACME, "new@acme.example").await, 1);
    assert_eq!(w.count("users", "canonical = 'new@acme.example'").await, 1);
});

both!(s01_fifty_logins_make_one_membership, async |w: &World| {
    w.user_elsewhere("new@elsewhere.example").await;
    let (_, token) = w.invited("new@elsewhere.example", "Standard User").await;
    let outcomes = w
        .at_once(TIMES, |at, services| {
            let (token, from) = (token.clone(), visitor(u8::try_from(at).unwrap()));
            async move { told(&services.accept_by_login(&from, &token, PASSWORD).await) }
        })
        .await;
    let (ok, others) = tally(&outcomes);
    // A login that is tried many times at once has to wait (D4), which is told like a wrong password.
    assert!(ok > 0 && others.iter().all(|o| ["password: Credentials", "Busy"].contains(&o.as_str())), "{others:?}");
    one_membership(w, "new@elsewhere.example").await;
});

both!(s01_accepting_and_revoking_at_once_has_one_winner, async |w: &World| {
    let admin = w.admin().await;
    for round in 0..5 {
        let email = format!("new{round}@acme.example");
        let (id, token) = w.invited(&email, "Standard User").await;
        let outcomes = w
            .at_once(2, |at, services| {
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
