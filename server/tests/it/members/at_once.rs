//! S18: two administrators throw each other out, a thousand times, and one always stays.

use backend::context::Caller;
use backend::{Error, Services};
use domain::ids::{MembershipId, RoleId};

use super::last::second_administrator;
use super::member;
use crate::support::{ACME, ADMIN, NORA, World, both, told};

/// What somebody does to somebody else in a round.
async fn strike(s: Services, round: usize, by: Caller, whom: MembershipId, standard: RoleId) -> Result<(), Error> {
    match round % 3 {
        0 => s.change_roles(&by, ACME, whom, &[standard], None).await,
        1 => s.suspend_member(&by, ACME, whom, None).await,
        _ => s.remove_member(&by, ACME, whom, None).await,
    }
}

/// Both are administrators again.
async fn restore(w: &World, both: [MembershipId; 2], administrator: RoleId) {
    let ids = || both.map(|id| id.uuid().into()).to_vec();
    w.try_sql("UPDATE memberships SET status = 'active', ended_at = NULL WHERE id IN ($1, $2)", ids()).await.unwrap();
    let mut values = ids();
    values.push(administrator.uuid().into());
    let sql =
        "INSERT INTO membership_roles (account_id, membership_id, role_id) SELECT account_id, id, $3 FROM memberships WHERE id IN ($1, $2)
        ON CONFLICT DO NOTHING";
    w.try_sql(sql, values).await.unwrap();
}

async fn administrators(w: &World) -> i64 {
    let sql = "SELECT COUNT(*) FROM memberships m JOIN membership_roles h ON h.membership_id = m.id JOIN roles r ON r.id = h.role_id
        JOIN accounts a ON a.id = m.account_id WHERE r.kind = 'administrator' AND m.status = 'active' AND a.number = $1";
    w.one(sql, vec![ACME.into()]).await
}

both!(s18_a_thousand_times_at_once_and_one_administrator_stays, async |w: &World| {
    let second = second_administrator(w).await;
    let (first, operator) = (member(w, ACME, ADMIN).await, w.operator().await);
    let (admin, nora) = (w.admin().await, w.log_in(NORA).await);
    let (standard, administrator) = (w.role(ACME, "Standard User").await, w.role(ACME, "Account Administrator").await);
    let mut refused = [0; 3];
    for round in 0..1_000 {
        // Each the other, the operator both, each themselves.
        let strikes = match round % 4 {
            0 | 1 => [(admin.clone(), second), (nora.clone(), first)],
            2 => [(operator.clone(), second), (operator.clone(), first)],
            _ => [(admin.clone(), first), (nora.clone(), second)],
        };
        // Nobody can suspend or remove themselves; stepping down they can.
        let way = if round % 4 == 3 { 0 } else { round / 4 };
        let tasks = strikes.map(|(by, whom)| tokio::spawn(strike(w.services.clone(), way, by, whom, standard)));
        let mut answers = Vec::new();
        for task in tasks {
            answers.push(told(&task.await.unwrap()));
        }
        assert_eq!(answers.iter().filter(|a| *a == "ok").count(), 1, "round {round}: {answers:?}");
        assert_eq!(administrators(w).await, 1, "round {round}: {answers:?}");
        for answer in answers {
            match answer.as_str() {
                "ok" => {}
                "Conflict(LastAdministrator)" => refused[0] += 1,
                "Forbidden" => refused[1] += 1,
                "NotFound" => refused[2] += 1,
                other => panic!("round {round}: {other}"),
            }
        }
        restore(w, [first, second], administrator).await;
    }
    assert!(refused[0] >= 400, "too late for the last one: {refused:?}");
    assert!(refused[1] + refused[2] >= 400, "thrown out before their turn: {refused:?}");
});
