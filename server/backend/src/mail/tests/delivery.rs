//! What the relay's answers do to a mail and to the queue (security.md F4, F5, R3, R4).

use std::time::{Duration, Instant};

use super::{
    fixtures::{composed, headers, invitation},
    relay::{Act, Relay, Script, script, short},
};
use crate::mail::{Brand, FailureClass, Headers, SendError, SmtpSession, Timeouts, Transport, compose, test_delivery};

async fn failure(script: Script) -> SendError {
    let relay = Relay::start(script).await;
    let mut session = SmtpSession::new(relay.config("smtp://jo:secret@", "?tls=none"), short());
    session.send(&composed()).await.expect_err(&format!("{script:?}"))
}

#[tokio::test]
async fn f05_a_mail_that_the_relay_takes_comes_back_with_its_answer() {
    let relay = Relay::start(&[]).await;
    let reply = relay.session().send(&composed()).await.unwrap();
    assert_eq!(reply.text, "250 2.0.0 Ok: queued as ABC");
    assert_eq!(
        relay.heard(),
        [
            "CONNECT",
            "EHLO app.example",
            "MAIL FROM:<invitations@vestibule.example>",
            "RCPT TO:<elena.marquez-villanueva@santiagos5.example>",
            "DATA",
            "."
        ]
    );
    assert_eq!(relay.mails(), [[composed().bytes.as_slice(), b"\r\n"].concat()]);
}

