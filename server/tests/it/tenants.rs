//! Nothing of one account can be seen or touched from another: what is foreign answers exactly like what does not exist (rule 6).

use backend::context::Caller;
use backend::{AccountsInput, InvitationQuery, MemberPerson, MemberQuery, Part, Wish};
use domain::ids::{BatchId, FlashId, GroupId, InvitationId, MembershipId, NumberId, RecipientId, RoleId};
use uuid::Uuid;

use crate::support::{ACME, BEA, MARA, MINUTE, NORA, OTHER, World, both, of_role, told};

/// One thing of each kind.
#[derive(Clone, Copy)]
struct Ids {
    invitation: InvitationId,
    role: RoleId,
    batch: BatchId,
    submitted: BatchId,
    person: RecipientId,
    number: NumberId,
    member: MembershipId,
    group: GroupId,
}

/// What does not exist.
fn unknown() -> Ids {
    let id = |n: u128| Uuid::from_u128(0x0197_2c3d_0000_7000_8000_0000_0000_0000 + n);
    Ids {
        invitation: InvitationId::new(id(1)),
        role: RoleId::new(id(2)),
        batch: BatchId::new(id(3)),
        submitted: BatchId::new(id(4)),
        person: RecipientId::new(id(5)),
        number: NumberId::new(id(6)),
        member: MembershipId::new(id(7)),
        group: GroupId::new(id(8)),
    }
}

/// What Bea has in the other account.
async fn foreign(w: &World, bea: &Caller) -> Ids {
    let role = w.role(OTHER, "Bookkeeper").await;
    let invitation = w.services.invite_one(bea, OTHER, "theirs@other.example", &of_role(role)).await.unwrap();
    let mut batches = Vec::new();
    for list in ["draft@other.example", "submitted@other.example"] {
        let batch = w.services.create_batch(bea, OTHER).await.unwrap();
        w.services.save_addresses(bea, OTHER, batch, list, "", true).await.unwrap();
        batches.push(batch);
    }
    let person = w.services.accounts_step(bea, OTHER, batches[0], 1).await.unwrap().rows[0].id;
    w.services.submit_batch(bea, OTHER, batches[1]).await.unwrap();
    let number = w.number(OTHER, 0).await;
    let (member, group) = (w.member(OTHER, MARA).await, w.add_group(OTHER, "Theirs").await);
    Ids { invitation, role, batch: batches[0], submitted: batches[1], person, number, member, group }
}

/// Everything that an administrator of [`ACME`] can do with a batch.
async fn with_batch(w: &World, admin: &Caller, batch: BatchId, own: Ids) -> Vec<String> {
    let s = &w.services;
    let row = vec![AccountsInput { id: own.person, wish: of_role(own.role) }];
    vec![
        told(&s.addresses_step(admin, ACME, batch).await),
        told(&s.check_addresses(admin, ACME, batch, "a@x.example", "").await),
        told(&s.save_addresses(admin, ACME, batch, "a@x.example", "", true).await),
        told(&s.accounts_step(admin, ACME, batch, 1).await),
        told(&s.save_accounts(admin, ACME, batch, row, true).await),
        told(&s.apply_to_all(admin, ACME, batch, Part::Access, &of_role(own.role)).await),
        told(&s.remove_recipient(admin, ACME, batch, own.person).await),
        told(&s.send_again(admin, ACME, batch, own.person).await),
        told(&s.find_numbers(admin, ACME, batch, "3").await),
        told(&s.submit_step(admin, ACME, batch, 1).await),
        told(&s.hold_beyond_limit(admin, ACME, batch).await),
        told(&s.submit_batch(admin, ACME, batch).await),
        told(&s.batch_result(admin, ACME, batch, 1).await),
        told(&s.batch_progress(admin, ACME, batch).await),
        told(&s.discard_batch(admin, ACME, batch).await),
    ]
}

