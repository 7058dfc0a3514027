//! What the entries of the audit log say. The server makes the sentences ([`crate::api::audit`]), so that nobody loads those of all
//! actions: nothing in a page may use these texts.

use domain::Language;
use domain::audit::{AuditAction, AuditGroup};

use crate::i18n::{Text, texts};

mod de;
mod en;
mod es;

/// An action: what it is called where one chooses actions, and what its entries say. `{target}` is what it was done to; other
/// placeholders are details of the entry.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub name: Text,
    pub line: Text,
}

#[cfg(test)]
impl crate::i18n::text::Forms for Told {
    fn forms(&self) -> Vec<Text> {
        vec![self.name, self.line]
    }
}

const fn told(name: Text, line: Text) -> Told {
    Told { name, line }
}

texts! {
    Deeds {
        invitation_created: Told,
        invitation_resent: Told,
        invitation_reminded: Told,
        invitation_link_copied: Told,
        invitation_edited: Told,
        invitation_taken_over: Told,
        invitation_revoked: Told,
        invitation_accepted: Told,
        invitation_declined: Told,
        invitation_requested: Told,
        invitation_sponsor_lacks_rights: Told,
        code_requested: Told,
        code_accepted: Told,
        code_refused: Told,
        batch_submitted: Told,
        address_blocked: Told,
        membership_created: Told,
        membership_person_changed: Told,
        membership_roles_changed: Told,
        membership_permissions_changed: Told,
        membership_groups_changed: Told,
        membership_numbers_changed: Told,
        membership_sessions_ended: Told,
        membership_suspended: Told,
        membership_reactivated: Told,
        membership_removed: Told,
        membership_left: Told,
        role_created: Told,
        role_changed: Told,
        role_deleted: Told,
        group_created: Told,
        group_changed: Told,
        group_deleted: Told,
        numbers_added: Told,
        number_assigned: Told,
        number_taken_back: Told,
        number_deleted: Told,
        account_created: Told,
        account_changed: Told,
        account_suspended: Told,
        account_reactivated: Told,
        account_closed: Told,
        account_settings_changed: Told,
        /// `{attempt}` is the name of what was refused.
        permission_denied: Told,
        audit_exported: Told,
        login_succeeded: Told,
        login_failed: Told,
        logout: Told,
        user_registered: Told,
        password_reset_requested: Told,
        password_reset: Told,
        address_verification_requested: Told,
        address_verified: Told,
        user_changed: Told,
        password_changed: Told,
        address_change_requested: Told,
        address_changed: Told,
        sessions_ended: Told,
        /// `{limit}` is one of the limits below.
        limit_reached: Told,
        feedback_sent: Told,
        installation_set_up: Told,
        operator_settings_changed: Told,
        logo_changed: Told,
        content_created: Told,
        content_changed: Told,
        content_moved: Told,
        content_deleted: Told,
        operator_administrator_added: Told,
        operator_administrator_removed: Told,
        password_reset_link_printed: Told,
        links_invalidated: Told,

        limit_login: Text,
        limit_token: Text,
        limit_register: Text,
        limit_mail: Text,
        limit_mail_to: Text,
        limit_feedback: Text,

        invitations: Text,
        members: Text,
        account: Text,
        logins: Text,
        installation: Text,

        /// Who did it, where nobody was signed in.
        visitor: Text,
        system: Text,
        operator: Text,
        /// `{who}` is company and customer number.
        operator_for: Text,

        filters: Text,
        name: Text,
        first_name: Text,
        last_name: Text,
        email: Text,
        phone: Text,
        company: Text,
        contact_name: Text,
        product: Text,
        link: Text,
        the_area: Text,
        the_link: Text,
        the_question: Text,
        sender_name: Text,
        colour: Text,
        label_colour: Text,
        trust_copied_links: Text,
        address: Text,
        language: Text,
        time_zone: Text,
        status: Text,
        roles: Text,
        permissions: Text,
        groups: Text,
        numbers: Text,
        description: Text,
        instead: Text,
        lists: Text,
        member: Text,
        sponsor: Text,
        sessions: Text,
        yes: Text,
        no: Text,
    }
}

#[must_use]
pub fn deeds(language: Language) -> &'static Deeds {
    match language {
        Language::En => &en::EN,
        Language::De => &de::DE,
        Language::Es => &es::ES,
    }
}

