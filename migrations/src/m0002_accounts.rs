//! Customer accounts, their roles and members. References carry the account, so that no row can point into another one.

crate::sql::migration!(
    "CREATE TABLE accounts (
        id UUID PRIMARY KEY,
        operator_id UUID NOT NULL REFERENCES operators (id),
        number TEXT NOT NULL UNIQUE,
        company TEXT NOT NULL,
        search TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'closed')),
        language TEXT NOT NULL,
        time_zone TEXT NOT NULL,
        policy TEXT NOT NULL,
        contact_name TEXT NOT NULL,
        contact_email TEXT NOT NULL,
        contact_phone TEXT NOT NULL,
        contact_address TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )
--
    CREATE INDEX accounts_newest ON accounts (created_at, id)
--
    CREATE TABLE roles (
        id UUID PRIMARY KEY,
        account_id UUID NOT NULL REFERENCES accounts (id),
        kind TEXT NOT NULL CHECK (kind IN ('administrator', 'standard_user', 'custom')),
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        description TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        UNIQUE (account_id, id),
        UNIQUE (account_id, name_key)
    )
--
    CREATE UNIQUE INDEX roles_built_in ON roles (account_id, kind) WHERE kind <> 'custom'
--
    CREATE TABLE role_permissions (
        role_id UUID NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
        permission TEXT NOT NULL,
        PRIMARY KEY (role_id, permission)
    )
--
    CREATE TABLE memberships (
        id UUID PRIMARY KEY,
        account_id UUID NOT NULL REFERENCES accounts (id),
        user_id UUID NOT NULL REFERENCES users (id),
        status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'left', 'removed')),
        first_name TEXT NOT NULL,
        last_name TEXT NOT NULL,
        phone TEXT,
        search TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        joined_at BIGINT NOT NULL,
        ended_at BIGINT,
        UNIQUE (account_id, id)
    )
--
    CREATE UNIQUE INDEX memberships_current ON memberships (account_id, user_id) WHERE status IN ('active', 'suspended')
--
    CREATE INDEX memberships_newest ON memberships (account_id, joined_at, id)
--
    CREATE INDEX memberships_names ON memberships (account_id, sort_key, id)
--
    CREATE INDEX memberships_user ON memberships (user_id)
--
    CREATE TABLE membership_roles (
        account_id UUID NOT NULL,
        membership_id UUID NOT NULL,
        role_id UUID NOT NULL,
        PRIMARY KEY (membership_id, role_id),
        FOREIGN KEY (account_id, membership_id) REFERENCES memberships (account_id, id),
        FOREIGN KEY (account_id, role_id) REFERENCES roles (account_id, id) ON DELETE RESTRICT
    )
--
    CREATE INDEX membership_roles_role ON membership_roles (role_id)
--
    CREATE TABLE membership_permissions (
        account_id UUID NOT NULL,
        membership_id UUID NOT NULL,
        permission TEXT NOT NULL,
        PRIMARY KEY (membership_id, permission),
        FOREIGN KEY (account_id, membership_id) REFERENCES memberships (account_id, id)
    )
--
    CREATE TABLE membership_tours (
        account_id UUID NOT NULL,
        membership_id UUID NOT NULL,
        area TEXT NOT NULL,
        seen_at BIGINT NOT NULL,
        PRIMARY KEY (membership_id, area),
        FOREIGN KEY (account_id, membership_id) REFERENCES memberships (account_id, id)
    )
--
    CREATE TABLE member_groups (
        id UUID PRIMARY KEY,
        account_id UUID NOT NULL REFERENCES accounts (id),
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        description TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        UNIQUE (account_id, id),
        UNIQUE (account_id, name_key)
    )
--
    CREATE TABLE membership_groups (
        account_id UUID NOT NULL,
        membership_id UUID NOT NULL,
        group_id UUID NOT NULL,
        PRIMARY KEY (membership_id, group_id),
        FOREIGN KEY (account_id, membership_id) REFERENCES memberships (account_id, id),
        FOREIGN KEY (account_id, group_id) REFERENCES member_groups (account_id, id) ON DELETE RESTRICT
    )
--
    CREATE INDEX membership_groups_group ON membership_groups (group_id)"
);
