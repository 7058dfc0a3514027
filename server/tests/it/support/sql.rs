//! Looking into the database, and changing in it what has no use case (yet). Placeholders are `$1`, `$2`… on both engines.

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseTransaction, DbErr, Statement, TransactionTrait, TryGetable, Value};

use super::{Engine, World};

impl World {
    fn statement(&self, sql: &str, values: Vec<Value>) -> Statement {
        Statement::from_sql_and_values(self.services.store().writer().get_database_backend(), sql, values)
    }

    /// Rows touched, or why the database refused.
    pub(crate) async fn try_sql(&self, sql: &str, values: Vec<Value>) -> Result<u64, DbErr> {
        Ok(self.services.store().writer().execute_raw(self.statement(sql, values)).await?.rows_affected())
    }

    /// Changes exactly one row.
    pub(crate) async fn sql(&self, sql: &str, values: Vec<Value>) {
        assert_eq!(self.try_sql(sql, values).await.unwrap(), 1, "{sql}");
    }

    /// The first column of all rows.
    pub(crate) async fn column<T: TryGetable>(&self, sql: &str, values: Vec<Value>) -> Vec<T> {
        let rows = self.services.store().writer().query_all_raw(self.statement(sql, values)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// The only row's first column.
    pub(crate) async fn one<T: TryGetable>(&self, sql: &str, values: Vec<Value>) -> T {
        let mut found = self.column(sql, values).await;
        assert_eq!(found.len(), 1, "{sql}");
        found.remove(0)
    }

    /// How many rows of a table meet a condition.
    pub(crate) async fn count(&self, table: &str, condition: &str) -> i64 {
        self.one(&format!("SELECT COUNT(*) FROM {table} WHERE {condition}"), vec![]).await
    }

    /// A transaction on a connection that the services know nothing of, for holding something while they come along.
    #[expect(clippy::disallowed_methods, reason = "the test writes first, so nothing can deadlock")]
    pub(crate) async fn begin(&self) -> DatabaseTransaction {
        let url = if self.engine == Engine::Sqlite { format!("{}?mode=rw", self.url) } else { self.url.clone() };
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        Database::connect(options).await.unwrap().begin().await.unwrap()
    }
}
