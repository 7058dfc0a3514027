use domain::ids::AccountId;
use domain::invitation::CancelReason;
use sea_orm::DatabaseConnection;

use super::{Draft, Outcome, brand, instant, plain, reply_to, stored_language, stored_zone, user};
use crate::mail::{self, Customer};
use crate::services::Services;
use crate::store::accounts::{self, Operator};
use crate::store::outbox::OutboxRow;
use crate::store::{help, users};

impl Services {
    pub(super) async fn write_feedback(&self, db: &DatabaseConnection, row: &OutboxRow, operator: &Operator) -> Outcome {
        let feedback = match row.feedback_id {
            Some(id) => help::feedback(db, id).await?,
            None => None,
        };
        let Some(feedback) = feedback else { return Ok(Err(CancelReason::OutOfDate)) };
        let Some(writer) = users::by_id(db, feedback.user_id).await? else { return Ok(Err(CancelReason::OutOfDate)) };
        let account = match feedback.account_id {
            Some(id) => accounts::by_id(db, AccountId::new(id)).await?,
            None => None,
        };
        let customers = account.as_ref().map_or_else(|| "customers".to_owned(), |account| format!("customers?search={}", account.number));
        let mail = mail::Feedback {
            writer: user(&writer)?,
            customer: account.map(|account| Customer { company: account.company, number: account.number }),
            text: feedback.text,
            written_at: instant(feedback.created_at),
            time_zone: stored_zone(&operator.time_zone),
            link: self.link(&customers)?,
        };
        let reply_to = Some(reply_to(&mail.writer));
        let draft = plain(mail.render(&brand(operator), stored_language(&row.language)), operator)?;
        Ok(Ok(Draft { reply_to, ..draft }))
    }
}
