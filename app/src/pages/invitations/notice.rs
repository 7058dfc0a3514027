use leptos::html;
use leptos::prelude::*;

use super::Done;
use super::list::Listing;
use super::resend::Resending;
use crate::api::ApiError;
use crate::api::invitations::{GetInvitation, InvitationInput};
use crate::calls::read;
use crate::components::Icon;
use crate::components::focus::{by_id, focus_later, is_lost};
use crate::i18n::{common, fill, invitations, use_language, wish};

const ID: &str = "notice";

/// Gives the focus to the notice when the row that had it has left the list.
pub(super) fn catch_focus() {
    focus_later(|| by_id(ID).filter(|_| is_lost()));
}

/// What *Resend* or *Delete* has done, until it is dismissed.
#[component]
pub(super) fn Notice(done: Memo<Option<Done>>, resending: Resending, listing: Listing) -> impl IntoView {
    let about = Memo::new(move |_| done.get().filter(|done| !matches!(done, Done::Invited(_)) && !resending.has_failed()));
    let data = read(move || {
        let id = about.get().ok_or(ApiError::NotFound)?.id();
        Ok(GetInvitation { form: InvitationInput { c: listing.number(), id } })
    });
    view! {
        <div aria-live="polite">
            {move || Suspend::new(async move {
                let brief = data.await.ok();
                let told = about.get_untracked().zip(brief).filter(|(done, brief)| done.holds(brief.status));
                told.map(|(done, brief)| view! { <Told done email=brief.email listing/> })
            })}
        </div>
    }
}

#[component]
fn Told(done: Done, email: String, listing: Listing) -> impl IntoView {
    let language = use_language();
    let (t, words) = (invitations::texts(language), wish::texts(language));
    let is_deleted = matches!(done, Done::Deleted(_));
    let (title, detail) = match (done, listing.resend_ends_older()) {
        (Done::Deleted(_), _) => (t.deleted, t.deleted_detail),
        (Done::Edited(_), _) => (words.edited, words.edited_detail),
        (_, true) => (t.resent, t.resent_ended),
        (_, false) => (t.resent, t.resent_kept),
    };
    let dismiss = common::texts(language).dismiss;
    let title = fill(title, &[("address", &email)]);
    let label = title.clone();
    let node = NodeRef::<html::Section>::new();
    // The button that was pressed may have gone with what it was for.
    Effect::new(move |_| {
        if let Some(notice) = node.get()
            && (is_deleted || is_lost())
        {
            let _ = notice.focus();
        }
    });
    view! {
        <section class="banner banner--success" id=ID aria-label=label tabindex="-1" node_ref=node>
            <Icon name="circle-check"/>
            <div>
                <b>{title}</b>
                <p>{detail}</p>
            </div>
            <a class="icon-btn" href=listing.href() aria-label=dismiss title=dismiss data-noscroll="">
                <Icon name="x"/>
            </a>
        </section>
    }
}
