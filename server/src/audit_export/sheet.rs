//! How an entry is written. CSV follows RFC 4180, and a cell that a spreadsheet would take for a formula has a `'` in front.

use backend::{AuditEntry, AuditFormat};
use chrono::{DateTime, SecondsFormat};
use csv::{Terminator, WriterBuilder};
use domain::ids::{AccountId, BatchId, GroupId, InvitationId, MembershipId, NumberId, OperatorId, RoleId, UserId};
use serde_json::{Map, Value};
use uuid::Uuid;

const COLUMNS: [&str; 12] = [
    "time",
    "id",
    "actor_kind",
    "actor_name",
    "actor_email",
    "customer_number",
    "company",
    "action",
    "target_kind",
    "target_id",
    "target",
    "details",
];

/// What a spreadsheet begins to calculate at, or leaves out and then does.
const TRIGGERS: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0'];

/// Some entries, in CSV with the names of the columns above the first ones.
pub(super) fn part(entries: &[AuditEntry], format: AuditFormat, is_first: bool) -> Vec<u8> {
    let mut text = Vec::new();
    match format {
        AuditFormat::Csv => {
            let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(&mut text);
            let head = is_first.then(|| COLUMNS.map(str::to_owned));
            for record in head.into_iter().chain(entries.iter().map(record)) {
                // Writing to a Vec cannot fail, and each record has as many fields.
                let _ = writer.write_record(record);
            }
        }
        AuditFormat::JsonLines => {
            for entry in entries {
                let line: Map<String, Value> = COLUMNS.iter().map(|name| (*name).to_owned()).zip(values(entry)).collect();
                text.extend_from_slice(Value::Object(line).to_string().as_bytes());
                text.push(b'\n');
            }
        }
    }
    text
}

fn record(entry: &AuditEntry) -> [String; COLUMNS.len()] {
    values(entry).map(|value| match value {
        Value::Null => String::new(),
        Value::String(text) => guarded(text),
        other => other.to_string(),
    })
}

/// In the order of [`COLUMNS`].
fn values(entry: &AuditEntry) -> [Value; COLUMNS.len()] {
    let (number, company) = entry.customer.clone().unzip();
    let (kind, id) = entry.target.clone().unzip();
    let id = id.map(|id| named(kind.as_deref().unwrap_or_default(), id));
    [
        time(entry.at).into(),
        entry.id.to_string().into(),
        entry.actor.kind.as_str().into(),
        entry.actor.name.clone().into(),
        entry.actor.email.clone().into(),
        number.into(),
        company.into(),
        entry.action.clone().into(),
        kind.into(),
        id.into(),
        entry.text.clone().into(),
        entry.details.clone().unwrap_or_default(),
    ]
}

fn time(at: i64) -> String {
    DateTime::from_timestamp_millis(at).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// An identifier as it stands in addresses.
fn named(kind: &str, id: Uuid) -> String {
    match kind {
        "account" => AccountId::new(id).to_string(),
        "group" => GroupId::new(id).to_string(),
        "number" => NumberId::new(id).to_string(),
        "role" => RoleId::new(id).to_string(),
        "batch" => BatchId::new(id).to_string(),
        "invitation" => InvitationId::new(id).to_string(),
        "membership" => MembershipId::new(id).to_string(),
        "operator" => OperatorId::new(id).to_string(),
        "user" => UserId::new(id).to_string(),
        _ => id.to_string(),
    }
}

/// What begins with `'` and would be guarded behind it gets one more, so that who takes one away has what it was.
fn guarded(text: String) -> String {
    if text.trim_start_matches('\'').starts_with(TRIGGERS) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_stand_as_in_addresses() {
        for (kind, prefix) in [("role", "rol_"), ("group", "grp_"), ("number", "num_"), ("invitation", "inv_")] {
            let text = named(kind, Uuid::from_u128(7));
            assert!(text.starts_with(prefix), "{kind}: {text}");
        }
    }

    #[test]
    fn c05_what_would_be_calculated_is_text() {
        for trigger in ["=1+1", "+49 30", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "=cmd|' /C calc'!A0"] {
            assert_eq!(guarded(trigger.to_owned()), format!("'{trigger}"));
        }
        for (text, written) in
            [("ann@x.example", "ann@x.example"), ("", ""), ("'s-Hertogenbosch", "'s-Hertogenbosch"), ("'=1", "''=1"), ("''+", "'''+")]
        {
            assert_eq!(guarded(text.to_owned()), written);
        }
    }
}
