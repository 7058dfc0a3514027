//! What somebody is to get, by the rules of each flow, in whatever way it is wished for.

use backend::context::Caller;
use backend::{Access, AccountsInput, Part, Wish};
use domain::ids::{InvitationId, RoleId};
use domain::permission::Permission;
use domain::policy::Preset;
use sea_orm::Value;

use crate::support::{ACME, INES, OTHER, World, both, of_role, told};

async fn flow(w: &World, preset: Preset) {
    w.set_policy(ACME, |policy| *policy = policy.clone().with_preset(preset)).await;
}

fn permissions(codes: &[&str]) -> Wish {
    Wish { access: Access::Permissions(codes.iter().map(|code| code.parse().unwrap()).collect()), ..Wish::default() }
}

fn roles(ids: &[RoleId]) -> Wish {
    Wish { access: Access::Roles(ids.to_vec()), ..Wish::default() }
}

fn named(first: &str, last: &str) -> Wish {
    Wish { first_name: first.to_owned(), last_name: last.to_owned(), ..Wish::default() }
}

async fn invite(w: &World, caller: &Caller, email: &str, wish: &Wish) -> String {
    told(&w.services.invite_one(caller, ACME, email, wish).await)
}

/// What an invitation to an address or a member with it holds, in order.
async fn held(w: &World, sql: &str, email: &str) -> Vec<String> {
    w.column(sql, vec![Value::from(email)]).await
}

async fn promised(w: &World, kind: &str, email: &str) -> Vec<String> {
    let name = match kind {
        "roles" => "(SELECT name FROM roles WHERE id = x.role_id)",
        "groups" => "(SELECT name FROM member_groups WHERE id = x.group_id)",
        _ => "x.permission",
    };
    let sql = format!(
        "SELECT {name} AS name FROM invitation_{kind} x JOIN invitations i ON i.id = x.invitation_id WHERE i.canonical = $1 ORDER BY 1"
    );
    held(w, &sql, email).await
}

async fn denials(w: &World) -> i64 {
    w.count("audit", "action = 'permission.denied'").await
}

both!(m01_the_shortest_flow_takes_one_role_and_nothing_else, async |w: &World| {
    flow(w, Preset::QuickInvite).await;
    let (admin, clerk, inviter) = (w.admin().await, w.role(ACME, "Bookkeeper").await, w.role(ACME, "Inviter").await);
    let desk = w.add_group(ACME, "Desk").await;
    let offer = w.services.invite_options(&admin, ACME).await.unwrap();
    assert_eq!((offer.has_numbers, offer.countries.len(), offer.offer.groups.len()), (false, 0, 0));
    assert_eq!(invite(w, &admin, "a@x.example", &Wish::default()).await, "role: Choice");
    assert_eq!(invite(w, &admin, "a@x.example", &roles(&[clerk, inviter])).await, "role: Choice", "one");
    assert_eq!(invite(w, &admin, "a@x.example", &roles(&[w.role(OTHER, "Bookkeeper").await])).await, "role: Choice", "of this account");
    assert_eq!(invite(w, &admin, "a@x.example", &permissions(&["users.view"])).await, "permissions: Choice");
    assert_eq!(invite(w, &admin, "a@x.example", &Wish { access: Access::All, ..Wish::default() }).await, "access: Choice");
    let phone = Wish { phone: "+34600112233".to_owned(), ..of_role(clerk) };
    assert_eq!(invite(w, &admin, "a@x.example", &phone).await, "phone: NotAsked");
    let number = Wish { numbers: vec![w.number(ACME, 0).await], ..of_role(clerk) };
    assert_eq!(invite(w, &admin, "a@x.example", &number).await, "numbers: NotAsked");
    assert_eq!(w.count("invitations", "1 = 1").await, 0);
    // A group that there is does no harm, and names are welcome where nobody asks for them.
    let wish = Wish { groups: vec![desk], access: of_role(clerk).access, ..named("Ann", "Lee") };
    assert_eq!(invite(w, &admin, "a@x.example", &wish).await, "ok");
    assert_eq!(promised(w, "roles", "a@x.example").await, ["Bookkeeper"]);
});

