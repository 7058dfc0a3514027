//! `kill -9` while mails leave (security.md R1, F4, F7): nothing lost, and at most one mail twice for each time, which is the same mail.

use std::collections::BTreeMap;

use super::program::{PUBLIC_URL, invite};
use super::*;
use crate::delivery::{Act, Gate, Relay};

fn ids_by_address(relay: &Relay) -> BTreeMap<String, Vec<(String, String)>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for mail in relay.received() {
        let letter = crate::delivery::Letter::read(&mail);
        found.entry(mail.to).or_default().push((letter.message_id().to_owned(), letter.link(&format!("{PUBLIC_URL}/invitations/"))));
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r01_killed_between_claim_and_end_nothing_is_lost_and_the_mail_stays_the_same() {
    const MAILS: usize = 12;
    const KILLS: usize = 3;
    let relay = Relay::start();
    let place = Installation::by_relay(&relay);
    let services = place.services().await;
    let caller = place.set_up(&services).await;
    for n in 0..MAILS {
        invite(&services, &caller, &format!("p{n:02}@x.example")).await;
    }
    drop(services);
    // Four couriers; each time, one of them waits for the answer to its content when the process is killed.
    for kill in 0..KILLS {
        relay.once(".", "", Act::Hold(Gate::closed(), None));
        let program = place.serve();
        relay.until("a mail that waits for its answer", |r| r.held(".") > kill).await;
        program.kill();
        place.end_leases().await;
    }
    let program = place.serve();
    relay
        .until("all mails", |r| {
            let taken: std::collections::BTreeSet<_> = r.taken().into_iter().map(|letter| letter.envelope_to).collect();
            taken.len() == MAILS
        })
        .await;
    drop(program);
    let found = ids_by_address(&relay);
    assert_eq!(found.len(), MAILS);
    let mut surplus = 0;
    for (address, letters) in &found {
        assert!(letters.iter().all(|letter| *letter == letters[0]), "{address}: {letters:?}");
        surplus += letters.len() - 1;
    }
    // Four couriers may each have had a mail in hand at each kill.
    assert!((KILLS..=4 * KILLS).contains(&surplus), "{surplus}");
}
