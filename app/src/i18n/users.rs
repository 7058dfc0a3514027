//! *User management*, tab *Users*.

use domain::Language;

use super::{Plural, Text, texts};

texts! {
    Users {
        heading: Text,
        users: Text,
        invitations: Text,
        invite: Text,
        invite_several: Text,
        filters: Text,
        all: Text,
        restricted: Text,
        search: Text,
        search_hint: Text,
        found: Plural,
        found_none: Text,
        table: Text,
        name: Text,
        roles: Text,
        numbers: Text,
        status: Text,
        joined: Text,
        you: Text,
        nobody: Text,
        nobody_detail: Text,
        nothing_found: Text,
        nothing_found_detail: Text,
        clear: Text,
    }
}

/// English alone for the time being.
#[must_use]
pub fn texts(_: Language) -> &'static Users {
    &EN
}

static EN: Users = Users {
    heading: "User management",
    users: "Users",
    invitations: "Invitations",
    invite: "Invite user",
    invite_several: "Invite several users",
    filters: "Membership",
    all: "All",
    restricted: "Without rights",
    search: "Search users",
    search_hint: "Name or address",
    found: Plural { one: "{n} user", other: "{n} users, newest first" },
    found_none: "0 users",
    table: "Users",
    name: "Name",
    roles: "Roles",
    numbers: "Numbers",
    status: "Status",
    joined: "Joined",
    you: "(you)",
    nobody: "Nobody is in this account yet",
    nobody_detail: "People appear here when they have accepted their invitation.",
    nothing_found: "No user matches",
    nothing_found_detail: "Search looks at names and email addresses.",
    clear: "Clear filters",
};