both!(m07_all_permissions_or_some_of_them, async |w: &World| {
    flow(w, Preset::Permissions).await;
    let admin = w.admin().await;
    assert_eq!(invite(w, &admin, "a@x.example", &permissions(&[])).await, "permissions: Choice", "somebody with nothing to do");
    assert_eq!(invite(w, &admin, "a@x.example", &of_role(w.role(ACME, "Bookkeeper").await)).await, "access: Choice", "roles are not given");
    assert_eq!(invite(w, &admin, "a@x.example", &permissions(&["area.nowhere"])).await, "permissions: Choice");
    assert_eq!(invite(w, &admin, "some@x.example", &permissions(&["users.view", "area.invoices", "users.view"])).await, "ok");
    assert_eq!(invite(w, &admin, "all@x.example", &Wish { access: Access::All, ..Wish::default() }).await, "ok");
    assert_eq!(promised(w, "permissions", "some@x.example").await, ["area.invoices", "users.view"]);
    assert_eq!(promised(w, "roles", "all@x.example").await, ["Account Administrator"]);
    // What was chosen is held by the member of its own, and all permissions make an administrator.
    w.register(&w.link("some@x.example").await).await.unwrap();
    let joined = w.register(&w.link("all@x.example").await).await.unwrap();
    let sql = "SELECT p.permission FROM membership_permissions p JOIN memberships m ON m.id = p.membership_id
        JOIN users u ON u.id = m.user_id WHERE u.canonical = $1 ORDER BY 1";
    assert_eq!(held(w, sql, "some@x.example").await, ["area.invoices", "users.view"]);
    assert_eq!(told(&w.services.account_settings(&w.caller(&joined.session).await, ACME).await), "ok");
});

both!(m11_any_number_of_roles_or_none, async |w: &World| {
    flow(w, Preset::Roles).await;
    let (admin, clerk, inviter) = (w.admin().await, w.role(ACME, "Bookkeeper").await, w.role(ACME, "Inviter").await);
    assert_eq!(invite(w, &admin, "two@x.example", &roles(&[clerk, inviter, clerk])).await, "ok");
    assert_eq!(invite(w, &admin, "none@x.example", &roles(&[])).await, "ok", "they wait for rights");
    assert_eq!(promised(w, "roles", "two@x.example").await, ["Bookkeeper", "Inviter"]);
    assert_eq!(promised(w, "roles", "none@x.example").await, Vec::<String>::new());
    let joined = w.register(&w.link("none@x.example").await).await.unwrap();
    assert!(w.services.home(&w.caller(&joined.session).await, ACME).await.unwrap().restricted);
    w.set_policy(ACME, |policy| policy.role_required = true).await;
    assert_eq!(invite(w, &admin, "bare@x.example", &roles(&[])).await, "roles: Choice");
});

both!(m23_m24_the_directory_wants_names_and_a_group, async |w: &World| {
    flow(w, Preset::Directory).await;
    let (admin, role, desk) = (w.admin().await, w.role(ACME, "Standard User").await, w.add_group(ACME, "Desk").await);
    let elsewhere = w.add_group(OTHER, "Theirs").await;
    assert_eq!(
        invite(w, &admin, "a@x.example", &of_role(role)).await,
        "groups: Choice, first_name: Line(Missing), last_name: Line(Missing)"
    );
    let wish = |groups, phone: &str| Wish {
        groups,
        phone: phone.to_owned(),
        country: "ES".to_owned(),
        access: of_role(role).access,
        ..named("Ann", "Lee")
    };
    assert_eq!(invite(w, &admin, "a@x.example", &wish(vec![elsewhere], "")).await, "groups: Choice");
    assert_eq!(invite(w, &admin, "a@x.example", &wish(vec![desk, elsewhere], "")).await, "groups: Choice");
    assert_eq!(invite(w, &admin, "a@x.example", &wish(vec![desk], "12")).await, "phone: Phone");
    assert_eq!(invite(w, &admin, "a@x.example", &wish(vec![desk, desk], "600 11 22 33")).await, "ok");
    assert_eq!(promised(w, "groups", "a@x.example").await, ["Desk"]);
    assert_eq!(held(w, "SELECT phone FROM invitations WHERE canonical = $1", "a@x.example").await, ["+34600112233"]);
    // The member is in the group.
    w.register(&w.link("a@x.example").await).await.unwrap();
    let sql =
        "SELECT g.name FROM membership_groups x JOIN member_groups g ON g.id = x.group_id JOIN memberships m ON m.id = x.membership_id
        JOIN users u ON u.id = m.user_id WHERE u.canonical = $1";
    assert_eq!(held(w, sql, "a@x.example").await, ["Desk"]);
});

