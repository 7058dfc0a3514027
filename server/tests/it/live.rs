//! What is told to those who look, and to whom.

use std::time::Duration;

use backend::{Error, Services, Watcher};
use domain::live::{Topic, Topics};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::support::{ACME, ADMIN, BEA, Engine, NORA, OTHER, World, both};

/// More than the longest time that a change needs to get here, on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(20);
/// Long enough for what should not come to have come.
const QUIET: Duration = Duration::from_millis(1_500);

/// Another process over the same database; on SQLite there is but one.
async fn other_process(w: &World) -> Services {
    match w.engine {
        Engine::Sqlite => w.services.clone(),
        Engine::Postgres => w.instance(&w.url).await,
    }
}

/// Watches by the process that does not make the changes, and hears them.
async fn watcher(w: &World, email: &str, number: &str) -> Watcher {
    let services = other_process(w).await;
    let listening = services.clone();
    tokio::spawn(async move { listening.listen(&CancellationToken::new()).await });
    let mut watcher = services.watch(&w.log_in(email).await, number).await.unwrap();
    // The first thing heard is that listening has begun; what was changed before it, by the making of the test's people, comes with it.
    while timeout(QUIET, watcher.next()).await.is_ok() {}
    watcher
}

async fn heard(watcher: &mut Watcher) -> Result<Topics, Error> {
    timeout(PATIENCE, watcher.next()).await.expect("nothing was heard")
}

both!(m15_a_change_made_by_one_process_is_heard_in_another, async |w: &World| {
    let mut admin = watcher(w, ADMIN, ACME).await;
    w.invited("new@acme.example", "Standard User").await;
    assert!(heard(&mut admin).await.unwrap().holds(Topic::Invitations));
});

both!(b08_whose_access_ends_is_told_so_and_then_nothing, async |w: &World| {
    let mut nora = watcher(w, NORA, ACME).await;
    w.sql("UPDATE memberships SET status = 'suspended' WHERE user_id = (SELECT id FROM users WHERE canonical = $1)", vec![NORA.into()])
        .await;
    w.invited("new@acme.example", "Standard User").await;
    assert!(matches!(heard(&mut nora).await, Err(Error::NotFound)));
});

both!(m17_who_may_see_nobody_hears_of_their_own_rights_alone, async |w: &World| {
    let mut nora = watcher(w, NORA, ACME).await;
    w.invited("one@acme.example", "Standard User").await;
    assert!(timeout(QUIET, nora.next()).await.is_err(), "told of what she may not see");
    let role = w.role(ACME, "Account Administrator").await;
    let sql = "INSERT INTO membership_roles (account_id, membership_id, role_id)
        SELECT m.account_id, m.id, $2 FROM memberships m JOIN users u ON u.id = m.user_id JOIN accounts a ON a.id = m.account_id
        WHERE u.canonical = $1 AND a.number = $3";
    w.sql(sql, vec![NORA.into(), role.uuid().into(), ACME.into()]).await;
    w.invited("two@acme.example", "Standard User").await;
    assert!(heard(&mut nora).await.unwrap().holds(Topic::Account));
});

both!(s06_an_account_is_watched_by_its_own_people_alone, async |w: &World| {
    let bea = w.log_in(BEA).await;
    assert!(matches!(w.services.watch(&bea, ACME).await, Err(Error::NotFound)));
    let mut bea = watcher(w, BEA, OTHER).await;
    w.invited("new@acme.example", "Standard User").await;
    assert!(timeout(QUIET, bea.next()).await.is_err());
});