#[tokio::test]
async fn f05_every_answer_has_its_class() {
    use Act::{Close, Endless, Raw, Say, SayAndClose};
    use FailureClass::{Pause, Reject, Retry};
    let table: &[(Script, FailureClass, &str)] = &[
        // The recipient.
        (&[("RCPT", &[Say("421 4.3.2 Shutting down")])], Retry, "421 4.3.2 Shutting down"),
        (&[("RCPT", &[Say("450 4.2.0 Greylisted")])], Retry, "450 4.2.0 Greylisted"),
        (&[("RCPT", &[Say("451 4.7.1 Try later")])], Retry, "451 4.7.1 Try later"),
        (&[("RCPT", &[Say("452 4.3.1 Insufficient storage")])], Retry, "452 4.3.1 Insufficient storage"),
        (&[("RCPT", &[Say("550 5.1.1 User unknown")])], Reject, "550 5.1.1 User unknown"),
        (&[("RCPT", &[Say("552 5.2.2 Mailbox full")])], Reject, "552 5.2.2 Mailbox full"),
        (&[("RCPT", &[Say("554 5.7.1 Rejected")])], Reject, "554 5.7.1 Rejected"),
        (&[("RCPT", &[Say("530 5.7.0 Authentication required")])], Pause, "530 5.7.0 Authentication required"),
        (&[("RCPT", &[Say("550-5.1.1 No\r\n550-5.1.1 such\r\n550 5.1.1 user")])], Reject, "550 5.1.1 No such user"),
        // The content.
        (&[("DATA", &[Say("451 4.3.0 Later")])], Retry, "451 4.3.0 Later"),
        (&[("DATA", &[Say("554 5.5.1 No valid recipients")])], Reject, "554 5.5.1 No valid recipients"),
        (&[(".", &[Say("452 4.3.1 Disk full")])], Retry, "452 4.3.1 Disk full"),
        (&[(".", &[Say("550 5.7.1 Spam")])], Reject, "550 5.7.1 Spam"),
        (&[(".", &[Say("552 5.3.4 Too big")])], Reject, "552 5.3.4 Too big"),
        (&[(".", &[Close])], Retry, "Failed while sending the content"),
        (&[(".", &[Say("354 Go on")])], Retry, "Unexpected answer while sending the content: 354 Go on"),
        (&[("DATA", &[Say("250 Ok")])], Retry, "Unexpected answer while sending the content: 250 Ok"),
        // Login and policy: nobody's mail would pass.
        (&[("AUTH", &[Say("535 5.7.8 Authentication failed")])], Pause, "535 5.7.8 Authentication failed"),
        (&[("AUTH", &[Say("534 5.7.9 Too weak")])], Pause, "534 5.7.9 Too weak"),
        (&[("AUTH", &[Say("454 4.7.0 Temporary failure")])], Retry, "454 4.7.0 Temporary failure"),
        (&[("EHLO", &[Say("250-relay.example\r\n250 AUTH GSSAPI")])], Pause, "No compatible authentication mechanism"),
        (&[("CONNECT", &[Say("554 5.7.1 Your address is blocked")])], Pause, "554 5.7.1 Your address is blocked"),
        (&[("CONNECT", &[SayAndClose("554 Go away")])], Pause, "554 Go away"),
        (&[("EHLO", &[Say("550 5.7.1 Not for you")])], Pause, "550 5.7.1 Not for you"),
        (&[("MAIL", &[Say("530 5.7.0 Must issue STARTTLS")])], Pause, "530 5.7.0 Must issue STARTTLS"),
        (&[("MAIL", &[Say("553 5.7.1 Sender not owned by user")])], Pause, "553 5.7.1 Sender not owned by user"),
        (&[("MAIL", &[Say("552 5.3.4 Too big")])], Reject, "552 5.3.4 Too big"),
        (&[("MAIL", &[Say("451 4.3.0 Later")])], Retry, "451 4.3.0 Later"),
        // Trouble of all kinds.
        (&[("CONNECT", &[Say("421 4.3.2 Busy")])], Retry, "421 4.3.2 Busy"),
        (&[("CONNECT", &[Close])], Retry, "Failed while waiting for the greeting"),
        (&[("CONNECT", &[Say("HTTP/1.1 400 Bad Request")])], Retry, "Failed while waiting for the greeting"),
        (&[("EHLO", &[Raw(b"\x00\xff\xfe\r\n")])], Retry, "Failed while waiting for the greeting"),
        (&[("MAIL", &[Say("okay")])], Retry, "Failed while giving the sender"),
        (&[("MAIL", &[Raw(b"250 no end")])], Retry, "Timeout while giving the sender"),
        (&[("MAIL", &[Raw(b"250 bare line feed\n")])], Retry, "Timeout while giving the sender"),
        (&[("RCPT", &[Raw(b"250-one\r\n550 two\r\n")])], Retry, "Failed while giving the recipient"),
        (&[("RCPT", &[Close])], Retry, "Failed while giving the recipient"),
        (&[("RCPT", &[Endless(b"250-again and again\r\n")])], Retry, "giving the recipient"),
        (&[("RCPT", &[Endless(b"xxxxxxxxxxxxxxxxxxxxxxxx")])], Retry, "Failed while giving the recipient: the answer has no end"),
        (&[("RCPT", &[Endless(b"\x30")])], Retry, "giving the recipient"),
    ];
    for (script, class, reply) in table {
        let error = failure(script).await;
        assert_eq!(error.class, *class, "{script:?}: {error}");
        assert!(error.reply.contains(reply), "{script:?}: {error}");
    }
}

#[tokio::test]
async fn f05_nobody_listens() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let config = format!("smtp://{closed}").parse().unwrap();
    let error = SmtpSession::new(config, short()).send(&composed()).await.unwrap_err();
    assert_eq!(error.class, FailureClass::Retry, "{error}");
    let error = SmtpSession::new("smtp://no-such-host.invalid".parse().unwrap(), short()).send(&composed()).await.unwrap_err();
    assert_eq!(error.class, FailureClass::Retry, "{error}");
}

#[tokio::test]
async fn r04_long_but_proper_answers_are_understood() {
    let eight = "250-1\r\n250-2\r\n250-3\r\n250-4\r\n250-5\r\n250-6\r\n250-7\r\n250 queued";
    let script = script(".", &[Act::Say(eight)]);
    let relay = Relay::start(script).await;
    assert_eq!(relay.session().send(&composed()).await.unwrap().text, "250 1 2 3 4 5 6 7 queued");
}

