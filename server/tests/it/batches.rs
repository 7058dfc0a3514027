//! Lists of people: what becomes of each, once and all together.

use backend::{AccountsInput, Part};
use domain::ids::RecipientId;
use sea_orm::ConnectionTrait;

use crate::support::{ACME, DAY, INES, MARA, MINUTE, NORA, World, addresses, both, of_role, told};

both!(submitting_twice_makes_one_set, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(5)).await;
    w.submit(&admin, batch).await.unwrap();
    let before = w.dump().await;
    assert_eq!(told(&w.submit(&admin, batch).await), "ok", "a double click, a retry, another tab");
    assert_eq!(told(&w.submit(&w.operator().await, batch).await), "ok");
    let after = w.dump().await;
    assert_eq!(
        (&after["invitations"], &after["outbox"], &after["envelopes"]),
        (&before["invitations"], &before["outbox"], &before["envelopes"])
    );
    assert_eq!(w.count("invitations", "status = 'pending'").await, 5);
});

both!(submitting_at_once_makes_one_set, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(20)).await;
    let answers = w
        .answers_at_once(10, |_, services| {
            let admin = admin.clone();
            async move { told(&services.submit_batch(&admin, ACME, batch).await) }
        })
        .await;
    assert_eq!(answers, ["ok"; 10]);
    for table in ["invitations", "outbox", "envelopes", "envelope_invitations", "invitation_roles"] {
        assert_eq!(w.count(table, "1 = 1").await, 20, "{table}");
    }
    assert_eq!(w.count("audit", "action = 'invitation.created'").await, 20);
    assert_eq!(w.services.invite_options(&admin, ACME).await.unwrap().quota.used, 20);
});

both!(submitting_is_one_transaction, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(3)).await;
    let before = w.dump().await;
    w.try_sql("ALTER TABLE outbox RENAME TO outbox_away", vec![]).await.unwrap();
    assert!(told(&w.submit(&admin, batch).await).starts_with("Database"));
    w.try_sql("ALTER TABLE outbox_away RENAME TO outbox", vec![]).await.unwrap();
    w.unchanged_since(&before).await;
    assert_eq!(w.services.invite_options(&admin, ACME).await.unwrap().quota.used, 0);
    assert_eq!(told(&w.submit(&admin, batch).await), "ok");
});

both!(rule_11_mail_trouble_never_fails_a_submission, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(3)).await;
    w.submit(&admin, batch).await.unwrap();
    let progress = w.result(&admin, batch).await.progress;
    assert_eq!((progress.total, progress.queued, progress.sent), (3, 3, 0), "queued is never called sent");
    w.deliver_all().await;
    let progress = w.services.batch_progress(&admin, ACME, batch).await.unwrap();
    assert_eq!((progress.total, progress.queued, progress.sent), (3, 0, 3));
});

both!(s16_duplicates_fold_into_one_person, async |w: &World| {
    let admin = w.admin().await;
    let list = "Ann Lee <ann@x.example>, ANN@X.example; mailto:ann@x.example
        'jo@x.example' jo@x.example, Jö@münchen.example jö@xn--mnchen-3ya.example";
    let batch = w.draft(&admin, list).await;
    w.submit(&admin, batch).await.unwrap();
    assert_eq!(w.verdicts(&admin, batch).await, ["ann@x.example new", "jo@x.example new", "Jö@münchen.example new"]);
    assert_eq!(w.result(&admin, batch).await.rows[0].name, "Ann Lee");
});

