//! Numbers have one holder, are reserved while an invitation that names them is pending, and are free when it ends.

use backend::{AccountsInput, Wish};
use domain::views::AcceptPage;

use crate::support::{ACME, DAY, INES, MINUTE, World, both, of_role, stranger, told};

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

both!(b01_numbers_are_handed_out_by_who_may_assign_them, async |w: &World| {
    let (admin, ines, number) = (w.admin().await, w.log_in(INES).await, w.number(ACME, 0).await);
    let role = w.role(ACME, "Inviter").await;
    let batch = w.draft(&ines, "a@x.example").await;
    let step = w.services.accounts_step(&ines, ACME, batch, 1).await.unwrap();
    assert!(!step.has_numbers && step.offered.is_empty(), "she may invite, and not assign numbers");
    let row = step.rows[0].id;
    let save = async |caller, numbers: &[_]| {
        let rows = vec![AccountsInput { id: row, wish: Wish { numbers: numbers.to_vec(), ..of_role(role) } }];
        told(&w.services.save_accounts(caller, ACME, batch, rows, true).await)
    };
    let before = w.dump().await;
    assert_eq!(told(&w.services.find_numbers(&ines, ACME, batch, "911").await), "Forbidden");
    assert_eq!(save(&ines, &[number]).await, "Forbidden");
    w.unchanged_but_for(&["audit"], &before).await;
    // Somebody who may hands one out in her list: she can neither take it away unseen nor send it off.
    let step = w.services.accounts_step(&admin, ACME, batch, 1).await.unwrap();
    assert!(step.has_numbers && step.offered.len() == 5);
    assert_eq!(save(&admin, &[number]).await, "ok");
    assert_eq!(save(&ines, &[]).await, "ok");
    assert_eq!(w.count("recipient_numbers", "1 = 1").await, 1);
    assert_eq!(told(&w.submit(&ines, batch).await), "Forbidden");
    assert_eq!(holder(w).await, "free");
    // With the permission she may all of it.
    let sql = "INSERT INTO role_permissions (role_id, permission) VALUES ($1, 'numbers.assign')";
    w.sql(sql, vec![role.uuid().into()]).await;
    assert!(w.services.accounts_step(&ines, ACME, batch, 1).await.unwrap().has_numbers);
    assert_eq!(w.services.find_numbers(&ines, ACME, batch, "911").await.unwrap().len(), 5);
    assert_eq!(save(&ines, &[number]).await, "ok");
    assert_eq!(told(&w.submit(&ines, batch).await), "ok");
    assert_eq!(holder(w).await, "invitation a@x.example");
});