#[tokio::test]
async fn r04_an_oversized_line_is_no_answer() {
    let line: &'static str = Box::leak(format!("250 {}", "x".repeat(2_000)).into_boxed_str());
    let script = script(".", &[Act::Say(line)]);
    let relay = Relay::start(script).await;
    let error = relay.session().send(&composed()).await.unwrap_err();
    assert_eq!((error.class, error.reply.as_str()), (FailureClass::Retry, "Failed while sending the content: SMTP response line too long"));
}

#[tokio::test]
async fn r03_a_relay_that_hangs_is_left_in_time() {
    for step in ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."] {
        let begun = Instant::now();
        let error = failure(script(step, &[Act::Hang])).await;
        assert_eq!(error.class, FailureClass::Retry, "{step}");
        assert!(error.reply.starts_with("Timeout while"), "{step}: {error}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{step}: {:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn r03_one_octet_at_a_time_ends_with_the_timeout_of_the_whole_answer() {
    let begun = Instant::now();
    let error = failure(script("MAIL", &[Act::Trickle("250 2.1.0 Ok, slowly\r\n", Duration::from_millis(100))])).await;
    assert_eq!((error.class, error.reply.as_str()), (FailureClass::Retry, "Timeout while giving the sender"));
    assert!(begun.elapsed() < Duration::from_secs(2));
    let relay = Relay::start(script("MAIL", &[Act::Trickle("250 2.1.0 Ok\r\n", Duration::from_millis(5))])).await;
    relay.session().send(&composed()).await.unwrap();
}

#[tokio::test]
async fn one_connection_serves_many_mails() {
    let relay = Relay::start(&[("RCPT", &[Act::Say("250 Ok"), Act::Say("550 5.1.1 Unknown"), Act::Say("250 Ok")])]).await;
    let mut session = relay.session();
    session.send(&composed()).await.unwrap();
    assert_eq!(session.send(&composed()).await.unwrap_err().class, FailureClass::Reject);
    session.send(&composed()).await.unwrap();
    session.close().await;
    assert_eq!((relay.times("CONNECT"), relay.times("RSET"), relay.mails().len(), relay.times("QUIT")), (1, 2, 2, 1));
}

#[tokio::test]
async fn a_connection_that_died_in_between_is_replaced_without_a_failure() {
    let scripts: [Script; 4] = [
        &[("RSET", &[Act::Close])],
        &[("RSET", &[Act::Say("421 4.4.2 Idle for too long")])],
        &[("MAIL", &[Act::Say("250 Ok"), Act::Say("421 4.7.0 Too many mails on this connection"), Act::Say("250 Ok")])],
        &[("MAIL", &[Act::Say("250 Ok"), Act::Close, Act::Say("250 Ok")])],
    ];
    for script in scripts {
        let relay = Relay::start(script).await;
        let mut session = relay.session();
        session.send(&composed()).await.unwrap();
        session.send(&composed()).await.unwrap();
        assert_eq!((relay.times("CONNECT"), relay.mails().len()), (2, 2), "{script:?}");
    }
}

/// A late answer to the first mail must not pass for the answer to the second.
#[tokio::test]
async fn f04_after_a_timeout_nothing_of_the_connection_is_used_again() {
    let script = script(".", &[Act::SayAfter(Duration::from_millis(700), "250 2.0.0 Ok: late"), Act::Say("550 5.7.1 Spam")]);
    let relay = Relay::start(script).await;
    let mut session = relay.session();
    assert_eq!(session.send(&composed()).await.unwrap_err().class, FailureClass::Retry);
    assert_eq!(session.send(&composed()).await.unwrap_err().class, FailureClass::Reject);
    assert_eq!(relay.times("CONNECT"), 2);
}

#[tokio::test]
async fn f04_a_send_that_was_given_up_leaves_no_connection_behind() {
    let relay = Relay::start(&[(".", &[Act::Hang, Act::Say("550 5.7.1 Spam")])]).await;
    let mut session = SmtpSession::new(relay.config("smtp://", "?tls=none"), Timeouts::default());
    let mail = composed();
    tokio::time::timeout(Duration::from_millis(300), session.send(&mail)).await.unwrap_err();
    assert_eq!(session.send(&composed()).await.unwrap_err().class, FailureClass::Reject);
    assert_eq!(relay.times("CONNECT"), 2);
}

/// Surplus answers shift all later ones by one: the command that expects another code than "ok" notices.
#[tokio::test]
async fn f04_answers_that_nobody_asked_for_are_never_taken_for_success() {
    let relay = Relay::start(&[("EHLO", &[Act::Raw(b"250 relay.example\r\n250 surplus\r\n")]), (".", &[Act::Hang])]).await;
    let error = relay.session().send(&composed()).await.unwrap_err();
    assert_eq!(error.class, FailureClass::Retry, "{error}");
    assert!(error.reply.starts_with("Unexpected answer"), "{error}");
}

#[tokio::test]
async fn what_people_read_is_one_bounded_line() {
    let relay = Relay::start(&[("RCPT", &[Act::Raw(b"550-a\x1b[31m\tb\r\n550 \xe2\x80\xaec \xe2\x80\x8b d\r\n")])]).await;
    assert_eq!(relay.session().send(&composed()).await.unwrap_err().reply, "550 a [31m b c d");
    let long: &'static str = Box::leak(format!("550-{0}\r\n550 {0}", "y".repeat(900)).into_boxed_str());
    let script = script("RCPT", &[Act::Say(long)]);
    let relay = Relay::start(script).await;
    assert_eq!(relay.session().send(&composed()).await.unwrap_err().reply.chars().count(), 500);
}

#[tokio::test]
async fn a_local_part_beyond_ascii_needs_smtputf8() {
    let mail = invitation().render(&Brand::default(), domain::Language::De).unwrap();
    let mail = compose(&mail, &Headers { to_address: "jürgen@xn--mnchen-3ya.example".to_owned(), ..headers() }).unwrap();
    let relay = Relay::start(&[]).await;
    relay.session().send(&mail).await.unwrap();
    let heard = relay.heard();
    assert!(heard.contains(&"MAIL FROM:<invitations@vestibule.example> SMTPUTF8 BODY=8BITMIME".to_owned()), "{heard:?}");
    assert!(heard.contains(&"RCPT TO:<jürgen@xn--mnchen-3ya.example>".to_owned()), "{heard:?}");

    let old = Relay::start(&[("EHLO", &[Act::Say("250-relay.example\r\n250 8BITMIME")])]).await;
    let mut session = old.session();
    assert_eq!(session.send(&mail).await.unwrap_err().class, FailureClass::Reject);
    session.send(&composed()).await.unwrap();
    assert_eq!((old.times("CONNECT"), old.mails().len()), (1, 1));
}

#[tokio::test]
async fn a_test_tells_the_dialogue_without_credentials() {
    let relay = Relay::start(&[]).await;
    let report = test_delivery(&Transport::Smtp(relay.config("smtp://jo:hunter2@", "")), short(), &composed()).await;
    assert!(report.outcome.is_ok());
    assert_eq!(report.steps[1..], ["Not encrypted", "Logged in as jo", "Mail accepted: 250 2.0.0 Ok: queued as ABC"]);
    assert!(report.steps[0].starts_with("Connected to 127.0.0.1:"), "{:?}", report.steps);
    assert!(!format!("{report:?}").contains("hunter2"));

    let refused = Relay::start(&[("AUTH", &[Act::Say("535 5.7.8 No")])]).await;
    let report = test_delivery(&Transport::Smtp(refused.config("smtp://jo:hunter2@", "")), short(), &composed()).await;
    assert_eq!(report.steps.last().map(String::as_str), Some("535 5.7.8 No"));
}
