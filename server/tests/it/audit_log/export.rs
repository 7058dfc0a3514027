//! Downloads, over HTTP: what they hold, who gets them, and what the log says of them.

use axum::Router;
use csv::ReaderBuilder;
use http::response::Parts;
use serde_json::Value;

use super::{Written, many, write};
use crate::delivery::pages::{ask, site};
use crate::support::{ACME, ADMIN, INES, NORA, OPERATOR, OTHER, PASSWORD, World, both, visitor};

/// A browser that somebody is signed in with.
struct Browser {
    site: Router,
    cookie: String,
}

impl Browser {
    async fn of(w: &World, email: &str) -> Self {
        let session = w.services.login(&visitor(1), email, PASSWORD).await.unwrap();
        Self { site: site(w), cookie: format!("__Host-session={}", session.token.expose()) }
    }

    async fn get(&self, path: &str) -> (Parts, String) {
        self.ask("GET", path).await
    }

    async fn ask(&self, method: &str, path: &str) -> (Parts, String) {
        ask(&self.site, method, path, &[("cookie", &self.cookie)], "").await
    }

    /// The rows of a CSV, the names of its columns first.
    async fn csv(&self, path: &str) -> Vec<Vec<String>> {
        let (head, text) = self.get(path).await;
        assert_eq!(
            (head.status.as_u16(), head.headers["content-type"].to_str().unwrap()),
            (200, "text/csv; charset=utf-8; header=present")
        );
        let mut reader = ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect()).collect()
    }

    async fn json(&self, path: &str) -> Vec<Value> {
        let (head, text) = self.get(path).await;
        assert_eq!((head.status.as_u16(), head.headers["content-type"].to_str().unwrap()), (200, "application/jsonl; charset=utf-8"));
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

const TRIGGERS: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0'];

const NAUGHTY: [&str; 17] = [
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+49 30 1234",
    "-2+3",
    "@SUM(1+1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "'=1",
    "''-1",
    "'s-Hertogenbosch",
    "a,b;c\td",
    "she said \"no\"",
    "two\r\nlines",
    "",
    " =1",
    "Ünïcode, \u{202e}right to left",
];

/// What stood there before it was guarded.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(TRIGGERS) => rest,
        _ => cell,
    }
}

both!(s22_c05_what_goes_out_reads_back_and_is_never_calculated, async |w: &World| {
    for (n, text) in NAUGHTY.iter().enumerate() {
        let at = w.now() + i64::try_from(NAUGHTY.len() - n).unwrap();
        write(w, Written { account: Some(ACME), at, by: ("user", Some(ADMIN)), action: "batch.submitted", text }).await;
    }
    w.sql("UPDATE accounts SET company = '=HYPERLINK(\"http://evil.example\")' WHERE number = $1", vec![ACME.into()]).await;
    let browser = Browser::of(w, ADMIN).await;
    let rows = browser.csv("/c/1001/audit.csv?action=batch.submitted").await;
    assert_eq!(rows[0][0], "time");
    assert_eq!(rows.len(), 1 + NAUGHTY.len());
    for (row, text) in rows[1..].iter().zip(NAUGHTY) {
        assert!(row.iter().all(|cell| !cell.starts_with(TRIGGERS)), "{row:?}");
        assert_eq!((unguarded(&row[10]), unguarded(&row[6])), (text, "=HYPERLINK(\"http://evil.example\")"));
    }
    // JSON has no formulas, and nothing is added to it.
    let lines = browser.json("/c/1001/audit.jsonl?action=batch.submitted").await;
    assert_eq!(lines.iter().map(|line| line["target"].as_str().unwrap()).collect::<Vec<_>>(), NAUGHTY);
});

both!(b12_a_download_names_both_identities, async |w: &World| {
    let id = w.invite(&w.operator().await, "new@x.example", "Bookkeeper").await.unwrap();
    let expected = ["2026-11-20T10:00:00.000Z", "operator", "Olivia Operator", OPERATOR, ACME, "Acme", "invitation.created", "invitation"];
    let row = &Browser::of(w, ADMIN).await.csv("/c/1001/audit.csv?operators=true&target=new").await[1];
    assert_eq!([&row[0], &row[2], &row[3], &row[4], &row[5], &row[6], &row[7], &row[8]], expected);
    assert_eq!([&row[9], &row[10]], [&id.to_string(), "new@x.example"]);
});

