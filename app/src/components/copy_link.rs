use domain::ids::InvitationId;
use domain::views::CopiedLink;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use server_fn::ServerFn;

use super::{DeadlineText, Dialog, DialogFoot, Icon, ServerForm, SubmitButton, dialog_href, owned, use_dialog};
use crate::address::with_query;
use crate::api::ApiError;
use crate::api::copy_link::{CopiedLinkInput, CopyLink, CopyLinkForm, GetCopiedLink};
use crate::calls::{Posting, read};
use crate::forms::{to_login, unpack, use_flash_about};
use crate::i18n::{common, copy_link, fill, use_language};
use crate::layouts::use_account;

/// The links that were copied on a page: made once by the page, given to its [`CopyLinkButton`]s and its one [`CopyLinkDialog`].
#[derive(Clone, Copy)]
pub struct CopyLinks {
    action: Posting,
    /// Whose button was pressed last.
    asked: StoredValue<Option<InvitationId>>,
    /// The newest, and whether the browser has put it into its clipboard.
    newest: RwSignal<Option<(InvitationId, CopiedLink, bool)>>,
}

impl CopyLinks {
    #[must_use]
    pub fn new() -> Self {
        Self { action: Posting::to::<CopyLink>(), asked: StoredValue::new(None), newest: RwSignal::new(None) }
    }
}

impl std::fmt::Debug for CopyLinks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CopyLinks").finish_non_exhaustive()
    }
}

impl Default for CopyLinks {
    fn default() -> Self {
        Self::new()
    }
}

/// *Copy link*: with WASM the link goes into the clipboard, and the dialog says so; without, the dialog shows the link.
#[component]
pub fn CopyLinkButton(
    links: CopyLinks,
    invitation: InvitationId,
    #[prop(default = "btn btn--small btn--quiet")] class: &'static str,
    /// The id of the element that says whose invitation it is.
    #[prop(optional, into)]
    described_by: Option<String>,
    /// Without words, where it stands among other icons.
    #[prop(optional)]
    only_icon: bool,
) -> impl IntoView {
    let t = copy_link::texts(use_language());
    let label = only_icon.then_some(t.copy_link);
    let form = CopyLinkForm { c: use_account().number(), id: invitation, back: dialog_href(None, None) };
    let copy = move |event: SubmitEvent| {
        links.asked.set_value(Some(invitation));
        links.action.submit(&event);
    };
    view! {
        <form class="only-button" method="post" action=CopyLink::url() on:submit=copy>
            <Fields form/>
            <button class=class type="submit" aria-label=label title=label aria-describedby=described_by>
                <Icon name="link"/>
                {(!only_icon).then_some(t.copy_link)}
            </button>
        </form>
    }
}

#[component]
fn Fields(form: CopyLinkForm) -> impl IntoView {
    view! {
        <input type="hidden" name="form[c]" value=form.c/>
        <input type="hidden" name="form[id]" value=form.id.to_string()/>
        <input type="hidden" name="form[back]" value=form.back/>
    }
}

/// The dialog of `?dialog=link&id=inv_...`. It asks before there is a link, and shows the link once there is one.
#[component]
pub fn CopyLinkDialog(links: CopyLinks) -> impl IntoView {
    follow(links);
    let dialog = use_dialog();
    let id = use_opened();
    move || {
        let id = id.get().filter(|_| dialog.with(|dialog| dialog.as_deref() == Some("link")))?;
        Some(view! { <Opened links id/> })
    }
}

/// The invitation that a dialog is about.
fn use_opened() -> Memo<Option<InvitationId>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get_str("id").and_then(|id| id.parse().ok())))
}

/// Takes what the browser was answered: the link into the clipboard, the reader to the dialog.
fn follow(links: CopyLinks) {
    let navigate = use_navigate();
    let opened = use_opened();
    Effect::new(move |_| {
        let Some(answer) = links.action.output::<Option<CopiedLink>>() else { return };
        // Pressed in a row, or else in the dialog.
        let asked = links.asked.try_update_value(Option::take).flatten();
        let Some(id) = asked.or_else(|| opened.get_untracked()) else { return };
        match answer {
            Ok(Some(link)) => {
                let text = link.url.clone();
                links.newest.set(Some((id, link, false)));
                leptos::task::spawn_local(async move {
                    let clipboard = window().navigator().clipboard();
                    let done = wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&text)).await.is_ok();
                    let _ = links.newest.try_update(|newest| {
                        if let Some(newest) = newest {
                            newest.2 = done;
                        }
                    });
                });
            }
            Err(ApiError::Unauthenticated) => to_login(),
            Ok(None) | Err(_) => links.newest.set(None),
        }
        let href = with_query(&dialog_href(Some("link"), Some(&id.to_string())), &[("copied", None)]);
        navigate(&href, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    });
}

