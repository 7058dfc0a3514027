//! Areas, links and questions, as the operator orders them.

use domain::Language;
use domain::views::{Entry, EntryKind};

use crate::support::{ACME, ADMIN, INES, NORA, World, both, told};

fn entry(title: &str) -> Entry {
    Entry { title: title.to_owned(), ..Entry::default() }
}

fn link(url: &str) -> Entry {
    Entry { url: url.to_owned(), ..entry("Manual") }
}

fn question(title: &str, language: Language) -> Entry {
    Entry { text: "First.\nSecond.".to_owned(), language: Some(language), ..entry(title) }
}

async fn save(w: &World, kind: EntryKind, entry: Entry) -> String {
    w.services.save_entry(&w.operator().await, kind, None, entry).await.unwrap()
}

async fn titles(w: &World, kind: EntryKind) -> Vec<String> {
    w.services.entries(&w.operator().await, kind).await.unwrap().into_iter().map(|row| row.entry.title).collect()
}

async fn areas_of(w: &World, email: &str) -> Vec<String> {
    let home = w.services.home(&w.log_in(email).await, ACME).await.unwrap();
    home.areas.into_iter().filter(|area| area.open).map(|area| area.key).collect()
}

both!(m02_areas_are_made_renamed_and_put_in_order, async |w: &World| {
    let operator = w.operator().await;
    let id = save(w, EntryKind::Area, Entry { text: "What is to be done".to_owned(), ..entry("Open tickets") }).await;
    assert_eq!(id, "open-tickets");
    assert_eq!(areas_of(w, NORA).await, ["calls", "invoices", "contracts", "open-tickets"], "Standard User opens every area");
    w.services.move_entry(&operator, EntryKind::Area, &id, true).await.unwrap();
    w.services.save_entry(&operator, EntryKind::Area, Some("calls"), entry("Phone calls")).await.unwrap();
    assert_eq!(titles(w, EntryKind::Area).await, ["Phone calls", "Invoices", "Open tickets", "Contracts"]);
    assert_eq!(areas_of(w, INES).await, ["calls"], "a new name is no other area");
    assert_eq!(told(&w.services.move_entry(&operator, EntryKind::Area, "calls", true).await), "NotFound");
    assert_eq!(told(&w.services.move_entry(&operator, EntryKind::Area, "contracts", false).await), "NotFound");
    assert_eq!(told(&w.services.save_entry(&operator, EntryKind::Area, None, entry(" ")).await), "title: Line(Missing)");
});

both!(b10_a_deleted_area_leaves_no_right_behind, async |w: &World| {
    let operator = w.operator().await;
    w.invited("new@acme.example", "Inviter").await;
    let rows = w.services.entries(&operator, EntryKind::Area).await.unwrap();
    let calls = rows.iter().find(|row| row.id == "calls").unwrap();
    // The role stands in both customers; in one of them somebody has it, and somebody is to get it.
    assert_eq!((calls.roles, calls.members, calls.invitations), (2, 1, 1), "said before");
    w.services.delete_entry(&operator, EntryKind::Area, "calls").await.unwrap();
    assert_eq!(areas_of(w, INES).await, Vec::<String>::new());
    assert_eq!(w.count("role_permissions", "permission = 'area.calls'").await, 0);
    assert_eq!(save(w, EntryKind::Area, entry("Calls")).await, "calls");
    assert_eq!(areas_of(w, INES).await, Vec::<String>::new(), "one of the same name gives nothing to anybody");
    assert_eq!(areas_of(w, NORA).await, ["invoices", "contracts", "calls"]);
});

both!(s24_links_lead_to_web_sites_alone, async |w: &World| {
    let operator = w.operator().await;
    for bad in ["javascript:alert(1)", "data:text/html,<script>", "http://plain.example/", "//evil.example", "/c/1001/", ""] {
        assert_eq!(told(&w.services.save_entry(&operator, EntryKind::Link, None, link(bad)).await), "url: WebAddress", "{bad}");
    }
    let id = save(w, EntryKind::Link, Entry { document: true, note: "PDF".to_owned(), ..link("https://docs.example/manual.pdf") }).await;
    let german = Entry { language: Some(Language::De), ..link("https://docs.example/de") };
    save(w, EntryKind::Link, Entry { title: "Handbuch".to_owned(), ..german }).await;
    let home = w.services.home(&w.log_in(NORA).await, ACME).await.unwrap();
    assert_eq!(home.links.iter().map(|link| link.title.as_str()).collect::<Vec<_>>(), ["Manual"], "in the reader's language");
    w.services.move_entry(&operator, EntryKind::Link, &id, false).await.unwrap();
    assert_eq!(titles(w, EntryKind::Link).await, ["Handbuch", "Manual"]);
    assert_eq!(told(&w.services.save_entry(&operator, EntryKind::Link, Some(&id), link("javascript:x")).await), "url: WebAddress");
    w.services.delete_entry(&operator, EntryKind::Link, &id).await.unwrap();
    assert_eq!(told(&w.services.delete_entry(&operator, EntryKind::Link, &id).await), "NotFound");
});

both!(m02_questions_are_ordered_within_their_language, async |w: &World| {
    let operator = w.operator().await;
    for (title, language) in [("One", Language::En), ("Eins", Language::De), ("Two", Language::En)] {
        save(w, EntryKind::Question, question(title, language)).await;
    }
    let rows = w.services.entries(&operator, EntryKind::Question).await.unwrap();
    let places: Vec<_> = rows.iter().map(|row| (row.entry.title.as_str(), row.can_rise, row.can_sink)).collect();
    assert_eq!(places, [("Eins", false, false), ("One", false, true), ("Two", true, false)]);
    w.services.move_entry(&operator, EntryKind::Question, &rows[2].id, true).await.unwrap();
    let faq = w.services.faq(&w.log_in(NORA).await).await.unwrap();
    assert_eq!(faq.entries.iter().map(|entry| entry.question.as_str()).collect::<Vec<_>>(), ["Two", "One"]);
    assert_eq!(faq.entries[0].answer, "First.\nSecond.");
    let without = Entry { language: None, ..question("None", Language::En) };
    assert_eq!(told(&w.services.save_entry(&operator, EntryKind::Question, None, without).await), "language: Choice");
    assert_eq!(w.count("audit", "action LIKE 'content.%' AND actor_kind = 'operator'").await, 4);
});

both!(b12_nobody_else_changes_what_the_operator_offers, async |w: &World| {
    let before = titles(w, EntryKind::Area).await;
    for email in [ADMIN, NORA] {
        let caller = w.log_in(email).await;
        assert_eq!(told(&w.services.entries(&caller, EntryKind::Area).await), "NotFound");
        assert_eq!(told(&w.services.save_entry(&caller, EntryKind::Area, None, entry("Mine")).await), "NotFound");
        assert_eq!(told(&w.services.move_entry(&caller, EntryKind::Area, "calls", false).await), "NotFound");
        assert_eq!(told(&w.services.delete_entry(&caller, EntryKind::Area, "calls").await), "NotFound");
    }
    assert_eq!(titles(w, EntryKind::Area).await, before);
});