both!(each_person_gets_a_verdict_and_nobody_stops_the_others, async |w: &World| {
    let admin = w.admin().await;
    w.invited("asked@x.example", "Standard User").await;
    w.invited("again@x.example", "Standard User").await;
    w.pass(MINUTE);
    w.set_policy(ACME, |policy| policy.allowed_domains = vec!["x.example".to_owned()]).await;
    let list = format!("new@x.example {NORA} asked@x.example again@x.example blocked@y.example sub@a.x.example");
    let batch = w.services.create_batch(&admin, ACME).await.unwrap();
    w.services.save_addresses(&admin, ACME, batch, &list, "again@x.example", true).await.unwrap();
    let rows = w.rows(&admin, batch).await;
    assert_eq!(
        rows.iter().map(|r| (r.email.as_str(), r.resend)).collect::<Vec<_>>(),
        [("new@x.example", false), ("again@x.example", true)]
    );
    let skipped = w.services.submit_step(&admin, ACME, batch, 1).await.unwrap().skipped;
    assert_eq!(skipped.total, 4);
    w.submit(&admin, batch).await.unwrap();
    let expected = [
        "new@x.example new",
        "nora@acme.example already_member",
        "asked@x.example already_invited",
        "again@x.example resend",
        "blocked@y.example blocked_domain",
        "sub@a.x.example blocked_domain",
    ];
    assert_eq!(w.verdicts(&admin, batch).await, expected);
    let progress = w.result(&admin, batch).await.progress;
    assert_eq!((progress.total, progress.skipped), (2, 4));
    assert_eq!(told(&w.invite(&admin, "one@y.example", "Standard User").await), "email: BlockedDomain");
});

both!(the_verdict_that_counts_is_that_of_the_moment_of_submission, async |w: &World| {
    let (_, token) = w.invited("was.invited@x.example", "Standard User").await;
    w.invited("expires@x.example", "Standard User").await;
    w.pass(6 * DAY);
    let admin = w.admin().await;
    w.services.resend_to(&admin, ACME, "was.invited@x.example").await.unwrap();
    let batch = w.draft(&admin, "new@x.example was.invited@x.example expires@x.example stays@x.example").await;
    let fresh = w.link("was.invited@x.example").await;
    assert_ne!(fresh, token);
    w.register(&fresh).await.unwrap();
    w.invite(&admin, "new@x.example", "Standard User").await.unwrap();
    w.pass(DAY);
    let admin = w.admin().await;
    w.submit(&admin, batch).await.unwrap();
    let expected =
        ["new@x.example already_invited", "was.invited@x.example already_member", "expires@x.example new", "stays@x.example new"];
    assert_eq!(w.verdicts(&admin, batch).await, expected);
});

both!(sending_again_keeps_the_grants_and_the_invitation, async |w: &World| {
    let (id, first) = w.invited("again@x.example", "Bookkeeper").await;
    w.pass(3 * DAY);
    let admin = w.admin().await;
    let batch = w.services.create_batch(&admin, ACME).await.unwrap();
    w.services.save_addresses(&admin, ACME, batch, "again@x.example new@x.example", "", true).await.unwrap();
    let skipped = w.services.accounts_step(&admin, ACME, batch, 1).await.unwrap().skipped.people;
    w.services.send_again(&admin, ACME, batch, skipped[0].id).await.unwrap();
    // What is applied to all does not reach who is only sent the mail again.
    w.services.apply_to_all(&admin, ACME, batch, Part::Access, &of_role(w.role(ACME, "Inviter").await)).await.unwrap();
    w.submit(&admin, batch).await.unwrap();
    let result = w.result(&admin, batch).await;
    assert_eq!(result.rows.iter().map(|r| r.invitation).next(), Some(Some(id)));
    let role = "SELECT r.name FROM invitation_roles i JOIN roles r ON r.id = i.role_id JOIN invitations v ON v.id = i.invitation_id
        WHERE v.canonical = $1";
    assert_eq!(w.column::<String>(role, vec!["again@x.example".into()]).await, ["Bookkeeper"]);
    assert_eq!(w.column::<String>(role, vec!["new@x.example".into()]).await, ["Inviter"]);
    let expires: i64 = w.one("SELECT expires_at FROM invitations WHERE id = $1", vec![id.uuid().into()]).await;
    assert_eq!(expires, w.now() + 7 * DAY);
    assert_eq!(told(&w.register(&first).await), "Gone", "the older link has ended");
    assert_eq!(told(&w.register(&w.link("again@x.example").await).await), "ok");
});

