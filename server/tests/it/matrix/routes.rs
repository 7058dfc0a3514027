//! Who may use which address. `sample` is an address of a page, the query of a reading function, or, for a writing one, left empty: what
//! it is sent stands in `layers/tests/forms.rs`. Customer number and ids in it are put in their places by [`super::things`].

use domain::permission::Permission::{
    AuditView, GroupsManage, NumbersAssign, RolesManage, SettingsManage, UsersInvite, UsersManage, UsersView,
};

use super::Who::{self, Anyone, Area, Demo, Holder, Member, MemberAlone, Operator, OperatorAlone, SignedIn, WithRights};

/// One address.
pub(super) struct Route {
    pub method: &'static str,
    pub path: &'static str,
    sample: &'static str,
    pub who: Who,
}

impl Route {
    pub(super) fn sample(&self) -> String {
        let writes = self.method == "POST" && self.path != "/logout";
        if writes { super::forms::understood(self.path) } else { self.sample }.to_owned()
    }

    /// Whether it is about one account, named by its customer number.
    pub(super) fn is_of_an_account(&self) -> bool {
        matches!(self.who, Member | MemberAlone | WithRights | Area | Holder(_)) && self.sample().contains("1001")
    }
}

const fn page(path: &'static str, sample: &'static str, who: Who) -> Route {
    Route { method: "GET", path, sample, who }
}

const fn reads(path: &'static str, query: &'static str, who: Who) -> Route {
    Route { method: "GET", path, sample: query, who }
}

const fn writes(path: &'static str, who: Who) -> Route {
    Route { method: "POST", path, sample: "", who }
}

const VIEW: Who = Holder(UsersView);
const ROLES: Who = Holder(RolesManage);
const SETTINGS: Who = Holder(SettingsManage);
const AUDIT: Who = Holder(AuditView);
const GROUPS: Who = Holder(GroupsManage);
const NUMBERS: Who = Holder(NumbersAssign);
const INVITE: Who = Holder(UsersInvite);
const MANAGE: Who = Holder(UsersManage);

