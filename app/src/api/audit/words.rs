//! Entries of the audit log in the reader's words.

use backend::{AuditEntry, AuditLog};
use domain::Language;
use domain::audit::{ActorKind, AuditAction, AuditGroup};
use domain::permission::Permission;
use domain::policy::Rule;
use domain::views::{AuditActions, AuditFact, AuditLine, AuditPage, EntryKind, Page, When};
use serde_json::{Map, Value};

use crate::i18n::audit::deeds::{Deeds, deeds};
use crate::i18n::{account_settings, common, permissions, presets, spans};

/// `everything`: the log is the operator's, of all accounts and of none.
pub(super) fn page(language: Language, log: AuditLog, everything: bool) -> AuditPage {
    let Page { rows, newer, older } = log.page;
    let rows = rows.into_iter().map(|(when, entry)| line(language, when, entry, everything)).collect();
    AuditPage {
        page: Page { rows, newer, older },
        stopped: log.stopped,
        actions: actions(language, everything),
        time_zone: log.zone.name().to_owned(),
    }
}

fn actions(language: Language, everything: bool) -> Vec<AuditActions> {
    let t = deeds(language);
    let of = |group: AuditGroup| {
        let actions = AuditAction::ALL.iter().filter(|action| action.group() == group);
        let actions = actions.map(|action| (action.to_string(), t.of(*action).name.to_owned())).collect();
        AuditActions { group: t.group(group).to_owned(), actions }
    };
    AuditGroup::ALL.iter().filter(|group| everything || group.is_of_account()).map(|group| of(*group)).collect()
}

fn line(language: Language, when: When, entry: AuditEntry, everything: bool) -> AuditLine {
    let t = deeds(language);
    let acting = (entry.actor.kind == ActorKind::Operator).then(|| acting(t, &entry));
    let (who, email) = match (entry.actor.kind, entry.actor.name, entry.actor.email) {
        (ActorKind::Visitor, ..) => (t.visitor.to_owned(), None),
        (ActorKind::User | ActorKind::Operator, Some(name), email) => (name, email),
        (ActorKind::User | ActorKind::Operator, None, Some(email)) => (email, None),
        _ => (t.system.to_owned(), None),
    };
    let mut details = match entry.details {
        Some(Value::Object(details)) => details,
        _ => Map::new(),
    };
    let what = sentence(language, &entry.action, entry.text, &mut details);
    let facts = facts(language, details);
    AuditLine { id: entry.id, when, who, email, acting, what, facts, customer: entry.customer.filter(|_| everything) }
}

/// Both identities: an operator administrator, for this customer.
fn acting(t: &Deeds, entry: &AuditEntry) -> String {
    let customer = |(number, company): &(String, String)| crate::i18n::fill(t.operator_for, &[("who", &format!("{company} ({number})"))]);
    entry.customer.as_ref().map_or_else(|| t.operator.to_owned(), customer)
}

/// Takes out of the details what the sentence tells.
fn sentence(language: Language, action: &str, text: Option<String>, details: &mut Map<String, Value>) -> Vec<(bool, String)> {
    let t = deeds(language);
    let Ok(known) = action.parse::<AuditAction>() else {
        // An older version wrote it.
        return [Some((false, action.to_owned())), text.map(|text| (true, format!(" {text}")))].into_iter().flatten().collect();
    };
    let line = t.of(known).line;
    let mut values: Vec<(String, String)> = Vec::new();
    let target = match known {
        AuditAction::LimitReached => limit(t, text, &mut values),
        _ => text,
    };
    values.push(("target".to_owned(), target.unwrap_or_else(|| common::texts(language).none.to_owned())));
    let told: Vec<String> = details.keys().filter(|key| line.contains(&format!("{{{key}}}"))).cloned().collect();
    for key in told {
        let value = details.remove(&key).unwrap_or_default();
        let value = shown(language, &key, &value);
        values.push((key, value));
    }
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    spans(line, &values)
}

/// Which limit it was, and who reached it: the text has both.
fn limit(t: &Deeds, text: Option<String>, values: &mut Vec<(String, String)>) -> Option<String> {
    let text = text?;
    let (name, who) = text.split_once(':').unwrap_or((&text, ""));
    values.push(("limit".to_owned(), t.limit(name).unwrap_or(name).to_owned()));
    Some(who.to_owned())
}

