//! *Roles*: the list, and the pages and dialogs about one of them.

use domain::Language;

use super::{Plural, Text, texts};

mod de;
mod en;
mod es;

texts! {
    RolePages {
        heading: Text,
        table: Text,
        new: Text,
        new_heading: Text,
        /// `{name}` is the role's.
        edit_heading: Text,
        /// Of a role that cannot be changed.
        view_heading: Text,
        name: Text,
        opens: Text,
        members: Text,
        invitations: Text,
        actions: Text,
        edit: Text,
        delete: Text,
        built_in: Text,
        above: Text,
        everything: Text,
        all_areas: Text,
        nothing: Text,
        more: Plural,
        purpose: Text,
        permissions: Text,
        chosen: Text,
        changed: Text,
        n_members: Plural,
        n_invitations: Plural,
        in_use: Text,
        unused: Text,
        live: Text,
        adds: Text,
        takes: Text,
        save: Text,
        create: Text,
        saving: Text,
        deleting: Text,
        built_in_detail: Text,
        above_detail: Text,
        delete_role: Text,
        delete_title: Text,
        delete_unused: Text,
        n_revivable: Plural,
        n_drafts: Plural,
        instead: Text,
        instead_hint: Text,
        choose: Text,
        no_role: Text,
        cannot_replace: Text,
        deleted: Text,
        deleted_detail: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static RolePages {
    match language {
        Language::En => &en::EN,
        Language::De => &de::DE,
        Language::Es => &es::ES,
    }
}
