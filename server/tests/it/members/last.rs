//! B9: from its first administrator on, an account keeps an active one.

use domain::ids::MembershipId;

use super::member;
use crate::support::{ACME, ADMIN, MARA, NORA, World, both, customer, of_role, told};

/// Makes Nora an administrator too.
pub(super) async fn second_administrator(w: &World) -> MembershipId {
    let (role, nora) = (w.role(ACME, "Account Administrator").await, member(w, ACME, NORA).await);
    w.services.change_roles(&w.admin().await, ACME, nora, &[role], None).await.unwrap();
    nora
}

/// All that would leave the account without this administrator.
async fn ways_out(w: &World, caller: &backend::context::Caller, whom: MembershipId) -> [String; 3] {
    let s = &w.services;
    [
        told(&s.change_roles(caller, ACME, whom, &[w.role(ACME, "Standard User").await], None).await),
        told(&s.suspend_member(caller, ACME, whom, None).await),
        told(&s.remove_member(caller, ACME, whom, None).await),
    ]
}

both!(b09_the_last_administrator_stays, async |w: &World| {
    let (admin, operator, own) = (w.admin().await, w.operator().await, member(w, ACME, ADMIN).await);
    let before = w.dump().await;
    assert_eq!(ways_out(w, &operator, own).await, ["Conflict(LastAdministrator)"; 3], "not even by the operator");
    assert_eq!(ways_out(w, &admin, own).await, ["Conflict(LastAdministrator)", "Forbidden", "Forbidden"]);
    w.unchanged_but_for(&["audit"], &before).await;
    // One who cannot come in does not count.
    let nora = second_administrator(w).await;
    w.services.suspend_member(&admin, ACME, nora, None).await.unwrap();
    assert_eq!(ways_out(w, &operator, own).await, ["Conflict(LastAdministrator)"; 3]);
    w.services.reactivate_member(&admin, ACME, nora).await.unwrap();
    w.sql("UPDATE users SET status = 'disabled' WHERE canonical = $1", vec![NORA.into()]).await;
    assert_eq!(ways_out(w, &operator, own).await, ["Conflict(LastAdministrator)"; 3]);
    w.sql("UPDATE users SET status = 'active' WHERE canonical = $1", vec![NORA.into()]).await;
    // Who hands over may step down, and what touches nobody in charge goes on as ever.
    assert_eq!(told(&w.services.change_roles(&admin, ACME, own, &[], None).await), "ok");
    assert_eq!(told(&w.services.change_roles(&w.log_in(NORA).await, ACME, nora, &[], None).await), "Conflict(LastAdministrator)");
    assert_eq!(told(&w.services.remove_member(&w.log_in(NORA).await, ACME, member(w, ACME, MARA).await, None).await), "ok");
});

both!(b09_permissions_of_ones_own_make_no_administrator, async |w: &World| {
    let (admin, own) = (w.admin().await, member(w, ACME, ADMIN).await);
    let all: Vec<_> = domain::permission::Permission::CLOSED.into_iter().collect();
    w.services.change_permissions(&admin, ACME, member(w, ACME, MARA).await, &all, None).await.unwrap();
    assert_eq!(told(&w.services.change_roles(&admin, ACME, own, &[], None).await), "Conflict(LastAdministrator)");
});

both!(b09_an_account_without_any_is_no_obstacle, async |w: &World| {
    let operator = w.operator().await;
    w.services.create_customer(&operator, customer("3003", "Third")).await.unwrap();
    let role = w.role("3003", "Standard User").await;
    w.services.invite_one(&operator, "3003", "first@x.example", &of_role(role)).await.unwrap();
    w.register(&w.link("first@x.example").await).await.unwrap();
    let first = member(w, "3003", "first@x.example").await;
    assert_eq!(told(&w.services.suspend_member(&operator, "3003", first, None).await), "ok");
    assert_eq!(told(&w.services.remove_member(&operator, "3003", first, None).await), "ok");
});
