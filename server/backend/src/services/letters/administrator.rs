//! The mail to a new operator administrator.

use domain::EmailAddress;
use domain::ids::ChallengeId;
use domain::invitation::CancelReason;
use sea_orm::DatabaseConnection;

use super::{Outcome, brand, internal, plain, stored_language};
use crate::keys::Purpose;
use crate::mail;
use crate::services::Services;
use crate::store::accounts::Operator;
use crate::store::outbox::OutboxRow;
use crate::store::users;

impl Services {
    /// Who has a password logs in; who has none gets a link that sets it, or, once that has run out, the page where they ask for another.
    pub(super) async fn write_administrator(&self, db: &DatabaseConnection, row: &OutboxRow, operator: &Operator) -> Outcome {
        let Some(added) = row.user_id else { return Ok(Err(CancelReason::OutOfDate)) };
        if !users::is_operator_administrator(db, added).await? {
            return Ok(Err(CancelReason::OutOfDate));
        }
        let link = match (row.challenge_id, self.challenge_of(db, row, "reset").await?) {
            (None, _) => self.link("login")?,
            (Some(_), None) => self.link("forgot")?,
            (Some(_), Some(open)) => {
                let token = self.challenge_token(Purpose::Reset, ChallengeId::new(open.id));
                self.link(&format!("reset/{}", token.expose()))?
            }
        };
        let recipient = EmailAddress::parse(&row.email).map_err(internal)?;
        let mail = mail::OperatorAdministrator { recipient, link, has_password: row.challenge_id.is_none() };
        Ok(Ok(plain(mail.render(&brand(operator), stored_language(&row.language)), operator)?))
    }
}