both!(m23_the_phone_that_the_inviter_typed_is_offered_at_the_door, async |w: &World| {
    flow(w, Preset::Directory).await;
    let desk = w.add_group(ACME, "Desk").await;
    let wish = Wish {
        groups: vec![desk],
        phone: "+49 30 123456".to_owned(),
        access: of_role(w.role(ACME, "Standard User").await).access,
        ..named("Ann", "Lee")
    };
    assert_eq!(invite(w, &w.admin().await, "a@x.example", &wish).await, "ok");
    let page = w.services.accept_page(&crate::support::stranger(), &w.link("a@x.example").await).await.unwrap();
    let domain::views::AcceptPage::Open(open) = page else { panic!("{page:?}") };
    let domain::views::Arrival::Nobody { first_name, last_name, phone, .. } = open.arrival else { panic!("{:?}", open.arrival) };
    assert_eq!((first_name.as_str(), last_name.as_str(), phone.as_str()), ("Ann", "Lee", "+4930123456"));
});

both!(s05_b01_nobody_wishes_for_more_than_they_hold, async |w: &World| {
    let ines = w.log_in(INES).await;
    let (clerk, inviter) = (w.role(ACME, "Bookkeeper").await, w.role(ACME, "Inviter").await);
    let before = w.dump().await;
    flow(w, Preset::Permissions).await;
    for wish in
        [permissions(&["area.invoices"]), permissions(&["users.view", "users.manage"]), Wish { access: Access::All, ..Wish::default() }]
    {
        assert_eq!(invite(w, &ines, "a@x.example", &wish).await, "Forbidden", "{wish:?}");
    }
    flow(w, Preset::Roles).await;
    assert_eq!(invite(w, &ines, "a@x.example", &roles(&[inviter, clerk])).await, "Forbidden", "one above is one too many");
    let batch = w.draft(&ines, "a@x.example").await;
    let person = w.rows(&ines, batch).await[0].id;
    let row = |wish| vec![AccountsInput { id: person, wish }];
    assert_eq!(told(&w.services.save_accounts(&ines, ACME, batch, row(roles(&[inviter, clerk])), true).await), "Forbidden");
    assert_eq!(told(&w.services.apply_to_all(&ines, ACME, batch, Part::Access, &roles(&[clerk])).await), "Forbidden");
    assert!(denials(w).await >= 4, "{}", denials(w).await);
    w.unchanged_but_for(&["audit", "accounts", "batches", "recipients", "recipient_roles"], &before).await;
    assert_eq!(invite(w, &ines, "a@x.example", &roles(&[inviter])).await, "ok");
    flow(w, Preset::Permissions).await;
    assert_eq!(invite(w, &ines, "b@x.example", &permissions(&["users.view", "area.calls"])).await, "ok", "what she holds, by whatever way");
});

both!(s05_what_the_inviter_lost_meanwhile_is_not_given, async |w: &World| {
    flow(w, Preset::Permissions).await;
    let ines = w.log_in(INES).await;
    assert_eq!(invite(w, &ines, "a@x.example", &permissions(&["area.calls"])).await, "ok");
    let token = w.link("a@x.example").await;
    let sql = "DELETE FROM role_permissions WHERE permission = 'area.calls' AND role_id = $1";
    w.sql(sql, vec![w.role(ACME, "Inviter").await.uuid().into()]).await;
    assert_eq!(told(&w.register(&token).await), "Conflict(SponsorLacksRights)");
    assert_eq!(invite(w, &ines, "b@x.example", &permissions(&["area.calls"])).await, "Forbidden");
});

