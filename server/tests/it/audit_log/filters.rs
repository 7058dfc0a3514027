use backend::AuditQuery;
use chrono::{DateTime, Utc};
use domain::audit::AuditAction;

use super::{Written, log, targets, write};
use crate::support::{ACME, ADMIN, INES, MARA, NORA, OPERATOR, World, both};

fn at(time: &str) -> i64 {
    time.parse::<DateTime<Utc>>().unwrap().timestamp_millis()
}

/// One row for each of them, an hour apart, the last first in the log.
async fn rows(w: &World, rows: &[(&str, Option<&str>, AuditAction, &str)]) {
    for (n, (kind, by, action, text)) in rows.iter().enumerate() {
        let at = at("2026-11-18T00:00:00Z") + 3_600_000 * i64::try_from(n).unwrap();
        write(w, Written { account: Some(ACME), at, by: (kind, *by), action: action.as_str(), text }).await;
    }
}

both!(the_log_is_filtered_by_person_action_target_and_operator, async |w: &World| {
    use AuditAction::{InvitationCreated, InvitationRevoked};
    let all = [
        ("user", Some(ADMIN), InvitationCreated, "first@Ünïcode.example"),
        ("operator", Some(OPERATOR), InvitationCreated, "second@x.example"),
        ("user", Some(INES), InvitationRevoked, "third_%@x.example"),
        ("visitor", None, InvitationRevoked, "fourth@x.example"),
    ];
    rows(w, &all).await;
    let [first, second, third, fourth] = all.map(|row| row.3);
    let days = AuditQuery { from: "2026-11-18".to_owned(), to: "2026-11-18".to_owned(), ..AuditQuery::default() };
    let person = |person: &str| AuditQuery { person: person.to_owned(), ..days.clone() };
    let target = |target: &str| AuditQuery { target: target.to_owned(), ..days.clone() };
    let cases: [(AuditQuery, &[&str]); 15] = [
        (days.clone(), &[fourth, third, second, first]),
        (person("garcia"), &[first]),
        (person("  SANTIAGO@ACME.example "), &[first]),
        (person("a"), &[third, second, first]),
        (person("olivia"), &[second]),
        (person("nobody"), &[]),
        (AuditQuery { action: Some(InvitationRevoked), ..days.clone() }, &[fourth, third]),
        (AuditQuery { action: Some(InvitationRevoked), ..person("ruiz") }, &[third]),
        (AuditQuery { action: Some(InvitationCreated), ..person("ruiz") }, &[]),
        (target("ÜNÏCODE"), &[first]),
        (target("x.example"), &[fourth, third, second]),
        (target("%"), &[third]),
        (target("\0second"), &[second]),
        (AuditQuery { operators_only: true, ..days.clone() }, &[second]),
        (AuditQuery { operators_only: true, ..person("santiago") }, &[]),
    ];
    for (query, expected) in cases {
        assert_eq!(targets(&log(w, query.clone()).await), expected, "{query:?}");
    }
    let as_usual = log(w, AuditQuery { from: "yesterday".to_owned(), to: "2026-02-30".to_owned(), ..AuditQuery::default() }).await;
    assert!(as_usual.page.rows.len() > 4, "what is no day filters nothing");
});

both!(days_are_those_of_the_account, async |w: &World| {
    // Madrid is an hour ahead of UTC in November.
    for (time, text) in [
        ("2026-11-18T22:59:59.999Z", "the 18th"),
        ("2026-11-18T23:00:00Z", "the 19th begins"),
        ("2026-11-19T22:59:59.999Z", "the 19th ends"),
        ("2026-11-19T23:00:00Z", "the 20th"),
    ] {
        let row = Written { account: Some(ACME), at: at(time), by: ("system", None), action: "invitation.created", text };
        write(w, row).await;
    }
    let between = async |from: &str, to: &str| {
        let query = AuditQuery { from: from.to_owned(), to: to.to_owned(), target: "the ".to_owned(), ..AuditQuery::default() };
        let found = log(w, query).await;
        assert_eq!(found.zone.name(), "Europe/Madrid");
        targets(&found).into_iter().map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(between("2026-11-19", "2026-11-19").await, ["the 19th ends", "the 19th begins"]);
    assert_eq!(between("2026-11-19", "").await, ["the 20th", "the 19th ends", "the 19th begins"]);
    assert_eq!(between("", "2026-11-18").await, ["the 18th"]);
    assert_eq!(between("2026-11-20", "2026-11-18").await, Vec::<String>::new());
    for far in ["9999-12-31", "0000-01-01", "+99999-01-01"] {
        assert!(between("", far).await.len() != 1, "{far} is a day like others, or none");
    }
});

both!(so_many_people_match_that_they_are_not_named, async |w: &World| {
    let before = log(w, AuditQuery { person: "acme".to_owned(), ..AuditQuery::default() }).await.page.rows.len();
    for n in 0..25 {
        let email = format!("p{n}@acme.example");
        w.register(&w.invited(&email, "Bookkeeper").await.1).await.unwrap();
    }
    let found =
        log(w, AuditQuery { person: "acme".to_owned(), action: Some(AuditAction::MembershipCreated), ..AuditQuery::default() }).await;
    let mut emails: Vec<_> = found.page.rows.iter().filter_map(|(_, e)| e.actor.email.as_deref()).collect();
    emails.retain(|email| ![ADMIN, INES, NORA, MARA].contains(email));
    assert_eq!((emails.len(), before), (25, 4));
});