both!(b01_a_list_hands_on_nothing_above_the_inviters_rights, async |w: &World| {
    w.invited("boss@x.example", "Account Administrator").await;
    w.pass(MINUTE);
    let (admin, ines) = (w.admin().await, w.log_in(INES).await);
    let batch = w.draft(&ines, "new@x.example").await;
    let row = w.rows(&ines, batch).await.remove(0);
    assert_eq!(row.chosen.roles, [], "Standard User is above her, so it is not preselected");
    for above in ["Account Administrator", "Standard User", "Bookkeeper"] {
        let role = w.role(ACME, above).await;
        assert_eq!(told(&w.services.apply_to_all(&ines, ACME, batch, Part::Access, &of_role(role)).await), "Forbidden");
        let rows = vec![AccountsInput { id: row.id, wish: of_role(role) }];
        assert_eq!(told(&w.services.save_accounts(&ines, ACME, batch, rows, true).await), "Forbidden");
    }
    // Somebody who may prepares it; she submits it.
    w.give(&admin, batch, "Account Administrator", &[]).await.unwrap();
    let before = w.dump().await;
    assert_eq!(told(&w.submit(&ines, batch).await), "Forbidden");
    // Nor does she get a link for the administrator-to-be, by sending again.
    let again = w.services.create_batch(&ines, ACME).await.unwrap();
    w.services.save_addresses(&ines, ACME, again, "boss@x.example", "boss@x.example", true).await.unwrap();
    assert_eq!(told(&w.submit(&ines, again).await), "Forbidden");
    let after = w.dump().await;
    assert_eq!((&after["invitations"], &after["outbox"]), (&before["invitations"], &before["outbox"]));
    assert_eq!(told(&w.submit(&admin, again).await), "ok");
});

both!(everybody_needs_an_access_type, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, "a@x.example b@x.example").await;
    let rows = w.rows(&admin, batch).await;
    let standard = w.role(ACME, "Standard User").await;
    assert!(rows.iter().all(|r| r.chosen.roles == [standard]), "preselected");
    let none = vec![AccountsInput { id: rows[1].id, wish: of_role(None) }];
    let refused = told(&w.services.save_accounts(&admin, ACME, batch, none, true).await);
    assert_eq!(refused, format!("role.{}: Choice", rows[1].id));
    assert_eq!(told(&w.submit(&admin, batch).await), refused);
    assert_eq!(w.count("invitations", "1 = 1").await, 0);
    w.services.apply_to_all(&admin, ACME, batch, Part::Access, &of_role(standard)).await.unwrap();
    assert_eq!(told(&w.submit(&admin, batch).await), "ok");
});

both!(what_is_no_address_is_kept_and_refused_by_next, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.services.create_batch(&admin, ACME).await.unwrap();
    let save = async |list: &str, strict| told(&w.services.save_addresses(&admin, ACME, batch, list, "", strict).await);
    assert_eq!(save("a@x.example, bad@@x, b@x.example", true).await, "addresses: Email(At)");
    let step = w.services.addresses_step(&admin, ACME, batch).await.unwrap();
    assert_eq!((step.text.as_str(), step.notes.total), ("a@x.example\nbad@@x\nb@x.example", 1));
    assert_eq!(save("a@x.example, bad@@x", false).await, "ok");
    assert_eq!(save(" , ", true).await, "addresses: Email(Missing)");
    assert_eq!(told(&w.submit(&admin, batch).await), "addresses: Email(Missing)");
    assert_eq!(save(&format!("{NORA} {MARA}"), true).await, "ok");
    assert_eq!(told(&w.submit(&admin, batch).await), "addresses: Email(Missing)", "nobody is left to invite");
});

both!(what_was_submitted_does_not_change, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, "a@x.example b@x.example").await;
    let (row, role) = (w.rows(&admin, batch).await.remove(0).id, w.role(ACME, "Bookkeeper").await);
    w.submit(&admin, batch).await.unwrap();
    let before = w.dump().await;
    let s = &w.services;
    let answers = [
        told(&s.addresses_step(&admin, ACME, batch).await),
        told(&s.check_addresses(&admin, ACME, batch, "c@x.example", "").await),
        told(&s.save_addresses(&admin, ACME, batch, "c@x.example", "", true).await),
        told(&s.accounts_step(&admin, ACME, batch, 1).await),
        told(&s.save_accounts(&admin, ACME, batch, vec![AccountsInput { id: row, wish: of_role(role) }], true).await),
        told(&s.apply_to_all(&admin, ACME, batch, Part::Access, &of_role(role)).await),
        told(&s.remove_recipient(&admin, ACME, batch, row).await),
        told(&s.send_again(&admin, ACME, batch, row).await),
        told(&s.find_numbers(&admin, ACME, batch, "3").await),
        told(&s.submit_step(&admin, ACME, batch, 1).await),
        told(&s.hold_beyond_limit(&admin, ACME, batch).await),
        told(&s.discard_batch(&admin, ACME, batch).await),
    ];
    assert_eq!(answers, ["Conflict(Submitted)"; 12]);
    w.unchanged_since(&before).await;
});

