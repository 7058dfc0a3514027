//! The operator, the people and how they prove who they are.

crate::sql::migration!(
    "CREATE TABLE installation (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        key_check BYTES NOT NULL,
        created_at BIGINT NOT NULL
    )
--
    CREATE TABLE operators (
        id UUID PRIMARY KEY,
        name TEXT NOT NULL,
        sender_name TEXT NOT NULL,
        brand_colour TEXT NOT NULL,
        brand_on TEXT NOT NULL,
        logo TEXT,
        logo_width INTEGER NOT NULL DEFAULT 0,
        logo_height INTEGER NOT NULL DEFAULT 0,
        postal_address TEXT,
        support_email TEXT,
        support_phone TEXT,
        language TEXT NOT NULL,
        time_zone TEXT NOT NULL,
        trust_copied_links BOOLEAN NOT NULL,
        daily_limit BIGINT NOT NULL,
        single INTEGER NOT NULL DEFAULT 1 UNIQUE CHECK (single = 1),
        created_at BIGINT NOT NULL
    )
--
    CREATE TABLE logos (
        name TEXT PRIMARY KEY,
        operator_id UUID NOT NULL REFERENCES operators (id),
        bytes BYTES NOT NULL
    )
--
    CREATE TABLE areas (
        operator_id UUID NOT NULL REFERENCES operators (id),
        area TEXT NOT NULL,
        name TEXT NOT NULL,
        description TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (operator_id, area)
    )
--
    CREATE TABLE faq_entries (
        id UUID PRIMARY KEY,
        operator_id UUID NOT NULL REFERENCES operators (id),
        language TEXT NOT NULL,
        position INTEGER NOT NULL,
        question TEXT NOT NULL,
        answer TEXT NOT NULL
    )
--
    CREATE INDEX faq_entries_order ON faq_entries (operator_id, language, position)
--
    CREATE TABLE home_links (
        id UUID PRIMARY KEY,
        operator_id UUID NOT NULL REFERENCES operators (id),
        kind TEXT NOT NULL CHECK (kind IN ('link', 'document')),
        language TEXT,
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        note TEXT NOT NULL,
        url TEXT NOT NULL
    )
--
    CREATE INDEX home_links_order ON home_links (operator_id, position)
--
    CREATE TABLE users (
        id UUID PRIMARY KEY,
        email TEXT NOT NULL,
        canonical TEXT NOT NULL UNIQUE,
        verified_at BIGINT,
        password_hash TEXT,
        first_name TEXT NOT NULL,
        last_name TEXT NOT NULL,
        phone TEXT,
        search TEXT NOT NULL,
        language TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
        failures INTEGER NOT NULL DEFAULT 0,
        locked_until BIGINT,
        created_at BIGINT NOT NULL
    )
--
    CREATE TABLE operator_administrators (
        operator_id UUID NOT NULL REFERENCES operators (id),
        user_id UUID NOT NULL REFERENCES users (id),
        created_at BIGINT NOT NULL,
        PRIMARY KEY (operator_id, user_id)
    )
--
    CREATE TABLE sessions (
        id UUID PRIMARY KEY,
        token_hash BYTES NOT NULL UNIQUE,
        user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        seen_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL,
        browser TEXT NOT NULL,
        platform TEXT NOT NULL,
        address TEXT NOT NULL
    )
--
    CREATE INDEX sessions_user ON sessions (user_id)
--
    CREATE INDEX sessions_expiry ON sessions (expires_at)
--
    CREATE TABLE challenges (
        id UUID PRIMARY KEY,
        purpose TEXT NOT NULL CHECK (purpose IN ('setup', 'reset', 'verify', 'change', 'code')),
        user_id UUID REFERENCES users (id) ON DELETE CASCADE,
        envelope_id UUID,
        email TEXT,
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL,
        used_at BIGINT,
        attempts INTEGER NOT NULL DEFAULT 0
    )
--
    CREATE INDEX challenges_envelope ON challenges (envelope_id, created_at)
--
    CREATE INDEX challenges_user ON challenges (user_id)"
);
