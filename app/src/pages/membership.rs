//! What is done with members by one button, wherever they are listed: the switch, the menu of a row, the questions that come first.

use domain::ids::MembershipId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::{settled, with_query};
use crate::api::ApiError;
use crate::api::members::{ChangeMembership, MemberDeed, MemberDeedForm};
use crate::calls::{Posting, turn_of};
use crate::components::{Notice, Problems};
use crate::forms::{here, to_login, unpack, use_flash};
use crate::i18n::{members, use_language};

pub mod asking;
pub mod row;
pub mod switch;

pub use asking::{MemberDialogs, SponsoredChoice};
pub use row::RowActions;
pub use switch::{StatusSwitch, Switched};

/// What buttons of this page do with members, and what was done last, as the address tells.
#[derive(Clone, Copy, Debug)]
pub struct Deeds {
    pub(super) action: Posting,
    done: Memo<Option<(MemberDeed, MembershipId)>>,
    /// Counts what was done since the page was opened.
    turn: Memo<usize>,
}

impl Deeds {
    pub(super) fn new() -> Self {
        let query = use_query_map();
        let done = Memo::new(move |_| {
            query.with(|query| {
                let deed = query.get_str("done")?;
                let deed = MemberDeed::ALL.into_iter().find(|known| known.as_str() == deed)?;
                Some((deed, query.get_str("member")?.parse().ok()?))
            })
        });
        Self { action: Posting::to::<ChangeMembership>(), done, turn: turn_of(done) }
    }

    /// For [`crate::calls::read_after`].
    pub(super) const fn turn(self) -> Memo<usize> {
        self.turn
    }

    /// The member who was changed a moment ago, on this page: what was pressed has been made anew, and wants the focus back.
    fn just_changed(self) -> Option<MembershipId> {
        let done = self.done.get_untracked();
        done.filter(|_| self.turn.get_untracked() > 0).map(|(_, id)| id)
    }
}

/// The page without anything that is open or was done on it.
pub(super) fn back() -> String {
    settled(&here())
}

/// The address of a question about a member, on a page that is [`back`].
pub(super) fn dialog_at(back: &str, dialog: &str, id: MembershipId) -> String {
    with_query(back, &[("dialog", Some(dialog)), ("id", Some(&id.to_string()))])
}

/// What is sent with every button.
#[component]
pub(super) fn DeedFields(c: String, id: MembershipId, deed: MemberDeed, back: String) -> impl IntoView {
    view! {
        <input type="hidden" name="form[c]" value=c/>
        <input type="hidden" name="form[id]" value=id.to_string()/>
        <input type="hidden" name="form[deed]" value=deed.as_str()/>
        <input type="hidden" name="form[back]" value=back/>
    }
}

/// Above what it is about: what was done and cannot be seen, and why something was not done.
#[component]
pub(super) fn DeedNotice(deeds: Deeds) -> impl IntoView {
    let t = members::texts(use_language());
    let flash = use_flash::<MemberDeedForm>();
    let notice = move || {
        let (title, text) = match deeds.done.get()?.0 {
            MemberDeed::Remove => (t.removed, t.removed_detail),
            MemberDeed::SignOut => (t.signed_out, t.signed_out_detail),
            _ => return None,
        };
        Some(view! { <Notice title text close=back()/> })
    };
    view! {
        <div aria-live="polite">{notice}</div>
        {move || Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            // A refusal of what was asked first stands in the dialog.
            let refused = refused.filter(|_| form.is_some_and(|form| form.deed.dialog().is_none()));
            move || {
                let error = if deeds.action.is_answered() { deeds.action.error() } else { refused.clone() };
                if error == Some(ApiError::Unauthenticated) {
                    to_login();
                }
                error.map(|error| view! { <Problems error=Some(error)/> })
            }
        })}
    }
}
