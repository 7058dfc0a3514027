//! The folder and the mailbox in memory.

use super::fixtures::{composed, headers};
use crate::mail::{Composed, FailureClass, MemoryMailbox, Timeouts, Transport};

#[tokio::test]
async fn a_mail_becomes_one_private_file_that_another_try_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("mails");
    let mut session = Transport::File(inside.clone()).session(Timeouts::default());
    let reply = session.send(&composed()).await.unwrap();
    session.send(&composed()).await.unwrap();
    let files: Vec<_> = std::fs::read_dir(&inside).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files, [inside.join("env_7Kq2Zt_1_vestibule_example.eml")]);
    assert_eq!(std::fs::read(&files[0]).unwrap(), composed().bytes);
    assert!(reply.text.contains("env_7Kq2Zt"));
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&files[0]).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
}

/// Workers send from tasks of their own.
#[tokio::test]
async fn a_session_can_be_moved_to_a_task() {
    let relay = super::relay::Relay::start(&[]).await;
    let mut session = Transport::Smtp(relay.config("smtp://", "")).session(Timeouts::default());
    let sending = tokio::spawn(async move { session.send(&composed()).await });
    assert!(sending.await.unwrap().is_ok());
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_tried_again() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut session = Transport::File(file.path().join("below")).session(Timeouts::default());
    assert_eq!(session.send(&composed()).await.unwrap_err().class, FailureClass::Retry);
}

#[tokio::test]
async fn the_mailbox_lists_newest_first_and_keeps_2000() {
    let mailbox = MemoryMailbox::new();
    assert!(mailbox.list().is_empty() && mailbox.get(1).is_none());
    let mut session = Transport::Memory(mailbox.clone()).session(Timeouts::default());
    let mail = composed();
    for round in 1..=2_003 {
        let mut mail: Composed = mail.clone();
        mail.rendered.subject = format!("No. {round}");
        session.send(&mail).await.unwrap();
    }
    let list = mailbox.list();
    assert_eq!((list.len(), list[0].id, list[1_999].id), (2_000, 2_003, 4));
    assert_eq!((list[0].subject.as_str(), list[0].to.as_str(), list[0].at), ("No. 2003", headers().to_address.as_str(), headers().date));
    assert!(mailbox.get(3).is_none() && mailbox.get(0).is_none() && mailbox.get(2_004).is_none());
    assert_eq!(mailbox.get(4).unwrap().subject, "No. 4");
    assert_eq!(*mailbox.get(2_003).unwrap().raw, *mail.bytes);
}
