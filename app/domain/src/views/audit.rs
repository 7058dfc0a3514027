use serde::{Deserialize, Serialize};

use super::{Page, When};
use crate::ids::AuditId;

/// A page of the *Audit log*, in the reader's words: those of all actions together are many, so the browser is sent the ones it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    pub page: Page<AuditLine>,
    /// Until when the log was looked through for a target, if not to its beginning, and the cursor from which to look further back.
    pub stopped: Option<(When, String)>,
    /// The actions that one may filter by, in their groups.
    pub actions: Vec<AuditActions>,
    /// The zone, by its IANA name, that the days of the filter are days of.
    pub time_zone: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditActions {
    pub group: String,
    /// Code and name.
    pub actions: Vec<(String, String)>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    pub id: AuditId,
    pub when: When,
    pub who: String,
    /// Beside the name, where there is one.
    pub email: Option<String>,
    /// That it was an operator administrator, and for which customer.
    pub acting: Option<String>,
    /// What was done, in pieces, each with whether it is a value that stands out.
    pub what: Vec<(bool, String)>,
    pub facts: Vec<AuditFact>,
    /// Number and company, where the log is of more than one customer.
    pub customer: Option<(String, String)>,
}

/// What an entry tells besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditFact {
    pub label: String,
    /// What it was before, if something was changed.
    pub old: Option<String>,
    pub value: String,
}
