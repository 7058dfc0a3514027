//! Groups order the people of an account and give no rights.

use backend::GroupInput;
use domain::ids::GroupId;
use domain::views::GroupRow;
use uuid::Uuid;

use crate::support::{ACME, BEA, INES, MARA, NORA, OTHER, World, both, tally, told};

fn input(name: &str) -> GroupInput {
    GroupInput { name: name.to_owned(), description: String::new() }
}

async fn make(w: &World, name: &str) -> GroupId {
    w.services.create_group(&w.admin().await, ACME, input(name)).await.unwrap()
}

async fn member(w: &World, email: &str) -> Uuid {
    let sql = "SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id JOIN accounts a ON a.id = m.account_id
        WHERE a.number = $1 AND u.canonical = $2";
    w.one(sql, vec![ACME.into(), email.into()]).await
}

/// Puts a member or an invitation into a group, past all checks.
async fn put(w: &World, holder: &str, id: Uuid, group: GroupId) {
    let sql =
        format!("INSERT INTO {holder}_groups (account_id, {holder}_id, group_id) SELECT a.id, $2, $3 FROM accounts a WHERE a.number = $1");
    w.sql(&sql, vec![ACME.into(), id.into(), group.uuid().into()]).await;
}

/// The names of the groups that a member or an invitation is in.
async fn groups_of(w: &World, holder: &str, id: Uuid) -> Vec<String> {
    let sql = format!("SELECT g.name FROM {holder}_groups o JOIN member_groups g ON g.id = o.group_id WHERE o.{holder}_id = $1 ORDER BY 1");
    w.column(&sql, vec![id.into()]).await
}

async fn row(w: &World, id: GroupId) -> GroupRow {
    w.services.group(&w.admin().await, ACME, id).await.unwrap().row
}

both!(m24_groups_are_made_renamed_and_searched, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let id = make(w, "  Verwaltung   Nord ").await;
    for name in ["Vertrieb", "lager"] {
        make(w, name).await;
    }
    for taken in ["vertrieb", "VERWALTUNG NORD"] {
        assert_eq!(told(&s.create_group(&admin, ACME, input(taken)).await), "name: Taken");
    }
    assert_eq!(told(&s.change_group(&admin, ACME, id, input("Lager")).await), "name: Taken");
    assert_eq!(told(&s.create_group(&admin, ACME, input(" ")).await), "name: Line(Missing)");
    s.change_group(&admin, ACME, id, GroupInput { name: "Süd".to_owned(), description: "All sites".to_owned() }).await.unwrap();
    let names = async |search: &str| {
        let list = s.groups(&admin, ACME, search).await.unwrap();
        (list.total, list.rows.into_iter().map(|row| row.name).collect::<Vec<_>>())
    };
    assert_eq!(names("").await, (3, vec!["lager".to_owned(), "Süd".to_owned(), "Vertrieb".to_owned()]));
    assert_eq!(names("SÜ").await.1, ["Süd"]);
    assert_eq!(names("%").await, (3, vec![]));
    let log: Vec<String> = w.column("SELECT details FROM audit WHERE action = 'group.changed'", vec![]).await;
    assert!(log.len() == 1 && log[0].contains("Verwaltung Nord") && log[0].contains("Süd"), "{log:?}");
    let answers = w
        .answers_at_once(6, |_, services| {
            let admin = admin.clone();
            async move { told(&services.create_group(&admin, ACME, input("At once")).await) }
        })
        .await;
    assert_eq!(tally(&answers), [(5, "name: Taken"), (1, "ok")]);
});

both!(m24_a_deleted_group_leaves_nobody_behind, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let (old, new) = (make(w, "Old").await, make(w, "New").await);
    put(w, "membership", member(w, NORA).await, old).await;
    put(w, "membership", member(w, INES).await, old).await;
    put(w, "membership", member(w, INES).await, new).await;
    put(w, "membership", member(w, MARA).await, old).await;
    w.sql("UPDATE memberships SET status = 'left' WHERE id = $1", vec![member(w, MARA).await.into()]).await;
    let (open, _) = w.invited("open@x.example", "Bookkeeper").await;
    let (gone, _) = w.invited("gone@x.example", "Bookkeeper").await;
    s.revoke(&admin, ACME, gone).await.unwrap();
    for invitation in [open, gone] {
        put(w, "invitation", invitation.uuid(), old).await;
    }
    let counted = row(w, old).await;
    assert_eq!((counted.members, counted.invitations), (2, 1));
    for wrong in [old, GroupId::new(Uuid::from_u128(1))] {
        assert_eq!(told(&s.delete_group(&admin, ACME, old, Some(wrong)).await), "instead: Choice");
    }
    s.delete_group(&admin, ACME, old, Some(new)).await.unwrap();
    assert_eq!(groups_of(w, "membership", member(w, NORA).await).await, ["New"]);
    assert_eq!(groups_of(w, "membership", member(w, INES).await).await, ["New"]);
    assert_eq!(groups_of(w, "invitation", open.uuid()).await, ["New"]);
    assert_eq!(groups_of(w, "membership", member(w, MARA).await).await, Vec::<String>::new());
    assert_eq!(groups_of(w, "invitation", gone.uuid()).await, Vec::<String>::new());
    s.delete_group(&admin, ACME, new, None).await.unwrap();
    assert_eq!(groups_of(w, "membership", member(w, NORA).await).await, Vec::<String>::new());
    assert_eq!(w.memberships(ACME, NORA).await, 1, "nobody loses access");
    let log: Vec<String> = w.column("SELECT details FROM audit WHERE action = 'group.deleted'", vec![]).await;
    assert!(log.iter().any(|line| line.contains(r#""instead":"New""#) && line.contains(r#""members":2"#)), "{log:?}");
});

both!(b08_groups_are_managed_by_who_may, async |w: &World| {
    let s = &w.services;
    let id = make(w, "Ours").await;
    let ines = w.log_in(INES).await;
    let before = w.dump().await;
    let all = async || {
        [
            told(&s.groups(&ines, ACME, "").await),
            told(&s.group(&ines, ACME, id).await),
            told(&s.create_group(&ines, ACME, input("Mine")).await),
            told(&s.change_group(&ines, ACME, id, input("Mine too")).await),
            told(&s.delete_group(&ines, ACME, id, None).await),
        ]
    };
    assert_eq!(all().await, ["Forbidden"; 5]);
    w.unchanged_since(&before).await;
    let sql = "INSERT INTO role_permissions (role_id, permission) VALUES ($1, 'groups.manage')";
    w.sql(sql, vec![w.role(ACME, "Inviter").await.uuid().into()]).await;
    assert_eq!(all().await, ["ok"; 5]);
});

both!(b06_a_foreign_group_is_as_unknown_as_none, async |w: &World| {
    let (s, admin, bea) = (&w.services, w.admin().await, w.log_in(BEA).await);
    let theirs = s.create_group(&bea, OTHER, input("Theirs")).await.unwrap();
    let own = make(w, "Ours").await;
    let before = w.dump().await;
    for id in [GroupId::new(Uuid::from_u128(1)), theirs] {
        let answers = [
            told(&s.group(&admin, ACME, id).await),
            told(&s.change_group(&admin, ACME, id, input("Taken over")).await),
            told(&s.delete_group(&admin, ACME, id, None).await),
        ];
        assert_eq!(answers, ["NotFound"; 3]);
        assert_eq!(told(&s.delete_group(&admin, ACME, own, Some(id)).await), "instead: Choice");
    }
    assert_eq!(s.groups(&admin, ACME, "").await.unwrap().rows.len(), 1);
    w.unchanged_since(&before).await;
});
