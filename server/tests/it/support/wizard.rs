//! Batches of [`ACME`](super::ACME), short to write.

use backend::context::Caller;
use backend::{Access, AccountsInput, Error, Wish};
use domain::ids::{BatchId, NumberId, RoleId};
use domain::views::{AccountsRow, BatchResult};

use super::{ACME, World};

impl World {
    /// A draft with these people, saved as *Next* does.
    pub(crate) async fn draft(&self, caller: &Caller, list: &str) -> BatchId {
        let batch = self.services.create_batch(caller, ACME).await.unwrap();
        self.services.save_addresses(caller, ACME, batch, list, "", true).await.unwrap();
        batch
    }

    /// The first page of step 2.
    pub(crate) async fn rows(&self, caller: &Caller, batch: BatchId) -> Vec<AccountsRow> {
        self.services.accounts_step(caller, ACME, batch, 1).await.unwrap().rows
    }

    /// Saves a role and numbers for the person at the (only) row.
    pub(crate) async fn give(&self, caller: &Caller, batch: BatchId, role: &str, numbers: &[NumberId]) -> Result<(), Error> {
        let rows = self.rows(caller, batch).await;
        let role = self.role(ACME, role).await;
        let rows = rows.iter().map(|row| AccountsInput { id: row.id, wish: Wish { numbers: numbers.to_vec(), ..of_role(role) } }).collect();
        self.services.save_accounts(caller, ACME, batch, rows, true).await
    }

    /// A number of an account by its place, counted from 0.
    pub(crate) async fn number(&self, account: &str, at: usize) -> NumberId {
        let sql = "SELECT n.id FROM numbers n JOIN accounts a ON a.id = n.account_id WHERE a.number = $1 ORDER BY n.number";
        NumberId::new(self.column(sql, vec![account.into()]).await[at])
    }

    pub(crate) async fn submit(&self, caller: &Caller, batch: BatchId) -> Result<(), Error> {
        self.services.submit_batch(caller, ACME, batch).await
    }

    /// The first page of the result.
    pub(crate) async fn result(&self, caller: &Caller, batch: BatchId) -> BatchResult {
        self.services.batch_result(caller, ACME, batch, 1).await.unwrap()
    }

    /// Each person of the first page of the result with what became of them.
    pub(crate) async fn verdicts(&self, caller: &Caller, batch: BatchId) -> Vec<String> {
        let rows = self.result(caller, batch).await.rows;
        rows.into_iter().map(|row| format!("{} {}", row.email, row.verdict)).collect()
    }
}

/// One role, and nothing else.
pub(crate) fn of_role(role: impl Into<Option<RoleId>>) -> Wish {
    Wish { access: Access::Roles(role.into().into_iter().collect()), ..Wish::default() }
}

/// A list of `count` addresses, one a line.
pub(crate) fn addresses(count: usize) -> String {
    (0..count).map(|n| format!("p{n:05}@list.example")).collect::<Vec<_>>().join("\n")
}
