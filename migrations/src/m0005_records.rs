//! What happened, what was counted, and what a form must show again.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: &str = "CREATE TABLE audit (
        id UUID PRIMARY KEY,
        at BIGINT NOT NULL,
        account_id UUID REFERENCES accounts (id),
        actor_kind TEXT NOT NULL,
        actor_id UUID REFERENCES users (id),
        action TEXT NOT NULL,
        target_kind TEXT,
        target_id UUID,
        target_text TEXT,
        target_search TEXT,
        details TEXT
    )
--
    CREATE INDEX audit_newest ON audit (account_id, at, id)
--
    CREATE INDEX audit_everywhere ON audit (at, id)
--
    CREATE INDEX audit_actor ON audit (account_id, actor_id, at, id)
--
    CREATE INDEX audit_actor_everywhere ON audit (actor_id, at, id)
--
    CREATE INDEX audit_action ON audit (account_id, action, at, id)
--
    CREATE INDEX audit_action_everywhere ON audit (action, at, id)
--
    CREATE INDEX audit_operator ON audit (account_id, at, id) WHERE actor_kind = 'operator'
--
    CREATE INDEX audit_operator_everywhere ON audit (at, id) WHERE actor_kind = 'operator'
--
    CREATE INDEX audit_target ON audit (target_id)
--
    CREATE TABLE rate_buckets (
        bucket TEXT PRIMARY KEY,
        used BIGINT NOT NULL,
        resets_at BIGINT NOT NULL
    )
--
    CREATE INDEX rate_buckets_reset ON rate_buckets (resets_at)
--
    CREATE TABLE flashes (
        id UUID PRIMARY KEY,
        page TEXT NOT NULL,
        form TEXT NOT NULL,
        expires_at BIGINT NOT NULL
    )
--
    CREATE INDEX flashes_expiry ON flashes (expires_at)";

const SQLITE_APPEND_ONLY: &str = "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
--
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END";

const POSTGRES_APPEND_ONLY: &str = "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$
--
    CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()";

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::sql::run(manager, TABLES).await?;
        let append_only = match manager.get_connection().get_database_backend() {
            DatabaseBackend::Sqlite => SQLITE_APPEND_ONLY,
            _ => POSTGRES_APPEND_ONLY,
        };
        crate::sql::run(manager, append_only).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
