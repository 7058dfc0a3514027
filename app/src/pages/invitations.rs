//! *Invitations*: who was invited, how far the mail got, and what can be done about it. Everything that the page shows stands in its
//! address: filter, search, place, the open dialog, and what has just been done.

use domain::ids::InvitationId;
use domain::invitation::{InvitationSort, InvitationStatus};
use domain::permission::Permission;
use domain::views::{InvitationList, SeveralDeed};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::with_query;
use crate::api::invitations::{GetInvitations, InvitationsInput};
use crate::api::several::{DELETE, RESEND};
use crate::calls::read;
use crate::components::{CopyLinkDialog, CopyLinks, InviteActions, Page, Pager, Reading, use_dialog};
use crate::i18n::{invitations, use_language};
use crate::layouts::use_account;

pub mod deleting;
pub mod details;
pub mod editing;
pub mod fields;
pub mod invited;
pub mod inviting;
pub mod list;
pub mod notice;
pub mod picking;
pub mod resend;
pub mod row;
pub mod several;
pub mod toolbar;

use deleting::DeleteDialog;
use editing::EditDialog;
use invited::InvitedDialog;
use inviting::InviteDialog;
use list::Listing;
use notice::Notice;
use picking::{PickBar, Picking};
use resend::{ResendProblem, Resending};
use row::Table;
use several::{SeveralDialog, SeveralNotice, use_told};
use toolbar::{CountRow, Tabs, Toolbar};

#[component]
pub fn InvitationsPage() -> impl IntoView {
    let t = invitations::texts(use_language());
    let account = use_account();
    let input = use_input();
    let data = read(move || Ok(GetInvitations { form: input.get() }));
    let invite = Signal::derive(move || dialog_at(&input.get(), "invite", None));
    let actions = move || account.holds(&Permission::UsersInvite).then(|| view! { <InviteActions dialog=invite/> });
    view! {
        <Page title=t.heading actions=actions.into_any()>
            <Reading data view=move |list| view! { <Listed input=input.get_untracked() list/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Listed(input: InvitationsInput, list: InvitationList) -> impl IntoView {
    let t = invitations::texts(use_language());
    let (resending, done) = (Resending::new(), use_done());
    let links = CopyLinks::new();
    let listing = Listing::new(input, list);
    let (told, picking) = (use_told(), Picking::new());
    listing.follow(done, resending.action.answers());
    listing.follow_several(told);
    resending.follow(done);
    let older_links = if listing.resend_ends_older() { t.older_end } else { t.older_stay };
    let is_empty = Memo::new(move |_| listing.ids().is_empty());
    let neighbours = Memo::new(move |_| listing.neighbours());
    let pager = move || {
        let (newer, older) = neighbours.get();
        view! { <Pager newer older/> }
    };
    let note = move || {
        (!is_empty.get()).then(|| view! { <p class="muted small">{t.sent_means} " " {listing.may_invite().then_some(older_links)}</p> })
    };
    view! {
        <Tabs listing/>
        <div class="section">
            <Notice done resending listing/>
            <ResendProblem resending listing/>
            <SeveralNotice told listing picking/>
            <Toolbar listing/>
            <div class="picking" on:keydown=move |event| picking.on_key(&event)>
                <CountRow listing/>
                {listing.may_invite().then(|| view! { <PickBar listing picking/> })}
                <Table is_empty listing resending links done picking/>
            </div>
            {pager}
            {note}
        </div>
        <Dialogs listing/>
        <CopyLinkDialog links/>
    }
}

/// The dialog that the address opens.
#[component]
fn Dialogs(listing: Listing) -> impl IntoView {
    let dialog = use_dialog();
    move || {
        let close = listing.href();
        match dialog.get().as_deref() {
            Some("invite") => view! { <InviteDialog close/> }.into_any(),
            Some("edit") => view! { <EditDialog close/> }.into_any(),
            Some("invited") => view! { <InvitedDialog close listing/> }.into_any(),
            Some("delete") => view! { <DeleteDialog close/> }.into_any(),
            Some(RESEND) => view! { <SeveralDialog close deed=SeveralDeed::Resend/> }.into_any(),
            Some(DELETE) => view! { <SeveralDialog close deed=SeveralDeed::Delete/> }.into_any(),
            _ => ().into_any(),
        }
    }
}

/// What the address asks for. Junk is as good as nothing.
fn use_input() -> Memo<InvitationsInput> {
    let (c, query) = (use_account().number(), use_query_map());
    Memo::new(move |_| {
        query.with(|query| InvitationsInput {
            c: c.clone(),
            search: query.get("search").unwrap_or_default(),
            status: query.get_str("status").and_then(|status| status.parse().ok()),
            sort: query.get_str("sort").and_then(|sort| sort.parse().ok()),
            cursor: query.get("cursor"),
        })
    })
}

/// The address of a list, without any dialog.
fn list_at(input: &InvitationsInput) -> String {
    let search = Some(input.search.as_str()).filter(|search| !search.is_empty());
    let status = input.status.map(InvitationStatus::as_str);
    let sort = input.sort.map(InvitationSort::as_str);
    let query = [("status", status), ("search", search), ("sort", sort), ("cursor", input.cursor.as_deref())];
    with_query(&crate::address::account(&input.c, "invitations"), &query)
}

fn dialog_at(input: &InvitationsInput, dialog: &str, about: Option<(&str, InvitationId)>) -> String {
    let id = about.map(|(name, id)| (name, id.to_string()));
    let about = id.as_ref().map(|(name, id)| (*name, Some(id.as_str())));
    let query: Vec<_> = [("dialog", Some(dialog))].into_iter().chain(about).collect();
    with_query(&list_at(input), &query)
}

/// What has just been done with an invitation, as the address tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Invited(InvitationId),
    Resent(InvitationId),
    Deleted(InvitationId),
    Edited(InvitationId),
}

impl Done {
    const fn id(self) -> InvitationId {
        match self {
            Self::Invited(id) | Self::Resent(id) | Self::Deleted(id) | Self::Edited(id) => id,
        }
    }

    /// Whether it is still true of an invitation in that state. An address can be typed, kept and sent on.
    const fn holds(self, status: InvitationStatus) -> bool {
        match self {
            Self::Invited(_) => true,
            Self::Resent(_) | Self::Edited(_) => matches!(status, InvitationStatus::Pending),
            Self::Deleted(_) => matches!(status, InvitationStatus::Revoked),
        }
    }
}

fn use_done() -> Memo<Option<Done>> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| {
            let id = |name| query.get_str(name).and_then(|id| id.parse().ok());
            let invited = if query.get_str("dialog") == Some("invited") { id("id") } else { None };
            let done = invited.map(Done::Invited).or_else(|| id("deleted").map(Done::Deleted));
            done.or_else(|| id("resent").map(Done::Resent)).or_else(|| id("edited").map(Done::Edited))
        })
    })
}

/// The invitation that a parameter of the address names.
fn use_id(name: &'static str) -> Option<InvitationId> {
    use_query_map().with_untracked(|query| query.get_str(name).and_then(|id| id.parse().ok()))
}
