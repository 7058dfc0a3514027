//! Choosing several rows: boxes, and the bar that stands in the place of the count while some are chosen. Which are is known to the page alone:
//! the boxes belong to a form that asks for a dialog by its address.

use std::fmt;

use domain::ids::InvitationId;
use domain::invitation::InvitationStatus;
use domain::views::InvitationRow;
use leptos::ev::{self, SubmitEvent};
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::list::Listing;
use crate::api::several::{DELETE, RESEND};
use crate::calls::fields;
use crate::components::Icon;
use crate::i18n::{count, fill, several, use_language};

/// The form that the boxes belong to.
const FORM: &str = "several";

/// What is chosen.
#[derive(Clone, Copy)]
pub struct Picking {
    /// As the address says.
    at_first: StoredValue<Vec<InvitationId>>,
    count: RwSignal<usize>,
}

impl fmt::Debug for Picking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picking").field("count", &self.count).finish_non_exhaustive()
    }
}

/// The invitations that the address names (`?ids=inv_…&ids=inv_…`).
pub(super) fn ids_in_address() -> Vec<InvitationId> {
    let ids = use_query_map().with_untracked(|query| query.get_all("ids").unwrap_or_default());
    ids.iter().filter_map(|id| id.parse().ok()).collect()
}

impl Picking {
    pub(super) fn new() -> Self {
        let ids = ids_in_address();
        Self { count: RwSignal::new(ids.len()), at_first: StoredValue::new(ids) }
    }

    fn recount(self) {
        let _ = self.count.try_set(boxes().iter().filter(|input| input.checked()).count());
    }

    pub(super) fn set_all(self, checked: bool) {
        for input in boxes() {
            input.set_checked(checked);
        }
        self.recount();
    }

    /// Escape lets go of what is chosen.
    pub(super) fn on_key(self, event: &ev::KeyboardEvent) {
        if event.key() == "Escape" && self.count.get_untracked() > 0 {
            self.set_all(false);
        }
    }
}

/// The boxes of the rows that are shown.
fn boxes() -> Vec<HtmlInputElement> {
    let Ok(found) = document().query_selector_all("input[name=ids]") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The box of a row, where there is something to be done with it.
#[component]
pub(super) fn PickBox(id: InvitationId, email: String, row: Memo<Option<InvitationRow>>, picking: Picking) -> impl IntoView {
    let t = several::texts(use_language());
    let label = fill(t.select, &[("address", &email)]);
    let can_pick = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.status.can_be_resent() || is_open(row.status))));
    let checked = picking.at_first.with_value(|ids| ids.contains(&id));
    // A box that comes or goes by itself changes how many are chosen.
    Effect::new(move |_| {
        can_pick.track();
        let _ = request_animation_frame(move || picking.recount());
    });
    move || {
        can_pick.get().then(|| {
            view! {
                <input
                    type="checkbox"
                    name="ids"
                    value=id.to_string()
                    form=FORM
                    aria-label=label.clone()
                    checked=checked
                    autocomplete="off"
                    on:change=move |_| picking.recount()
                />
            }
        })
    }
}

const fn is_open(status: InvitationStatus) -> bool {
    status.can_be_revoked()
}

/// The box above them all. It needs WASM; without it there is none.
#[component]
pub(super) fn PickAll(picking: Picking) -> impl IntoView {
    let t = several::texts(use_language());
    let node = NodeRef::<Input>::new();
    Effect::new(move |_| {
        let (chosen, Some(input)) = (picking.count.get(), node.get()) else { return };
        let all = boxes().len();
        input.set_checked(all > 0 && chosen == all);
        input.set_indeterminate(chosen > 0 && chosen < all);
    });
    let change = move |_| {
        if let Some(input) = node.get_untracked() {
            picking.set_all(input.checked());
        }
    };
    view! { <input type="checkbox" class="needs-wasm" aria-label=t.select_all autocomplete="off" node_ref=node on:change=change/> }
}

/// What can be done with what is chosen. Hidden while nothing is.
#[component]
pub(super) fn PickBar(listing: Listing, picking: Picking) -> impl IntoView {
    let language = use_language();
    let t = several::texts(language);
    let navigate = use_navigate();
    let (path, status, search) = (listing.path(), listing.status(), listing.search());
    let page = path.clone();
    let go = move |event: SubmitEvent| {
        if let Ok(query) = fields(&event) {
            event.prevent_default();
            navigate(&format!("{page}?{query}"), NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    };
    let chosen = move || match u32::try_from(picking.count.get()) {
        Ok(n) if n > 0 => fill(t.count.of(n), &[("n", &count(n, language))]),
        _ => t.selected.to_owned(),
    };
    let hidden = |name: &'static str, value: Option<String>| value.map(|value| view! { <input type="hidden" name=name value=value/> });
    view! {
        <form class="bulk" id=FORM method="get" action=path aria-label=t.bar on:submit=go>
            {hidden("status", status.map(|status| status.to_string()))}
            {hidden("search", Some(search).filter(|search| !search.is_empty()))}
            {hidden("cursor", listing.cursor())}
            <span class="sum" role="status">
                {chosen}
            </span>
            <button class="btn btn--small" type="submit" name="dialog" value=RESEND>
                <Icon name="rotate-cw"/>
                {t.resend}
            </button>
            <button class="btn btn--small btn--danger" type="submit" name="dialog" value=DELETE>
                <Icon name="trash"/>
                {t.delete}
            </button>
            <button class="btn btn--small btn--quiet end needs-wasm" type="button" on:click=move |_| picking.set_all(false)>
                {t.clear}
            </button>
        </form>
    }
}
