//! Batches of the wizard, the invitations that come of them, the envelopes that carry them, and the numbers they hand out.

crate::sql::migration!(
    "CREATE TABLE batches (
        id UUID PRIMARY KEY,
        account_id UUID NOT NULL REFERENCES accounts (id),
        creator_id UUID NOT NULL REFERENCES users (id),
        kind TEXT NOT NULL CHECK (kind IN ('list', 'person')),
        list TEXT NOT NULL,
        waiting_id UUID,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL,
        submitted_at BIGINT,
        UNIQUE (account_id, id)
    )
--
    CREATE INDEX batches_drafts ON batches (updated_at) WHERE submitted_at IS NULL
--
    CREATE TABLE recipients (
        id UUID PRIMARY KEY,
        account_id UUID NOT NULL,
        batch_id UUID NOT NULL,
        position INTEGER NOT NULL,
        email TEXT NOT NULL,
        canonical TEXT NOT NULL,
        domain TEXT NOT NULL,
        first_name TEXT NOT NULL,
        last_name TEXT NOT NULL,
        phone TEXT,
        search TEXT NOT NULL,
        fresh BOOLEAN NOT NULL,
        send_again BOOLEAN NOT NULL,
        outcome TEXT,
        invitation_id UUID,
        UNIQUE (batch_id, canonical),
        FOREIGN KEY (account_id, batch_id) REFERENCES batches (account_id, id) ON DELETE CASCADE
    )
--
    CREATE INDEX recipients_order ON recipients (batch_id, position)
--
    CREATE INDEX recipients_invitation ON recipients (invitation_id)
--
    CREATE TABLE batch_roles (
        account_id UUID NOT NULL,
        batch_id UUID NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
        role_id UUID NOT NULL,
        PRIMARY KEY (batch_id, role_id),
        FOREIGN KEY (account_id, role_id) REFERENCES roles (account_id, id) ON DELETE RESTRICT
    )
--
    CREATE INDEX batch_roles_role ON batch_roles (role_id)
--
    CREATE TABLE batch_permissions (
        account_id UUID NOT NULL,
        batch_id UUID NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
        permission TEXT NOT NULL,
        PRIMARY KEY (batch_id, permission)
    )
--
    CREATE TABLE batch_groups (
        account_id UUID NOT NULL,
        batch_id UUID NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
        group_id UUID NOT NULL,
        PRIMARY KEY (batch_id, group_id),
        FOREIGN KEY (account_id, group_id) REFERENCES member_groups (account_id, id) ON DELETE CASCADE
    )
--
    CREATE TABLE recipient_roles (
        account_id UUID NOT NULL,
        recipient_id UUID NOT NULL REFERENCES recipients (id) ON DELETE CASCADE,
        role_id UUID NOT NULL,
        PRIMARY KEY (recipient_id, role_id),
        FOREIGN KEY (account_id, role_id) REFERENCES roles (account_id, id) ON DELETE RESTRICT
    )
--
    CREATE INDEX recipient_roles_role ON recipient_roles (role_id)
--
    CREATE TABLE recipient_permissions (
        account_id UUID NOT NULL,
        recipient_id UUID NOT NULL REFERENCES recipients (id) ON DELETE CASCADE,
        permission TEXT NOT NULL,
        PRIMARY KEY (recipient_id, permission)
    )
--
    CREATE TABLE recipient_groups (
        account_id UUID NOT NULL,
        recipient_id UUID NOT NULL REFERENCES recipients (id) ON DELETE CASCADE,
        group_id UUID NOT NULL,
        PRIMARY KEY (recipient_id, group_id),
        FOREIGN KEY (account_id, group_id) REFERENCES member_groups (account_id, id) ON DELETE CASCADE
    )
--
    CREATE INDEX recipient_groups_group ON recipient_groups (group_id)
--
    CREATE TABLE envelopes (
        id UUID PRIMARY KEY,
        account_id UUID NOT NULL REFERENCES accounts (id),
        inviter_id UUID NOT NULL REFERENCES users (id),
        by_operator BOOLEAN NOT NULL,
        created_at BIGINT NOT NULL
    )
--
    CREATE TABLE invitations (
        id UUID PRIMARY KEY,
        account_id UUID NOT NULL REFERENCES accounts (id),
        email TEXT NOT NULL,
        canonical TEXT NOT NULL,
        first_name TEXT NOT NULL,
        last_name TEXT NOT NULL,
        phone TEXT,
        search TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'declined', 'revoked', 'expired')),
        sponsor_id UUID REFERENCES users (id),
        envelope_id UUID NOT NULL REFERENCES envelopes (id),
        membership_id UUID REFERENCES memberships (id),
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL,
        ended_at BIGINT,
        reminded_at BIGINT,
        UNIQUE (account_id, id)
    )