both!(a_download_holds_all_that_the_filters_select_however_long, async |w: &World| {
    let now = w.now() + 10;
    // Chunks end between rows of one moment.
    many(w, 2_300, |n| now + i64::try_from(n / 1_150).unwrap()).await;
    let browser = Browser::of(w, ADMIN).await;
    let rows = browser.csv("/c/1001/audit.csv?target=row").await;
    let mut texts: Vec<&str> = rows[1..].iter().map(|row| row[10].as_str()).collect();
    assert_eq!(texts.len(), 2_300);
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), 2_300);
    assert!(rows[1..].is_sorted_by(|a, b| a[0] >= b[0]), "newest first");
    let lines = browser.json("/c/1001/audit.jsonl?target=row&person=ines").await;
    assert_eq!(lines.len(), 767);
    assert!(lines.iter().all(|line| line["actor_email"] == INES));
    // No rows are no error.
    assert_eq!(browser.csv("/c/1001/audit.csv?target=nothing+of+this").await.len(), 1);
    assert_eq!(browser.json("/c/1001/audit.jsonl?person=nobody").await.len(), 0);
});

both!(g05_a_download_is_audited_and_what_it_asked_for, async |w: &World| {
    let exported = async || w.column::<String>("SELECT details FROM audit WHERE action = 'audit.exported' ORDER BY at, id", vec![]).await;
    let browser = Browser::of(w, ADMIN).await;
    browser.get("/c/1001/audit").await;
    let (head, body) = browser.ask("HEAD", "/c/1001/audit.csv").await;
    assert_eq!((head.status.as_u16(), body.as_str()), (200, ""));
    assert_eq!(exported().await, Vec::<String>::new(), "neither looking at it nor asking for its size");
    let (head, _) = browser.get("/c/1001/audit.csv?person=ines&from=2026-11-01&to=junk").await;
    assert_eq!(head.headers["content-disposition"], "attachment; filename=\"audit-1001-2026-11-20.csv\"");
    assert_eq!(
        (&head.headers["cache-control"], &head.headers["x-content-type-options"]),
        (&"no-store".parse().unwrap(), &"nosniff".parse().unwrap())
    );
    assert_eq!(exported().await, [r#"{"filters":{"from":"2026-11-01","person":"ines"},"format":"CSV"}"#]);
    w.pass(1);
    let rows = browser.json("/c/1001/audit.jsonl?action=audit.exported").await;
    assert_eq!(rows.iter().map(|row| row["details"]["format"].as_str().unwrap()).collect::<Vec<_>>(), ["JSON Lines", "CSV"], "itself too");
    let row = &rows[1];
    assert_eq!((&row["actor_email"], &row["customer_number"]), (&ADMIN.into(), &ACME.into()));
    // Of everything, it belongs to no account.
    let operator = Browser::of(w, OPERATOR).await;
    let (head, _) = operator.get("/operator/audit.csv").await;
    assert_eq!(head.headers["content-disposition"], "attachment; filename=\"audit-2026-11-20.csv\"");
    assert_eq!(w.count("audit", "action = 'audit.exported' AND account_id IS NULL AND actor_kind = 'operator'").await, 1);
});

both!(b06_downloads_are_refused_like_the_page, async |w: &World| {
    let status = async |browser: &Browser, path: &str| browser.get(path).await.0.status.as_u16();
    let (admin, nora, operator) = (Browser::of(w, ADMIN).await, Browser::of(w, NORA).await, Browser::of(w, OPERATOR).await);
    let rows = w.count("audit", "1 = 1").await;
    for ending in ["", ".csv", ".jsonl"] {
        let [own, foreign, unknown] = [ACME, OTHER, "9999"].map(|number| format!("/c/{number}/audit{ending}"));
        let all = format!("/operator/audit{ending}");
        assert_eq!([status(&admin, &foreign).await, status(&admin, &unknown).await, status(&admin, &all).await], [404; 3], "{ending}");
        assert_eq!([status(&nora, &own).await, status(&nora, &foreign).await, status(&nora, &all).await], [403, 404, 404], "{ending}");
        assert_eq!(status(&operator, &unknown).await, 404);
        let (head, _) = ask(&site(w), "GET", &own, &[], "").await;
        let login = format!("/login?next=/c/1001/audit{ending}");
        assert!(head.status.is_redirection() && head.headers["location"] == *login, "{:?}", head.headers);
    }
    let foreign = admin.get(&format!("/c/{OTHER}/audit.csv")).await.1;
    assert_eq!(foreign, admin.get("/c/9999/audit.csv").await.1, "not a byte tells them apart");
    assert_eq!(status(&admin, "/c/1001/audit.csv?account=2002").await, 400, "no field that there is not");
    assert_eq!(w.count("audit", "1 = 1").await, rows, "and nothing is written");
    for path in ["/c/1001/audit", "/c/1001/audit.csv", "/operator/audit", "/operator/audit.jsonl"] {
        assert_eq!(status(&operator, path).await, 200, "{path}");
    }
});
