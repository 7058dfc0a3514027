//! What arrives, as a mail program reads it (security.md F4, F8).

use super::*;
use crate::support::*;

both!(f08_an_invitation_arrives_as_a_proper_mail, async |w: &World| {
    w.invite_all(["New.Comer@Acme.Example"]).await;
    let relay = Relay::start();
    w.send_all(&relay).await;
    let [letter] = <[Letter; 1]>::try_from(relay.taken()).unwrap();
    assert_eq!(letter.envelope_to, "New.Comer@acme.example", "the local part as typed");
    let expected = [
        ("auto-submitted", "auto-generated"),
        ("to", "New.Comer@acme.example"),
        ("reply-to", "\"Santiago Garcia\" <santiago@acme.example>"),
        ("mime-version", "1.0"),
    ];
    for (name, value) in expected {
        assert_eq!(letter.header(name).replace("Santiago Garcia <", "\"Santiago Garcia\" <"), value, "{name}");
    }
    assert!(letter.header("from").ends_with(&format!("<{MAIL_FROM}>")), "{}", letter.header("from"));
    assert!(letter.header("message-id").ends_with("@vestibule.example>") && letter.header("date").starts_with("Fri, 20 Nov 2026 10:00:00"));
    let known = ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "reply-to", "subject", "to"];
    let mut names: Vec<_> = letter.headers.iter().map(|h| h.0.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, known);
    assert_eq!(letter.types, ["multipart/alternative", "text/plain", "text/html"]);
    let link = letter.link(&format!("{PUBLIC_URL}/invitations/"));
    assert!(letter.html.contains(&format!("href=\"{link}\"")), "one button, with the same link");
    for part in [&letter.text, &letter.html] {
        assert!(part.contains("Acme") && part.contains(ACME) && part.contains("Santiago Garcia"));
    }
});

both!(f08_answers_to_a_welcome_go_to_who_invited, async |w: &World| {
    let (_, token) = w.invited("joins@x.example", "Standard User").await;
    w.register(&token).await.unwrap();
    let relay = Relay::start();
    w.send_all(&relay).await;
    let [letter] = <[Letter; 1]>::try_from(relay.taken_for("joins@x.example")).unwrap();
    assert!(letter.header("subject").starts_with("Welcome to Acme"));
    assert_eq!(letter.header("reply-to").replace('"', ""), "Santiago Garcia <santiago@acme.example>");
});

both!(f08_every_kind_of_mail_has_both_parts_and_is_marked_as_made_by_a_program, async |w: &World| {
    let (admin, relay) = (w.admin().await, Relay::start());
    let (_, token) = w.invited("joins@x.example", "Standard User").await;
    w.register(&token).await.unwrap();
    let invitation = w.invite(&admin, "other@x.example", "Standard User").await.unwrap();
    w.pass(2 * MINUTE);
    let copied = w.services.copy_link(&admin, ACME, invitation).await.unwrap().url;
    w.services.send_code(&visitor(1), copied.rsplit('/').next().unwrap()).await.unwrap();
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    w.services.request_verification(&w.log_in(MARA).await).await.unwrap();
    w.send_all(&relay).await;
    let reset = relay.taken_for(NORA)[0].link(&format!("{PUBLIC_URL}/reset/"));
    w.services.reset_password(&visitor(1), reset.rsplit('/').next().unwrap(), "eleven blue kettles sang").await.unwrap();
    w.services.resend(&admin, ACME, invitation).await.unwrap();
    w.send_all(&relay).await;
    w.pass(6 * DAY);
    w.services.remind().await.unwrap();
    w.send_all(&relay).await;
    w.pass(2 * DAY);
    let link = relay.taken_for("other@x.example").last().unwrap().link(&format!("{PUBLIC_URL}/invitations/"));
    w.services.ask_for_new(&stranger(), link.rsplit('/').next().unwrap()).await.unwrap();
    let ines = w.log_in(INES).await;
    w.invite(&ines, "refused@x.example", "Inviter").await.unwrap();
    w.send_all(&relay).await;
    w.sql("UPDATE users SET status = 'disabled' WHERE canonical = $1", vec![INES.into()]).await;
    let link = relay.taken_for("refused@x.example")[0].link(&format!("{PUBLIC_URL}/invitations/"));
    w.register(link.rsplit('/').next().unwrap()).await.unwrap_err();
    w.services.send_feedback(&w.log_in(MARA).await, Some(ACME), "Fine").await.unwrap();
    w.services.leave(&w.log_in(MARA).await, ACME).await.unwrap();
    w.send_all(&relay).await;
    let letters = relay.taken();
    let kinds = w.column::<String>("SELECT DISTINCT kind FROM outbox WHERE status = 'sent' ORDER BY kind", vec![]).await;
    let all = "code feedback invitation invitation_request member_left password_changed reminder resend reset sponsor_lacks_rights verify welcome";
    assert_eq!(kinds.join(" "), all);
    assert_eq!(letters.len(), 13, "{:?}", letters.iter().map(|l| l.header("subject")).collect::<Vec<_>>());
    for letter in letters {
        assert_eq!(letter.header("auto-submitted"), "auto-generated");
        assert_eq!(letter.types, ["multipart/alternative", "text/plain", "text/html"], "{}", letter.header("subject"));
        assert!(!letter.header("subject").is_empty() && !letter.text.trim().is_empty() && letter.html.contains("</html>"));
        assert!(letter.header("from").contains(MAIL_FROM));
    }
});

