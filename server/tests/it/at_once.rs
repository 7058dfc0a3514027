//! Two who do the same at the same moment: one does it, the other is told.

use sea_orm::{ConnectionTrait, Statement};

use crate::support::{ACME, MINUTE, NORA, PUBLIC_URL, World, both, customer, installation, of_role, tally, told, visitor};

both!(rule_09_one_invitation_is_pending_however_many_invite_at_once, async |w: &World| {
    let (admin, operator, role) = (w.admin().await, w.operator().await, w.role(ACME, "Standard User").await);
    let batch = w.draft(&operator, "new@x.example other@x.example").await;
    let answers = w
        .answers_at_once(12, |at, s| {
            let (admin, operator) = (admin.clone(), operator.clone());
            async move {
                match at {
                    0 => told(&s.submit_batch(&operator, ACME, batch).await),
                    n if n % 2 == 0 => told(&s.invite_one(&admin, ACME, "NEW@x.example", &of_role(role)).await),
                    _ => told(&s.invite_one(&operator, ACME, "new@x.example", &of_role(role)).await),
                }
            }
        })
        .await;
    assert_eq!(answers[0], "ok", "a list goes out whoever else invites its people: {answers:?}");
    let mut single = answers[1..].iter().filter(|a| *a != "Conflict(AlreadyInvited)");
    assert!(single.clone().count() <= 1 && single.all(|a| a == "ok"), "{answers:?}");
    assert_eq!(w.count("invitations", "canonical = 'new@x.example'").await, 1);
});

both!(e02_resending_at_once_sends_once, async |w: &World| {
    let (id, _) = w.invited("new@x.example", "Standard User").await;
    w.pass(MINUTE);
    let admin = w.admin().await;
    let answers = w
        .answers_at_once(10, |_, s| {
            let admin = admin.clone();
            async move { told(&s.resend(&admin, ACME, id).await) }
        })
        .await;
    assert_eq!(tally(&answers), [(9, "TooMany"), (1, "ok")]);
    assert_eq!((w.count("envelopes", "1 = 1").await, w.count("outbox", "kind = 'resend'").await), (2, 1));
});

both!(a_customer_number_is_given_once, async |w: &World| {
    let operator = w.operator().await;
    let answers = w
        .answers_at_once(5, |_, s| {
            let operator = operator.clone();
            async move { told(&s.create_customer(&operator, customer("3003", "Third")).await) }
        })
        .await;
    assert_eq!(tally(&answers), [(4, "number: Taken"), (1, "ok")]);
    assert_eq!(w.count("roles", "account_id = (SELECT id FROM accounts WHERE number = '3003')").await, 2);
});

both!(a_reset_link_is_used_once, async |w: &World| {
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let token = w.token(NORA, "reset").await;
    let answers = w
        .answers_at_once(4, |at, s| {
            let token = token.clone();
            async move { told(&s.reset_password(&visitor(1), &token, &format!("a fine long sentence, number {at}")).await) }
        })
        .await;
    assert_eq!(tally(&answers), [(3, "Gone"), (1, "ok")]);
});

both!(empty an_installation_is_set_up_once, async |w: &World| {
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let link = w.services.setup_link().await.unwrap().unwrap();
        tokens.push(link.replace(&format!("{PUBLIC_URL}/setup?token="), ""));
    }
    assert!(w.services.setup_open(&tokens[0]).await.unwrap() && !w.services.setup_open("junk").await.unwrap());
    // Two starts have printed a link each, and both are used at once, by two people each.
    let answers = w
        .answers_at_once(4, |at, s| {
            let token = tokens[at % 2].clone();
            async move { told(&s.setup(&visitor(1), &token, installation()).await) }
        })
        .await;
    assert_eq!(tally(&answers), [(3, "NotFound"), (1, "ok")]);
    assert_eq!((w.count("operators", "1 = 1").await, w.count("users", "1 = 1").await), (1, 1));
    for token in &tokens {
        assert!(!w.services.setup_open(token).await.unwrap(), "closed for good");
        assert_eq!(told(&w.services.setup(&visitor(1), token, installation()).await), "NotFound");
    }
    assert_eq!(w.services.setup_link().await.unwrap(), None);
});

both!(empty a_set_up_that_meets_another_one_comes_too_late, async |w: &World| {
    let link = w.services.setup_link().await.unwrap().unwrap();
    let token = link.replace(&format!("{PUBLIC_URL}/setup?token="), "");
    // Another one is under way: it has written the operator, and not committed yet.
    let other = w.begin().await;
    let sql = "INSERT INTO operators
        (id, name, sender_name, brand_colour, brand_on, language, time_zone, trust_copied_links, daily_limit, single, created_at)
        VALUES ($1, '', '', '', '', 'en', 'UTC', $2, 1, 1, 0)";
    let values = vec![w.services.env().uuid().into(), false.into()];
    other.execute_raw(Statement::from_sql_and_values(other.get_database_backend(), sql, values)).await.unwrap();
    let commit = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        other.commit().await.unwrap();
    };
    let from = visitor(1);
    let (outcome, ()) = tokio::join!(w.services.setup(&from, &token, installation()), commit);
    assert_eq!(told(&outcome), "NotFound");
    assert_eq!((w.count("operators", "1 = 1").await, w.count("users", "1 = 1").await), (1, 0));
});

both!(empty a_setup_link_lives_an_hour, async |w: &World| {
    let link = w.services.setup_link().await.unwrap().unwrap();
    let token = link.replace(&format!("{PUBLIC_URL}/setup?token="), "");
    w.pass(60 * MINUTE);
    assert!(!w.services.setup_open(&token).await.unwrap());
    assert_eq!(told(&w.services.setup(&visitor(1), &token, installation()).await), "NotFound");
    assert_eq!(w.count("operators", "1 = 1").await, 0);
});