/// Everything that an administrator of [`ACME`] can do with the other kinds of things.
async fn with_things(w: &World, admin: &Caller, ids: Ids, own: Ids) -> Vec<String> {
    let s = &w.services;
    let row = |id, role, numbers| vec![AccountsInput { id, wish: Wish { numbers, ..of_role(role) } }];
    let copied = FlashId::new(Uuid::from_u128(7));
    vec![
        told(&s.invitation_brief(admin, ACME, ids.invitation).await),
        told(&s.resend(admin, ACME, ids.invitation).await),
        told(&s.revoke(admin, ACME, ids.invitation).await),
        told(&s.copy_link(admin, ACME, ids.invitation).await),
        told(&s.copy_link_for_page(admin, ACME, ids.invitation).await),
        told(&s.copied_link(admin, ACME, ids.invitation, copied).await),
        told(&s.accept(admin, &ids.invitation.to_string()).await),
        told(&s.decline(admin, &ids.invitation.to_string()).await),
        told(&s.remove_recipient(admin, ACME, own.batch, ids.person).await),
        told(&s.send_again(admin, ACME, own.batch, ids.person).await),
        told(&s.save_accounts(admin, ACME, own.batch, row(own.person, own.role, vec![ids.number]), true).await),
        told(&s.save_accounts(admin, ACME, own.batch, row(ids.person, own.role, vec![]), true).await),
        told(&s.save_accounts(admin, ACME, own.batch, row(ids.person, own.role, vec![own.number]), true).await),
        told(&s.member(admin, ACME, ids.member).await),
        told(&s.member_brief(admin, ACME, ids.member).await),
        told(&s.change_person(admin, ACME, ids.member, &person()).await),
        told(&s.change_roles(admin, ACME, ids.member, &[], None).await),
        told(&s.change_permissions(admin, ACME, ids.member, &[], None).await),
        told(&s.change_groups(admin, ACME, ids.member, &[]).await),
        told(&s.change_numbers(admin, ACME, ids.member, &[]).await),
        told(&s.suspend_member(admin, ACME, ids.member, None).await),
        told(&s.reactivate_member(admin, ACME, ids.member).await),
        told(&s.remove_member(admin, ACME, ids.member, None).await),
        told(&s.end_sessions(admin, ACME, ids.member).await),
        told(&s.change_roles(admin, ACME, own.member, &[ids.role], None).await),
        told(&s.change_groups(admin, ACME, own.member, &[ids.group]).await),
        told(&s.change_numbers(admin, ACME, own.member, &[ids.number]).await),
        // These have an answer of their own for what is not on offer.
        told(&s.invite_one(admin, ACME, "new@acme.example", &of_role(ids.role)).await),
        told(&s.apply_to_all(admin, ACME, own.batch, Part::Access, &of_role(ids.role)).await),
        told(&s.save_accounts(admin, ACME, own.batch, row(own.person, ids.role, vec![]), true).await),
    ]
}

fn person() -> MemberPerson {
    MemberPerson { first_name: "A".to_owned(), last_name: "B".to_owned(), phone: String::new() }
}

/// What the administrator has in [`ACME`].
async fn own(w: &World, admin: &Caller) -> Ids {
    let batch = w.draft(admin, "own@acme.example").await;
    let person = w.rows(admin, batch).await[0].id;
    Ids {
        role: w.role(ACME, "Bookkeeper").await,
        batch,
        person,
        number: w.number(ACME, 0).await,
        member: w.member(ACME, NORA).await,
        ..unknown()
    }
}

both!(b06_a_foreign_batch_is_as_unknown_as_none, async |w: &World| {
    let (admin, bea) = (w.admin().await, w.log_in(BEA).await);
    let (foreign, own) = (foreign(w, &bea).await, own(w, &admin).await);
    let before = w.dump().await;
    for batch in [unknown().batch, foreign.batch, foreign.submitted] {
        assert_eq!(with_batch(w, &admin, batch, own).await, vec!["NotFound"; 15]);
    }
    w.unchanged_since(&before).await;
});

both!(b06_foreign_things_are_as_unknown_as_none, async |w: &World| {
    let (admin, bea) = (w.admin().await, w.log_in(BEA).await);
    let (foreign, own) = (foreign(w, &bea).await, own(w, &admin).await);
    w.pass(MINUTE);
    let before = w.dump().await;
    let answers = with_things(w, &admin, unknown(), own).await;
    let (unknown, refused) = answers.split_at(answers.len() - 3);
    assert_eq!(*unknown, vec!["NotFound"; 27]);
    assert_eq!(*refused, ["role: Choice", "role.common: Choice", &format!("role.{}: Choice", own.person)]);
    assert_eq!(with_things(w, &admin, foreign, own).await, answers);
    w.unchanged_since(&before).await;
    // Nor has anything reached over: their list goes out as they made it.
    assert_eq!(told(&w.services.submit_batch(&bea, OTHER, foreign.batch).await), "ok");
});

