//! *Account settings*: who sets what, and how two who do it at once fare.

use backend::SettingsInput;
use backend::context::Caller;
use domain::Language;
use domain::policy::{Policy, Preset, Rule};
use domain::views::Settings;

use crate::support::{ACME, DAY, INES, NORA, OTHER, World, both, stranger, told};

/// What the page would send if nothing was changed on it.
async fn page(w: &World, caller: &Caller) -> SettingsInput {
    sent(w.services.account_settings(caller, ACME).await.unwrap().now)
}

fn sent(now: Settings) -> SettingsInput {
    let policy = &now.policy;
    SettingsInput {
        shown: policy.preset,
        language: now.language,
        time_zone: now.time_zone.clone(),
        preset: policy.preset,
        grants: policy.grants,
        rules: Rule::ALL.iter().copied().filter(|rule| policy.has(*rule)).collect(),
        link_days: policy.link_days.to_string(),
        daily_limit: policy.daily_limit.to_string(),
        account_daily_limit: None,
        allowed_domains: policy.allowed_domains.join("\n"),
        seen: now,
    }
}

async fn save(w: &World, caller: &Caller, input: SettingsInput) -> String {
    told(&w.services.save_account_settings(caller, ACME, input).await)
}

async fn policy(w: &World) -> Policy {
    w.services.account_settings(&w.operator().await, ACME).await.unwrap().now.policy
}

both!(settings_are_set_and_hold_from_the_next_invitation_on, async |w: &World| {
    let admin = w.admin().await;
    let input = page(w, &admin).await;
    let input = SettingsInput {
        language: Language::De,
        time_zone: "Europe/Helsinki".to_owned(),
        link_days: "1".to_owned(),
        daily_limit: "2".to_owned(),
        allowed_domains: "@X.example, münchen.example".to_owned(),
        rules: vec![Rule::OlderLinksKeepWorking],
        ..input
    };
    assert_eq!(save(w, &admin, input).await, "ok");
    let now = w.services.account_settings(&admin, ACME).await.unwrap().now;
    assert_eq!((now.language, now.time_zone.as_str()), (Language::De, "Europe/Helsinki"));
    let expected = Policy {
        link_days: 1,
        daily_limit: 2,
        allowed_domains: vec!["x.example".to_owned(), "xn--mnchen-3ya.example".to_owned()],
        older_links_keep_working: true,
        reminders: false,
        offer_numbers: false,
        role_required: false,
        ..Policy::default()
    };
    assert_eq!(now.policy, expected);
    let (id, token) = w.invited("one@x.example", "Standard User").await;
    let mail = w.mail("one@x.example").await.text;
    assert!(mail.contains("lädt Sie") && mail.contains("Sa 21. Nov. 2026, 12:00 OEZ"), "{mail}");
    assert_eq!(told(&w.invite(&admin, "two@y.example", "Standard User").await), "email: BlockedDomain");
    w.invited("two@münchen.example", "Standard User").await;
    assert_eq!(told(&w.invite(&admin, "three@x.example", "Standard User").await), "today: DailyLimit");
    w.pass(DAY);
    assert_eq!(told(&w.register(&token).await), "Gone");
    assert_eq!(w.status_of(id).await, "pending", "reading changes nothing");
});

both!(m14_links_live_one_to_thirty_days, async |w: &World| {
    let admin = w.admin().await;
    for (days, answer) in
        [("0", "link_days: Range(1, 30)"), ("31", "link_days: Range(1, 30)"), ("", "link_days: Range(1, 30)"), ("30", "ok"), ("1", "ok")]
    {
        let input = SettingsInput { link_days: days.to_owned(), ..page(w, &admin).await };
        assert_eq!(save(w, &admin, input).await, answer, "{days}");
    }
    assert_eq!(policy(w).await.link_days, 1);
});

both!(what_is_wrong_is_named_and_nothing_is_set, async |w: &World| {
    let admin = w.admin().await;
    let before = w.dump().await;
    let input = SettingsInput {
        time_zone: "Mars/Base".to_owned(),
        daily_limit: "many".to_owned(),
        account_daily_limit: Some("0".to_owned()),
        allowed_domains: "x.example no".to_owned(),
        ..page(w, &admin).await
    };
    let expected = "time_zone: Choice, daily_limit: Range(1, 1000000), account_daily_limit: Range(1, 1000000), allowed_domains: DomainName";
    assert_eq!(save(w, &admin, input).await, expected);
    let many: Vec<String> = (0..101).map(|n| format!("d{n}.example")).collect();
    let input = SettingsInput { allowed_domains: many.join(" "), ..page(w, &admin).await };
    assert_eq!(save(w, &admin, input).await, "allowed_domains: AtMost(100)");
    w.unchanged_since(&before).await;
});

