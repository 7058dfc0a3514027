//! What users have written to the operator.

use domain::views::{FeedbackRow, Page};

use super::Services;
use crate::Error;
use crate::context::{Caller, Reader, display_name};
use crate::store::help::{self, FeedbackRecord};
use crate::store::page::{Cursor, page};

impl Services {
    /// Newest first.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator.
    pub async fn feedback_list(&self, caller: &Caller, cursor: Option<&str>) -> Result<Page<FeedbackRow>, Error> {
        let (_, operator) = caller.operator()?;
        let zone = caller.visitor.zone.unwrap_or(self.operator_zone().await?);
        let (reader, now) = (Reader { language: caller.visitor.language, zone }, self.env.now());
        let cursor = Cursor::parse(cursor);
        let rows = help::feedback_list(self.store.read(), operator.uuid(), cursor).await?;
        let view = |row: FeedbackRecord| FeedbackRow {
            name: display_name(&row.first_name, &row.last_name, &row.email),
            email: row.email,
            customer: row.number.zip(row.company),
            text: row.text,
            sent: reader.when(row.created_at, now),
        };
        Ok(page(cursor, rows, |row| (row.created_at, row.id), view))
    }
}
