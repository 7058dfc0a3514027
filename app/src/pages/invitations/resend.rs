use std::fmt;

use domain::ids::InvitationId;
use leptos::html::Div;
use leptos::prelude::*;

use super::Done;
use super::list::Listing;
use super::row::address_id;
use crate::api::ApiError;
use crate::api::invitations::{ResendForm, ResendInvitation};
use crate::calls::Posting;
use crate::components::Icon;
use crate::forms::{to_login, unpack, use_flash};
use crate::i18n::problems::error_text;
use crate::i18n::{common, count, fill, invitations, use_language};
use crate::site::PageState;

/// *Resend* of all rows: one is sent at a time.
#[derive(Clone, Copy)]
pub struct Resending {
    pub(super) action: Posting,
    /// The row that was pressed last.
    asked: RwSignal<Option<InvitationId>>,
}

impl Resending {
    pub(super) fn new() -> Self {
        Self { action: Posting::to::<ResendInvitation>(), asked: RwSignal::new(None) }
    }

    /// Followed: whether the newest one was refused.
    pub(super) fn has_failed(self) -> bool {
        self.action.error().is_some()
    }

    /// Forgets a refusal as soon as something else is done.
    pub(super) fn follow(self, done: Memo<Option<Done>>) {
        Effect::new(move |last: Option<Option<Done>>| {
            let done = done.get();
            if done.is_some() && last.is_some_and(|last| last != done) && untrack(|| self.has_failed()) {
                self.action.clear();
            }
            done
        });
    }
}

impl fmt::Debug for Resending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resending").field("asked", &self.asked).finish_non_exhaustive()
    }
}

#[component]
pub(super) fn ResendButton(id: InvitationId, listing: Listing, resending: Resending) -> impl IntoView {
    let t = invitations::texts(use_language());
    let Resending { action, asked } = resending;
    let pending = action.pending();
    let title = if listing.resend_ends_older() { t.resend_ends_older } else { t.resend_keeps_older };
    let press = move |event: leptos::ev::MouseEvent| {
        if pending.get_untracked() {
            event.prevent_default();
        } else {
            asked.set(Some(id));
        }
    };
    view! {
        <form method="post" action=action.url() on:submit=move |event| action.submit(&event)>
            <input type="hidden" name="form[c]" value=listing.number()/>
            <input type="hidden" name="form[id]" value=id.to_string()/>
            <input type="hidden" name="form[back]" value=listing.href()/>
            <button
                class="icon-btn"
                type="submit"
                aria-label=t.resend
                aria-describedby=address_id(id)
                title=title
                aria-busy=move || (pending.get() && asked.get() == Some(id)).then_some("true")
                on:click=press
            >
                <Icon name="rotate-cw"/>
            </button>
        </form>
    }
}

/// Why an invitation was not sent again, above the table, leading to its row.
#[component]
pub(super) fn ResendProblem(resending: Resending, listing: Listing) -> impl IntoView {
    let flash = use_flash::<ResendForm>();
    let (action, page) = (resending.action, PageState::here());
    move || {
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            let at_first = form.map(|form| form.id).zip(refused);
            move || {
                let problem = if action.is_answered() { resending.asked.get_untracked().zip(action.error()) } else { at_first.clone() };
                problem.map(|(id, error)| view! { <Problem id error listing page/> })
            }
        })
    }
}

#[component]
fn Problem(id: InvitationId, error: ApiError, listing: Listing, page: PageState) -> impl IntoView {
    if error == ApiError::Unauthenticated {
        to_login();
    }
    let language = use_language();
    let t = invitations::texts(language);
    let reason = match &error {
        ApiError::TooMany { retry_after_s } => fill(t.resend_wait, &[("n", &count(*retry_after_s, language))]),
        other => error_text(language, other),
    };
    let address = listing.row(id).with_untracked(|row| row.as_ref().map(|row| row.email.clone()));
    let text = match address {
        Some(address) => fill(t.not_resent, &[("address", &address), ("reason", &reason)]),
        None => reason,
    };
    let node = NodeRef::<Div>::new();
    page.has_problems.set(true);
    Effect::new(move |_| {
        page.has_problems.set(true);
        if let Some(summary) = node.get() {
            let _ = summary.focus();
        }
        on_cleanup(move || {
            let _ = page.has_problems.try_set(false);
        });
    });
    view! {
        <div
            class="errors"
            role="group"
            aria-labelledby="resend-problem"
            tabindex="-1"
            autofocus=cfg!(feature = "ssr")
            node_ref=node
        >
            <h2 id="resend-problem">{common::texts(language).problem_heading}</h2>
            <ul>
                <li>
                    <a href=format!("#{}", address_id(id)) rel="external">
                        {text}
                    </a>
                </li>
            </ul>
        </div>
    }
}