both!(b06_a_foreign_account_is_as_unknown_as_none, async |w: &World| {
    let (admin, bea) = (w.admin().await, w.log_in(BEA).await);
    let foreign = foreign(w, &bea).await;
    let before = w.dump().await;
    for number in [OTHER, "9999", "", "1001 ", "%"] {
        let s = &w.services;
        let answers = [
            told(&s.account_frame(&admin, number).await),
            told(&s.home(&admin, number).await),
            told(&s.area(&admin, number, "calls").await),
            told(&s.profile(&admin, number, None).await),
            told(&s.members(&admin, number, MemberQuery::default()).await),
            told(&s.invitations(&admin, number, InvitationQuery::default()).await),
            told(&s.invite_options(&admin, number).await),
            told(&s.invite_one(&admin, number, "new@acme.example", &of_role(foreign.role)).await),
            told(&s.create_batch(&admin, number).await),
            told(&s.submit_batch(&admin, number, foreign.batch).await),
            told(&s.resend(&admin, number, foreign.invitation).await),
            told(&s.resend_to(&admin, number, "theirs@other.example").await),
            told(&s.revoke(&admin, number, foreign.invitation).await),
            told(&s.member(&admin, number, foreign.member).await),
            told(&s.member_brief(&admin, number, foreign.member).await),
            told(&s.search_numbers(&admin, number, "3").await),
            told(&s.change_person(&admin, number, foreign.member, &person()).await),
            told(&s.change_roles(&admin, number, foreign.member, &[], None).await),
            told(&s.change_permissions(&admin, number, foreign.member, &[], None).await),
            told(&s.change_groups(&admin, number, foreign.member, &[]).await),
            told(&s.change_numbers(&admin, number, foreign.member, &[]).await),
            told(&s.suspend_member(&admin, number, foreign.member, None).await),
            told(&s.reactivate_member(&admin, number, foreign.member).await),
            told(&s.remove_member(&admin, number, foreign.member, None).await),
            told(&s.end_sessions(&admin, number, foreign.member).await),
        ];
        assert_eq!(answers, ["NotFound"; 25], "{number}");
    }
    w.unchanged_since(&before).await;
});

both!(b07_the_path_names_the_account_and_nothing_else_does, async |w: &World| {
    // Somebody who is an administrator in both: what is of one is nothing in the other.
    let sql = "INSERT INTO membership_roles (account_id, membership_id, role_id)
        SELECT m.account_id, m.id, r.id FROM memberships m JOIN users u ON u.id = m.user_id
        JOIN roles r ON r.account_id = m.account_id AND r.kind = 'administrator' WHERE u.canonical = $1";
    assert_eq!(w.try_sql(sql, vec![MARA.into()]).await.unwrap(), 2);
    let mara = w.log_in(MARA).await;
    let bea = w.log_in(BEA).await;
    let (theirs, own) = (foreign(w, &bea).await, own(w, &mara).await);
    w.pass(MINUTE);
    let before = w.dump().await;
    assert_eq!(with_batch(w, &mara, theirs.batch, own).await, vec!["NotFound"; 15]);
    let answers = with_things(w, &mara, unknown(), own).await;
    assert_eq!(with_things(w, &mara, theirs, own).await, answers);
    w.unchanged_since(&before).await;
    assert_eq!(told(&w.services.revoke(&mara, OTHER, theirs.invitation).await), "ok");
});

both!(b08_a_policy_that_cannot_be_read_is_an_error_and_no_permission, async |w: &World| {
    let (admin, operator) = (w.admin().await, w.operator().await);
    let (_, token) = w.invited("new@x.example", "Standard User").await;
    let set = async |text: &str| w.sql("UPDATE accounts SET policy = $1 WHERE number = $2", vec![text.into(), ACME.into()]).await;
    for text in ["", "{", "null", r#"{"daily_limit":-1}"#, r#"{"allowed_domains":"x.example"}"#, r#"{"preset":"none"}"#] {
        set(text).await;
        let outcomes = [
            told(&w.services.home(&admin, ACME).await),
            told(&w.invite(&admin, "other@y.example", "Standard User").await),
            told(&w.register(&token).await),
            told(&w.services.customers(&operator, backend::CustomerQuery::default()).await),
        ];
        assert!(outcomes.iter().all(|o| o.starts_with("Internal(\"the policy of customer 1001 cannot be read")), "{outcomes:?}");
    }
    // What is absent has its default.
    set(r#"{"allowed_domains":["x.example"]}"#).await;
    assert_eq!(told(&w.invite(&admin, "other@y.example", "Standard User").await), "email: BlockedDomain");
    assert_eq!(told(&w.register(&token).await), "ok");
});
