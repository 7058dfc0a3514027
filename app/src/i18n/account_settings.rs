//! *Account settings*.

use domain::Language;
use domain::policy::{Grants, Rule};

use super::{Text, texts};

mod de;
mod en;
mod es;

texts! {
    AccountSettings {
        heading: Text,
        lede: Text,
        saved: Text,
        saved_detail: Text,
        changed: Text,
        changed_detail: Text,
        change: Text,
        on: Text,
        off: Text,
        preset: Text,
        preset_about: Text,
        /// In *New customer*.
        preset_later: Text,
        preset_shown: Text,
        grants: Text,
        grants_about: Text,
        access_type: Text,
        access_type_about: Text,
        several_roles: Text,
        several_roles_about: Text,
        single_permissions: Text,
        single_permissions_about: Text,
        asked: Text,
        asked_about: Text,
        names_required: Text,
        names_required_about: Text,
        ask_phone: Text,
        ask_phone_about: Text,
        groups_required: Text,
        groups_required_about: Text,
        offer_numbers: Text,
        offer_numbers_about: Text,
        role_required: Text,
        role_required_about: Text,
        links: Text,
        links_about: Text,
        link_days: Text,
        link_days_hint: Text,
        strict: Text,
        older_links_keep_working: Text,
        older_links_keep_working_about: Text,
        reminders: Text,
        reminders_about: Text,
        mails: Text,
        mails_about: Text,
        domains: Text,
        domains_about: Text,
        allowed_domains: Text,
        allowed_domains_hint: Text,
        limits: Text,
        limits_about: Text,
        daily_limit: Text,
        account_daily_limit: Text,
        account: Text,
        account_about: Text,
        language: Text,
        time_zone: Text,
        time_zone_hint: Text,
        people: Text,
        people_about: Text,
        users: Text,
        roles: Text,
        groups: Text,
        save: Text,
        saving: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static AccountSettings {
    match language {
        Language::En => &en::EN,
        Language::De => &de::DE,
        Language::Es => &es::ES,
    }
}

impl AccountSettings {
    /// A choice, and a line about it.
    #[must_use]
    pub const fn grants(&self, grants: Grants) -> (Text, Text) {
        match grants {
            Grants::AccessType => (self.access_type, self.access_type_about),
            Grants::Roles => (self.several_roles, self.several_roles_about),
            Grants::Permissions => (self.single_permissions, self.single_permissions_about),
        }
    }

    /// A switch, and a line about it.
    #[must_use]
    pub const fn rule(&self, rule: Rule) -> (Text, Text) {
        match rule {
            Rule::NamesRequired => (self.names_required, self.names_required_about),
            Rule::AskPhone => (self.ask_phone, self.ask_phone_about),
            Rule::GroupsRequired => (self.groups_required, self.groups_required_about),
            Rule::OfferNumbers => (self.offer_numbers, self.offer_numbers_about),
            Rule::RoleRequired => (self.role_required, self.role_required_about),
            Rule::OlderLinksKeepWorking => (self.older_links_keep_working, self.older_links_keep_working_about),
            Rule::Reminders => (self.reminders, self.reminders_about),
        }
    }
}