impl Deeds {
    #[must_use]
    pub const fn of(&self, action: AuditAction) -> Told {
        match action {
            AuditAction::InvitationCreated => self.invitation_created,
            AuditAction::InvitationResent => self.invitation_resent,
            AuditAction::InvitationReminded => self.invitation_reminded,
            AuditAction::InvitationLinkCopied => self.invitation_link_copied,
            AuditAction::InvitationRevoked => self.invitation_revoked,
            AuditAction::InvitationAccepted => self.invitation_accepted,
            AuditAction::InvitationDeclined => self.invitation_declined,
            AuditAction::InvitationRequested => self.invitation_requested,
            AuditAction::InvitationSponsorLacksRights => self.invitation_sponsor_lacks_rights,
            AuditAction::CodeRequested => self.code_requested,
            AuditAction::CodeAccepted => self.code_accepted,
            AuditAction::CodeRefused => self.code_refused,
            AuditAction::BatchSubmitted => self.batch_submitted,
            AuditAction::AddressBlocked => self.address_blocked,
            AuditAction::MembershipCreated => self.membership_created,
            AuditAction::RoleCreated => self.role_created,
            AuditAction::RoleChanged => self.role_changed,
            AuditAction::RoleDeleted => self.role_deleted,
            AuditAction::InvitationEdited => self.invitation_edited,
            AuditAction::InvitationTakenOver => self.invitation_taken_over,
            AuditAction::MembershipPersonChanged => self.membership_person_changed,
            AuditAction::MembershipRolesChanged => self.membership_roles_changed,
            AuditAction::MembershipPermissionsChanged => self.membership_permissions_changed,
            AuditAction::MembershipGroupsChanged => self.membership_groups_changed,
            AuditAction::MembershipNumbersChanged => self.membership_numbers_changed,
            AuditAction::MembershipSessionsEnded => self.membership_sessions_ended,
            AuditAction::MembershipSuspended => self.membership_suspended,
            AuditAction::MembershipReactivated => self.membership_reactivated,
            AuditAction::MembershipRemoved => self.membership_removed,
            AuditAction::MembershipLeft => self.membership_left,
            AuditAction::GroupCreated => self.group_created,
            AuditAction::GroupChanged => self.group_changed,
            AuditAction::GroupDeleted => self.group_deleted,
            AuditAction::NumbersAdded => self.numbers_added,
            AuditAction::NumberAssigned => self.number_assigned,
            AuditAction::NumberTakenBack => self.number_taken_back,
            AuditAction::NumberDeleted => self.number_deleted,
            AuditAction::AccountCreated => self.account_created,
            AuditAction::AccountChanged => self.account_changed,
            AuditAction::AccountSuspended => self.account_suspended,
            AuditAction::AccountReactivated => self.account_reactivated,
            AuditAction::AccountClosed => self.account_closed,
            AuditAction::AccountSettingsChanged => self.account_settings_changed,
            AuditAction::PermissionDenied => self.permission_denied,
            AuditAction::AuditExported => self.audit_exported,
            AuditAction::LoginSucceeded => self.login_succeeded,
            AuditAction::LoginFailed => self.login_failed,
            AuditAction::Logout => self.logout,
            AuditAction::UserRegistered => self.user_registered,
            AuditAction::PasswordResetRequested => self.password_reset_requested,
            AuditAction::PasswordReset => self.password_reset,
            AuditAction::AddressVerificationRequested => self.address_verification_requested,
            AuditAction::AddressVerified => self.address_verified,
            AuditAction::UserChanged => self.user_changed,
            AuditAction::PasswordChanged => self.password_changed,
            AuditAction::AddressChangeRequested => self.address_change_requested,
            AuditAction::AddressChanged => self.address_changed,
            AuditAction::SessionsEnded => self.sessions_ended,
            AuditAction::LimitReached => self.limit_reached,
            AuditAction::FeedbackSent => self.feedback_sent,
            AuditAction::InstallationSetUp => self.installation_set_up,
            AuditAction::OperatorSettingsChanged => self.operator_settings_changed,
            AuditAction::LogoChanged => self.logo_changed,
            AuditAction::ContentCreated => self.content_created,
            AuditAction::ContentChanged => self.content_changed,
            AuditAction::ContentMoved => self.content_moved,
            AuditAction::ContentDeleted => self.content_deleted,
            AuditAction::OperatorAdministratorAdded => self.operator_administrator_added,
            AuditAction::OperatorAdministratorRemoved => self.operator_administrator_removed,
            AuditAction::PasswordResetLinkPrinted => self.password_reset_link_printed,
            AuditAction::LinksInvalidated => self.links_invalidated,
        }
    }

    #[must_use]
    pub const fn group(&self, group: AuditGroup) -> Text {
        match group {
            AuditGroup::Invitations => self.invitations,
            AuditGroup::Members => self.members,
            AuditGroup::Roles => self.roles,
            AuditGroup::Groups => self.groups,
            AuditGroup::Numbers => self.numbers,
            AuditGroup::Account => self.account,
            AuditGroup::Logins => self.logins,
            AuditGroup::Installation => self.installation,
        }
    }

    /// What a limit counts, by its name in the database.
    #[must_use]
    pub fn limit(&self, name: &str) -> Option<Text> {
        Some(match name {
            "login" => self.limit_login,
            "token" => self.limit_token,
            "register" => self.limit_register,
            "mail" => self.limit_mail,
            "mail-to" => self.limit_mail_to,
            "feedback" => self.limit_feedback,
            _ => return None,
        })
    }

    /// What a detail is called, by its key in the database.
    #[must_use]
    pub fn detail(&self, key: &str) -> Option<Text> {
        Some(match key {
            "filters" => self.filters,
            "name" => self.name,
            "first_name" => self.first_name,
            "last_name" => self.last_name,
            "email" => self.email,
            "phone" => self.phone,
            "company" => self.company,
            "contact_name" => self.contact_name,
            "product" => self.product,
            "link" => self.link,
            "sender_name" => self.sender_name,
            "colour" => self.colour,
            "label_colour" => self.label_colour,
            "trust_copied_links" => self.trust_copied_links,
            "address" => self.address,
            "language" => self.language,
            "time_zone" => self.time_zone,
            "status" => self.status,
            "roles" => self.roles,
            "permissions" => self.permissions,
            "groups" => self.groups,
            "numbers" => self.numbers,
            "description" => self.description,
            "instead" => self.instead,
            "members" => self.members,
            "invitations" => self.invitations,
            "lists" => self.lists,
            "member" => self.member,
            "sponsor" => self.sponsor,
            "sessions" => self.sessions,
            _ => return None,
        })
    }
}