both!(a_change_that_meets_a_submission_comes_too_late, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, "a@x.example b@x.example").await;
    let (row, role) = (w.rows(&admin, batch).await.remove(0).id, w.role(ACME, "Bookkeeper").await);
    // A submission that is under way: it has marked the batch, and not committed yet.
    let submission = w.begin().await;
    let at = w.now().to_string();
    submission.execute_unprepared(&format!("UPDATE batches SET submitted_at = {at}")).await.unwrap();
    let change = |at: usize, s: backend::Services| {
        let admin = admin.clone();
        async move {
            let rows = vec![AccountsInput { id: row, wish: of_role(role) }];
            told(&match at {
                0 => s.save_accounts(&admin, ACME, batch, rows, true).await,
                1 => s.apply_to_all(&admin, ACME, batch, Part::Access, &of_role(role)).await,
                2 => s.remove_recipient(&admin, ACME, batch, row).await,
                3 => s.send_again(&admin, ACME, batch, row).await,
                _ => s.save_addresses(&admin, ACME, batch, "c@x.example", "", true).await,
            })
        }
    };
    let people = w.dump().await["recipients"].clone();
    let commit = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        submission.commit().await.unwrap();
    };
    let (answers, ()) = tokio::join!(w.answers_at_once(5, change), commit);
    assert_eq!(answers, ["Conflict(Submitted)"; 5]);
    assert_eq!(w.dump().await["recipients"], people);
});

both!(removing_and_discarding, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, "a@x.example b@x.example").await;
    let rows = w.rows(&admin, batch).await;
    w.services.remove_recipient(&admin, ACME, batch, rows[0].id).await.unwrap();
    assert_eq!(told(&w.services.remove_recipient(&admin, ACME, batch, rows[0].id).await), "NotFound");
    assert_eq!(w.services.addresses_step(&admin, ACME, batch).await.unwrap().text, "b@x.example");
    let kept = w.services.save_addresses(&admin, ACME, batch, "c@x.example b@x.example", "", true).await;
    assert_eq!(told(&kept), "ok");
    assert_eq!(w.rows(&admin, batch).await[1].id, rows[1].id, "who stays in the list stays the same");
    w.services.discard_batch(&admin, ACME, batch).await.unwrap();
    assert_eq!(told(&w.services.addresses_step(&admin, ACME, batch).await), "NotFound");
    assert_eq!((w.count("recipients", "1 = 1").await, w.count("batches", "1 = 1").await), (0, 0));
    let unknown = RecipientId::new(uuid::Uuid::from_u128(1));
    let batch = w.draft(&admin, "a@x.example").await;
    assert_eq!(told(&w.services.send_again(&admin, ACME, batch, unknown).await), "NotFound");
});

both!(the_preview_is_the_mail_that_the_first_person_gets, async |w: &World| {
    w.invited("again@x.example", "Standard User").await;
    w.pass(MINUTE);
    let admin = w.admin().await;
    for (list, begins) in [("again@x.example new@x.example", "Reminder: "), ("new@x.example again@x.example", "Santiago Garcia invited")] {
        let batch = w.services.create_batch(&admin, ACME).await.unwrap();
        w.services.save_addresses(&admin, ACME, batch, list, "again@x.example", true).await.unwrap();
        let preview = w.services.submit_step(&admin, ACME, batch, 1).await.unwrap().preview;
        assert!(preview.subject.starts_with(begins), "{}", preview.subject);
        w.submit(&admin, batch).await.unwrap();
        let first = list.split(' ').next().unwrap();
        assert_eq!((preview.to.as_str(), preview.subject), (first, w.mail(first).await.subject));
        for row in w.result(&admin, batch).await.rows {
            if row.email == "new@x.example" {
                w.services.revoke(&admin, ACME, row.invitation.unwrap()).await.unwrap();
            }
        }
        w.pass(MINUTE);
    }
});

