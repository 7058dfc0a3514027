//! *Account settings*: language, time zone, and the rules for invitations.

use chrono_tz::Tz;
use domain::Language;
use domain::audit::AuditAction;
use domain::policy::{DAILY_MAX, DOMAINS_MAX, Grants, LINK_DAYS, Policy, Preset, Rule, parse_domain};
use domain::problem::{Conflict, Problem, ProblemCode, Problems};
use domain::views::{AccountSettings, Settings};
use serde_json::{Map, Value};

use super::{Services, stored_language};
use crate::Error;
use crate::context::{Caller, Grant, ManageSettings};
use crate::services::customers::time_zones;
use crate::store::accounts::{self, AccountRow};
use crate::store::audit::Deed;
use crate::store::retrying;

/// What *Account settings* sends: numbers and domains as they were typed.
#[derive(Clone, Debug)]
pub struct SettingsInput {
    /// What was set when the page was made.
    pub seen: Settings,
    /// Whose flow the fields show that make up a flow; see [`flow`].
    pub shown: Preset,
    pub language: Language,
    pub time_zone: String,
    pub preset: Preset,
    pub grants: Grants,
    /// The switches that are on.
    pub rules: Vec<Rule>,
    pub link_days: String,
    pub daily_limit: String,
    /// None where it is not there to be set.
    pub account_daily_limit: Option<String>,
    pub allowed_domains: String,
}

impl Services {
    /// # Errors
    /// As [`Services::grant`] for `settings.manage`.
    pub async fn account_settings(&self, caller: &Caller, number: &str) -> Result<AccountSettings, Error> {
        let grant: Grant<ManageSettings> = self.grant(caller, number).await?;
        let row = accounts::by_id(self.store.read(), grant.account.id).await?.ok_or(Error::NotFound)?;
        Ok(AccountSettings { now: settings(&row)?, time_zones: time_zones(grant.account.zone), may_raise: grant.actor.operator })
    }

    /// Sets what was changed, if nobody else has set something else since the page was made.
    ///
    /// # Errors
    /// As [`Services::grant`] for `settings.manage`; `Invalid` on the fields, with `OnlyLower` for who would raise a daily limit and is not the
    /// operator's; `Conflict(Changed)`.
    pub async fn save_account_settings(&self, caller: &Caller, number: &str, input: SettingsInput) -> Result<(), Error> {
        let grant: Grant<ManageSettings> = self.grant(caller, number).await?;
        let wanted = check(&input)?;
        retrying(&self.env, || self.save_settings(&grant, &input.seen, &wanted)).await
    }

    async fn save_settings(&self, grant: &Grant<ManageSettings>, seen: &Settings, wanted: &Settings) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        let now = settings(&accounts::lock(&*tx, grant.account.id).await?)?;
        self.rights_still(&tx, grant).await?;
        if now == *wanted {
            return Ok(());
        }
        if now != *seen {
            return Err(Error::Conflict(Conflict::Changed));
        }
        if !grant.actor.operator {
            only_lower(&now.policy, &wanted.policy)?;
        }
        let policy = policy_json(&wanted.policy)?;
        accounts::save_settings(&*tx, grant.account.id, (wanted.language.as_str(), &wanted.time_zone), &policy).await?;
        let (old, new) = changes(&now, wanted)?;
        let deed = Deed::new(AuditAction::AccountSettingsChanged, grant.actor.by())
            .account(grant.account.id)
            .target("account", grant.account.id.uuid())
            .text(&grant.account.company)
            .details(serde_json::json!({ "old": old, "new": new }));
        self.audit(&tx, deed).await?;
        tx.commit().await
    }
}

fn settings(row: &AccountRow) -> Result<Settings, Error> {
    let policy = super::access::policy(&row.number, &row.policy)?;
    Ok(Settings { language: stored_language(&row.language), time_zone: row.time_zone.clone(), policy })
}

pub(crate) fn policy_json(policy: &Policy) -> Result<String, Error> {
    serde_json::to_string(policy).map_err(|e| Error::Internal(format!("policy: {e}")))
}

fn check(input: &SettingsInput) -> Result<Settings, Error> {
    let mut problems = Problems::default();
    if input.time_zone.parse::<Tz>().is_err() {
        problems.push(Problem::new("time_zone", ProblemCode::Choice));
    }
    let (from, to) = (u32::from(*LINK_DAYS.start()), u32::from(*LINK_DAYS.end()));
    let link_days = problems.check("link_days", whole(&input.link_days, from, to));
    let daily_limit = problems.check("daily_limit", whole(&input.daily_limit, 1, DAILY_MAX));
    let account_daily_limit = match &input.account_daily_limit {
        Some(typed) => problems.check("account_daily_limit", whole(typed, 1, DAILY_MAX)),
        None => input.seen.policy.account_daily_limit,
    };
    let allowed_domains = domains(&mut problems, &input.allowed_domains);
    problems.into_result()?;
    let policy = Policy {
        link_days: u8::try_from(link_days).unwrap_or(*LINK_DAYS.end()),
        daily_limit,
        account_daily_limit,
        allowed_domains,
        ..flow(input)
    };
    Ok(Settings { language: input.language, time_zone: input.time_zone.clone(), policy })
}

