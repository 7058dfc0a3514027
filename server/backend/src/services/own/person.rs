//! One's own name and phone. What an account calls its member is the account's ([`Services::change_person`]).

use domain::audit::AuditAction;
use domain::problem::{ProblemCode, Problems};
use domain::text::{NAME_MAX, required_line};
use serde_json::json;

use super::super::{MemberPerson, Services};
use crate::Error;
use crate::context::Caller;
use crate::store::audit::{By, Deed};
use crate::store::{search_text, users};

impl Services {
    /// Changes what the caller is called.
    ///
    /// # Errors
    /// `Unauthenticated`; `Invalid` on the fields.
    pub async fn change_own_person(&self, caller: &Caller, typed: &MemberPerson) -> Result<(), Error> {
        let id = caller.signed_in()?.user.uuid();
        let mut problems = Problems::default();
        let first = problems.check("first_name", required_line(&typed.first_name, NAME_MAX));
        let last = problems.check("last_name", required_line(&typed.last_name, NAME_MAX));
        let phone = match typed.phone.trim() {
            "" => None,
            phone => Some(problems.check("phone", domain::phone::parse(phone).ok_or(ProblemCode::Phone))),
        };
        problems.into_result()?;
        let tx = self.store.begin().await?;
        let old = users::by_id(&*tx, id).await?.ok_or(Error::Unauthenticated)?;
        let is = (first.as_str(), last.as_str(), phone.as_deref());
        if (old.first_name.as_str(), old.last_name.as_str(), old.phone.as_deref()) == is {
            return Ok(());
        }
        users::set_person(&*tx, id, is, search_text(&first, &last, &old.email, &old.canonical)).await?;
        let details = json!({
            "old": { "first_name": old.first_name, "last_name": old.last_name, "phone": old.phone },
            "new": { "first_name": first, "last_name": last, "phone": phone },
        });
        self.audit(&tx, Deed::new(AuditAction::UserChanged, By::User(id)).target("user", id).text(&old.email).details(details)).await?;
        tx.commit().await
    }
}
