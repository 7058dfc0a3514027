//! *Audit log*: what is shown of it, to whom, by which filters, page by page.

mod export;
mod filters;
mod pages;

use backend::context::Caller;
use backend::{AuditEntry, AuditLog, AuditQuery, MemberQuery};
use sea_orm::Value;
use uuid::Uuid;

use crate::support::{ACME, ADMIN, BEA, INES, MARA, NORA, OPERATOR, OTHER, PASSWORD, World, both, of_role, stranger, told, visitor};

/// A page of the log of [`ACME`], as its administrator sees it.
async fn log(w: &World, query: AuditQuery) -> AuditLog {
    w.services.audit_log(&w.admin().await, Some(ACME), &query).await.unwrap()
}

/// Who, what, to whom: "Santiago Garcia <santiago@acme.example> user invitation.created 1001 new@x.example".
fn line(entry: &AuditEntry) -> String {
    let who = |part: Option<&String>| part.map_or("-", String::as_str).to_owned();
    let customer = entry.customer.as_ref().map(|(number, _)| number);
    format!(
        "{} <{}> {} {} {} {}",
        who(entry.actor.name.as_ref()),
        who(entry.actor.email.as_ref()),
        entry.actor.kind,
        entry.action,
        who(customer),
        who(entry.text.as_ref())
    )
}

fn lines(log: &AuditLog) -> Vec<String> {
    log.page.rows.iter().map(|(_, entry)| line(entry)).collect()
}

/// The text of each target, for rows that a test has written itself.
fn targets(log: &AuditLog) -> Vec<&str> {
    log.page.rows.iter().filter_map(|(_, entry)| entry.text.as_deref()).collect()
}

/// A row as the use cases write them, at any time and by anybody.
struct Written<'a> {
    account: Option<&'a str>,
    at: i64,
    by: (&'a str, Option<&'a str>),
    action: &'a str,
    text: &'a str,
}

async fn write(w: &World, row: Written<'_>) {
    let sql = "INSERT INTO audit (id, at, account_id, actor_kind, actor_id, action, target_text, target_search)
        VALUES ($1, $2, (SELECT id FROM accounts WHERE number = $3), $4, (SELECT id FROM users WHERE canonical = $5), $6, $7, $8)";
    let values: Vec<Value> = vec![
        w.services.env().uuid().into(),
        row.at.into(),
        row.account.map(ToOwned::to_owned).into(),
        row.by.0.into(),
        row.by.1.map(ToOwned::to_owned).into(),
        row.action.into(),
        row.text.into(),
        row.text.to_lowercase().into(),
    ];
    w.sql(sql, values).await;
}

both!(g05_the_log_tells_who_did_what_to_whom_newest_first, async |w: &World| {
    let admin = w.admin().await;
    let id = w.invite(&admin, "new@x.example", "Bookkeeper").await.unwrap();
    w.pass(crate::support::MINUTE);
    w.services.resend(&admin, ACME, id).await.unwrap();
    w.pass(1);
    w.register(&w.link("new@x.example").await).await.unwrap();
    let found = log(w, AuditQuery::default()).await;
    let santiago = format!("Santiago Garcia <{ADMIN}> user");
    let mut joined = lines(&found)[..2].to_vec();
    joined.sort();
    let new = "New Comer <new@x.example> user";
    assert_eq!(joined, [format!("{new} invitation.accepted 1001 new@x.example"), format!("{new} membership.created 1001 new@x.example")]);
    assert_eq!(lines(&found)[2..4], ["resent", "created"].map(|did| format!("{santiago} invitation.{did} 1001 new@x.example")));
    let (when, entry) = &found.page.rows[3];
    assert_eq!((when.iso.as_str(), when.text.as_str()), ("2026-11-20T10:00:00Z", "20 Nov 2026, 11:00"));
    assert_eq!(entry.target, Some(("invitation".to_owned(), id.uuid())));
    // What came before any of it: the account itself.
    assert!(lines(&found).last().unwrap().ends_with("account.created 1001 Acme (1001)"));
});

both!(b12_of_the_operator_both_identities_are_shown, async |w: &World| {
    let operator = w.operator().await;
    w.invite(&operator, "new@x.example", "Bookkeeper").await.unwrap();
    let found = log(w, AuditQuery { operators_only: true, ..AuditQuery::default() }).await;
    let olivia = format!("Olivia Operator <{OPERATOR}> operator");
    assert_eq!(
        lines(&found),
        [format!("{olivia} invitation.created 1001 new@x.example"), format!("{olivia} account.created 1001 Acme (1001)")]
    );
    assert_eq!(found.page.rows[0].1.customer, Some((ACME.to_owned(), "Acme".to_owned())));
    // Reading is written nowhere.
    let rows = w.count("audit", "1 = 1").await;
    for number in [Some(ACME), None] {
        w.services.audit_log(&operator, number, &AuditQuery::default()).await.unwrap();
    }
    assert_eq!(w.count("audit", "1 = 1").await, rows);
});