both!(f04_every_try_of_a_mail_is_the_same_mail, async |w: &World| {
    let [id] = w.invited_ids(["a@x.example"]).await;
    let relay = Relay::start();
    for answer in ["451 4.3.0 Later", "452 4.3.1 Full"] {
        relay.once(".", "", Act::Say(answer));
        w.send_all(&relay).await;
        w.pass(HOUR);
    }
    // The connection breaks where nobody knows whether the mail was taken.
    relay.once(".", "", Act::Close);
    w.send_all(&relay).await;
    w.pass(HOUR);
    w.send_all(&relay).await;
    assert_eq!(w.row(id).await.told(), ("sent", 4, "250 2.0.0 Ok: queued"));
    let tries: Vec<_> = relay.received().iter().map(Letter::read).collect();
    assert_eq!((tries.len(), relay.taken().len()), (4, 1));
    let facts = |l: &Letter| (l.message_id().to_owned(), l.link(PUBLIC_URL), l.header("date").to_owned(), l.text.clone());
    assert!(tries.iter().all(|l| facts(l) == facts(&tries[0])));
});

both!(f04_a_courier_that_dies_between_the_250_and_the_commit_leaves_the_same_mail_twice, async |w: &World| {
    let [id] = w.invited_ids(["a@x.example"]).await;
    let relay = Relay::start();
    // Nothing can be written down any more from here on, as if the process were dead.
    w.break_end("sent").await;
    let mut courier = w.courier(by(relay.transport(), PATIENT));
    let work = tokio::spawn(async move { courier.round(&CancellationToken::new()).await });
    relay.until("the mail", |r| r.taken().len() == 1).await;
    work.abort();
    assert!(work.await.unwrap_err().is_cancelled());
    w.mend_end().await;
    assert_eq!(w.row(id).await.status, "sending");
    w.end_leases().await;
    w.send_all(&relay).await;
    let taken = relay.taken();
    assert_eq!((taken.len(), w.row(id).await.told()), (2, ("sent", 2, "250 2.0.0 Ok: queued")));
    assert_eq!((taken[0].message_id(), taken[0].link(PUBLIC_URL)), (taken[1].message_id(), taken[1].link(PUBLIC_URL)));
});

both!(f04_a_resend_is_another_mail_with_another_link, async |w: &World| {
    let relay = Relay::start();
    let [id] = w.invited_ids(["a@x.example"]).await;
    w.send_all(&relay).await;
    w.pass(2 * MINUTE);
    w.services.resend(&w.admin().await, ACME, domain::ids::InvitationId::new(id)).await.unwrap();
    w.send_all(&relay).await;
    let taken = relay.taken();
    assert_eq!(taken.len(), 2);
    assert_ne!(taken[0].message_id(), taken[1].message_id());
    assert_ne!(taken[0].link(PUBLIC_URL), taken[1].link(PUBLIC_URL));
});