/// The way to invite, and the switches. Where another preset was chosen and the page has not shown its flow before it was sent, the preset
/// decides what nobody has changed.
fn flow(input: &SettingsInput) -> Policy {
    let seen = &input.seen.policy;
    let mut policy = Policy { preset: input.preset, grants: input.grants, ..seen.clone() };
    for rule in Rule::ALL {
        policy.set(*rule, input.rules.contains(rule));
    }
    if input.shown == input.preset {
        return policy;
    }
    let of_preset = policy.clone().with_preset(input.preset);
    if policy.grants == seen.grants {
        policy.grants = of_preset.grants;
    }
    for rule in Rule::OF_FLOW {
        if policy.has(rule) == seen.has(rule) {
            policy.set(rule, of_preset.has(rule));
        }
    }
    policy
}

pub(crate) fn whole(typed: &str, from: u32, to: u32) -> Result<u32, ProblemCode> {
    typed.trim().parse().ok().filter(|n| (from..=to).contains(n)).ok_or(ProblemCode::Range(from, to))
}

fn domains(problems: &mut Problems, typed: &str) -> Vec<String> {
    let mut domains: Vec<String> = Vec::new();
    for typed in typed.split([',', ';', ' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        match parse_domain(typed) {
            Ok(domain) if !domains.contains(&domain) => domains.push(domain),
            Ok(_) => {}
            Err(_) => {
                problems.push(Problem { subject: Some(typed.to_owned()), ..Problem::new("allowed_domains", ProblemCode::DomainName) });
            }
        }
    }
    if domains.len() > DOMAINS_MAX {
        problems.push(Problem::new("allowed_domains", ProblemCode::AtMost(u32::try_from(DOMAINS_MAX).unwrap_or(u32::MAX))));
    }
    domains
}

fn only_lower(now: &Policy, wanted: &Policy) -> Result<(), Error> {
    let mut problems = Problems::default();
    let limits = [
        ("daily_limit", now.daily_limit, wanted.daily_limit),
        ("account_daily_limit", now.account_daily_limit, wanted.account_daily_limit),
    ];
    for (field, now, wanted) in limits {
        if wanted > now {
            problems.push(Problem::new(field, ProblemCode::OnlyLower(now)));
        }
    }
    Ok(problems.into_result()?)
}

/// What differs, as it was and as it is, for the audit log.
fn changes(old: &Settings, new: &Settings) -> Result<(Value, Value), Error> {
    let flat = |settings: &Settings| -> Result<Map<String, Value>, Error> {
        let of = |e: serde_json::Error| Error::Internal(format!("settings: {e}"));
        let mut map: Map<String, Value> = serde_json::from_value(serde_json::to_value(&settings.policy).map_err(of)?).map_err(of)?;
        map.insert("language".to_owned(), settings.language.as_str().into());
        map.insert("time_zone".to_owned(), settings.time_zone.as_str().into());
        Ok(map)
    };
    let (mut old, mut new) = (flat(old)?, flat(new)?);
    let same: Vec<String> = old.iter().filter(|(key, value)| new.get(*key) == Some(value)).map(|(key, _)| key.clone()).collect();
    for key in same {
        old.remove(&key);
        new.remove(&key);
    }
    Ok((old.into(), new.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(chosen: &Policy, shown: Preset) -> SettingsInput {
        SettingsInput {
            seen: Settings { language: Language::En, time_zone: "UTC".to_owned(), policy: Policy::default() },
            shown,
            language: Language::En,
            time_zone: "UTC".to_owned(),
            preset: chosen.preset,
            grants: chosen.grants,
            rules: Rule::ALL.iter().copied().filter(|rule| chosen.has(*rule)).collect(),
            link_days: "7".to_owned(),
            daily_limit: "50".to_owned(),
            account_daily_limit: None,
            allowed_domains: String::new(),
        }
    }

    #[test]
    fn a_preset_sets_its_flow_and_what_was_changed_beside_it_counts() {
        let seen = Policy::default();
        for preset in Preset::ALL {
            let chosen = Policy { preset: *preset, reminders: false, ..seen.clone() };
            let expected = Policy { reminders: false, ..seen.clone().with_preset(*preset) };
            assert_eq!(flow(&input(&chosen, seen.preset)), expected);
        }
        let beside = Policy { preset: Preset::Directory, role_required: false, ..seen.clone() };
        let expected = Policy { role_required: false, ..seen.clone().with_preset(Preset::Directory) };
        assert_eq!(flow(&input(&beside, seen.preset)), expected);
        assert_eq!(flow(&input(&beside, Preset::Directory)), beside, "a page that has shown the flow means what it sends");
    }

    #[test]
    fn each_domain_that_is_none_is_named() {
        let mut problems = Problems::default();
        let found = domains(&mut problems, "Acme.example, @acme.example\n münchen.example;no/domain x");
        assert_eq!(found, ["acme.example", "xn--mnchen-3ya.example"]);
        let bad: Vec<_> = problems.into_result().unwrap_err().into_iter().map(|p| p.subject.unwrap()).collect();
        assert_eq!(bad, ["no/domain", "x"]);
    }

    #[test]
    fn numbers_are_whole_and_within_bounds() {
        assert_eq!(whole(" 30 ", 1, 30), Ok(30));
        for bad in ["", "0", "31", "-1", "1.5", "ten", "99999999999"] {
            assert_eq!(whole(bad, 1, 30), Err(ProblemCode::Range(1, 30)), "{bad}");
        }
    }
}
