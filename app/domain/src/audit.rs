//! What the audit log tells of.

use crate::codes::codes;

codes! {
    /// Everything that is written to the log. What an older version has written under another name is still shown, by that name.
    AuditAction {
        InvitationCreated = "invitation.created",
        InvitationResent = "invitation.resent",
        InvitationReminded = "invitation.reminded",
        InvitationLinkCopied = "invitation.link_copied",
        InvitationEdited = "invitation.edited",
        InvitationTakenOver = "invitation.taken_over",
        InvitationRevoked = "invitation.revoked",
        InvitationAccepted = "invitation.accepted",
        InvitationDeclined = "invitation.declined",
        /// Somebody with a link that has ended asked for a new one.
        InvitationRequested = "invitation.requested",
        InvitationSponsorLacksRights = "invitation.sponsor_lacks_rights",
        /// A code for a copied link was asked for, was right, or was wrong.
        CodeRequested = "code.requested",
        CodeAccepted = "code.accepted",
        CodeRefused = "code.refused",
        BatchSubmitted = "batch.submitted",
        AddressBlocked = "address.blocked",

        MembershipCreated = "membership.created",
        MembershipPersonChanged = "membership.person_changed",
        MembershipRolesChanged = "membership.roles_changed",
        MembershipPermissionsChanged = "membership.permissions_changed",
        MembershipGroupsChanged = "membership.groups_changed",
        MembershipNumbersChanged = "membership.numbers_changed",
        MembershipSessionsEnded = "membership.sessions_ended",
        MembershipSuspended = "membership.suspended",
        MembershipReactivated = "membership.reactivated",
        MembershipRemoved = "membership.removed",
        MembershipLeft = "membership.left",

        RoleCreated = "role.created",
        RoleChanged = "role.changed",
        RoleDeleted = "role.deleted",

        GroupCreated = "group.created",
        GroupChanged = "group.changed",
        GroupDeleted = "group.deleted",
        NumbersAdded = "numbers.added",
        NumberAssigned = "number.assigned",
        NumberTakenBack = "number.taken_back",
        NumberDeleted = "number.deleted",

        AccountCreated = "account.created",
        /// Its name, or whom one reaches there.
        AccountChanged = "account.changed",
        AccountSuspended = "account.suspended",
        AccountReactivated = "account.reactivated",
        AccountClosed = "account.closed",
        AccountSettingsChanged = "account.settings_changed",
        /// Somebody tried to hand out more than they hold; `attempt` is the action that it would have been.
        PermissionDenied = "permission.denied",
        AuditExported = "audit.exported",

        LoginSucceeded = "login.succeeded",
        LoginFailed = "login.failed",
        Logout = "logout",
        UserRegistered = "user.registered",
        PasswordResetRequested = "password.reset_requested",
        PasswordReset = "password.reset",
        AddressVerificationRequested = "address.verification_requested",
        AddressVerified = "address.verified",
        UserChanged = "user.changed",
        PasswordChanged = "password.changed",
        AddressChangeRequested = "address.change_requested",
        AddressChanged = "address.changed",
        SessionsEnded = "sessions.ended",
        LimitReached = "limit.reached",

        FeedbackSent = "feedback.sent",
        InstallationSetUp = "installation.set_up",
        OperatorSettingsChanged = "operator.settings_changed",
        LogoChanged = "operator.logo_changed",
        /// An area, a link or a question.
        ContentCreated = "content.created",
        ContentChanged = "content.changed",
        ContentMoved = "content.moved",
        ContentDeleted = "content.deleted",
        OperatorAdministratorAdded = "operator_administrator.added",
        OperatorAdministratorRemoved = "operator_administrator.removed",
        PasswordResetLinkPrinted = "password.reset_link_printed",
        LinksInvalidated = "links.invalidated",
    }
}

codes! {
    /// Who does something.
    ActorKind {
        /// A user for themselves, or a member in the account.
        User = "user",
        /// An operator administrator, as such.
        Operator = "operator",
        /// Whoever holds a link or types an address; nobody is signed in.
        Visitor = "visitor",
        /// The program by itself, or somebody at its terminal.
        System = "system",
    }
}

codes! {
    /// What actions are about.
    AuditGroup {
        Invitations = "invitations",
        Members = "members",
        Roles = "roles",
        Groups = "groups",
        Numbers = "numbers",
        Account = "account",
        Logins = "logins",
        Installation = "installation",
    }
}

impl AuditGroup {
    /// Whether it happens in a customer's account. The rest has none, and only the operator sees it.
    #[must_use]
    pub const fn is_of_account(self) -> bool {
        matches!(self, Self::Invitations | Self::Members | Self::Roles | Self::Groups | Self::Numbers | Self::Account)
    }
}

impl AuditAction {
    #[must_use]
    pub const fn group(self) -> AuditGroup {
        match self {
            Self::InvitationCreated
            | Self::InvitationResent
            | Self::InvitationReminded
            | Self::InvitationLinkCopied
            | Self::InvitationEdited
            | Self::InvitationTakenOver
            | Self::InvitationRevoked
            | Self::InvitationAccepted
            | Self::InvitationDeclined
            | Self::InvitationRequested
            | Self::InvitationSponsorLacksRights
            | Self::CodeRequested
            | Self::CodeAccepted
            | Self::CodeRefused
            | Self::BatchSubmitted
            | Self::AddressBlocked => AuditGroup::Invitations,
            Self::MembershipCreated
            | Self::MembershipPersonChanged
            | Self::MembershipRolesChanged
            | Self::MembershipPermissionsChanged
            | Self::MembershipGroupsChanged
            | Self::MembershipNumbersChanged
            | Self::MembershipSessionsEnded
            | Self::MembershipSuspended
            | Self::MembershipReactivated
            | Self::MembershipRemoved
            | Self::MembershipLeft => AuditGroup::Members,
            Self::RoleCreated | Self::RoleChanged | Self::RoleDeleted => AuditGroup::Roles,
            Self::GroupCreated | Self::GroupChanged | Self::GroupDeleted => AuditGroup::Groups,
            Self::NumbersAdded | Self::NumberAssigned | Self::NumberTakenBack | Self::NumberDeleted => AuditGroup::Numbers,
            Self::AccountCreated
            | Self::AccountChanged
            | Self::AccountSuspended
            | Self::AccountReactivated
            | Self::AccountClosed
            | Self::AccountSettingsChanged
            | Self::PermissionDenied
            | Self::AuditExported => AuditGroup::Account,
            Self::LoginSucceeded
            | Self::LoginFailed
            | Self::Logout
            | Self::UserRegistered
            | Self::PasswordResetRequested
            | Self::PasswordReset
            | Self::AddressVerificationRequested
            | Self::AddressVerified
            | Self::UserChanged
            | Self::PasswordChanged
            | Self::AddressChangeRequested
            | Self::AddressChanged
            | Self::SessionsEnded
            | Self::LimitReached => AuditGroup::Logins,
            Self::FeedbackSent
            | Self::InstallationSetUp
            | Self::OperatorSettingsChanged
            | Self::LogoChanged
            | Self::ContentCreated
            | Self::ContentChanged
            | Self::ContentMoved
            | Self::ContentDeleted
            | Self::OperatorAdministratorAdded
            | Self::OperatorAdministratorRemoved
            | Self::PasswordResetLinkPrinted
            | Self::LinksInvalidated => AuditGroup::Installation,
        }
    }
}