/// `old` and `new` hold what was changed, each by its key; of what was made there is `new` alone. Every other detail is a fact by itself.
fn facts(language: Language, mut details: Map<String, Value>) -> Vec<AuditFact> {
    let (old, new) = (part(&mut details, "old"), part(&mut details, "new"));
    let changed = new.iter().filter(|(key, value)| old.get(*key) != Some(value)).map(|(key, value)| AuditFact {
        label: label(language, key),
        old: (!old.is_empty()).then(|| shown(language, key, old.get(key).unwrap_or_default())),
        value: shown(language, key, value),
    });
    let others = details.iter().filter(|(_, value)| tells(value));
    let others = others.map(|(key, value)| AuditFact { label: label(language, key), old: None, value: shown(language, key, value) });
    changed.chain(others).collect()
}

fn part(details: &mut Map<String, Value>, key: &str) -> Map<String, Value> {
    match details.remove(key) {
        Some(Value::Object(part)) => part,
        _ => Map::new(),
    }
}

/// Nothing, and none of something, are not worth a line.
fn tells(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Number(number) => number.as_u64() != Some(0),
        Value::String(text) => !text.is_empty(),
        Value::Array(all) => !all.is_empty(),
        Value::Object(all) => !all.is_empty(),
        Value::Bool(_) => true,
    }
}

fn label(language: Language, key: &str) -> String {
    let settings = account_settings::texts(language);
    let setting = key.parse().ok().map(|rule: Rule| settings.rule(rule).0).or(match key {
        "preset" => Some(settings.preset),
        "grants" => Some(settings.grants),
        "link_days" => Some(settings.link_days),
        "daily_limit" => Some(settings.daily_limit),
        "account_daily_limit" => Some(settings.account_daily_limit),
        "allowed_domains" => Some(settings.allowed_domains),
        _ => None,
    });
    deeds(language).detail(key).or(setting).unwrap_or(key).to_owned()
}

fn shown(language: Language, key: &str, value: &Value) -> String {
    let t = deeds(language);
    let list = |parts: Vec<String>| parts.join(", ");
    let text = match value {
        Value::Null => String::new(),
        Value::Bool(true) => t.yes.to_owned(),
        Value::Bool(false) => t.no.to_owned(),
        Value::String(code) => named(language, key, code).unwrap_or_else(|| code.clone()),
        Value::Number(number) => number.to_string(),
        Value::Array(all) => list(all.iter().map(|value| shown(language, key, value)).collect()),
        Value::Object(all) => list(all.iter().map(|(key, value)| format!("{key}: {}", shown(language, key, value))).collect()),
    };
    if text.is_empty() { common::texts(language).none.to_owned() } else { text }
}

