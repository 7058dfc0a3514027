//! Everything that the database holds, as text.

use std::collections::BTreeMap;

use super::{Engine, World};

/// The rows of each table, in an order that does not depend on when they were read.
pub(crate) type Dump = BTreeMap<String, Vec<String>>;

impl World {
    /// Binary values stand there as hexadecimal digits. Counters of failures are left out.
    pub(crate) async fn dump(&self) -> Dump {
        let mut dump = Dump::new();
        for table in self.tables().await {
            if table != "rate_buckets" {
                dump.insert(table.clone(), self.rows_of(&table).await);
            }
        }
        assert!(dump.len() > 20, "tables: {:?}", dump.keys());
        dump
    }

    /// Nothing is in the database but what was, and all of that.
    pub(crate) async fn unchanged_since(&self, before: &Dump) {
        self.unchanged_but_for(&[], before).await;
    }

    /// The same, leaving some tables out.
    pub(crate) async fn unchanged_but_for(&self, tables: &[&str], before: &Dump) {
        for (table, now) in self.dump().await {
            let then = &before[&table];
            let gone: Vec<_> = then.iter().filter(|row| !now.contains(row)).collect();
            let new: Vec<_> = now.iter().filter(|row| !then.contains(row)).collect();
            let same = gone.is_empty() && new.is_empty() && then.len() == now.len();
            assert!(same || tables.contains(&table.as_str()), "{table}\nlost {gone:#?}\nhas got {new:#?}");
        }
    }

    async fn tables(&self) -> Vec<String> {
        let sql = match self.engine {
            Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            Engine::Postgres => "SELECT CAST(table_name AS text) FROM information_schema.tables WHERE table_schema = 'public'",
        };
        self.column(sql, vec![]).await
    }

    async fn rows_of(&self, table: &str) -> Vec<String> {
        let row = match self.engine {
            Engine::Sqlite => {
                let columns: Vec<String> = self.column("SELECT name FROM pragma_table_info($1)", vec![table.into()]).await;
                columns.iter().map(|c| format!("'{c}=' || quote({c})")).collect::<Vec<_>>().join(" || ' ' || ")
            }
            Engine::Postgres => "CAST(to_jsonb(t) AS text)".to_owned(),
        };
        self.column(&format!("SELECT {row} AS row_text FROM {table} t ORDER BY row_text"), vec![]).await
    }
}
