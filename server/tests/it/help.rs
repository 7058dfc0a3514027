//! *FAQ*, *Feedback*, and what *Home* offers besides areas.

use backend::context::{Caller, Visitor};
use domain::Language;
use domain::views::{FaqEntry, HomeLink, LinkKind};

use crate::support::{ACME, ADMIN, HOUR, INES, MARA, OPERATOR, OTHER, World, both, stranger, told};

/// The same reader in another language.
fn speaking(caller: &Caller, language: Language) -> Caller {
    Caller { visitor: Visitor { language, ..caller.visitor }, ..caller.clone() }
}

fn link(title: &str, url: &str) -> HomeLink {
    HomeLink { kind: LinkKind::Link, title: title.to_owned(), note: String::new(), url: url.to_owned() }
}

fn entry(question: &str) -> FaqEntry {
    FaqEntry { question: question.to_owned(), answer: "Yes.".to_owned() }
}

both!(m17_everybody_who_is_signed_in_reads_the_faq_in_their_language, async |w: &World| {
    let mara = w.log_in(MARA).await;
    let asked = async |language| {
        let faq = w.services.faq(&speaking(&mara, language)).await.unwrap();
        (faq.language, faq.entries.into_iter().map(|entry| entry.question).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(asked(Language::De).await, (Language::En, String::new()));
    let entries = [(Language::En, "One?"), (Language::De, "Eins?"), (Language::En, "Two?")];
    let entries = entries.map(|(language, question)| (language, entry(question)));
    w.services.add_demo_help(entries.to_vec(), vec![(None, link("a", "https://a.example/"))]).await.unwrap();
    assert_eq!(asked(Language::En).await, (Language::En, "One? Two?".to_owned()));
    assert_eq!(asked(Language::De).await, (Language::De, "Eins?".to_owned()));
    assert_eq!(asked(Language::Es).await, (Language::En, "One? Two?".to_owned()), "the operator's language is better than nothing");
    assert_eq!(told(&w.services.faq(&stranger()).await), "Unauthenticated");
});

both!(s24_home_links_lead_to_web_sites_alone_whatever_the_database_holds, async |w: &World| {
    let links = [
        (None, link("everywhere", "https://a.example/")),
        (Some(Language::De), link("deutsch", "https://a.example/de")),
        (Some(Language::En), link("english", "https://a.example/en")),
        (None, link("script", "javascript:alert(1)")),
        (None, link("data", "data:text/html,<script>alert(1)</script>")),
        (None, link("plain", "http://a.example/")),
        (None, link("login", "https://a.example@evil.example/")),
    ];
    w.services.add_demo_help(vec![(Language::En, entry("One?"))], links.to_vec()).await.unwrap();
    let mara = w.log_in(MARA).await;
    let offered = async |language| {
        let home = w.services.home(&speaking(&mara, language), ACME).await.unwrap();
        home.links.into_iter().map(|link| link.title).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(offered(Language::En).await, "everywhere english");
    assert_eq!(offered(Language::De).await, "everywhere deutsch");
    assert_eq!(offered(Language::Es).await, "everywhere");
});

both!(m17_feedback_is_kept_and_reaches_the_operator_by_mail, async |w: &World| {
    w.sql("UPDATE operators SET support_email = $1", vec!["help@vestibule.example".into()]).await;
    let mara = w.log_in(MARA).await;
    let text = "  The page is slow.\r\n\r\nVisit www.evil.tld\0 now  ";
    w.services.send_feedback(&mara, Some(ACME), text).await.unwrap();
    let kept: String = w.one("SELECT text FROM feedback", vec![]).await;
    assert_eq!(kept, "The page is slow.\n\nVisit www.evil.tld now");
    let mail = w.mail("help@vestibule.example").await;
    assert_eq!(mail.subject, "Feedback from Mara Voss on Vestibule");
    assert!(mail.text.starts_with("Mara Voss wrote to you on ") && mail.text.contains("The page is slow.\n"), "{}", mail.text);
    assert!(mail.text.contains(MARA) && mail.text.contains("Company: Acme, customer number 1001"), "{}", mail.text);
    assert!(!mail.text.contains("www.evil.tld") && !mail.html.contains("www.evil.tld"), "what users write is never a live link");
    assert_eq!(w.count("audit", "action = 'feedback.sent' AND account_id IS NULL").await, 1);
    // Without a support address it goes to the operator's administrators; and who comes from no account says so.
    w.sql("UPDATE operators SET support_email = NULL", vec![]).await;
    w.services.send_feedback(&mara, None, "Once more").await.unwrap();
    let mail = w.mail(OPERATOR).await;
    assert!(mail.text.contains("Once more") && !mail.text.contains("customer number"), "{}", mail.text);
});

both!(m17_refused_feedback_leaves_nothing, async |w: &World| {
    let (mara, ines) = (w.log_in(MARA).await, w.log_in(INES).await);
    let before = w.dump().await;
    let s = &w.services;
    assert_eq!(told(&s.send_feedback(&mara, None, " \r\n ").await), "feedback: Line(Missing)");
    assert_eq!(told(&s.send_feedback(&mara, None, &"ü".repeat(5_001)).await), "feedback: Line(TooLong(5000))");
    assert_eq!(told(&s.send_feedback(&ines, Some(OTHER), "Fine").await), "NotFound");
    assert_eq!(told(&s.send_feedback(&ines, Some("9999"), "Fine").await), "NotFound");
    assert_eq!(told(&s.send_feedback(&stranger(), None, "Fine").await), "Unauthenticated");
    w.unchanged_since(&before).await;
    s.send_feedback(&mara, None, &"ü".repeat(5_000)).await.unwrap();
    assert_eq!(w.count("feedback", "1 = 1").await, 1);
});

both!(e03_one_user_writes_five_times_an_hour, async |w: &World| {
    let (mara, ines) = (w.log_in(MARA).await, w.log_in(INES).await);
    for _ in 0..5 {
        w.services.send_feedback(&mara, None, "Fine").await.unwrap();
    }
    assert_eq!(told(&w.services.send_feedback(&mara, None, "Fine").await), "TooMany");
    assert_eq!((w.count("feedback", "1 = 1").await, w.count("outbox", "kind = 'feedback'").await), (5, 5));
    assert_eq!(w.count("audit", "action = 'limit.reached'").await, 1);
    w.services.send_feedback(&ines, None, "Fine").await.unwrap();
    w.pass(HOUR);
    w.services.send_feedback(&mara, None, "Fine").await.unwrap();
});

both!(m17_who_waits_for_rights_is_told_whom_to_ask_and_opens_no_profile, async |w: &World| {
    let mara = w.log_in(MARA).await;
    let asked = async |caller: &Caller| {
        let home = w.services.home(caller, ACME).await.unwrap();
        (home.restricted, home.contact.map(|contact| contact.email))
    };
    assert_eq!(asked(&mara).await, (true, Some(ADMIN.to_owned())));
    assert_eq!(asked(&w.log_in(INES).await).await, (false, None));
    assert_eq!(told(&w.services.profile(&mara, ACME, None).await), "Forbidden");
    assert_eq!(told(&w.services.area(&mara, ACME, "calls").await), "Forbidden");
    // The one who invited is asked while they are an administrator.
    w.services
        .change_roles(&w.admin().await, ACME, w.member(ACME, INES).await, &[w.role(ACME, "Account Administrator").await], None)
        .await
        .unwrap();
    w.invite(&w.log_in(INES).await, "new@x.example", "Standard User").await.unwrap();
    let joined = w.register(&w.link("new@x.example").await).await.unwrap();
    let new = w.caller(&joined.session).await;
    w.services.change_roles(&w.admin().await, ACME, w.member(ACME, "new@x.example").await, &[], None).await.unwrap();
    assert_eq!(asked(&new).await, (true, Some(INES.to_owned())));
    w.services.change_roles(&w.admin().await, ACME, w.member(ACME, INES).await, &[], None).await.unwrap();
    assert_eq!(asked(&new).await, (true, Some(ADMIN.to_owned())));
});
