//! What the operator sets for the whole installation.

use backend::OperatorInput;
use domain::problem::Conflict;
use domain::views::{AcceptPage, Arrival, OperatorSettings};

use crate::support::{ACME, MARA, OPERATOR, World, both, of_role, stranger, told};

async fn now(w: &World) -> OperatorSettings {
    w.services.operator_settings(&w.operator().await).await.unwrap().now
}

fn typed(seen: &OperatorSettings) -> OperatorInput {
    OperatorInput {
        product: seen.product.clone(),
        sender_name: seen.sender_name.clone(),
        colour: seen.colour.clone(),
        label_colour: seen.label_colour.clone(),
        postal_address: seen.postal_address.clone(),
        support_email: seen.support_email.clone(),
        support_phone: seen.support_phone.clone(),
        trust_copied_links: seen.trust_copied_links,
        daily_limit: seen.daily_limit.to_string(),
        seen: seen.clone(),
    }
}

async fn save(w: &World, change: impl FnOnce(&mut OperatorInput)) -> String {
    let mut input = typed(&now(w).await);
    change(&mut input);
    told(&w.services.save_operator_settings(&w.operator().await, input).await)
}

fn branded(input: &mut OperatorInput) {
    *input = OperatorInput {
        product: "Salón".to_owned(),
        sender_name: "Salón Post".to_owned(),
        colour: "#FFCC00".to_owned(),
        label_colour: "#000000".to_owned(),
        postal_address: "Calle Mayor 1, Madrid".to_owned(),
        support_email: "help@salon.example".to_owned(),
        ..input.clone()
    };
}

both!(m02_the_brand_stands_on_pages_and_in_mails, async |w: &World| {
    assert_eq!(save(w, branded).await, "ok");
    for caller in [stranger(), w.admin().await, w.log_in(MARA).await] {
        let brand = w.services.site(&caller).await.unwrap().brand;
        assert_eq!((brand.name.as_str(), brand.colour.as_str(), brand.on.as_str()), ("Salón", "#ffcc00", "#000000"));
    }
    w.invited("new@acme.example", "Standard User").await;
    let mail = w.mail("new@acme.example").await;
    for part in ["#ffcc00", "Salón", "Calle Mayor 1, Madrid", "help@salon.example"] {
        assert!(mail.html.contains(part), "{part}: {}", mail.html);
    }
    assert!(!mail.html.contains("color:#ffcc00"), "a pale colour is no text on white");
    assert!(!mail.html.contains("#07566a"), "nor are links of another brand's colour");
    let contact = w.services.no_access(&w.log_in(MARA).await).await.unwrap().support_email;
    assert_eq!(contact.as_deref(), Some("help@salon.example"));
});

both!(s24_what_is_no_readable_pair_of_colours_is_refused, async |w: &World| {
    let before = now(w).await;
    assert_eq!(save(w, |i| i.label_colour = "#888888".to_owned()).await, "label_colour: Contrast(213)");
    let mut input = typed(&before);
    input.colour = "#ffee88".to_owned();
    let Err(backend::Error::Invalid(problems)) = w.services.save_operator_settings(&w.operator().await, input).await else { panic!() };
    assert_eq!(problems[0].subject.as_deref(), Some("#0c1011"), "what would do");
    for bad in ["red", "#fff", "javascript:alert(1)", "#0b5c6e;}body{display:none"] {
        assert_eq!(save(w, |i| i.colour = bad.to_owned()).await, "colour: Colour", "{bad}");
    }
    assert_eq!(now(w).await, before);
});

both!(c03_what_has_no_place_in_a_name_is_refused, async |w: &World| {
    for bad in ["a\r\nBcc: x@y.example", "a\u{202e}b", "a\0b"] {
        assert_eq!(save(w, |i| i.sender_name = bad.to_owned()).await, "sender_name: Line(Forbidden)", "{bad:?}");
    }
    assert_eq!(save(w, |i| i.product = " ".to_owned()).await, "product: Line(Missing)");
    assert_eq!(save(w, |i| i.daily_limit = "0".to_owned()).await, "daily_limit: Range(1, 1000000)");
    assert_eq!(save(w, |i| i.support_email = "nobody".to_owned()).await, "support_email: Email(At)");
});

both!(what_another_administrator_has_set_meanwhile_is_not_lost, async |w: &World| {
    let seen = now(w).await;
    assert_eq!(save(w, |i| i.product = "First".to_owned()).await, "ok");
    let late = OperatorInput { product: "Second".to_owned(), ..typed(&seen) };
    let refused = w.services.save_operator_settings(&w.operator().await, late).await;
    assert!(matches!(refused, Err(backend::Error::Conflict(Conflict::Changed))), "{refused:?}");
    assert_eq!(now(w).await.product, "First");
});

both!(rule_3_trusting_copied_links_is_the_operators_choice, async |w: &World| {
    let (id, _) = w.invited("new@acme.example", "Standard User").await;
    let link = w.services.copy_link(&w.admin().await, ACME, id).await.unwrap();
    let token = link.url.rsplit('/').next().unwrap();
    let arrival = async || match w.services.accept_page(&stranger(), token).await.unwrap() {
        AcceptPage::Open(open) => open.arrival,
        other => panic!("{other:?}"),
    };
    assert!(matches!(arrival().await, Arrival::NeedsCode { .. }));
    assert_eq!(save(w, |i| i.trust_copied_links = true).await, "ok");
    assert!(matches!(arrival().await, Arrival::Nobody { .. }));
});

both!(e01_the_cap_of_the_installation_holds_from_the_next_list_on, async |w: &World| {
    assert_eq!(save(w, |i| i.daily_limit = "1".to_owned()).await, "ok");
    let admin = w.admin().await;
    let batch = w.services.create_batch(&admin, ACME).await.unwrap();
    let list = "a@x.example, b@x.example";
    w.services.save_addresses(&admin, ACME, batch, list, "", true).await.unwrap();
    assert!(told(&w.services.submit_batch(&admin, ACME, batch).await).contains("InstallationLimit"));
    let role = w.role(ACME, "Standard User").await;
    assert_eq!(told(&w.services.invite_one(&admin, ACME, "one@x.example", &of_role(role)).await), "ok");
    let sql = "SELECT a.actor_kind || ' ' || u.canonical FROM audit a JOIN users u ON u.id = a.actor_id WHERE a.action = 'operator.settings_changed'";
    assert_eq!(w.column::<String>(sql, vec![]).await, [format!("operator {OPERATOR}")]);
});

both!(m02_feedback_is_kept_for_the_operator, async |w: &World| {
    let mara = w.log_in(MARA).await;
    w.services.send_feedback(&mara, Some(ACME), "Fine.\n<b>Really</b>").await.unwrap();
    w.services.send_feedback(&mara, None, "Again").await.unwrap();
    let list = w.services.feedback_list(&w.operator().await, None).await.unwrap();
    let mut told: Vec<_> = list.rows.iter().map(|row| (row.text.as_str(), row.customer.is_some(), row.email.as_str())).collect();
    told.sort_unstable();
    assert_eq!(told, [("Again", false, MARA), ("Fine.\n<b>Really</b>", true, MARA)]);
    assert_eq!(crate::support::told(&w.services.feedback_list(&mara, None).await), "NotFound");
});
