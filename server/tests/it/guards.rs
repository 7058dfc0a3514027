//! B13: what must be there once, the database itself keeps.

use sea_orm::{DbErr, SqlErr};
use uuid::Uuid;

use crate::support::{ACME, NORA, World, both};

fn is_refused(result: Result<u64, DbErr>) -> bool {
    match result {
        Ok(_) => false,
        Err(error) => {
            assert!(matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))), "{error}");
            true
        }
    }
}

/// Copies a row of a table under another id, with some columns replaced.
async fn copy(w: &World, table: &str, id: u128, columns: &str, condition: &str, changes: &[(&str, &str)]) -> Result<u64, DbErr> {
    let mut values = columns.to_owned();
    for (column, value) in changes {
        values = values.replace(column, value);
    }
    let sql = format!("INSERT INTO {table} (id, {columns}) SELECT $1, {values} FROM {table} WHERE {condition}");
    w.try_sql(&sql, vec![Uuid::from_u128(id).into()]).await
}

both!(b13_one_user_for_an_address, async |w: &World| {
    let columns = "email, canonical, first_name, last_name, search, language, status, created_at";
    let nora = format!("canonical = '{NORA}'");
    assert!(is_refused(copy(w, "users", 1, columns, &nora, &[]).await));
    assert!(!is_refused(copy(w, "users", 2, columns, &nora, &[("canonical", "'other@acme.example'")]).await));
});

both!(b13_one_current_membership_for_a_user_in_an_account, async |w: &World| {
    let columns = "account_id, user_id, status, first_name, last_name, search, sort_key, joined_at";
    let nora = format!(
        "user_id = (SELECT id FROM users WHERE canonical = '{NORA}') AND account_id = (SELECT id FROM accounts WHERE number = '{ACME}')
        AND status IN ('active', 'suspended')"
    );
    for status in ["'active'", "'suspended'"] {
        assert!(is_refused(copy(w, "memberships", 1, columns, &nora, &[("status", status)]).await), "{status}");
    }
    // Whoever left can come back.
    assert!(!is_refused(copy(w, "memberships", 2, columns, &nora, &[("status", "'left'")]).await));
    assert!(!is_refused(copy(w, "memberships", 3, columns, &nora, &[("status", "'removed'")]).await));
});

both!(b13_one_pending_invitation_for_an_address_in_an_account, async |w: &World| {
    w.invited("new@acme.example", "Standard User").await;
    let columns = "account_id, email, canonical, first_name, last_name, search, status, envelope_id, created_at, expires_at";
    let pending = "status = 'pending'";
    assert!(is_refused(copy(w, "invitations", 1, columns, pending, &[]).await));
    let other = "(SELECT id FROM accounts WHERE number = '2002')";
    assert!(!is_refused(copy(w, "invitations", 2, columns, pending, &[("account_id", other)]).await));
    for (id, status) in [(3, "'expired'"), (4, "'revoked'"), (5, "'declined'"), (6, "'accepted'")] {
        let here = format!("{pending} AND account_id <> {other}");
        assert!(!is_refused(copy(w, "invitations", id, columns, &here, &[("status", status)]).await), "{status}");
    }
});

both!(b13_one_of_each_number_role_name_and_built_in_role_in_an_account, async |w: &World| {
    let here = format!("account_id = (SELECT id FROM accounts WHERE number = '{ACME}')");
    let one_number = format!("{here} AND number = '+34911000001'");
    assert!(is_refused(copy(w, "numbers", 1, "account_id, number, created_at", &one_number, &[]).await));
    let columns = "account_id, kind, name, name_key, description, created_at";
    let role = |kind| format!("{here} AND name_key = '{kind}'");
    assert!(is_refused(copy(w, "roles", 1, columns, &role("bookkeeper"), &[]).await));
    assert!(is_refused(copy(w, "roles", 1, columns, &role("account administrator"), &[("name_key", "'second'")]).await));
    assert!(!is_refused(copy(w, "roles", 1, columns, &role("bookkeeper"), &[("name_key", "'second'")]).await));
});

both!(one_operator_for_an_installation, async |w: &World| {
    let columns = "name, sender_name, brand_colour, brand_on, language, time_zone, trust_copied_links, daily_limit, single, created_at";
    assert!(is_refused(copy(w, "operators", 1, columns, "1 = 1", &[]).await));
    assert!(copy(w, "operators", 1, columns, "1 = 1", &[("single", "2")]).await.is_err());
    assert_eq!(w.services.setup_link().await.unwrap(), None);
});

both!(nothing_points_into_another_account, async |w: &World| {
    let foreign_role = w.role("2002", "Bookkeeper").await;
    let sql = "INSERT INTO membership_roles (account_id, membership_id, role_id)
        SELECT account_id, id, $1 FROM memberships WHERE user_id = (SELECT id FROM users WHERE canonical = $2)";
    let error = w.try_sql(sql, vec![foreign_role.uuid().into(), NORA.into()]).await.unwrap_err();
    assert!(matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))), "{error}");
    // B10: a role that somebody has, or is invited with, stays.
    w.invited("new@acme.example", "Bookkeeper").await;
    for name in ["Inviter", "Bookkeeper"] {
        let role = w.role(ACME, name).await;
        assert!(w.try_sql("DELETE FROM roles WHERE id = $1", vec![role.uuid().into()]).await.is_err(), "{name}");
    }
});
