//! *Profile* of an account.

use domain::Language;

use super::{Text, texts};

texts! {
    Profile {
        heading: Text,
        /// The name of the tabs.
        tabs: Text,
        company: Text,
        contact: Text,
        users: Text,
        number: Text,
        status: Text,
        language: Text,
        time_zone: Text,
        since: Text,
        main_contact: Text,
        phone: Text,
        address: Text,
        not_given: Text,
        user_profiles: Text,
        /// Opens the wizard in a new tab.
        create: Text,
        name: Text,
        email: Text,
        contact_number: Text,
        kind: Text,
        numbers: Text,
        you: Text,
        nobody: Text,
        nobody_detail: Text,
        nobody_detail_inviter: Text,
    }
}

/// English alone for the time being.
#[must_use]
pub fn texts(_: Language) -> &'static Profile {
    &EN
}

static EN: Profile = Profile {
    heading: "Profile",
    tabs: "Profile",
    company: "Company",
    contact: "Contact information",
    users: "User management",
    number: "Customer number",
    status: "Status",
    language: "Language",
    time_zone: "Time zone",
    since: "Customer since",
    main_contact: "Main contact",
    phone: "Phone",
    address: "Address",
    not_given: "not given",
    user_profiles: "User profiles",
    create: "Create new users",
    name: "Name",
    email: "Email",
    contact_number: "Contact number",
    kind: "Type",
    numbers: "Numbers",
    you: "(you)",
    nobody: "Nobody is in this account yet",
    nobody_detail: "People appear here when they have accepted their invitation.",
    nobody_detail_inviter: "People appear here when they have accepted their invitation. Invite an administrator first.",
};