#[component]
fn Opened(links: CopyLinks, id: InvitationId) -> impl IntoView {
    let t = copy_link::texts(use_language());
    let close = with_query(&dialog_href(None, None), &[("copied", None)]);
    let dialog_close = close.clone();
    let c = use_account().number();
    let form = CopyLinkForm { c: c.clone(), id, back: close.clone() };
    let copied = use_query_map().with_untracked(|query| query.get_str("copied").and_then(|copied| copied.parse().ok()));
    // What a browser without WASM was led here with; with it, the link is at hand.
    let shown = read(move || Ok(GetCopiedLink { form: CopiedLinkInput { c: c.clone(), id, copied: copied.ok_or(ApiError::NotFound)? } }));
    let flash = use_flash_about::<CopyLinkForm>(&id.to_string());
    let newest = move || links.newest.get().filter(|newest| newest.0 == id);
    let inside = move || {
        let (close, form) = (close.clone(), form.clone());
        Suspend::new(async move {
            let (kept, (_, refused)) = (shown.await.ok(), unpack(flash.await));
            let view = move || match (newest(), kept.clone()) {
                (Some((_, link, copied)), _) => view! { <Link link copied close=close.clone()/> }.into_any(),
                (None, Some(link)) => view! { <Link link copied=false close=close.clone()/> }.into_any(),
                (None, None) => {
                    let (form, close, refused) = (form.clone(), close.clone(), refused.clone());
                    view! { <Ask links form close refused/> }.into_any()
                }
            };
            owned(view.into_any())
        })
    };
    view! {
        <Dialog title=t.copy_link close=dialog_close>
            {inside}
        </Dialog>
    }
}

/// Before there is a link, and where there is none.
#[component]
fn Ask(links: CopyLinks, form: CopyLinkForm, close: String, refused: Option<ApiError>) -> impl IntoView {
    let language = use_language();
    let t = copy_link::texts(language);
    view! {
        <ServerForm action=links.action refused class="">
            <Fields form/>
            <div class="body">
                <p>{t.explain}</p>
            </div>
            <DialogFoot close close_label=common::texts(language).cancel>
                <SubmitButton label=t.copy_link busy=t.copying/>
            </DialogFoot>
        </ServerForm>
    }
}

#[component]
fn Link(link: CopiedLink, copied: bool, close: String) -> impl IntoView {
    let language = use_language();
    let t = copy_link::texts(language);
    let node = NodeRef::<Input>::new();
    let (works, done) = (RwSignal::new(false), RwSignal::new(copied));
    Effect::new(move |_| {
        works.set(true);
        if let Some(input) = node.get() {
            let _ = input.focus();
            input.select();
        }
    });
    let url = link.url.clone();
    let copy = move |_| {
        let url = url.clone();
        leptos::task::spawn_local(async move {
            let clipboard = window().navigator().clipboard();
            let copied = wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&url)).await.is_ok();
            let _ = done.try_set(copied);
        });
    };
    let until = crate::i18n::spans(t.until, &[("deadline", "")]).into_iter().map(|(is_value, text)| {
        if is_value { view! { <DeadlineText deadline=link.deadline.clone()/> }.into_any() } else { text.into_any() }
    });
    let proof = if link.asks_for_code { fill(t.asks_for_code, &[("email", &link.email)]) } else { t.asks_for_nothing.to_owned() };
    view! {
        <div class="body">
            <div class="field">
                <label for="copied-link">{fill(t.field, &[("email", &link.email)])}</label>
                <input class="input" id="copied-link" type="text" readonly value=link.url node_ref=node/>
            </div>
            <p role="status">{move || if done.get() { t.copied } else { t.copied_not }}</p>
            <p class="muted">{until.collect_view()} " " {proof}</p>
        </div>
        <DialogFoot close close_label=common::texts(language).close>
            {move || {
                let copy = copy.clone();
                works
                    .get()
                    .then(|| {
                        view! {
                            <button class="btn btn--primary" type="button" on:click=copy>
                                <Icon name="copy"/>
                                {t.copy}
                            </button>
                        }
                    })
            }}
        </DialogFoot>
    }
}
