//! What pages send to the server functions that change something.

/// A body that the function at this path understands; what it comes to does not matter.
pub(super) fn understood(path: &str) -> &'static str {
    let found = FORMS.iter().find(|(name, _)| path == format!("/api/{name}"));
    found.unwrap_or_else(|| panic!("{path} is new: say here what it is sent")).1
}

const FORMS: &[(&str, &str)] = &[
    ("accept", "form[token]=x"),
    ("accept_by_login", "form[token]=x&form[password]=x"),
    ("add_numbers", "form[c]=1001&form[lines]=%2B34911234567"),
    ("add_person", "form[c]=1001&form[draft]=bat_01972c3d0000700080000000000000ff&form[role]="),
    (
        "assign_number",
        "form[c]=1001&form[id]=num_01972c3d0000700080000000000000ff&form[member]=mem_01972c3d0000700080000000000000ff&form[back]=/",
    ),
    ("add_operator_administrator", "form[email]=nobody&form[current_password]=x"),
    ("ask_for_new", "form[token]=x"),
    ("block_invitations", "form[token]=x"),
    (
        "check_addresses",
        "form[c]=1001&form[batch]=bat_01972c3d0000700080000000000000ff&form[addresses]=a@x.example&form[again]=&form[action]=check",
    ),
    (
        "change_membership",
        "form[c]=1001&form[id]=mem_01972c3d0000700080000000000000ff&form[deed]=remove&form[sponsored]=revoke&form[back]=/",
    ),
    ("change_several", "form[c]=1001&form[ids][]=inv_01972c3d0000700080000000000000ff&form[deed]=delete&form[back]=/"),
    ("change_password", "form[current_password]=x&form[password]=x&form[back]=/"),
    ("check_code", "form[token]=x&form[code]=12345678"),
    ("copy_link", "form[c]=1001&form[id]=inv_01972c3d0000700080000000000000ff&form[back]=/"),
    ("create_batch", "form[c]=1001"),
    (
        "create_customer",
        "form[number]=1001&form[company]=Acme&form[language]=en&form[time_zone]=Europe/Madrid&form[contact_name]=\
         &form[contact_email]=&form[contact_phone]=&form[contact_address]=",
    ),
    ("decline", "form[token]=x"),
    ("delete_group", "form[c]=1001&form[id]=grp_01972c3d0000700080000000000000ff&form[instead]=&form[back]=/"),
    ("delete_invitation", "form[c]=1001&form[id]=inv_01972c3d0000700080000000000000ff&form[back]=/"),
    ("delete_number", "form[c]=1001&form[id]=num_01972c3d0000700080000000000000ff&form[back]=/"),
    ("delete_role", "form[c]=1001&form[id]=rol_01972c3d0000700080000000000000ff&form[instead]=none&form[back]=/"),
    ("delete_entry", "form[kind]=area&form[id]=contracts"),
    ("discard_batch", "form[c]=1001&form[batch]=bat_01972c3d0000700080000000000000ff"),
    (
        "edit_invitation",
        "form[c]=1001&form[id]=inv_01972c3d0000700080000000000000ff&form[role]=rol_01972c3d0000700080000000000000ff&form[back]=/",
    ),
    ("end_tour", "form[c]=1001&form[areas][]=calls"),
    ("end_own_session", "form[id]=ses_01972c3d0000700080000000000000fe&form[back]=/"),
    ("invite_user", "form[c]=1001&form[email]=a@x.example&form[role]=rol_01972c3d0000700080000000000000ff&form[again]=true&form[back]=/"),
    ("leave_account", "form[c]=nobody&form[back]=/"),
    ("login", "form[email]=a@x.example&form[password]=x&form[next]="),
    ("logout", "form[next]="),
    ("move_entry", "form[kind]=area&form[id]=calls&form[up]=false"),
    ("register", "form[token]=x&form[first_name]=Ann&form[last_name]=Lee&form[phone]=&form[password]=x"),
    ("request_address_change", "form[email]=a@x.example&form[current_password]=x&form[back]=/"),
    ("remove_operator_administrator", "form[id]=usr_01972c3d0000700080000000000000fd&form[current_password]=x"),
    ("remove_logo", "form[back]=/"),
    ("request_reset", "form[email]=a@x.example"),
    ("request_verification", "form[back]=/"),
    ("resend_invitation", "form[c]=1001&form[id]=inv_01972c3d0000700080000000000000ff&form[back]=/"),
    ("reset_password", "form[token]=x&form[password]=x"),
    (
        "save_accounts",
        "form[c]=1001&form[batch]=bat_01972c3d0000700080000000000000ff&form[page]=1&form[common]=&form[action]=keep\
         &form[rows][0][id]=rcp_01972c3d0000700080000000000000ff&form[rows][0][role]=&form[rows][0][search]=",
    ),
    (
        "save_addresses",
        "form[c]=1001&form[batch]=bat_01972c3d0000700080000000000000ff&form[addresses]=a@x.example&form[again]=&form[action]=",
    ),
    (
        "save_account_settings",
        "form[c]=1001&form[seen]=%7B%22language%22:%22en%22,%22time_zone%22:%22UTC%22,%22policy%22:%7B%7D%7D&form[shown]=roles&form[preset]=roles&form[grants]=roles&form[rules][]=reminders&form[link_days]=7\
         &form[allowed_domains]=&form[daily_limit]=50&form[account_daily_limit]=50&form[language]=en&form[time_zone]=UTC&form[action]=",
    ),
    (
        "save_customer",
        "form[c]=1001&form[company]=&form[contact_name]=&form[contact_email]=&form[contact_phone]=&form[contact_address]=&form[back]=/",
    ),
    ("save_entry", "form[kind]=link&form[id]=&form[title]=&form[text]=&form[note]=&form[url]=&form[document][]=true&form[language]=en"),
    ("save_group", "form[c]=1001&form[id]=grp_01972c3d0000700080000000000000ff&form[name]=Desk&form[description]=&form[back]=/"),
    (
        "save_person",
        "form[c]=1001&form[draft]=bat_01972c3d0000700080000000000000ff&form[first_name]=Ann&form[last_name]=Lee&form[email]=a@x.example\
         &form[country]=&form[phone]=",
    ),
    (
        "save_person_groups",
        "form[c]=1001&form[draft]=bat_01972c3d0000700080000000000000ff&form[groups][]=grp_01972c3d0000700080000000000000ff",
    ),
    (
        "save_role",
        "form[c]=1001&form[id]=rol_01972c3d0000700080000000000000ff&form[name]=Desk&form[description]=&form[permissions][]=users.view",
    ),
    (
        "save_member_choice",
        "form[c]=1001&form[id]=mem_01972c3d0000700080000000000000ff&form[choice]=roles&form[chosen][]=rol_01972c3d0000700080000000000000ff\
         &form[sponsored]=take_over",
    ),
    (
        "save_member_numbers",
        "form[c]=1001&form[id]=mem_01972c3d0000700080000000000000ff&form[numbers][]=num_01972c3d0000700080000000000000ff&form[search]=\
         &form[action]=",
    ),
    (
        "save_member_person",
        "form[c]=1001&form[id]=mem_01972c3d0000700080000000000000ff&form[first_name]=Ann&form[last_name]=Lee&form[phone]=",
    ),
    ("save_own_person", "form[first_name]=Ann&form[last_name]=Lee&form[phone]=&form[back]=/"),
    ("send_code", "form[token]=x"),
    ("send_feedback", "form[c]=&form[feedback]=Fine"),
    ("set_theme", "form[theme]=dark&form[back]=/"),
    (
        "save_operator_settings",
        "form[seen]=%7B%22product%22%3A%22%22%2C%22sender_name%22%3A%22%22%2C%22colour%22%3A%22%22%2C%22label_colour%22%3A%22%22%2C%22postal_address%22%3A%22%22%2C%22support_email%22%3A%22%22%2C%22support_phone%22%3A%22%22%2C%22trust_copied_links%22%3Afalse%2C%22daily_limit%22%3A1%7D\
         &form[product]=&form[sender_name]=&form[colour]=&form[label_colour]=&form[postal_address]=&form[support_email]=\
         &form[support_phone]=&form[trust_copied_links][]=true&form[daily_limit]=",
    ),
    ("set_customer_status", "form[c]=1001&form[status]=closed&form[confirm]=x&form[back]=/"),
    ("set_language", "form[language]=en&form[next]=/"),
    (
        "set_up",
        "form[token]=x&form[product]=Vestibule&form[first_name]=Ann&form[last_name]=Lee&form[email]=a@x.example&form[password]=x\
         &form[language]=en&form[time_zone]=Europe/Berlin",
    ),
    ("submit_batch", "form[c]=1001&form[batch]=bat_01972c3d0000700080000000000000ff&form[first]=true"),
    ("take_back_number", "form[c]=1001&form[id]=num_01972c3d0000700080000000000000ff&form[back]=/"),
    ("upload_logo", ""),
    ("verify_address", "form[token]=x"),
];