--
    CREATE INDEX invitations_unreminded ON invitations (expires_at) WHERE status = 'pending' AND reminded_at IS NULL
--
    CREATE UNIQUE INDEX invitations_pending ON invitations (canonical, account_id) WHERE status = 'pending'
--
    CREATE INDEX invitations_newest ON invitations (account_id, created_at, id)
--
    CREATE INDEX invitations_expiry ON invitations (account_id, expires_at, id)
--
    CREATE INDEX invitations_address ON invitations (account_id, canonical, id)
--
    CREATE INDEX invitations_state ON invitations (account_id, status, expires_at)
--
    CREATE INDEX invitations_sponsor ON invitations (sponsor_id, account_id) WHERE status = 'pending'
--
    CREATE INDEX invitations_membership ON invitations (membership_id) WHERE membership_id IS NOT NULL
--
    CREATE TABLE invitation_roles (
        account_id UUID NOT NULL,
        invitation_id UUID NOT NULL REFERENCES invitations (id),
        role_id UUID NOT NULL,
        PRIMARY KEY (invitation_id, role_id),
        FOREIGN KEY (account_id, role_id) REFERENCES roles (account_id, id) ON DELETE RESTRICT
    )
--
    CREATE INDEX invitation_roles_role ON invitation_roles (role_id)
--
    CREATE TABLE invitation_past_roles (
        account_id UUID NOT NULL,
        invitation_id UUID NOT NULL,
        role_id UUID NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (invitation_id, role_id),
        FOREIGN KEY (account_id, invitation_id) REFERENCES invitations (account_id, id)
    )
--
    CREATE TABLE invitation_permissions (
        account_id UUID NOT NULL,
        invitation_id UUID NOT NULL,
        permission TEXT NOT NULL,
        PRIMARY KEY (invitation_id, permission),
        FOREIGN KEY (account_id, invitation_id) REFERENCES invitations (account_id, id)
    )
--
    CREATE TABLE invitation_groups (
        account_id UUID NOT NULL,
        invitation_id UUID NOT NULL,
        group_id UUID NOT NULL,
        PRIMARY KEY (invitation_id, group_id),
        FOREIGN KEY (account_id, invitation_id) REFERENCES invitations (account_id, id),
        FOREIGN KEY (account_id, group_id) REFERENCES member_groups (account_id, id) ON DELETE RESTRICT
    )
--
    CREATE INDEX invitation_groups_group ON invitation_groups (group_id)
--
    CREATE TABLE envelope_invitations (
        envelope_id UUID NOT NULL REFERENCES envelopes (id),
        invitation_id UUID NOT NULL REFERENCES invitations (id),
        superseded_at BIGINT,
        PRIMARY KEY (envelope_id, invitation_id)
    )
--
    CREATE INDEX envelope_invitations_invitation ON envelope_invitations (invitation_id)
--
    CREATE TABLE numbers (
        id UUID PRIMARY KEY,
        account_id UUID NOT NULL REFERENCES accounts (id),
        number TEXT NOT NULL,
        membership_id UUID,
        invitation_id UUID,
        created_at BIGINT NOT NULL,
        UNIQUE (account_id, id),
        UNIQUE (account_id, number),
        CHECK (membership_id IS NULL OR invitation_id IS NULL),
        FOREIGN KEY (account_id, membership_id) REFERENCES memberships (account_id, id),
        FOREIGN KEY (account_id, invitation_id) REFERENCES invitations (account_id, id)
    )
--
    CREATE INDEX numbers_newest ON numbers (account_id, created_at, id)
--
    CREATE INDEX numbers_membership ON numbers (membership_id)
--
    CREATE INDEX numbers_invitation ON numbers (invitation_id)
--
    CREATE TABLE recipient_numbers (
        account_id UUID NOT NULL,
        batch_id UUID NOT NULL,
        recipient_id UUID NOT NULL REFERENCES recipients (id) ON DELETE CASCADE,
        number_id UUID NOT NULL,
        PRIMARY KEY (recipient_id, number_id),
        UNIQUE (batch_id, number_id),
        FOREIGN KEY (account_id, number_id) REFERENCES numbers (account_id, id) ON DELETE CASCADE
    )
--
    CREATE TABLE invitation_numbers (
        account_id UUID NOT NULL,
        invitation_id UUID NOT NULL REFERENCES invitations (id),
        number_id UUID NOT NULL,
        PRIMARY KEY (invitation_id, number_id),
        FOREIGN KEY (account_id, number_id) REFERENCES numbers (account_id, id) ON DELETE CASCADE
    )"
);
