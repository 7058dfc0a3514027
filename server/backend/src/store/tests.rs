//! That SQLite is opened and used as it must be (security.md G1, G2).

use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::{self, AssertSqlSafe, Sqlite};

use super::*;

fn fresh() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    (folder, url)
}

/// All connections that a pool will ever have.
async fn all_of(pool: &DatabaseConnection) -> Vec<PoolConnection<Sqlite>> {
    let pool = pool.get_sqlite_connection_pool();
    let mut all = Vec::new();
    for _ in 0..pool.options().get_max_connections() {
        all.push(pool.acquire().await.unwrap());
    }
    all
}

async fn pragma(connection: &mut PoolConnection<Sqlite>, name: &str) -> String {
    let column = if name == "busy_timeout" { "timeout" } else { name };
    let sql = format!("SELECT CAST({column} AS TEXT) FROM pragma_{name}");
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut **connection).await.unwrap()
}

#[tokio::test]
async fn g01_every_connection_has_what_keeps_data_safe() {
    let (_folder, url) = fresh();
    let store = Store::connect(&url).await.unwrap();
    for (pool, query_only) in [(&store.writer, "0"), (&store.reader, "1")] {
        for mut connection in all_of(pool).await {
            for (name, expected) in
                [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("busy_timeout", "5000"), ("query_only", query_only)]
            {
                assert_eq!(pragma(&mut connection, name).await, expected, "{name}");
            }
        }
    }
}

#[tokio::test]
async fn g02_there_is_one_writer_and_readers_cannot_write() {
    let (_folder, url) = fresh();
    let store = Store::connect(&url).await.unwrap();
    let (writers, readers) = (all_of(&store.writer).await.len(), all_of(&store.reader).await.len());
    assert!(writers == 1 && readers > 1, "{writers} {readers}");
    store.writer.execute_unprepared("CREATE TABLE t (n INTEGER)").await.unwrap();
    for _ in 0..readers {
        let refused = store.read().execute_unprepared("INSERT INTO t VALUES (1)").await.unwrap_err();
        assert!(refused.to_string().contains("readonly"), "{refused}");
    }
    assert_eq!(count(store.read(), "SELECT COUNT(*) FROM t", vec![]).await.unwrap(), 0);
}

/// A transaction that began as a reader could not become a writer once somebody else has written: SQLite refuses that at once, however long
/// it was told to wait.
#[tokio::test]
async fn g01_a_unit_of_work_is_a_writer_from_its_first_moment() {
    let (_folder, url) = fresh();
    let store = Store::connect(&url).await.unwrap();
    let impatient = SqliteConnectOptions::new().filename(url.trim_start_matches("sqlite:")).busy_timeout(Duration::ZERO);
    let other = SqlitePoolOptions::new().max_connections(1).connect_with(impatient).await.unwrap();
    let begin = || sqlx::query("BEGIN IMMEDIATE").execute(&other);
    let tx = store.begin().await.unwrap();
    let refused = begin().await.unwrap_err();
    assert!(refused.to_string().contains("locked"), "{refused}");
    tx.commit().await.unwrap();
    begin().await.unwrap();
}

#[tokio::test]
async fn g01_who_waits_for_the_writer_gets_it_in_the_end() {
    let (_folder, url) = fresh();
    let store = Store::connect(&url).await.unwrap();
    store.writer.execute_unprepared("CREATE TABLE t (n INTEGER)").await.unwrap();
    store.writer.execute_unprepared("INSERT INTO t VALUES (0)").await.unwrap();
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let tx = store.begin().await.unwrap();
                // Read, then write: with transactions that begin as readers, most of these would fail.
                let n = count(&*tx, "SELECT n FROM t", vec![]).await.unwrap();
                execute(&*tx, "UPDATE t SET n = $1", values![i64::from(n) + 1]).await.unwrap();
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(count(store.read(), "SELECT n FROM t", vec![]).await.unwrap(), 50);
}

#[test]
fn a_search_is_bounded_and_holds_no_controls() {
    assert_eq!(like("  Ann\0 L\u{1b}ee% "), "%ann lee\\%%");
    assert_eq!(like(&"%".repeat(60_000)).len(), 2 + 2 * SEARCH_MAX);
    assert_eq!(like("\0\n"), "%%");
}