both!(b06_a_log_holds_nothing_of_another_account, async |w: &World| {
    let bea = w.log_in(BEA).await;
    let role = w.role(OTHER, "Bookkeeper").await;
    w.services.invite_one(&bea, OTHER, "theirs@other.example", &of_role(role)).await.unwrap();
    w.invite(&w.admin().await, "ours@acme.example", "Bookkeeper").await.unwrap();
    for query in [
        AuditQuery::default(),
        AuditQuery { target: "example".to_owned(), ..AuditQuery::default() },
        AuditQuery { person: "mara".to_owned(), ..AuditQuery::default() },
        AuditQuery { operators_only: true, ..AuditQuery::default() },
        // The operator's filter is none here.
        AuditQuery { customer: OTHER.to_owned(), ..AuditQuery::default() },
    ] {
        let found = log(w, query.clone()).await;
        assert!(!found.page.rows.is_empty(), "{query:?}");
        let all_own = found.page.rows.iter().all(|(_, e)| e.customer.as_ref().is_some_and(|(number, _)| number == ACME));
        assert!(all_own, "{query:?}: {:?}", lines(&found));
    }
    let theirs = AuditQuery { person: "bea".to_owned(), ..AuditQuery::default() };
    assert!(log(w, theirs).await.page.rows.is_empty());
});

both!(b08_the_log_is_for_those_who_may_see_it, async |w: &World| {
    let query = AuditQuery::default();
    let ask = async |caller: &Caller, number: Option<&str>| told(&w.services.audit_log(caller, number, &query).await);
    for (caller, own, foreign, everything) in [
        (&w.admin().await, "ok", "NotFound", "NotFound"),
        (&w.log_in(INES).await, "Forbidden", "NotFound", "NotFound"),
        (&w.log_in(NORA).await, "Forbidden", "NotFound", "NotFound"),
        (&w.log_in(MARA).await, "Forbidden", "Forbidden", "NotFound"),
        (&w.log_in(BEA).await, "NotFound", "ok", "NotFound"),
        (&w.operator().await, "ok", "ok", "ok"),
        (&stranger(), "Unauthenticated", "Unauthenticated", "Unauthenticated"),
    ] {
        let who = caller.session.as_ref().map(|s| s.email.clone());
        let answers = [ask(caller, Some(ACME)).await, ask(caller, Some(OTHER)).await, ask(caller, None).await];
        assert_eq!(answers, [own, foreign, everything], "{who:?}");
    }
    assert_eq!(ask(&w.operator().await, Some("9999")).await, "NotFound");
    // A role of the account's own opens it, and no other.
    let sql = "INSERT INTO role_permissions (role_id, permission) VALUES ($1, 'audit.view')";
    w.sql(sql, vec![w.role(ACME, "Inviter").await.uuid().into()]).await;
    assert_eq!(ask(&w.log_in(INES).await, Some(ACME)).await, "ok");
    assert_eq!(told(&w.services.members(&w.log_in(NORA).await, ACME, MemberQuery::default()).await), "Forbidden");
});

both!(the_operator_sees_what_has_no_account, async |w: &World| {
    w.services.login(&visitor(1), NORA, "wrong").await.unwrap_err();
    w.pass(1);
    w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
    let operator = w.operator().await;
    let all = async |query| w.services.audit_log(&operator, None, &query).await.unwrap();
    let logins = all(AuditQuery { person: "lind".to_owned(), action: "login.succeeded".parse().ok(), ..AuditQuery::default() }).await;
    assert_eq!(lines(&logins), [format!("Nora Lind <{NORA}> user login.succeeded - -")]);
    let failed = all(AuditQuery { action: "login.failed".parse().ok(), ..AuditQuery::default() }).await;
    assert_eq!(lines(&failed), ["- <-> visitor login.failed - no••••@acme.example"]);
    let everything = all(AuditQuery::default()).await;
    let customers: std::collections::BTreeSet<_> = everything.page.rows.iter().map(|(_, e)| e.customer.clone().map(|(n, _)| n)).collect();
    assert_eq!(customers.into_iter().collect::<Vec<_>>(), [None, Some(ACME.to_owned()), Some(OTHER.to_owned())]);
    // Of one customer, and of none that there is.
    let other = all(AuditQuery { customer: format!(" {OTHER} "), ..AuditQuery::default() }).await;
    assert!(!other.page.rows.is_empty() && other.page.rows.iter().all(|(_, e)| e.customer.as_ref().unwrap().0 == OTHER));
    assert!(all(AuditQuery { customer: "9999".to_owned(), ..AuditQuery::default() }).await.page.rows.is_empty());
});

both!(m26_who_never_joined_is_known_by_the_address_alone, async |w: &World| {
    let caller = w.user_elsewhere("known@elsewhere.example").await;
    let (_, token) = w.invited("known@elsewhere.example", "Bookkeeper").await;
    w.pass(1);
    w.services.decline(&caller, &token).await.unwrap();
    let declined = "- <known@elsewhere.example> user invitation.declined 1001 known@elsewhere.example";
    assert_eq!(lines(&log(w, AuditQuery::default()).await)[0], declined);
    let by = async |person: &str| lines(&log(w, AuditQuery { person: person.to_owned(), ..AuditQuery::default() }).await);
    assert_eq!(by("known@").await, [declined]);
    assert_eq!(by("new comer").await, Vec::<String>::new(), "nor can the name be guessed");
});

/// Rows of many people and many times, each with its number as the target.
async fn many(w: &World, rows: usize, at: impl Fn(usize) -> i64) {
    for n in 0..rows {
        let (by, text) = (if n % 3 == 0 { INES } else { NORA }, format!("row {n:04}"));
        let row = Written { account: Some(ACME), at: at(n), by: ("user", Some(by)), action: "invitation.created", text: &text };
        write(w, row).await;
    }
}

/// Identifiers that tests compare.
fn ids(log: &AuditLog) -> Vec<Uuid> {
    log.page.rows.iter().map(|(_, entry)| entry.id.uuid()).collect()
}
