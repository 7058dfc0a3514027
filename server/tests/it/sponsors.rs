//! Who answers for an invitation: whoever sent it last. And what happens when they may no longer grant what it grants.

use backend::context::Caller;
use sea_orm::ConnectionTrait;

use crate::support::{ACME, ADMIN, DAY, INES, MARA, MINUTE, OPERATOR, PUBLIC_URL, World, both, registration, stranger, told, visitor};

async fn take_roles(w: &World, email: &str) {
    let sql = "DELETE FROM membership_roles WHERE membership_id IN
        (SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id JOIN accounts a ON a.id = m.account_id
         WHERE u.canonical = $1 AND a.number = $2)";
    w.sql(sql, vec![email.into(), ACME.into()]).await;
}

async fn make_administrator(w: &World, email: &str) {
    let sql = "INSERT INTO membership_roles (account_id, membership_id, role_id)
        SELECT m.account_id, m.id, $1 FROM memberships m JOIN users u ON u.id = m.user_id JOIN accounts a ON a.id = m.account_id
        WHERE u.canonical = $2 AND a.number = $3";
    w.sql(sql, vec![w.role(ACME, "Account Administrator").await.uuid().into(), email.into(), ACME.into()]).await;
}

/// Sends the pending invitation of an address again, by the row or by a list.
async fn send_again(w: &World, caller: &Caller, email: &str, by_list: bool) {
    w.pass(MINUTE);
    if by_list {
        let batch = w.services.create_batch(caller, ACME).await.unwrap();
        w.services.save_addresses(caller, ACME, batch, email, email, true).await.unwrap();
        w.submit(caller, batch).await.unwrap();
    } else {
        w.services.resend_to(caller, ACME, email).await.unwrap();
    }
}

/// Mails to an address that tell of somebody who could not join.
fn told_of(w: &World, email: &str) -> usize {
    w.mails_to(email).iter().filter(|mail| mail.subject.contains("could not join")).count()
}

both!(b01_who_sends_an_invitation_again_answers_for_it, async |w: &World| {
    let ines = w.log_in(INES).await;
    for email in ["row@x.example", "list@x.example"] {
        w.invite(&ines, email, "Inviter").await.unwrap();
    }
    w.deliver_all().await;
    take_roles(w, INES).await;
    for (email, by_list) in [("row@x.example", false), ("list@x.example", true)] {
        assert_eq!(told(&w.register(&w.link(email).await).await), "Conflict(SponsorLacksRights)", "{email}");
        send_again(w, &w.admin().await, email, by_list).await;
        assert_eq!(told(&w.register(&w.link(email).await).await), "ok", "{email}");
    }
});

both!(b01_the_administrators_are_told_when_the_sponsor_lacks_the_rights, async |w: &World| {
    make_administrator(w, MARA).await;
    w.sql("UPDATE users SET language = 'de' WHERE canonical = $1", vec![MARA.into()]).await;
    w.invite(&w.log_in(INES).await, "Peer@münchen.example", "Inviter").await.unwrap();
    let token = w.link("Peer@münchen.example").await;
    take_roles(w, INES).await;
    let before = w.dump().await;
    for _ in 0..3 {
        assert_eq!(told(&w.register(&token).await), "Conflict(SponsorLacksRights)");
    }
    w.unchanged_but_for(&["audit", "outbox"], &before).await;
    w.deliver_all().await;
    assert_eq!((told_of(w, ADMIN), told_of(w, INES), told_of(w, OPERATOR)), (1, 0, 0), "once, and nobody else");
    let mail = w.mail(ADMIN).await;
    assert_eq!(mail.subject, "Peer@münchen.example could not join Acme");
    let link = format!("{PUBLIC_URL}/c/{ACME}/invitations?search=Peer%40m%C3%BCnchen.example");
    for said in ["Peer@münchen.example", "Ines Ruiz", "still pending", "Acme", ACME, &link] {
        assert!(mail.text.replace(['\u{2060}'], "").replace('\n', " ").contains(said), "{said} in {}", mail.text);
    }
    assert_eq!(w.mail(MARA).await.subject, "Peer@münchen.example konnte Acme nicht beitreten");
    let audited = "SELECT a.actor_kind || ' ' || a.target_text FROM audit a WHERE a.action = 'invitation.sponsor_lacks_rights'";
    assert_eq!(w.column::<String>(audited, vec![]).await, ["visitor Peer@münchen.example"]);
    w.pass(DAY - 1);
    assert_eq!(told(&w.register(&token).await), "Conflict(SponsorLacksRights)");
    w.deliver_all().await;
    assert_eq!(told_of(w, ADMIN), 1, "once a day");
    w.pass(1);
    assert_eq!(told(&w.register(&token).await), "Conflict(SponsorLacksRights)");
    w.deliver_all().await;
    assert_eq!(told_of(w, ADMIN), 2);
    assert_eq!(w.services.accept_page(&stranger(), &token).await.unwrap().status(), 200, "and it stays open");
    assert_eq!(w.count("audit", "action = 'limit.reached'").await, 0, "nobody has reached a limit");
});

both!(b01_where_no_administrator_is_left_the_operator_is_told, async |w: &World| {
    let caller = w.user_elsewhere("new@elsewhere.example").await;
    let (_, token) = w.invited("new@elsewhere.example", "Bookkeeper").await;
    take_roles(w, ADMIN).await;
    assert_eq!(told(&w.services.accept(&caller, &token).await), "Conflict(SponsorLacksRights)");
    w.deliver_all().await;
    assert_eq!((told_of(w, ADMIN), told_of(w, OPERATOR)), (0, 1));
    assert_eq!(w.count("audit", "action = 'invitation.sponsor_lacks_rights' AND actor_kind = 'user'").await, 1);
});

