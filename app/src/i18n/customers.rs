//! *Customers*, *New customer*.

use domain::Language;

use super::{Plural, Text, texts};

texts! {
    Customers {
        heading: Text,
        search: Text,
        search_hint: Text,
        filters: Text,
        all: Text,
        found: Plural,
        table: Text,
        company: Text,
        number: Text,
        status: Text,
        users: Text,
        open_invitations: Text,
        since: Text,
        new: Text,
        nobody: Text,
        nobody_detail: Text,
        nothing_found: Text,
        nothing_found_detail: Text,
        clear: Text,

        number_hint: Text,
        language: Text,
        language_hint: Text,
        time_zone: Text,
        time_zone_hint: Text,
        contact_heading: Text,
        contact_detail: Text,
        contact_name: Text,
        contact_email: Text,
        contact_phone: Text,
        contact_phone_hint: Text,
        contact_address: Text,
        create: Text,
        creating: Text,
        cancel: Text,
    }
}

/// English alone for the time being.
#[must_use]
pub fn texts(_: Language) -> &'static Customers {
    &EN
}

static EN: Customers = Customers {
    heading: "Customers",
    search: "Search customers",
    search_hint: "Name or customer number",
    filters: "Status",
    all: "All",
    found: Plural { one: "{n} customer", other: "{n} customers" },
    table: "Customers",
    company: "Company",
    number: "Customer number",
    status: "Status",
    users: "Users",
    open_invitations: "Open invitations",
    since: "Since",
    new: "New customer",
    nobody: "There are no customers yet",
    nobody_detail: "A customer account holds its own users, roles and invitations. Make the first one, then invite its administrator.",
    nothing_found: "No customer matches",
    nothing_found_detail: "Search looks at company names and customer numbers.",
    clear: "Clear filters",

    number_hint: "Letters, digits and hyphens, at most 32. It cannot be changed later.",
    language: "Language",
    language_hint: "Mails to people who have not chosen a language speak it.",
    time_zone: "Time zone",
    time_zone_hint: "Mails tell times in it, and the daily limit of invitations follows its day.",
    contact_heading: "Contact information",
    contact_detail: "Whom you reach at the customer. It stands in the profile.",
    contact_name: "Main contact",
    contact_email: "Contact email",
    contact_phone: "Contact phone",
    contact_phone_hint: "With country code, like +34 911 23 45 67",
    contact_address: "Address",
    create: "Create customer",
    creating: "Creating...",
    cancel: "Cancel",
};
