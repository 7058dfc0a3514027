//! The welcome tour: what is new to a member is shown once, wherever they are.

use backend::context::Caller;
use domain::membership::MembershipStatus;
use domain::permission::Permission;

use crate::support::{ACME, ADMIN, BEA, INES, MARA, NORA, OTHER, World, both, told};

/// What the tour shows to somebody, by keys.
async fn shown(w: &World, who: &Caller) -> Vec<String> {
    w.services.home(who, ACME).await.unwrap().tour.into_iter().map(|area| area.key).collect()
}

async fn give(w: &World, email: &str, permissions: &[&str]) {
    let permissions: Vec<Permission> = permissions.iter().map(|code| code.parse().unwrap()).collect();
    w.services.change_permissions(&w.admin().await, ACME, w.member(ACME, email).await, &permissions, None).await.unwrap();
}

both!(m18_the_tour_shows_just_the_areas_that_are_new_and_once, async |w: &World| {
    let mara = w.log_in(MARA).await;
    assert!(shown(w, &mara).await.is_empty(), "nothing is open yet");
    give(w, MARA, &["users.view", "area.invoices"]).await;
    assert_eq!(shown(w, &mara).await, ["invoices"]);
    give(w, MARA, &["users.view", "area.invoices", "area.calls"]).await;
    assert_eq!(shown(w, &mara).await, ["calls", "invoices"], "in the operator's order");
    // Another tab has shown one of them before the other came.
    w.services.end_tour(&mara, ACME, &["invoices".to_owned()]).await.unwrap();
    assert_eq!(shown(w, &mara).await, ["calls"]);
    let before = w.dump().await;
    w.services.end_tour(&mara, ACME, &["invoices".to_owned()]).await.unwrap();
    w.unchanged_since(&before).await;
    w.services.end_tour(&mara, ACME, &["calls".to_owned(), "contracts".to_owned(), "nowhere".to_owned()]).await.unwrap();
    // Another device: another session of the same person.
    let elsewhere = w.services.login(&crate::support::visitor(2), MARA, crate::support::PASSWORD).await.unwrap();
    assert!(shown(w, &w.caller(&elsewhere).await).await.is_empty());
    // Taken away and given back, it is not new; what was passed over because it was closed is.
    give(w, MARA, &[]).await;
    give(w, MARA, &["area.calls", "area.contracts"]).await;
    assert_eq!(shown(w, &mara).await, ["contracts"]);
    assert_eq!(w.services.home(&mara, OTHER).await.unwrap().tour.len(), 0, "each membership has its own");
});

both!(m18_who_joins_with_rights_has_the_tour_once_and_operators_have_none, async |w: &World| {
    let (_, token) = w.invited("new@x.example", "Standard User").await;
    let joined = w.register(&token).await.unwrap();
    let new = w.caller(&joined.session).await;
    assert_eq!(shown(w, &new).await, ["calls", "invoices", "contracts"]);
    w.services.end_tour(&new, ACME, &["calls", "invoices", "contracts"].map(str::to_owned)).await.unwrap();
    assert!(shown(w, &new).await.is_empty());
    assert!(shown(w, &w.log_in(NORA).await).await.is_empty(), "who has long been there knows what is open");
    let operator = w.operator().await;
    assert!(shown(w, &operator).await.is_empty());
    let before = w.dump().await;
    w.services.end_tour(&operator, ACME, &["calls".to_owned()]).await.unwrap();
    w.unchanged_since(&before).await;
});

both!(m18_nobody_ends_the_tour_of_an_account_that_is_not_theirs, async |w: &World| {
    let before = w.dump().await;
    for stranger in [w.log_in(BEA).await, crate::support::stranger()] {
        let answer = told(&w.services.end_tour(&stranger, ACME, &["calls".to_owned()]).await);
        assert!(answer == "NotFound" || answer == "Unauthenticated", "{answer}");
    }
    w.unchanged_but_for(&["sessions", "audit"], &before).await;
    let ines = w.member(ACME, INES).await;
    w.log_in(INES).await;
    w.services.suspend_member(&w.log_in(ADMIN).await, ACME, ines, Some(domain::membership::Sponsored::Revoke)).await.unwrap();
    let status: String = w.one("SELECT status FROM memberships WHERE id = $1", vec![ines.uuid().into()]).await;
    assert_eq!(status, MembershipStatus::Suspended.as_str());
    assert_eq!(told(&w.services.end_tour(&w.log_in(INES).await, ACME, &["calls".to_owned()]).await), "NotFound");
});

both!(m19_the_welcome_mail_gives_an_overview_to_who_joins_first, async |w: &World| {
    let (_, token) = w.invited("new@x.example", "Standard User").await;
    w.register(&token).await.unwrap();
    let mail = w.mail("new@x.example").await;
    let text = mail.text.replace('\n', " ");
    assert!(mail.subject.starts_with("Welcome to Acme"), "{}", mail.subject);
    for told in [
        "customer number 1001",
        "Standard User: Calls, Invoices, Contracts",
        "Santiago Garcia",
        ADMIN,
        "Home",
        "Profile",
        "Change customer",
        "FAQ",
        "Settings",
        "Feedback",
        "new@x.example",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
    // Another account of theirs welcomes nobody a second time.
    w.services
        .invite_one(&w.log_in(BEA).await, OTHER, "new@x.example", &crate::support::of_role(w.role(OTHER, "Standard User").await))
        .await
        .unwrap();
    let link = w.link("new@x.example").await;
    let session = w.services.login(&crate::support::visitor(1), "new@x.example", crate::support::PASSWORD).await.unwrap();
    w.services.accept(&w.caller(&session).await, &link).await.unwrap();
    w.deliver_all().await;
    assert_eq!(w.mails_to("new@x.example").iter().filter(|mail| mail.subject.starts_with("Welcome")).count(), 1);
});
