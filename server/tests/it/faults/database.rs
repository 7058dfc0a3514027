//! A database that fails for a while, and rows that nothing can be made of (F4, R13).

use tokio_util::sync::CancellationToken;

use crate::delivery::{PATIENT, Relay, by};
use crate::support::*;

both!(f04_a_sent_mail_is_not_sent_again_because_the_database_was_away, async |w: &World| {
    let [id] = w.invited_ids(["a@x.example"]).await;
    w.invite_all(["b@x.example"]).await;
    let relay = Relay::start();
    w.break_end("sent").await;
    let mut courier = w.courier(by(relay.transport(), PATIENT));
    let work = tokio::spawn(async move { courier.round(&CancellationToken::new()).await });
    relay.until("the mail", |r| r.taken().len() == 1).await;
    assert_eq!(w.row(id).await.status, "sending");
    w.mend_end().await;
    assert_eq!(work.await.unwrap().unwrap(), 2);
    assert_eq!(w.row(id).await.told(), ("sent", 1, "250 2.0.0 Ok: queued"));
    assert_eq!((relay.received().len(), relay.taken_for("a@x.example").len()), (2, 1), "it sent nothing else meanwhile, and none twice");
});

both!(r06_a_courier_whose_connections_are_cut_while_it_sends_finishes_all_the_same, async |w: &World| {
    if w.engine == Engine::Sqlite {
        return;
    }
    let [id] = w.invited_ids(["a@x.example"]).await;
    let relay = Relay::start();
    let gate = relay.hold(".", "");
    let mut courier = w.courier(by(relay.transport(), PATIENT));
    let work = tokio::spawn(async move { courier.round(&CancellationToken::new()).await });
    relay.until("the mail", |r| r.held(".") == 1).await;
    w.cut_connections().await;
    gate.open();
    assert_eq!(work.await.unwrap().unwrap(), 1);
    assert_eq!((w.row(id).await.told(), relay.received().len()), (("sent", 1, "250 2.0.0 Ok: queued"), 1));
});

both!(r13_rows_that_no_mail_can_be_made_of_keep_no_other_from_leaving, async |w: &World| {
    let broken = [
        ("no.address@x.example", "UPDATE outbox SET email = 'no address' WHERE canonical = 'no.address@x.example'"),
        ("no.kind@x.example", "UPDATE outbox SET kind = 'sonnet' WHERE canonical = 'no.kind@x.example'"),
        ("no.state@x.example", "UPDATE outbox SET kind = 'code' WHERE canonical = 'no.state@x.example'"),
        // Beyond the end of the calendar in the account's time zone, which panics where it is written out.
        ("no.end@x.example", "UPDATE invitations SET expires_at = 8210266876799999 WHERE canonical = 'no.end@x.example'"),
        ("no.date@x.example", "UPDATE outbox SET created_at = 253402300800000 WHERE canonical = 'no.date@x.example'"),
    ];
    w.invite_all(broken.map(|b| b.0)).await;
    w.invite_all(["good@x.example"]).await;
    for (_, sql) in broken {
        w.sql(sql, vec![]).await;
    }
    let relay = Relay::start();
    w.send_all(&relay).await;
    let ends = w.column::<String>("SELECT status || ': ' || reply FROM outbox ORDER BY canonical", vec![]).await;
    let unwritable = "failed: The mail could not be put together";
    assert_eq!(ends, ["sent: 250 2.0.0 Ok: queued", unwritable, unwritable, unwritable, unwritable, "cancelled: out_of_date"]);
    assert_eq!(relay.received().len(), 1);
});

both!(r13_a_name_of_ten_megabytes_keeps_no_other_from_leaving, async |w: &World| {
    let id = w.invite_elsewhere("3001", "huge@x.example").await;
    w.sql("UPDATE accounts SET company = $1 WHERE number = '3001'", vec!["x".repeat(10_000_000).into()]).await;
    w.invite_all(["good@x.example"]).await;
    let relay = Relay::start();
    w.send_all(&relay).await;
    assert_eq!(relay.taken_for("good@x.example").len(), 1);
    let row = w.row(id).await;
    assert!(row.finished_at.is_some(), "{row:?}");
});

both!(r13_a_row_that_cannot_be_read_waits_and_is_given_up_in_the_end, async |w: &World| {
    // PostgreSQL has types for its columns, so that nothing of the kind can stand in them.
    if w.engine == Engine::Postgres {
        return;
    }
    let [id] = w.invited_ids(["broken@x.example"]).await;
    w.invite_all(["good@x.example"]).await;
    w.sql("UPDATE invitations SET expires_at = 'never' WHERE canonical = 'broken@x.example'", vec![]).await;
    let relay = Relay::start();
    w.send_all(&relay).await;
    assert_eq!(w.row(id).await.told(), ("deferred", 1, "The mail could not be put together yet"));
    assert_eq!(relay.taken_for("good@x.example").len(), 1);
    for _ in 0..80 {
        w.pass(HOUR);
        w.send_all(&relay).await;
    }
    assert_eq!(w.row(id).await.status, "failed");
});
