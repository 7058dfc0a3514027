//! What a customer is called, and whom one reaches there: the operator's to change.

use domain::audit::AuditAction;
use domain::ids::{AccountId, OperatorId};
use domain::problem::Problems;
use domain::text::{NAME_MAX, is_customer_number, required_line};
use domain::views::CustomerSheet;
use serde_json::{Map, Value};

use super::contact::Contact;
use super::{Services, stored};
use crate::Error;
use crate::context::Caller;
use crate::store::accounts::{self, AccountRow};
use crate::store::audit::{By, Deed};
use crate::store::{invitations, members, retrying};

/// What *Edit customer* asks for.
#[derive(Clone, Debug, Default)]
pub struct CustomerInput {
    pub company: String,
    pub contact: Contact,
}

impl Services {
    /// What the operator's dialogs about a customer show: what can be changed, and whom an end of it concerns.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator, and for an unknown customer.
    pub async fn customer_sheet(&self, caller: &Caller, number: &str) -> Result<CustomerSheet, Error> {
        let (_, operator) = caller.operator()?;
        let row = self.customer_row(operator, number).await?;
        let (db, account) = (self.store.read(), AccountId::new(row.id));
        Ok(CustomerSheet {
            status: stored(&row.status)?,
            members: members::total(db, account).await?,
            open_invitations: invitations::pending_count(db, account, self.env.now()).await?,
            number: row.number,
            company: row.company,
            contact_name: row.contact_name,
            contact_email: row.contact_email,
            contact_phone: row.contact_phone,
            contact_address: row.contact_address,
        })
    }

    /// The operator's customer of this number.
    pub(crate) async fn customer_row(&self, operator: OperatorId, number: &str) -> Result<AccountRow, Error> {
        if !is_customer_number(number) {
            return Err(Error::NotFound);
        }
        let row = accounts::by_number(self.store.read(), number).await?;
        row.filter(|row| row.operator_id == operator.uuid()).ok_or(Error::NotFound)
    }

    /// # Errors
    /// As [`Services::customer_sheet`]; `Invalid`.
    pub async fn change_customer(&self, caller: &Caller, number: &str, input: CustomerInput) -> Result<(), Error> {
        let (session, operator) = caller.operator()?;
        let account = AccountId::new(self.customer_row(operator, number).await?.id);
        let mut problems = Problems::default();
        let company = problems.check("company", required_line(&input.company, NAME_MAX));
        let contact = input.contact.checked(&mut problems);
        problems.into_result()?;
        let by = By::Operator(session.user.uuid());
        retrying(&self.env, || self.save_customer(by, account, &company, &contact)).await
    }

    async fn save_customer(&self, by: By, account: AccountId, company: &str, contact: &Contact) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        let old = accounts::lock(&*tx, account).await?;
        let new = AccountRow {
            company: company.to_owned(),
            search: format!("{company} {}", old.number).to_lowercase(),
            contact_name: contact.name.clone(),
            contact_email: contact.email.clone(),
            contact_phone: contact.phone.clone(),
            contact_address: contact.address.clone(),
            ..old.clone()
        };
        if new == old {
            return Ok(());
        }
        let deed = Deed::new(AuditAction::AccountChanged, by)
            .account(account)
            .target("account", account.uuid())
            .text(company)
            .details(serde_json::json!({ "old": told(&old), "new": told(&new) }));
        accounts::save_profile(&*tx, new).await?;
        self.audit(&tx, deed).await?;
        tx.commit().await
    }
}

/// As the audit log calls it.
fn told(row: &AccountRow) -> Map<String, Value> {
    let all = [
        ("company", &row.company),
        ("contact_name", &row.contact_name),
        ("email", &row.contact_email),
        ("phone", &row.contact_phone),
        ("address", &row.contact_address),
    ];
    all.into_iter().map(|(key, value)| (key.to_owned(), value.as_str().into())).collect()
}