/// What a code is called, where it is one; an area has the name that it has in addresses.
fn named(language: Language, key: &str, code: &str) -> Option<String> {
    let name = match key {
        "language" => code.parse::<Language>().ok()?.own_name(),
        "preset" => presets::texts(language).of(code.parse().ok()?).0,
        "grants" => account_settings::texts(language).grants(code.parse().ok()?).0,
        "what" => match code.parse().ok()? {
            EntryKind::Area => deeds(language).the_area,
            EntryKind::Link => deeds(language).the_link,
            EntryKind::Question => deeds(language).the_question,
        },
        "attempt" => deeds(language).of(code.parse().ok()?).name,
        "permissions" => match code.parse().ok()? {
            Permission::Area(area) => return Some(area.as_str().to_owned()),
            permission => permissions::texts(language).name(&permission),
        },
        _ => return None,
    };
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use backend::AuditActor;
    use domain::ids::AuditId;
    use serde_json::json;

    use super::*;

    fn entry(action: &str, text: Option<&str>, details: Value) -> AuditEntry {
        let actor = AuditActor { kind: ActorKind::Operator, name: Some("Olivia".to_owned()), email: Some("o@x.example".to_owned()) };
        let customer = Some(("1001".to_owned(), "Acme".to_owned()));
        let id = "aud_01972c3d0000700080000000000000ff".parse::<AuditId>().unwrap();
        AuditEntry {
            id,
            at: 0,
            actor,
            customer,
            action: action.to_owned(),
            target: None,
            text: text.map(ToOwned::to_owned),
            details: Some(details),
        }
    }

    fn told(language: Language, entry: AuditEntry) -> AuditLine {
        let when = When { iso: String::new(), text: String::new(), date: String::new(), relative: String::new() };
        line(language, when, entry, false)
    }

    fn sentence_of(line: &AuditLine) -> String {
        line.what.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn every_action_is_told_in_every_language_and_in_its_own_words() {
        let details = json!({ "invited": 1, "resent": 2, "format": "CSV", "invitations": 3, "challenges": 4, "sessions": 5, "attempt": "role.created", "what": "area" });
        for language in Language::ALL {
            let mut told_before = Vec::new();
            for action in AuditAction::ALL {
                let line = told(*language, entry(action.as_str(), Some("login:ann@x.example"), details.clone()));
                let sentence = sentence_of(&line);
                assert!(!sentence.contains('{') && !sentence.contains(action.as_str()), "{language} {action}: {sentence}");
                assert!(!told_before.contains(&sentence), "{language} {action}: {sentence}");
                told_before.push(sentence);
            }
        }
    }

    #[test]
    fn s15_what_people_wrote_is_a_value_and_never_a_template() {
        let line = told(Language::En, entry("invitation.created", Some("{format} {target}"), json!({ "format": "CSV" })));
        assert_eq!(line.what, [(false, "Invited ".to_owned()), (true, "{format} {target}".to_owned())]);
        assert_eq!(sentence_of(&told(Language::En, entry("invitation.created", None, Value::Null))), "Invited none");
    }

    #[test]
    fn b12_both_identities_stand_in_the_line() {
        let line = told(Language::De, entry("logout", None, Value::Null));
        assert_eq!((line.who.as_str(), line.email.as_deref()), ("Olivia", Some("o@x.example")));
        assert_eq!(line.acting.unwrap(), "Administrator des Betreibers, im Auftrag von Acme (1001)");
    }

    #[test]
    fn what_an_older_version_wrote_is_shown_as_it_is() {
        let line = told(Language::Es, entry("invitation.teleported", Some("ann@x.example"), json!({ "speed": 9 })));
        assert_eq!(sentence_of(&line), "invitation.teleported ann@x.example");
        assert_eq!(line.facts, [AuditFact { label: "speed".to_owned(), old: None, value: "9".to_owned() }]);
    }

    fn facts_of(details: Value) -> Vec<String> {
        let line = told(Language::En, entry("account.settings_changed", None, details));
        let fact =
            |fact: AuditFact| format!("{}: {}{}", fact.label, fact.old.map(|old| format!("{old} -> ")).unwrap_or_default(), fact.value);
        line.facts.into_iter().map(fact).collect()
    }

    #[test]
    fn what_was_changed_is_told_with_what_was_before() {
        let old = json!({ "name": "Clerk", "permissions": [], "language": "en", "preset": "roles", "reminders": true, "phone": null });
        let new = json!({ "name": "Clerk", "permissions": ["users.view", "area.calls"], "language": "de", "preset": "directory",
            "reminders": false, "phone": "", "unheard_of": 1 });
        let expected = [
            "Language: English -> Deutsch",
            "Permissions: none -> See users, calls",
            "Phone number: none -> none",
            "Way to invite: Roles -> Directory",
            "Remind once: Yes -> No",
            "unheard_of: none -> 1",
        ];
        let mut told = facts_of(json!({ "old": old, "new": new }));
        told.sort();
        let mut wanted = expected.map(ToOwned::to_owned);
        wanted.sort();
        assert_eq!(told, wanted);
        assert_eq!(facts_of(json!({ "new": { "name": "Clerk" } })), ["Name: Clerk"], "of what is new, there was nothing before");
        let details = json!({ "filters": {}, "members": 0, "lists": 2, "instead": null, "attempt": "role.created" });
        assert_eq!(facts_of(details), ["attempt: Role made", "Unfinished lists: 2"]);
    }

    #[test]
    fn a_limit_says_whose_and_which() {
        let line = told(Language::En, entry("limit.reached", Some("login:192.0.2.7"), Value::Null));
        assert_eq!(sentence_of(&line), "Too many failed logins: 192.0.2.7");
    }
}
