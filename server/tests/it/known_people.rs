//! Who is known already: told at once where it is this account's own people, and never where it is anybody else's (M26, C7).

use domain::views::NoteKind;

use crate::support::{ACME, INES, MARA, MINUTE, NORA, World, both, stranger, told};

both!(m26_a_member_is_told_at_once, async |w: &World| {
    let admin = w.admin().await;
    for email in [NORA, &NORA.to_uppercase(), &format!("  {NORA} "), MARA] {
        assert_eq!(told(&w.invite(&admin, email, "Standard User").await), "Conflict(AlreadyMember)", "{email}");
    }
    let batch = w.services.create_batch(&admin, ACME).await.unwrap();
    let notes = w.services.check_addresses(&admin, ACME, batch, &format!("{NORA} new@x.example"), "").await.unwrap();
    assert_eq!((notes.notes.len(), &notes.notes[0].kind, notes.uses), (1, &NoteKind::AlreadyMember, 1));
    // Suspended is a member still; who left or was removed is none.
    let set = async |status: &str| {
        let sql = "UPDATE memberships SET status = $1 WHERE user_id = (SELECT id FROM users WHERE canonical = $2)";
        w.sql(sql, vec![status.into(), INES.into()]).await;
    };
    set("suspended").await;
    assert_eq!(told(&w.invite(&admin, INES, "Standard User").await), "Conflict(AlreadyMember)");
    for status in ["left", "removed"] {
        set(status).await;
        let id = w.invite(&admin, INES, "Standard User").await.unwrap();
        w.services.revoke(&admin, ACME, id).await.unwrap();
    }
    w.invite(&admin, INES, "Bookkeeper").await.unwrap();
    let joined = w.services.accept(&w.log_in(INES).await, &w.link(INES).await).await;
    assert_eq!(told(&joined), "ok", "rejoining makes a new membership");
    assert_eq!(w.count("memberships", &format!("user_id = (SELECT id FROM users WHERE canonical = '{INES}')")).await, 2);
});

both!(m26_an_invited_person_is_told_with_send_again, async |w: &World| {
    let admin = w.admin().await;
    let (id, _) = w.invited("New.Person@x.example", "Standard User").await;
    for email in ["New.Person@x.example", "new.person@X.EXAMPLE"] {
        assert_eq!(told(&w.invite(&admin, email, "Standard User").await), "Conflict(AlreadyInvited)");
    }
    let batch = w.services.create_batch(&admin, ACME).await.unwrap();
    let kind = async |again: &str| {
        let notes = w.services.check_addresses(&admin, ACME, batch, "new.person@x.example", again).await.unwrap();
        (notes.notes[0].kind.clone(), notes.uses)
    };
    assert_eq!(kind("").await, (NoteKind::JustInvited, 0));
    w.pass(MINUTE);
    assert!(matches!(kind("").await, (NoteKind::AlreadyInvited(_), 0)));
    assert!(matches!(kind("new.person@x.example").await, (NoteKind::Resend, 1)));
    assert_eq!(w.services.resend_to(&admin, ACME, "NEW.person@x.example").await.unwrap(), id);
    assert_eq!(told(&w.services.resend_to(&admin, ACME, "nobody@x.example").await), "Conflict(NotPending)");
    assert_eq!(w.count("invitations", "1 = 1").await, 1);
});

/// All that the administrator, the mailbox and a stranger at the door get to see of an invitation to `email`.
async fn seen(w: &World, email: &str) -> String {
    let admin = w.admin().await;
    let batch = w.services.create_batch(&admin, ACME).await.unwrap();
    let notes = w.services.check_addresses(&admin, ACME, batch, email, "").await.unwrap();
    w.services.save_addresses(&admin, ACME, batch, email, "", true).await.unwrap();
    let step = w.services.submit_step(&admin, ACME, batch, 1).await.unwrap();
    w.submit(&admin, batch).await.unwrap();
    let result = w.result(&admin, batch).await;
    let id = result.rows[0].invitation.unwrap();
    let query = backend::InvitationQuery { search: email.to_owned(), ..Default::default() };
    let list = w.services.invitations(&admin, ACME, query).await.unwrap();
    let copied = w.services.copy_link(&admin, ACME, id).await.unwrap();
    let page = w.services.accept_page(&stranger(), copied.url.rsplit('/').next().unwrap()).await.unwrap();
    let mail = w.mail(email).await;
    let all = serde_json::json!([notes, step.rows, step.skipped, step.preview, result.rows, list.page.rows, page, mail.subject, mail.text]);
    // What must differ: the address, ids and links. The day's count is a matter of who came first.
    let mut text = all.to_string().replace(email, "ADDRESS");
    for id in [id.to_string(), batch.to_string(), id.to_string().replace("inv_", "rcp_"), w.link(email).await] {
        text = text.replace(&id, "ID");
    }
    text
}

both!(c07_a_login_elsewhere_is_never_revealed, async |w: &World| {
    w.user_elsewhere("aaknown@elsewhere.example").await;
    let known = seen(w, "aaknown@elsewhere.example").await;
    let unknown = seen(w, "aaother@elsewhere.example").await;
    assert_eq!(known, unknown);
});
