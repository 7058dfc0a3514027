//! What the operator does to a customer as a whole: changing, suspending, reactivating, closing.

use backend::{Contact, CustomerInput, CustomerQuery};
use domain::membership::AccountStatus::{Active, Closed, Suspended};
use domain::views::AcceptPage;

use crate::support::{ACME, ADMIN, BEA, MARA, MINUTE, NORA, OPERATOR, OTHER, World, both, stranger, told};

fn input(company: &str, email: &str) -> CustomerInput {
    let contact =
        Contact { name: "Ann Lee".to_owned(), email: email.to_owned(), phone: "+34 911 23 45 67".to_owned(), ..Contact::default() };
    CustomerInput { company: company.to_owned(), contact }
}

/// Kind of actor, who, what, and in which account, of the newest entries.
async fn deeds(w: &World, like: &str) -> Vec<String> {
    let sql = "SELECT a.actor_kind || ' ' || u.canonical || ' ' || a.action || ' ' || c.number FROM audit a
        JOIN users u ON u.id = a.actor_id JOIN accounts c ON c.id = a.account_id WHERE a.action LIKE $1 ORDER BY a.at, a.id";
    w.column(sql, vec![like.into()]).await
}

both!(m02_the_operator_changes_a_customer, async |w: &World| {
    let operator = w.operator().await;
    w.services.change_customer(&operator, ACME, input("Acme & Sons", "ann@acme.example")).await.unwrap();
    let sheet = w.services.customer_sheet(&operator, ACME).await.unwrap();
    assert_eq!((sheet.company.as_str(), sheet.contact_email.as_str(), sheet.members), ("Acme & Sons", "ann@acme.example", 4));
    let profile = w.services.profile(&w.log_in(NORA).await, ACME, None).await.unwrap();
    assert_eq!((profile.company.as_str(), profile.contact_phone.as_str()), ("Acme & Sons", "+34911234567"), "for members as well");
    let found = |search: &str| CustomerQuery { search: search.to_owned(), ..CustomerQuery::default() };
    assert_eq!(w.services.customers(&operator, found("sons")).await.unwrap().found, 1, "it is found by its new name");
    assert_eq!(
        told(&w.services.change_customer(&operator, ACME, input(" ", "no address")).await),
        "company: Line(Missing), contact_email: Email(At)"
    );
    assert_eq!(deeds(w, "account.changed").await, [format!("operator {OPERATOR} account.changed {ACME}")]);
    w.services.change_customer(&operator, ACME, input("Acme & Sons", "ann@acme.example")).await.unwrap();
    assert_eq!(deeds(w, "account.changed").await.len(), 1, "nothing was changed");
});

both!(b11_a_suspended_customer_is_shut_until_it_is_reactivated, async |w: &World| {
    let (operator, nora, mara) = (w.operator().await, w.log_in(NORA).await, w.log_in(MARA).await);
    let (id, token) = w.invited("new@acme.example", "Standard User").await;
    w.pass(MINUTE);
    w.services.resend(&w.admin().await, ACME, id).await.unwrap();
    w.services.set_customer_status(&operator, ACME, Suspended, "").await.unwrap();
    assert_eq!(told(&w.services.home(&nora, ACME).await), "Shut(Suspended)", "with the next request");
    assert_eq!(told(&w.services.members(&w.admin().await, ACME, backend::MemberQuery::default()).await), "Shut(Suspended)");
    assert_eq!(told(&w.services.home(&w.log_in(BEA).await, ACME).await), "NotFound", "strangers are told nothing");
    assert_eq!(told(&w.services.home(&mara, OTHER).await), "ok", "the session lives on, for other customers");
    assert_eq!(w.services.choices(&mara, "").await.unwrap().len(), 1);
    assert_eq!(w.services.accept_page(&stranger(), &token).await.unwrap(), AcceptPage::NotValid { gone: true });
    assert_eq!(w.status_of(id).await, "pending");
    assert_eq!(w.count("outbox", "status = 'cancelled' AND reply = 'account_not_active'").await, 1);
    assert_eq!(w.count("outbox", "status IN ('queued', 'deferred')").await, 0);
    assert!(w.services.account_frame(&operator, ACME).await.unwrap().acting, "the operator looks after it");
    w.services.set_customer_status(&operator, ACME, Active, "").await.unwrap();
    assert_eq!(told(&w.services.home(&nora, ACME).await), "ok");
    w.pass(MINUTE);
    w.services.resend(&w.admin().await, ACME, id).await.unwrap();
    assert_eq!(told(&w.register(&w.link("new@acme.example").await).await), "ok");
    for deed in ["account.suspended", "account.reactivated"] {
        assert_eq!(deeds(w, deed).await, [format!("operator {OPERATOR} {deed} {ACME}")]);
    }
});

