//! Mails on their way, and addresses that asked not to get any. Rows hold ids only: a link or code is derived when the
//! mail is written.

crate::sql::migration!(
    "CREATE TABLE feedback (
        id UUID PRIMARY KEY,
        operator_id UUID NOT NULL REFERENCES operators (id),
        user_id UUID NOT NULL REFERENCES users (id),
        account_id UUID REFERENCES accounts (id),
        text TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )
--
    CREATE INDEX feedback_newest ON feedback (operator_id, created_at, id)
--
    CREATE TABLE outbox (
        id UUID PRIMARY KEY,
        kind TEXT NOT NULL,
        account_id UUID REFERENCES accounts (id),
        envelope_id UUID UNIQUE REFERENCES envelopes (id),
        challenge_id UUID REFERENCES challenges (id) ON DELETE CASCADE,
        invitation_id UUID REFERENCES invitations (id),
        feedback_id UUID REFERENCES feedback (id),
        membership_id UUID REFERENCES memberships (id),
        user_id UUID REFERENCES users (id),
        email TEXT NOT NULL,
        canonical TEXT NOT NULL,
        language TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('queued', 'sending', 'sent', 'deferred', 'failed', 'cancelled')),
        attempts INTEGER NOT NULL DEFAULT 0,
        next_attempt_at BIGINT NOT NULL,
        lease_owner UUID,
        lease_until BIGINT,
        reply TEXT,
        created_at BIGINT NOT NULL,
        finished_at BIGINT
    )
--
    CREATE INDEX outbox_due ON outbox (next_attempt_at) WHERE status IN ('queued', 'deferred', 'sending')
--
    CREATE INDEX outbox_recipient ON outbox (canonical, finished_at)
--
    CREATE INDEX outbox_invitation ON outbox (invitation_id)
--
    CREATE INDEX outbox_challenge ON outbox (challenge_id) WHERE challenge_id IS NOT NULL
--
    CREATE TABLE suppressions (
        operator_id UUID NOT NULL REFERENCES operators (id),
        canonical TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL,
        PRIMARY KEY (operator_id, canonical)
    )"
);
