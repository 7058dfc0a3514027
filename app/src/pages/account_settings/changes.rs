use domain::Language;
use domain::policy::Rule;
use domain::views::Settings;
use leptos::prelude::*;

use crate::components::{Banner, Tone};
use crate::i18n::{account_settings, count, fill, presets, use_language};

/// What somebody else has set since the reader opened the page.
#[component]
pub(super) fn Changes(seen: Option<Settings>, now: Settings) -> impl IntoView {
    let language = use_language();
    let t = account_settings::texts(language);
    let seen = seen.filter(|seen| *seen != now)?;
    let before = lines(language, &seen);
    let changed = before.into_iter().zip(lines(language, &now)).filter(|(old, new)| old != new).map(|((field, old), (_, new))| {
        view! { <li>{fill(t.change, &[("field", field), ("old", &old), ("new", &new)])}</li> }
    });
    Some(view! {
        <Banner tone=Tone::Warning title=t.changed>
            <p>{t.changed_detail}</p>
            <ul class="bullets">{changed.collect_view()}</ul>
        </Banner>
    })
}

/// Each setting with its value in words.
fn lines(language: Language, settings: &Settings) -> Vec<(&'static str, String)> {
    let t = account_settings::texts(language);
    let policy = &settings.policy;
    let number = |n: u32| count(n, language);
    let mut lines = vec![
        (t.preset, presets::texts(language).of(policy.preset).0.to_owned()),
        (t.grants, t.grants(policy.grants).0.to_owned()),
        (t.link_days, number(policy.link_days.into())),
        (t.allowed_domains, if policy.allowed_domains.is_empty() { "-".to_owned() } else { policy.allowed_domains.join(", ") }),
        (t.daily_limit, number(policy.daily_limit)),
        (t.account_daily_limit, number(policy.account_daily_limit)),
        (t.language, settings.language.own_name().to_owned()),
        (t.time_zone, settings.time_zone.replace('_', " ")),
    ];
    let switch = |on| if on { t.on } else { t.off };
    lines.extend(Rule::ALL.iter().map(|rule| (t.rule(*rule).0, switch(policy.has(*rule)).to_owned())));
    lines
}
