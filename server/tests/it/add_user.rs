//! *Add user*: one person, step by step.

use backend::Wish;
use domain::ids::BatchId;
use domain::policy::Preset;

use crate::support::{ACME, BEA, DAY, INES, NORA, OTHER, World, both, tally, told};

async fn directory(w: &World) {
    w.set_policy(ACME, |policy| *policy = policy.clone().with_preset(Preset::Directory)).await;
}

fn ann() -> Wish {
    Wish {
        first_name: "Ann".to_owned(),
        last_name: "Lee".to_owned(),
        country: "DE".to_owned(),
        phone: "030 123456".to_owned(),
        ..Wish::default()
    }
}

/// A draft that only needs *Add*.
async fn ready(w: &World, email: &str) -> BatchId {
    let admin = w.admin().await;
    let draft = w.services.save_person(&admin, ACME, None, email, &ann()).await.unwrap();
    let desk = w.add_group(ACME, &format!("Desk {draft}")).await;
    w.services.save_person_groups(&admin, ACME, draft, vec![desk], true).await.unwrap();
    draft
}

both!(m23_m24_m25_step_by_step, async |w: &World| {
    directory(w).await;
    let (s, admin) = (&w.services, w.admin().await);
    assert_eq!(
        told(&s.save_person(&admin, ACME, None, "", &Wish::default()).await),
        "email: Email(Missing), first_name: Line(Missing), last_name: Line(Missing)"
    );
    assert_eq!(told(&s.save_person(&admin, ACME, None, "ann@x.example", &Wish { phone: "12".to_owned(), ..ann() }).await), "phone: Phone");
    assert_eq!(w.count("batches", "1 = 1").await, 0, "what is refused begins nothing");
    let draft = s.save_person(&admin, ACME, None, "ann@x.example", &ann()).await.unwrap();
    let shown = s.add_user(&admin, ACME, Some(draft)).await.unwrap();
    assert_eq!((shown.email.as_str(), shown.country.as_str(), shown.phone.as_str()), ("ann@x.example", "DE", "30123456"));
    assert_eq!(shown.role, Some(w.role(ACME, "Standard User").await), "the least that opens the areas");
    assert_eq!(told(&s.save_person_groups(&admin, ACME, draft, vec![], true).await), "groups: Choice");
    assert_eq!(told(&s.save_person_groups(&admin, ACME, draft, vec![], false).await), "ok", "Back and Search keep what there is");
    assert_eq!(told(&s.add_person(&admin, ACME, draft, shown.role).await), "groups: Choice");
    let desk = w.add_group(ACME, "Desk").await;
    s.save_person_groups(&admin, ACME, draft, vec![desk], true).await.unwrap();
    // A step taken back changes the draft, and no second one is begun.
    let wish = Wish { last_name: "Lee-Roe".to_owned(), ..ann() };
    assert_eq!(s.save_person(&admin, ACME, Some(draft), "ann@x.example", &wish).await.unwrap(), draft);
    assert_eq!(s.add_user(&admin, ACME, Some(draft)).await.unwrap().chosen, [desk], "the groups stay");
    assert_eq!(w.count("invitations", "1 = 1").await, 0);
    s.add_person(&admin, ACME, draft, shown.role).await.unwrap();
    let added = s.add_user(&admin, ACME, Some(draft)).await.unwrap().added.unwrap();
    let details = s.invitation_details(&admin, ACME, added.invitation).await.unwrap();
    assert_eq!((details.row.name.as_str(), details.phone.as_deref()), ("Ann Lee-Roe", Some("+4930123456")));
    assert_eq!(details.row.given.groups, ["Desk"]);
    assert_eq!(w.mail("ann@x.example").await.text.matches("Desk").count(), 1, "the mail names the group");
    assert_eq!(told(&s.copy_link(&admin, ACME, added.invitation).await), "ok");
});

both!(m25_adding_twice_adds_one, async |w: &World| {
    directory(w).await;
    let (admin, draft) = (w.admin().await, ready(w, "ann@x.example").await);
    let role = Some(w.role(ACME, "Standard User").await);
    let answers = w
        .answers_at_once(6, |_, services| {
            let admin = admin.clone();
            async move { told(&services.add_person(&admin, ACME, draft, role).await) }
        })
        .await;
    let told_twice: Vec<_> = tally(&answers).into_iter().map(|(_, answer)| answer).collect();
    assert!(told_twice.iter().all(|answer| ["ok", "Conflict(Submitted)"].contains(answer)) && told_twice.contains(&"ok"), "{answers:?}");
    assert_eq!((w.count("invitations", "1 = 1").await, w.count("outbox", "1 = 1").await), (1, 1));
    assert_eq!(told(&w.services.add_person(&admin, ACME, draft, role).await), "ok", "once more, later");
    assert_eq!(w.count("invitations", "1 = 1").await, 1);
    assert_eq!(told(&w.services.save_person(&admin, ACME, Some(draft), "bo@x.example", &ann()).await), "Conflict(Submitted)");
});

