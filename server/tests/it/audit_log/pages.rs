use backend::{AuditFormat, AuditQuery};

use super::{Written, ids, log, many, targets, write};
use crate::support::{ACME, Engine, INES, NORA, World, both};

/// All pages from the newest to the oldest, and back again.
async fn walk(w: &World, query: &AuditQuery) -> Vec<uuid::Uuid> {
    let (mut all, mut pages) = (Vec::new(), Vec::new());
    let mut cursor = None;
    loop {
        let found = log(w, AuditQuery { cursor, ..query.clone() }).await;
        all.extend(ids(&found));
        pages.push(ids(&found));
        cursor = found.page.older.clone();
        if cursor.is_none() {
            cursor = found.page.newer;
            break;
        }
    }
    for page in pages.iter().rev().skip(1) {
        let found = log(w, AuditQuery { cursor, ..query.clone() }).await;
        assert_eq!(ids(&found), *page);
        cursor = found.page.newer;
    }
    assert_eq!(cursor, None);
    all
}

both!(pages_leave_nothing_out_and_repeat_nothing_at_equal_times, async |w: &World| {
    let now = w.now() + 10;
    // Five moments for 130 rows: most pages end between rows of the same one.
    many(w, 130, |n| now + i64::try_from(n / 26).unwrap()).await;
    for query in [
        AuditQuery { target: "row".to_owned(), ..AuditQuery::default() },
        AuditQuery { target: "row".to_owned(), person: "i".to_owned(), ..AuditQuery::default() },
        AuditQuery { target: "row".to_owned(), action: "invitation.created".parse().ok(), ..AuditQuery::default() },
    ] {
        let all = walk(w, &query).await;
        assert_eq!(all.len(), 130, "{query:?}");
        let mut different = all.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), 130, "{query:?}");
        let newest_first: Vec<i64> = w.column("SELECT at FROM audit WHERE target_text LIKE 'row%' ORDER BY at DESC, id DESC", vec![]).await;
        assert!(newest_first.is_sorted_by(|a, b| a >= b));
    }
    let ines = AuditQuery { person: INES.to_owned(), ..AuditQuery::default() };
    assert_eq!(walk(w, &ines).await.len(), 44 + 1, "and the row of her joining");
});

both!(new_rows_do_not_move_a_page_that_is_read, async |w: &World| {
    let now = w.now() + 10;
    many(w, 60, |n| now + i64::try_from(n).unwrap()).await;
    let query = AuditQuery { target: "row".to_owned(), ..AuditQuery::default() };
    let first = log(w, query.clone()).await;
    many(w, 7, |_| now + 1_000).await;
    let second = log(w, AuditQuery { cursor: first.page.older.clone(), ..query }).await;
    assert_eq!(targets(&second), (0..10).rev().map(|n| format!("row {n:04}")).collect::<Vec<_>>());
});

both!(a_cursor_that_is_junk_is_none, async |w: &World| {
    let whole = ids(&log(w, AuditQuery::default()).await);
    for cursor in ["", "x", "n1.zz", "o", "'; DROP TABLE audit"] {
        let query = AuditQuery { cursor: Some(cursor.to_owned()), ..AuditQuery::default() };
        assert_eq!(ids(&log(w, query).await), whole, "{cursor}");
    }
});

/// As many rows as a search looks through at a time, each newer than the moment given, and all by the same person.
async fn a_window_of_rows(w: &World, after: i64) {
    let (id, series) = match w.engine {
        Engine::Sqlite => ("randomblob(16)", "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 50000) SELECT"),
        Engine::Postgres => ("gen_random_uuid()", "WITH s AS (SELECT generate_series(1, 50000)::bigint AS n) SELECT"),
    };
    let sql = format!(
        "INSERT INTO audit (id, at, account_id, actor_kind, actor_id, action, target_text, target_search)
        {series} {id}, $1 + n / 7, (SELECT id FROM accounts WHERE number = '1001'), 'user',
            (SELECT id FROM users WHERE canonical = '{NORA}'), 'invitation.created', 'hay', 'hay' FROM s"
    );
    assert_eq!(w.try_sql(&sql, vec![after.into()]).await.unwrap(), 50_000);
}

both!(a_long_log_is_looked_through_in_parts, async |w: &World| {
    let now = w.now() + 10;
    let needle = |text, by, at| Written { account: Some(ACME), at, by: ("user", Some(by)), action: "invitation.created", text };
    write(w, needle("old needle", NORA, now)).await;
    a_window_of_rows(w, now + 1).await;
    write(w, needle("new needle", NORA, now + 100_000)).await;
    write(w, needle("other needle", INES, now - 1)).await;
    let query =
        |person: &str, cursor| AuditQuery { target: "needle".to_owned(), person: person.to_owned(), cursor, ..AuditQuery::default() };
    for (person, in_first, in_second) in [("", "new needle", vec!["old needle", "other needle"]), (NORA, "new needle", vec!["old needle"])]
    {
        let first = log(w, query(person, None)).await;
        assert_eq!((targets(&first), first.page.older.is_some()), (vec![in_first], false), "{person}");
        let (_, cursor) = first.stopped.clone().unwrap();
        let second = log(w, query(person, Some(cursor))).await;
        assert_eq!((targets(&second), second.stopped.is_some()), (in_second, false), "{person}");
        let back = log(w, query(person, second.page.newer.clone())).await;
        assert_eq!((targets(&back), back.page.newer.as_deref()), (vec![in_first], None), "{person}");
    }
    // Whoever has few rows is not in the way of who has many, nor the other way round.
    let both = log(w, query("acme", None)).await;
    assert_eq!((targets(&both), both.stopped.is_some()), (vec!["new needle"], true));
    let rest = log(w, query("acme", both.stopped.clone().map(|(_, cursor)| cursor))).await;
    assert_eq!(targets(&rest), ["old needle", "other needle"]);
    // A full page needs no end of the search.
    let hay = log(w, AuditQuery { target: "hay".to_owned(), ..AuditQuery::default() }).await;
    assert_eq!((hay.page.rows.len(), hay.page.older.is_some(), hay.stopped.is_some()), (50, true, false));
    // A download goes to the end by itself.
    let mut export = w.services.export_audit_log(&w.admin().await, Some(ACME), &query("", None), AuditFormat::Csv).await.unwrap();
    let mut all = Vec::new();
    loop {
        let part = export.next().await.unwrap();
        if part.is_empty() {
            break;
        }
        all.extend(part.into_iter().filter_map(|entry| entry.text));
    }
    assert_eq!(all, ["new needle", "old needle", "other needle"]);
});
