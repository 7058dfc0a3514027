use domain::views::InvitationBrief;
use leptos::prelude::*;

use super::deleting::load;
use super::list::Listing;
use crate::components::{ButtonLink, DeliveryLine, Dialog, DialogFoot, DialogProblem};
use crate::i18n::{common, fill, invitations, use_language};
use crate::layouts::use_account;

/// What came of *Invite user*: how far the mail is, and what may come next.
#[component]
pub(super) fn InvitedDialog(close: String, listing: Listing) -> impl IntoView {
    let data = load();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            match data.await {
                Ok(brief) => view! { <Invited brief close listing/> }.into_any(),
                Err(error) => {
                    let title = invitations::texts(use_language()).no_such;
                    view! { <DialogProblem title error close/> }.into_any()
                }
            }
        })
    }
}

#[component]
fn Invited(brief: InvitationBrief, close: String, listing: Listing) -> impl IntoView {
    let language = use_language();
    let t = invitations::texts(language);
    let row = listing.row(brief.id);
    let delivery = move || row.get().map(|row| view! { <DeliveryLine delivery=row.delivery/> });
    view! {
        <Dialog title=fill(t.invited_title, &[("address", &brief.email)]) close=close.clone()>
            <div class="body">
                <div aria-live="polite">{delivery}</div>
                <p class="muted">{t.invited_hint}</p>
            </div>
            <DialogFoot close close_label=common::texts(language).close>
                <a class="btn" href=use_account().href("invitations")>
                    {t.see_all}
                </a>
                <ButtonLink href=listing.dialog("invite", None) class="btn btn--primary">
                    {t.another}
                </ButtonLink>
            </DialogFoot>
        </Dialog>
    }
}