both!(m05_m24_a_list_follows_the_same_rules, async |w: &World| {
    flow(w, Preset::Directory).await;
    w.set_policy(ACME, |policy| policy.grants = domain::policy::Grants::Roles).await;
    let (admin, desk) = (w.admin().await, w.add_group(ACME, "Desk").await);
    let (clerk, inviter) = (w.role(ACME, "Bookkeeper").await, w.role(ACME, "Inviter").await);
    let batch = w.draft(&admin, "Ann Lee <ann@x.example>, bo@x.example").await;
    let rows = w.rows(&admin, batch).await;
    let (ann, bo) = (rows[0].id, rows[1].id);
    assert_eq!(rows[0].first_name, "Ann");
    let missing = told(&w.submit(&admin, batch).await);
    for field in [format!("groups.{ann}"), format!("first_name.{bo}"), format!("last_name.{bo}"), format!("groups.{bo}")] {
        assert!(missing.contains(&field), "{field} in {missing}");
    }
    assert!(!missing.contains(&format!("first_name.{ann}")));
    w.services.apply_to_all(&admin, ACME, batch, Part::Groups, &Wish { groups: vec![desk], ..Wish::default() }).await.unwrap();
    let input = |id, wish: Wish, chosen: &[RoleId]| AccountsInput {
        id,
        wish: Wish { access: Access::Roles(chosen.to_vec()), groups: vec![desk], ..wish },
    };
    let people = vec![input(ann, named("Ann", "Lee"), &[clerk, inviter]), input(bo, named("Bo", "Roe"), &[inviter])];
    w.services.save_accounts(&admin, ACME, batch, people, true).await.unwrap();
    w.submit(&admin, batch).await.unwrap();
    assert_eq!(promised(w, "roles", "ann@x.example").await, ["Bookkeeper", "Inviter"]);
    assert_eq!(promised(w, "roles", "bo@x.example").await, ["Inviter"]);
    for email in ["ann@x.example", "bo@x.example"] {
        assert_eq!(promised(w, "groups", email).await, ["Desk"]);
    }
    assert_eq!(held(w, "SELECT first_name FROM invitations WHERE canonical = $1", "bo@x.example").await, ["Bo"]);
});

both!(m07_a_list_gives_permissions_one_by_one, async |w: &World| {
    flow(w, Preset::Permissions).await;
    let admin = w.admin().await;
    let batch = w.draft(&admin, "some@x.example all@x.example").await;
    let rows = w.rows(&admin, batch).await;
    let all = Wish { access: Access::All, ..Wish::default() };
    let wishes = [permissions(&["users.view", "area.calls"]), all];
    let input = rows.iter().zip(wishes).map(|(row, wish)| AccountsInput { id: row.id, wish }).collect();
    w.services.save_accounts(&admin, ACME, batch, input, true).await.unwrap();
    w.submit(&admin, batch).await.unwrap();
    assert_eq!(promised(w, "permissions", "some@x.example").await, ["area.calls", "users.view"]);
    assert_eq!(promised(w, "roles", "all@x.example").await, ["Account Administrator"]);
    let given = w.result(&admin, batch).await.rows.into_iter().map(|row| row.given.permissions.len()).collect::<Vec<_>>();
    assert_eq!(given, [2, 0]);
});

both!(m08_a_row_names_what_it_gives, async |w: &World| {
    flow(w, Preset::Permissions).await;
    let admin = w.admin().await;
    assert_eq!(invite(w, &admin, "some@x.example", &permissions(&["users.view", "area.invoices"])).await, "ok");
    let list = w.services.invitations(&admin, ACME, backend::InvitationQuery::default()).await.unwrap();
    let row = &list.page.rows[0];
    let names: Vec<_> = row.given.permissions.iter().map(|p| (p.permission.clone(), p.name.as_str())).collect();
    assert_eq!(names, [("area.invoices".parse().unwrap(), "Invoices"), (Permission::UsersView, "")]);
    let details = w.services.invitation_details(&admin, ACME, InvitationId::new(row.id.uuid())).await.unwrap();
    assert_eq!(details.row.given, row.given);
});
