//! What has run out goes, and nothing else does.

use crate::support::{ACME, DAY, Engine, MINUTE, NORA, PASSWORD, World, addresses, both, told, visitor};

both!(what_has_run_out_goes_and_the_rest_stays, async |w: &World| {
    let admin = w.admin().await;
    let old = w.draft(&admin, "old@x.example").await;
    let submitted = w.draft(&admin, &addresses(2)).await;
    w.submit(&admin, submitted).await.unwrap();
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    w.services.login(&visitor(1), "nobody@x.example", PASSWORD).await.unwrap_err();
    w.pass(5 * DAY);
    let admin = w.admin().await;
    let touched = w.draft(&admin, "touched@x.example").await;
    w.pass(2 * DAY - 1);
    w.services.tidy().await.unwrap();
    assert_eq!(w.count("batches", "1 = 1").await, 3, "a draft lives seven days");
    w.pass(1);
    w.services.tidy().await.unwrap();
    let admin = w.admin().await;
    assert_eq!(told(&w.services.addresses_step(&admin, ACME, old).await), "NotFound");
    assert_eq!(told(&w.services.addresses_step(&admin, ACME, touched).await), "ok");
    assert_eq!(w.result(&admin, submitted).await.rows.len(), 2, "what was submitted is kept for good");
    w.pass(30 * DAY);
    w.services.tidy().await.unwrap();
    for (table, left) in [("sessions", 0), ("challenges", 0), ("rate_buckets", 0), ("invitations", 2), ("users", 6)] {
        assert_eq!(w.count(table, "1 = 1").await, left, "{table}");
    }
});

both!(a_draft_that_is_worked_on_stays, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, "a@x.example").await;
    w.pass(6 * DAY);
    let admin = w.admin().await;
    w.give(&admin, batch, "Bookkeeper", &[]).await.unwrap();
    w.pass(6 * DAY);
    w.services.tidy().await.unwrap();
    assert_eq!(told(&w.services.addresses_step(&w.admin().await, ACME, batch).await), "ok");
});

both!(a_refused_form_is_kept_for_ten_minutes, async |w: &World| {
    let form = serde_json::json!({ "email": "typed@x.example" });
    let id = w.services.keep_flash("/login", &form).await.unwrap();
    w.pass(10 * MINUTE - 1);
    assert_eq!(w.services.flash("/login", id).await.unwrap(), Some(form));
    assert_eq!(w.services.flash("/other", id).await.unwrap(), None, "for its page alone");
    w.pass(1);
    assert_eq!(w.services.flash("/login", id).await.unwrap(), None);
});

both!(the_mail_of_a_challenge_is_found_by_an_index, async |w: &World| {
    // Deleting challenges deletes their mails: without an index, each would search the whole outbox.
    let sql = match w.engine {
        Engine::Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = 'outbox' AND sql LIKE '%(challenge_id)%'",
        Engine::Postgres => "SELECT COUNT(*) FROM pg_indexes WHERE tablename = 'outbox' AND indexdef LIKE '%(challenge_id)%'",
    };
    assert_eq!(w.one::<i64>(sql, vec![]).await, 1);
});