both!(f06_nobody_is_told_of_what_somebody_has_dealt_with, async |w: &World| {
    w.set_policy(ACME, |policy| policy.older_links_keep_working = true).await;
    let ines = w.log_in(INES).await;
    let mut ids = Vec::new();
    for email in ["again@x.example", "deleted@x.example"] {
        ids.push(w.invite(&ines, email, "Inviter").await.unwrap());
    }
    let tokens = [w.link("again@x.example").await, w.link("deleted@x.example").await];
    take_roles(w, INES).await;
    for token in &tokens {
        assert_eq!(told(&w.register(token).await), "Conflict(SponsorLacksRights)");
    }
    let admin = w.admin().await;
    send_again(w, &admin, "again@x.example", false).await;
    w.services.revoke(&admin, ACME, ids[1]).await.unwrap();
    w.deliver_all().await;
    assert_eq!(told_of(w, ADMIN), 0);
    assert_eq!(w.count("outbox", "kind = 'sponsor_lacks_rights' AND status = 'cancelled'").await, 2);
});

both!(f06_nobody_is_told_of_an_invitation_that_was_accepted_before, async |w: &World| {
    let caller = w.user_elsewhere("peer@x.example").await;
    w.invite(&w.log_in(INES).await, "peer@x.example", "Inviter").await.unwrap();
    let token = w.link("peer@x.example").await;
    let joined = w.services.accept(&caller, &token).await.unwrap();
    take_roles(w, INES).await;
    let removed =
        "UPDATE memberships SET status = 'removed' WHERE user_id = $1 AND account_id = (SELECT id FROM accounts WHERE number = $2)";
    w.sql(removed, vec![joined.session.user.uuid().into(), ACME.into()]).await;
    let before = w.dump().await;
    assert!(w.services.accept(&w.caller(&joined.session).await, &token).await.is_err());
    w.unchanged_since(&before).await;
});

both!(the_mail_and_the_page_name_who_sent_it_last, async |w: &World| {
    let (admin, operator) = (w.admin().await, w.operator().await);
    w.set_policy(ACME, |policy| policy.older_links_keep_working = true).await;
    for by_list in [false, true] {
        for (first, second, name) in [(&admin, &operator, "Olivia Operator"), (&operator, &admin, "Santiago Garcia")] {
            let email = format!("{}.{by_list}@x.example", name.split(' ').next().unwrap());
            w.invite(first, &email, "Standard User").await.unwrap();
            w.deliver_all().await;
            send_again(w, second, &email, by_list).await;
            let mail = w.mail(&email).await;
            let text = mail.text.replace('\n', " ");
            let named = if name == "Olivia Operator" { format!("{name} of Vestibule invites you") } else { format!("{name} invites you") };
            assert!(text.starts_with(&named), "{named}: {text}");
            let page = w.services.accept_page(&stranger(), &w.link(&email).await).await.unwrap();
            let domain::views::AcceptPage::Open(open) = page else { panic!("not open") };
            assert_eq!(open.inviter, name);
        }
    }
});

both!(b01_who_took_it_over_in_the_meantime_answers_for_it, async |w: &World| {
    let ines = w.log_in(INES).await;
    w.invite(&ines, "new@x.example", "Inviter").await.unwrap();
    let token = w.link("new@x.example").await;
    take_roles(w, INES).await;
    // The invited knocks while somebody has the account in hand.
    let holder = w.begin().await;
    let sql = "UPDATE accounts SET company = company WHERE number = '1001'";
    holder.execute_unprepared(sql).await.unwrap();
    let services = w.services.clone();
    let accepted = tokio::spawn(async move { told(&services.accept_by_registering(&visitor(1), &token, registration()).await) });
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let sql = format!("UPDATE invitations SET sponsor_id = (SELECT id FROM users WHERE canonical = '{ADMIN}')");
    holder.execute_unprepared(&sql).await.unwrap();
    holder.commit().await.unwrap();
    assert_eq!(accepted.await.unwrap(), "ok");
});

both!(m15_the_table_names_who_sent_it_last, async |w: &World| {
    let (admin, operator) = (w.admin().await, w.operator().await);
    for by_list in [false, true] {
        for (first, second, name, is_operator) in
            [(&admin, &operator, "Olivia Operator", true), (&operator, &admin, "Santiago Garcia", false)]
        {
            let email = format!("{}.{by_list}@x.example", name.split(' ').next().unwrap());
            w.invite(first, &email, "Standard User").await.unwrap();
            send_again(w, second, &email, by_list).await;
            let query = backend::InvitationQuery { search: email.to_lowercase(), ..Default::default() };
            let row = w.services.invitations(&admin, ACME, query).await.unwrap().page.rows.remove(0);
            assert_eq!((row.invited_by.name.as_str(), row.invited_by.operator), (name, is_operator));
        }
    }
});

both!(m12_a_new_member_is_told_to_ask_an_administrator, async |w: &World| {
    w.invite(&w.log_in(INES).await, "new@x.example", "Inviter").await.unwrap();
    w.register(&w.link("new@x.example").await).await.unwrap();
    let welcome = w.mail("new@x.example").await;
    assert!(welcome.text.contains(ADMIN) && !welcome.text.contains(INES), "{}", welcome.text);
});