both!(b11_a_closed_customer_stays_closed_and_its_invitations_end, async |w: &World| {
    let operator = w.operator().await;
    let (id, token) = w.invited("new@acme.example", "Standard User").await;
    let elsewhere = w.user_elsewhere("some@body.example").await;
    w.invite(&w.admin().await, "queued@acme.example", "Standard User").await.unwrap();
    for wrong in ["", "acme", "Other"] {
        assert_eq!(told(&w.services.set_customer_status(&operator, ACME, Closed, wrong).await), "confirm: Line(Missing)", "{wrong}");
    }
    w.services.set_customer_status(&operator, ACME, Closed, " Acme ").await.unwrap();
    assert_eq!(told(&w.services.home(&w.admin().await, ACME).await), "Shut(Closed)");
    assert_eq!(w.services.accept_page(&stranger(), &token).await.unwrap(), AcceptPage::NotValid { gone: true });
    assert_eq!(told(&w.register(&token).await), "Gone");
    assert_eq!(w.status_of(id).await, "revoked");
    assert_eq!(w.count("invitations", "status = 'pending'").await, 0);
    let waiting = "status IN ('queued', 'deferred') AND account_id = (SELECT id FROM accounts WHERE number = '1001')";
    assert_eq!(w.count("outbox", waiting).await, 0);
    assert_eq!(told(&w.services.home(&elsewhere, OTHER).await), "ok", "other customers go on");
    for again in [Active, Suspended] {
        assert_eq!(told(&w.services.set_customer_status(&operator, ACME, again, "").await), "Conflict(AccountNotActive)");
    }
    assert_eq!(told(&w.services.home(&operator, ACME).await), "ok", "the operator can look in");
    assert_eq!(deeds(w, "invitation.revoked").await, vec![format!("operator {OPERATOR} invitation.revoked {ACME}"); 2]);
    assert_eq!(deeds(w, "account.closed").await, [format!("operator {OPERATOR} account.closed {ACME}")]);
});

both!(b11_what_was_accepted_while_it_is_closed_is_one_or_the_other, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let operator = w.operator().await;
    let answers = w
        .answers_at_once(2, |at, services| {
            let (token, operator) = (token.clone(), operator.clone());
            async move {
                match at {
                    0 => told(&services.set_customer_status(&operator, ACME, Closed, "Acme").await),
                    _ => told(&services.accept_by_registering(&crate::support::visitor(1), &token, crate::support::registration()).await),
                }
            }
        })
        .await;
    let joined = w.memberships(ACME, "new@acme.example").await;
    assert_eq!((answers[0].as_str(), joined == 1), ("ok", answers[1] == "ok"), "{answers:?}");
    assert_eq!(w.count("invitations", "status = 'pending'").await, 0);
});

both!(b12_customers_are_changed_by_the_operator_alone, async |w: &World| {
    let callers = [w.admin().await, w.log_in(NORA).await, w.log_in(BEA).await];
    let _ = w.log_in(ADMIN).await;
    let before = w.dump().await;
    for caller in &callers {
        assert_eq!(told(&w.services.customer_sheet(caller, ACME).await), "NotFound");
        assert_eq!(told(&w.services.change_customer(caller, ACME, input("Mine", "")).await), "NotFound");
        assert_eq!(told(&w.services.set_customer_status(caller, ACME, Suspended, "").await), "NotFound");
    }
    assert_eq!(told(&w.services.set_customer_status(&stranger(), ACME, Suspended, "").await), "Unauthenticated");
    let operator = w.operator().await;
    for unknown in ["9999", "not a number"] {
        assert_eq!(told(&w.services.set_customer_status(&operator, unknown, Suspended, "").await), "NotFound");
    }
    w.unchanged_but_for(&["sessions", "audit", "users"], &before).await;
});

both!(m02_who_cannot_log_in_is_no_administrator_of_the_table, async |w: &World| {
    let has_one = async || {
        let query = CustomerQuery { search: ACME.to_owned(), ..CustomerQuery::default() };
        w.services.customers(&w.operator().await, query).await.unwrap().page.rows[0].has_administrator
    };
    assert!(has_one().await);
    w.sql("UPDATE users SET status = 'disabled' WHERE canonical = $1", vec![ADMIN.into()]).await;
    assert!(!has_one().await);
});
