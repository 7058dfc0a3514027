//! From a pasted list to pages that open: what the product is for.

use domain::invitation::Verdict;
use domain::views::{AddressNote, NoteKind};

use super::pages::{get, site};
use super::*;
use crate::support::*;

const LIST: &str = r#"Ann Lee <ann.lee@example.com>; "Roe, Jo" <JO.ROE@Example.com>, jo.roe@example.com  bad@@x, m@münchen.example"#;

both!(m04_a_pasted_list_becomes_mails_whose_links_open_the_door, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.services.create_batch(&admin, ACME).await.unwrap();
    // What is no address is told as such, with what was typed; it alone is refused.
    let told = told(&w.services.save_addresses(&admin, ACME, batch, LIST, "", true).await);
    assert!(told.starts_with("addresses") && !told.contains(','), "one problem: {told}");
    let notes = w.services.addresses_step(&admin, ACME, batch).await.unwrap().notes;
    assert!(matches!(&notes.notes[..], [AddressNote { text, kind: NoteKind::Bad(_), .. }] if text == "bad@@x"), "{notes:?}");
    assert_eq!(notes.uses, 3, "one is there twice, and counts once");
    w.submit(&admin, batch).await.unwrap();
    let result = w.services.batch_result(&admin, ACME, batch, 1).await.unwrap();
    let rows: Vec<_> = result.rows.iter().map(|row| (row.email.as_str(), row.name.as_str(), row.verdict)).collect();
    let expected = [("ann.lee@example.com", "Ann Lee"), ("JO.ROE@Example.com", "Jo Roe"), ("m@münchen.example", "")];
    assert_eq!(rows, expected.map(|(email, name)| (email, name, Verdict::New)));

    let relay = Relay::start();
    w.send_all(&relay).await;
    let letters = relay.taken();
    let to: Vec<_> = letters.iter().map(|letter| letter.envelope_to.as_str()).collect();
    assert_eq!(to, ["ann.lee@example.com", "JO.ROE@example.com", "m@xn--mnchen-3ya.example"]);
    let site = site(w);
    for letter in &letters {
        let link = letter.link(&format!("{PUBLIC_URL}/invitations/"));
        let (status, page) = get(&site, link.strip_prefix(PUBLIC_URL).unwrap()).await;
        assert!(status == 200 && page.contains("Join Acme"), "{status} {page}");
    }
    assert_eq!(w.count("invitations", "status = 'pending'").await, 3, "looking changes nothing");
});
