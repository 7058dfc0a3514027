//! The account's own copy of a member's name and phone. What the user is called elsewhere stays theirs.

use domain::audit::AuditAction;
use domain::ids::MembershipId;
use domain::problem::{ProblemCode, Problems};
use domain::text::{NAME_MAX, required_line};

use super::Outcome;
use crate::Error;
use crate::context::{Caller, Grant, ManageUsers};
use crate::services::Services;
use crate::store::members;

/// Name and phone as they were typed.
#[derive(Clone, Debug, Default)]
pub struct MemberPerson {
    pub first_name: String,
    pub last_name: String,
    /// May be empty.
    pub phone: String,
}

impl Services {
    /// Changes what a member is called in this account, and the phone that is told here.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.manage`; `NotFound`; `Forbidden` for who holds more than the caller; `Invalid` on the fields.
    pub async fn change_person(&self, caller: &Caller, number: &str, id: MembershipId, typed: &MemberPerson) -> Result<(), Error> {
        let grant: Grant<ManageUsers> = self.grant(caller, number).await?;
        let mut problems = Problems::default();
        let first = problems.check("first_name", required_line(&typed.first_name, NAME_MAX));
        let last = problems.check("last_name", required_line(&typed.last_name, NAME_MAX));
        let phone = match typed.phone.trim() {
            "" => None,
            phone => Some(problems.check("phone", domain::phone::parse(phone).ok_or(ProblemCode::Phone))),
        };
        problems.into_result()?;
        self.changing(&grant, AuditAction::MembershipPersonChanged, || {
            self.change_person_now(&grant, id, (&first, &last, phone.as_deref()))
        })
        .await
    }

    async fn change_person_now(
        &self,
        grant: &Grant<ManageUsers>,
        id: MembershipId,
        (first, last, phone): (&str, &str, Option<&str>),
    ) -> Result<(), Error> {
        let change = self.begin_change(grant, id).await?;
        let (old, user) = (&change.member, &change.user);
        if (old.first_name.as_str(), old.last_name.as_str(), old.phone.as_deref()) == (first, last, phone) {
            return Ok(());
        }
        let words =
            |first: &str, last: &str, phone: Option<&str>| serde_json::json!({ "first_name": first, "last_name": last, "phone": phone });
        let (was, is) = (words(&old.first_name, &old.last_name, old.phone.as_deref()), words(first, last, phone));
        let what = Outcome::of(AuditAction::MembershipPersonChanged, serde_json::json!({ "old": was, "new": is }));
        let keys = members::keys(first, last, &user.email, &user.canonical);
        members::set_person(&*change.tx, change.account(), old.id, (first, last, phone), keys).await?;
        self.record_change(&change, what).await?;
        change.tx.commit().await
    }
}