both!(m13_only_the_operator_raises_a_daily_limit, async |w: &World| {
    let (admin, operator) = (w.admin().await, w.operator().await);
    let limit = async |caller: &Caller, n: u32| {
        let input = SettingsInput { daily_limit: n.to_string(), ..page(w, caller).await };
        save(w, caller, input).await
    };
    let of_account = async |caller: &Caller, n: u32| {
        let input = SettingsInput { account_daily_limit: Some(n.to_string()), ..page(w, caller).await };
        save(w, caller, input).await
    };
    assert_eq!(limit(&admin, 51).await, "daily_limit: OnlyLower(50)");
    assert_eq!(of_account(&admin, 10_001).await, "account_daily_limit: OnlyLower(10000)");
    assert_eq!(limit(&admin, 10).await, "ok");
    assert_eq!(limit(&admin, 11).await, "daily_limit: OnlyLower(10)");
    assert_eq!((limit(&operator, 500).await, of_account(&operator, 20_000).await), ("ok".to_owned(), "ok".to_owned()));
    assert_eq!((policy(w).await.daily_limit, policy(w).await.account_daily_limit), (500, 20_000));
});

both!(a_preset_sets_the_flow_and_nothing_else, async |w: &World| {
    let admin = w.admin().await;
    let strict = SettingsInput { link_days: "1".to_owned(), ..page(w, &admin).await };
    assert_eq!(save(w, &admin, strict).await, "ok");
    for preset in Preset::ALL {
        let before = policy(w).await;
        let input = SettingsInput { preset: *preset, ..page(w, &admin).await };
        assert_eq!(save(w, &admin, input).await, "ok");
        assert_eq!(policy(w).await, before.with_preset(*preset));
    }
});

both!(two_who_save_at_once_do_not_overwrite_each_other, async |w: &World| {
    let (admin, operator) = (w.admin().await, w.operator().await);
    let (mine, theirs) = (page(w, &admin).await, page(w, &operator).await);
    assert_eq!(save(w, &operator, SettingsInput { daily_limit: "70".to_owned(), ..theirs.clone() }).await, "ok");
    let mine = SettingsInput { link_days: "3".to_owned(), ..mine };
    let before = w.dump().await;
    assert_eq!(save(w, &admin, mine.clone()).await, "Conflict(Changed)");
    w.unchanged_since(&before).await;
    // The same once more is no change, and so no conflict: a double click.
    assert_eq!(save(w, &operator, SettingsInput { daily_limit: "70".to_owned(), ..theirs }).await, "ok");
    w.unchanged_since(&before).await;
    let now = w.services.account_settings(&admin, ACME).await.unwrap().now;
    assert_eq!(save(w, &admin, SettingsInput { daily_limit: "70".to_owned(), seen: now, ..mine }).await, "ok");
    assert_eq!((policy(w).await.link_days, policy(w).await.daily_limit), (3, 70));
});

both!(twenty_at_once_have_one_winner, async |w: &World| {
    let operator = w.operator().await;
    let input = page(w, &operator).await;
    let answers = w
        .answers_at_once(20, |at, services| {
            let (operator, input) = (operator.clone(), SettingsInput { daily_limit: (100 + at).to_string(), ..input.clone() });
            async move { told(&services.save_account_settings(&operator, ACME, input).await) }
        })
        .await;
    assert_eq!(crate::support::tally(&answers), [(19, "Conflict(Changed)"), (1, "ok")]);
    assert_eq!(w.count("audit", "action = 'account.settings_changed'").await, 1);
});

both!(g05_what_was_set_stands_in_the_log_as_it_was_and_as_it_is, async |w: &World| {
    let admin = w.admin().await;
    let input = SettingsInput { link_days: "2".to_owned(), time_zone: "UTC".to_owned(), ..page(w, &admin).await };
    assert_eq!(save(w, &admin, input).await, "ok");
    let details: String = w.one("SELECT details FROM audit WHERE action = 'account.settings_changed'", vec![]).await;
    let details: serde_json::Value = serde_json::from_str(&details).unwrap();
    let expected = serde_json::json!({
        "old": { "link_days": 7, "time_zone": "Europe/Madrid" },
        "new": { "link_days": 2, "time_zone": "UTC" },
    });
    assert_eq!(details, expected);
});

both!(b06_only_who_manages_settings_sees_and_sets_them, async |w: &World| {
    let input = page(w, &w.operator().await).await;
    let bea = w.log_in(crate::support::BEA).await;
    for email in [INES, NORA] {
        w.log_in(email).await;
    }
    let before = w.dump().await;
    for email in [INES, NORA] {
        let caller = w.log_in(email).await;
        assert_eq!(told(&w.services.account_settings(&caller, ACME).await), "Forbidden");
        assert_eq!(save(w, &caller, input.clone()).await, "Forbidden");
    }
    for number in [ACME, "9999"] {
        assert_eq!(told(&w.services.account_settings(&bea, number).await), "NotFound");
        assert_eq!(told(&w.services.save_account_settings(&bea, number, input.clone()).await), "NotFound");
    }
    assert_eq!(told(&w.services.account_settings(&stranger(), OTHER).await), "Unauthenticated");
    w.unchanged_since(&before).await;
});
