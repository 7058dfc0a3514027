//! Numbers have one holder, are reserved while an invitation that names them is pending, and are free when it ends.

use domain::views::AcceptPage;

use crate::support::{ACME, DAY, MINUTE, World, both, stranger, told};

/// Who has the account's first number: "free", "member ADDRESS", or "invitation ADDRESS".
async fn holder(w: &World) -> String {
    let sql = "SELECT COALESCE('member ' || u.canonical, 'invitation ' || i.canonical, 'free') FROM numbers n
        LEFT JOIN memberships m ON m.id = n.membership_id LEFT JOIN users u ON u.id = m.user_id
        LEFT JOIN invitations i ON i.id = n.invitation_id WHERE n.id = $1";
    w.one(sql, vec![w.number(ACME, 0).await.uuid().into()]).await
}

/// Invites somebody with the account's first number.
async fn invite_with_number(w: &World, email: &str) -> String {
    let admin = w.admin().await;
    let batch = w.draft(&admin, email).await;
    let number = w.number(ACME, 0).await;
    if let Err(error) = w.give(&admin, batch, "Standard User", &[number]).await {
        return told::<()>(&Err(error)).split(": ").last().unwrap().to_owned();
    }
    told(&w.submit(&admin, batch).await)
}

async fn id_of(w: &World, email: &str) -> domain::ids::InvitationId {
    let sql = "SELECT id FROM invitations WHERE canonical = $1 ORDER BY created_at DESC, id DESC LIMIT 1";
    domain::ids::InvitationId::new(w.one(sql, vec![email.into()]).await)
}

both!(a_number_is_reserved_and_goes_to_who_accepts, async |w: &World| {
    assert_eq!(invite_with_number(w, "a@x.example").await, "ok");
    assert_eq!(holder(w).await, "invitation a@x.example");
    let token = w.link("a@x.example").await;
    let AcceptPage::Open(open) = w.services.accept_page(&stranger(), &token).await.unwrap() else { panic!("not open") };
    assert_eq!(open.numbers, ["+34911000001"]);
    assert!(w.mail("a@x.example").await.text.contains("911"));
    w.register(&token).await.unwrap();
    assert_eq!(holder(w).await, "member a@x.example");
    assert_eq!(invite_with_number(w, "b@x.example").await, "NumberTaken");
});

both!(a_number_is_free_again_when_the_invitation_ends, async |w: &World| {
    let caller = w.user_elsewhere("declines@elsewhere.example").await;
    assert_eq!(invite_with_number(w, "revoked@x.example").await, "ok");
    w.services.revoke(&w.admin().await, ACME, id_of(w, "revoked@x.example").await).await.unwrap();
    assert_eq!(holder(w).await, "free");
    assert_eq!(invite_with_number(w, "declines@elsewhere.example").await, "ok");
    w.services.decline(&caller, &w.link("declines@elsewhere.example").await).await.unwrap();
    assert_eq!(holder(w).await, "free");
    assert_eq!(invite_with_number(w, "expires@x.example").await, "ok");
    assert_eq!(invite_with_number(w, "early@x.example").await, "NumberTaken");
    w.pass(7 * DAY);
    // Time alone frees it.
    assert_eq!(invite_with_number(w, "next@x.example").await, "ok");
    assert_eq!(holder(w).await, "invitation next@x.example");
});

both!(a_number_that_two_lists_want_goes_to_the_first, async |w: &World| {
    let admin = w.admin().await;
    let number = w.number(ACME, 0).await;
    let mut batches = Vec::new();
    for email in ["a@x.example", "b@x.example"] {
        let batch = w.draft(&admin, email).await;
        w.give(&admin, batch, "Standard User", &[number]).await.unwrap();
        batches.push(batch);
    }
    let answers = w
        .answers_at_once(2, |at, services| {
            let (admin, batch) = (admin.clone(), batches[at]);
            async move { told(&services.submit_batch(&admin, ACME, batch).await) }
        })
        .await;
    let lost = answers.iter().position(|a| a != "ok").expect("both got it");
    assert!(answers[lost].contains("NumberTaken") && answers[1 - lost] == "ok", "{answers:?}");
    assert_eq!((w.count("invitations", "1 = 1").await, w.count("outbox", "1 = 1").await), (1, 1), "nothing half done");
    // The list is still there, without the number it goes.
    w.give(&admin, batches[lost], "Standard User", &[]).await.unwrap();
    assert_eq!(told(&w.submit(&admin, batches[lost]).await), "ok");
});

both!(a_number_stands_in_one_row_of_a_list, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, "a@x.example b@x.example").await;
    let refused = told(&w.give(&admin, batch, "Standard User", &[w.number(ACME, 0).await]).await);
    assert!(refused.contains("NumberTaken"), "{refused}");
    let found = w.services.find_numbers(&admin, ACME, batch, "911 00 00 01").await.unwrap();
    assert_eq!((found.len(), found[0].holder.as_deref()), (1, None), "nothing was saved");
});

both!(searching_names_the_holder, async |w: &World| {
    assert_eq!(invite_with_number(w, "a@x.example").await, "ok");
    let admin = w.admin().await;
    let batch = w.draft(&admin, "b@x.example").await;
    w.give(&admin, batch, "Standard User", &[w.number(ACME, 1).await]).await.unwrap();
    let all = async |search: &str| {
        let found = w.services.find_numbers(&admin, ACME, batch, search).await.unwrap();
        found.into_iter().map(|n| format!("{} {}", n.number, n.holder.unwrap_or_default())).collect::<Vec<_>>()
    };
    let expected = ["+34911000003 ", "+34911000004 ", "+34911000005 ", "+34911000001 a@x.example", "+34911000002 b@x.example"];
    assert_eq!(all("").await, expected);
    assert_eq!(all("005").await, ["+34911000005 "]);
    assert_eq!(all("%_").await, expected, "signs are no wildcards, and no digits");
    w.pass(7 * DAY);
    let admin = w.admin().await;
    let found = w.services.find_numbers(&admin, ACME, batch, "001").await.unwrap();
    assert_eq!(found[0].holder, None, "an invitation that ran out holds nothing");
});

both!(sending_again_reserves_what_is_still_free, async |w: &World| {
    assert_eq!(invite_with_number(w, "a@x.example").await, "ok");
    let first = id_of(w, "a@x.example").await;
    w.pass(7 * DAY);
    let admin = w.admin().await;
    w.services.resend(&admin, ACME, first).await.unwrap();
    assert_eq!(holder(w).await, "invitation a@x.example");
    w.pass(7 * DAY);
    assert_eq!(invite_with_number(w, "b@x.example").await, "ok");
    w.pass(MINUTE);
    w.services.resend(&w.admin().await, ACME, first).await.unwrap();
    assert_eq!(holder(w).await, "invitation b@x.example", "somebody else's by now");
    let token = w.link("a@x.example").await;
    let AcceptPage::Open(open) = w.services.accept_page(&stranger(), &token).await.unwrap() else { panic!("not open") };
    assert_eq!(open.numbers, Vec::<String>::new(), "nobody is promised what they will not get");
    assert!(!w.mail("a@x.example").await.text.contains("911"));
    w.register(&token).await.unwrap();
    assert_eq!(holder(w).await, "invitation b@x.example");
});