both!(a_list_that_is_as_it_was_is_not_written_again, async |w: &World| {
    w.invited("again@x.example", "Standard User").await;
    let admin = w.admin().await;
    let batch = w.services.create_batch(&admin, ACME).await.unwrap();
    let save = async |list: &str, again: &str| {
        w.pass(MINUTE);
        w.services.save_addresses(&admin, ACME, batch, list, again, false).await.unwrap();
        w.one::<i64>("SELECT updated_at FROM batches WHERE id = $1", vec![batch.uuid().into()]).await == w.now()
    };
    assert!(save("a@x.example, again@x.example, bad@@x", "").await);
    let before = w.dump().await;
    for same in
        ["a@x.example, again@x.example, bad@@x", "a@x.example\nagain@x.example\nbad@@x", "a@x.example again@x.example, A@x.example bad@@x"]
    {
        assert!(!save(same, "").await, "{same}");
        assert!(!save(same, "elsewhere@x.example").await, "nobody in the list: {same}");
    }
    w.unchanged_since(&before).await;
    assert!(save("a@x.example, again@x.example, bad@@x", "again@x.example").await);
    assert!(!save("a@x.example, again@x.example, bad@@x", "AGAIN@x.example").await);
    assert!(save("a@x.example, again@x.example, bad@@x", "").await);
    assert!(save("Ann Lee <a@x.example>, again@x.example, bad@@x", "").await, "a name");
    assert!(save("again@x.example, Ann Lee <a@x.example>, bad@@x", "").await, "the order");
    assert!(save("again@x.example", "").await);
    assert!(save("", "").await);
    assert_eq!(told(&w.services.save_addresses(&admin, ACME, batch, "", "", true).await), "addresses: Email(Missing)", "and still refused");
});

both!(what_is_applied_to_all_reaches_those_whose_old_invitation_has_ended, async |w: &World| {
    let (id, _) = w.invited("again@x.example", "Bookkeeper").await;
    let admin = w.admin().await;
    let batch = w.services.create_batch(&admin, ACME).await.unwrap();
    w.services.save_addresses(&admin, ACME, batch, "again@x.example", "again@x.example", true).await.unwrap();
    w.services.revoke(&admin, ACME, id).await.unwrap();
    w.services.apply_to_all(&admin, ACME, batch, Part::Access, &of_role(w.role(ACME, "Inviter").await)).await.unwrap();
    w.submit(&admin, batch).await.unwrap();
    assert_eq!(w.verdicts(&admin, batch).await, ["again@x.example new"]);
    let role = "SELECT r.name FROM invitation_roles i JOIN roles r ON r.id = i.role_id JOIN invitations v ON v.id = i.invitation_id
        WHERE v.status = 'pending'";
    assert_eq!(w.column::<String>(role, vec![]).await, ["Inviter"]);
});

both!(m07_choices_outlive_a_person_who_was_removed_in_another_tab, async |w: &World| {
    let (admin, s) = (w.admin().await, &w.services);
    let batch = w.draft(&admin, "a@x.example b@x.example").await;
    let role = w.role(ACME, "Bookkeeper").await;
    let input = || async {
        w.rows(&admin, batch).await.into_iter().map(|row| AccountsInput { id: row.id, wish: of_role(role) }).collect::<Vec<_>>()
    };
    let rows = input().await;
    s.remove_recipient(&admin, ACME, batch, rows[0].id).await.unwrap();
    assert_eq!(told(&s.save_accounts(&admin, ACME, batch, rows, true).await), "ok");
    assert_eq!(w.count("recipient_roles", "1 = 1").await, 1);
    let rest = input().await;
    s.remove_recipient(&admin, ACME, batch, rest[0].id).await.unwrap();
    assert_eq!(told(&s.save_accounts(&admin, ACME, batch, rest, false).await), "NotFound", "none is left");
});