pub(super) static ROUTES: &[Route] = &[
    page("/", "/", SignedIn),
    page("/login", "/login", Anyone),
    page("/forgot", "/forgot", Anyone),
    page("/reset/{token}", "/reset/x", Anyone),
    page("/verify/{token}", "/verify/x", Anyone),
    page("/setup", "/setup?token=x", Anyone),
    page("/invitations/{token}", "/invitations/x", Anyone),
    page("/invitations/{token}/block", "/invitations/x/block", Anyone),
    page("/choose", "/choose", SignedIn),
    page("/no-access", "/no-access", SignedIn),
    page("/settings", "/settings", SignedIn),
    page("/mailbox", "/mailbox", Demo),
    page("/mailbox/{id}", "/mailbox/1", Demo),
    page("/faq", "/faq?c=1001", SignedIn),
    page("/feedback", "/feedback?c=1001", SignedIn),
    page("/customers", "/customers", Operator),
    page("/customers/new", "/customers/new", Operator),
    page("/operator", "/operator", OperatorAlone),
    page("/brand/{name}", "/brand/x", Anyone),
    page("/operator/administrators", "/operator/administrators", OperatorAlone),
    page("/operator/areas", "/operator/areas", OperatorAlone),
    page("/operator/links", "/operator/links", OperatorAlone),
    page("/operator/faq", "/operator/faq", OperatorAlone),
    page("/operator/feedback", "/operator/feedback", OperatorAlone),
    page("/operator/audit", "/operator/audit", OperatorAlone),
    page("/operator/audit.csv", "/operator/audit.csv", OperatorAlone),
    page("/operator/audit.jsonl", "/operator/audit.jsonl", OperatorAlone),
    page("/c/{c}/areas/{area}", "/c/1001/areas/calls", Area),
    page("/c/{c}/profile", "/c/1001/profile", WithRights),
    page("/c/{c}/profile/contact", "/c/1001/profile/contact", WithRights),
    page("/c/{c}", "/c/1001/", Member),
    page("/c/{c}/roles", "/c/1001/roles", ROLES),
    page("/c/{c}/roles/new", "/c/1001/roles/new", ROLES),
    page("/c/{c}/roles/{id}", "/c/1001/roles/rol_01972c3d0000700080000000000000ff", ROLES),
    page("/c/{c}/audit", "/c/1001/audit", AUDIT),
    page("/c/{c}/audit.csv", "/c/1001/audit.csv", AUDIT),
    page("/c/{c}/audit.jsonl", "/c/1001/audit.jsonl", AUDIT),
    page("/c/{c}/groups", "/c/1001/groups", GROUPS),
    page("/c/{c}/numbers", "/c/1001/numbers", NUMBERS),
    page("/c/{c}/settings", "/c/1001/settings", SETTINGS),
    page("/c/{c}/users", "/c/1001/users", VIEW),
    page("/c/{c}/users/{id}", "/c/1001/users/mem_01972c3d0000700080000000000000ff", VIEW),
    page("/c/{c}/users/new/details", "/c/1001/users/new/details", INVITE),
    page("/c/{c}/users/new/groups", "/c/1001/users/new/groups?draft=bat_01972c3d0000700080000000000000ff", INVITE),
    page("/c/{c}/users/new/overview", "/c/1001/users/new/overview?draft=bat_01972c3d0000700080000000000000ff", INVITE),
    page("/c/{c}/invitations", "/c/1001/invitations", VIEW),
    page("/c/{c}/invitations/{id}", "/c/1001/invitations/inv_01972c3d0000700080000000000000ff", VIEW),
    page("/c/{c}/invite/{batch}/addresses", "/c/1001/invite/bat_01972c3d0000700080000000000000ff/addresses", INVITE),
    page("/c/{c}/invite/{batch}/accounts", "/c/1001/invite/bat_01972c3d0000700080000000000000ff/accounts", INVITE),
    page("/c/{c}/invite/{batch}/submit", "/c/1001/invite/bat_01972c3d0000700080000000000000ff/submit", INVITE),
    page("/c/{c}/invite/{batch}/result", "/c/1001/invite/bat_01972c3d0000700080000000000000ff/result", INVITE),
    page("/live/{c}", "/live/1001", Member),
    page("/healthz", "/healthz", Anyone),
    page("/readyz", "/readyz", Anyone),
    page("/.well-known/change-password", "/.well-known/change-password", Anyone),
    reads("/api/account", "form[c]=1001", Member),
    reads("/api/account_settings", "form[c]=1001", SETTINGS),
    reads("/api/accounts_step", "form[c]=1001&form[batch]=bat_01972c3d0000700080000000000000ff&form[page]=1", INVITE),
    reads("/api/add_user", "form[c]=1001&form[draft]=bat_01972c3d0000700080000000000000ff", INVITE),
    reads("/api/addresses_step", "form[c]=1001&form[batch]=bat_01972c3d0000700080000000000000ff", INVITE),
    reads("/api/area", "form[c]=1001&form[area]=calls", Area),
    reads("/api/audit", "form[c]=1001", AUDIT),
    reads("/api/batch_progress", "form[c]=1001&form[batch]=bat_01972c3d0000700080000000000000ff", INVITE),
    reads("/api/batch_result", "form[c]=1001&form[batch]=bat_01972c3d0000700080000000000000ff&form[page]=1", INVITE),
    reads("/api/choices", "form[search]=", SignedIn),
    reads(
        "/api/copied_link",
        "form[c]=1001&form[id]=inv_01972c3d0000700080000000000000ff&form[copied]=fls_01972c3d0000700080000000000000fd",
        INVITE,
    ),
    reads("/api/customer", "form[c]=1001", Operator),
    reads("/api/customers", "form[search]=", Operator),
    reads("/api/entries", "form[kind]=area", Operator),
    reads("/api/faq", "", SignedIn),
    reads("/api/feedback_list", "form[cursor]=", Operator),
    reads("/api/flash", "form[id]=fls_01972c3d0000700080000000000000fd&form[page]=/login", Anyone),
    reads("/api/group", "form[c]=1001&form[id]=grp_01972c3d0000700080000000000000ff", GROUPS),
    reads("/api/groups", "form[c]=1001&form[search]=", GROUPS),
    reads("/api/home", "form[c]=1001", Member),
    reads("/api/invitation", "form[c]=1001&form[id]=inv_01972c3d0000700080000000000000ff", INVITE),
    reads("/api/invitation_details", "form[c]=1001&form[id]=inv_01972c3d0000700080000000000000ff", VIEW),
    reads("/api/invitation_draft", "form[c]=1001&form[id]=inv_01972c3d0000700080000000000000ff", INVITE),
    reads("/api/invitation_page", "form[token]=x", Anyone),
    reads("/api/invitations", "form[c]=1001&form[search]=", VIEW),
    reads("/api/invite_options", "form[c]=1001", INVITE),
    reads("/api/leaving", "form[c]=1001", MemberAlone),
    reads("/api/mail", "form[id]=1&form[part]=html", Demo),
    reads("/api/mailbox", "", Demo),
    reads("/api/member", "form[c]=1001&form[id]=mem_01972c3d0000700080000000000000ff", VIEW),
    reads("/api/member_brief", "form[c]=1001&form[id]=mem_01972c3d0000700080000000000000ff", VIEW),
    reads("/api/members", "form[c]=1001&form[search]=", VIEW),
    reads("/api/new_customer_options", "", Operator),
    reads("/api/no_access", "", SignedIn),
    reads("/api/number", "form[c]=1001&form[id]=num_01972c3d0000700080000000000000ff", NUMBERS),
    reads("/api/number_list", "form[c]=1001&form[search]=", NUMBERS),
    reads("/api/operator_administrators", "", Operator),
    reads("/api/operator_settings", "", Operator),
    reads("/api/possible_holders", "form[c]=1001&form[search]=", NUMBERS),
    reads("/api/numbers", "form[c]=1001&form[batch]=bat_01972c3d0000700080000000000000ff&form[search]=3", INVITE),
    reads("/api/profile", "form[c]=1001", WithRights),
    reads("/api/reset_state", "form[token]=x", Anyone),
    reads("/api/role", "form[c]=1001&form[id]=rol_01972c3d0000700080000000000000ff", ROLES),
    reads("/api/role_uses", "form[c]=1001&form[id]=rol_01972c3d0000700080000000000000ff", ROLES),
    reads("/api/roles", "form[c]=1001", ROLES),
    reads("/api/search_numbers", "form[c]=1001&form[search]=3", NUMBERS),
    reads("/api/several_done", "form[c]=1001&form[told]=fls_01972c3d0000700080000000000000fd", INVITE),
    reads("/api/several_invitations", "form[c]=1001&form[ids][0]=inv_01972c3d0000700080000000000000ff", INVITE),
    reads("/api/setup_options", "form[token]=x", Anyone),
    reads("/api/settings", "", SignedIn),
    reads("/api/start", "", SignedIn),
    reads("/api/submit_step", "form[c]=1001&form[batch]=bat_01972c3d0000700080000000000000ff&form[page]=1", INVITE),
    reads("/api/suggest_password", "", Anyone),
    reads("/api/verify_state", "form[token]=x", Anyone),
    writes("/api/accept", Anyone),
    writes("/api/accept_by_login", Anyone),
    writes("/api/add_numbers", NUMBERS),
    writes("/api/add_person", INVITE),
    writes("/api/add_operator_administrator", Operator),
    writes("/api/ask_for_new", Anyone),
    writes("/api/assign_number", NUMBERS),
    writes("/api/block_invitations", Anyone),
    writes("/api/change_several", INVITE),
    writes("/api/change_membership", MANAGE),
    writes("/api/change_password", SignedIn),
    writes("/api/check_addresses", INVITE),
    writes("/api/check_code", Anyone),
    writes("/api/copy_link", INVITE),
    writes("/api/create_batch", INVITE),
    writes("/api/create_customer", Operator),
    writes("/api/decline", Anyone),
    writes("/api/delete_group", GROUPS),
    writes("/api/delete_number", NUMBERS),
    writes("/api/delete_invitation", INVITE),
    writes("/api/delete_role", ROLES),
    writes("/api/delete_entry", Operator),
    writes("/api/discard_batch", INVITE),
    writes("/api/edit_invitation", INVITE),
    writes("/api/end_tour", Member),
    writes("/api/end_own_session", Anyone),
    writes("/api/invite_user", INVITE),
    // Of an account that does not exist, since those who ask must not go: who may leave which stands in `leaving.rs`.
    writes("/api/leave_account", Anyone),
    writes("/api/login", Anyone),
    writes("/api/logout", Anyone),
    writes("/api/move_entry", Operator),
    writes("/api/register", Anyone),
    writes("/api/request_address_change", SignedIn),
    writes("/api/remove_operator_administrator", Operator),
    writes("/api/remove_logo", Operator),
    writes("/api/request_reset", Anyone),
    writes("/api/request_verification", SignedIn),
    writes("/api/resend_invitation", INVITE),
    writes("/api/reset_password", Anyone),
    writes("/api/save_account_settings", SETTINGS),
    writes("/api/save_accounts", INVITE),
    writes("/api/save_addresses", INVITE),
    writes("/api/save_customer", Operator),
    writes("/api/save_entry", Operator),
    writes("/api/save_group", GROUPS),
    writes("/api/save_member_choice", MANAGE),
    writes("/api/save_member_numbers", NUMBERS),
    writes("/api/save_member_person", MANAGE),
    writes("/api/save_person", INVITE),
    writes("/api/save_person_groups", INVITE),
    writes("/api/save_own_person", SignedIn),
    writes("/api/save_operator_settings", Operator),
    writes("/api/save_role", ROLES),
    writes("/api/send_code", Anyone),
    writes("/api/send_feedback", SignedIn),
    writes("/api/set_customer_status", Operator),
    writes("/api/set_language", Anyone),
    writes("/api/set_theme", Anyone),
    writes("/api/set_up", Anyone),
    writes("/api/submit_batch", INVITE),
    writes("/api/take_back_number", NUMBERS),
    writes("/api/upload_logo", Operator),
    writes("/api/verify_address", Anyone),
    writes("/logout", Anyone),
];