both!(m26_who_is_known_in_the_account_is_told_at_once, async |w: &World| {
    directory(w).await;
    let (s, admin) = (&w.services, w.admin().await);
    w.user_elsewhere("login@elsewhere.example").await;
    s.invite_one(
        &admin,
        ACME,
        "asked@x.example",
        &Wish {
            groups: vec![w.add_group(ACME, "G").await],
            access: crate::support::of_role(w.role(ACME, "Standard User").await).access,
            ..ann()
        },
    )
    .await
    .unwrap();
    let answer = async |email: &str| told(&s.save_person(&admin, ACME, None, email, &ann()).await);
    assert_eq!(answer("NORA@ACME.example").await, "Conflict(AlreadyMember)", "{NORA}, in other letters");
    assert_eq!(answer("asked@x.example").await, "Conflict(AlreadyInvited)");
    assert_eq!(answer(BEA).await, "ok", "a login elsewhere is nobody's business");
    assert_eq!(answer("login@elsewhere.example").await, "ok");
    // And again at *Add*: what happened in between counts.
    let draft = ready(w, "raced@x.example").await;
    let twin = ready(w, "raced@x.example").await;
    let role = Some(w.role(ACME, "Standard User").await);
    s.add_person(&admin, ACME, twin, role).await.unwrap();
    assert_eq!(told(&s.add_person(&admin, ACME, draft, role).await), "Conflict(AlreadyInvited)");
    w.register(&w.link("raced@x.example").await).await.unwrap();
    assert_eq!(told(&s.add_person(&admin, ACME, draft, role).await), "Conflict(AlreadyMember)");
    w.set_policy(ACME, |policy| policy.allowed_domains = vec!["acme.example".to_owned()]).await;
    assert_eq!(answer("new@x.example").await, "email: BlockedDomain");
});

both!(s05_nobody_adds_a_user_above_themselves, async |w: &World| {
    directory(w).await;
    let (s, ines) = (&w.services, w.log_in(INES).await);
    let draft = s.save_person(&ines, ACME, None, "ann@x.example", &ann()).await.unwrap();
    let offered: Vec<_> = s.add_user(&ines, ACME, Some(draft)).await.unwrap().roles.into_iter().map(|r| r.name).collect();
    assert_eq!(offered, ["Inviter"], "what is above her is absent");
    let desk = w.add_group(ACME, "Desk").await;
    s.save_person_groups(&ines, ACME, draft, vec![desk], true).await.unwrap();
    for above in ["Account Administrator", "Bookkeeper", "Standard User"] {
        assert_eq!(told(&s.add_person(&ines, ACME, draft, Some(w.role(ACME, above).await)).await), "Forbidden", "{above}");
    }
    assert_eq!(w.count("audit", "action = 'permission.denied'").await, 3);
    assert_eq!(told(&s.add_person(&ines, ACME, draft, None).await), "role: Choice");
    assert_eq!(w.count("invitations", "1 = 1").await, 0);
    assert_eq!(told(&s.add_person(&ines, ACME, draft, Some(w.role(ACME, "Inviter").await)).await), "ok");
});

both!(m23_a_draft_is_of_one_account_and_goes_after_a_week, async |w: &World| {
    directory(w).await;
    let (s, draft) = (&w.services, ready(w, "ann@x.example").await);
    let bea = w.log_in(BEA).await;
    assert_eq!(told(&s.add_user(&bea, OTHER, Some(draft)).await), "NotFound");
    assert_eq!(told(&s.add_user(&w.log_in(NORA).await, ACME, Some(draft)).await), "Forbidden");
    // It is no list, and a list is no draft of it.
    let admin = w.admin().await;
    assert_eq!(told(&s.accounts_step(&admin, ACME, draft, 1).await), "NotFound");
    let list = s.create_batch(&admin, ACME).await.unwrap();
    assert_eq!(told(&s.add_user(&admin, ACME, Some(list)).await), "NotFound");
    w.pass(7 * DAY + 1);
    s.tidy().await.unwrap();
    assert_eq!(told(&s.add_user(&w.admin().await, ACME, Some(draft)).await), "NotFound");
});
