//! The two windows of *Cancel access*: which customer and what follows, then once more with everything that is known about it.

use domain::views::{AfterLeaving, Leaving, OwnAccess};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use server_fn::ServerFn;

use super::{BackField, PATH, back};
use crate::address::account;
use crate::api::ApiError;
use crate::api::account::AccountInput;
use crate::api::settings::{GetLeaving, LeaveAccount, LeaveForm};
use crate::calls::{fields, read};
use crate::components::{Dialog, DialogFoot, DialogProblem, Icon, PlainForm, SubmitButton, use_dialog};
use crate::forms::{unpack, use_flash};
use crate::i18n::{common, count, fill, settings, use_language};

/// As the address opens them.
#[component]
pub(super) fn LeaveDialogs(accesses: Vec<OwnAccess>) -> impl IntoView {
    let dialog = use_dialog();
    move || match dialog.get().as_deref() {
        Some("leave") => view! { <Which accesses=accesses.clone()/> }.into_any(),
        Some("leave-confirm") => view! { <Asking/> }.into_any(),
        _ => ().into_any(),
    }
}

fn asked_for() -> Option<String> {
    use_query_map().with_untracked(|query| query.get_str("of").map(str::to_owned))
}

/// The first window: a customer is chosen, and nothing happens yet.
#[component]
fn Which(accesses: Vec<OwnAccess>) -> impl IntoView {
    let language = use_language();
    let t = settings::texts(language);
    let chosen = asked_for().filter(|c| accesses.iter().any(|access| access.number == *c));
    let chosen = chosen.or_else(|| accesses.first().map(|access| access.number.clone()));
    let navigate = use_navigate();
    let came_from = use_query_map().with_untracked(|query| query.get_str("c").map(str::to_owned));
    let came_from = came_from.map(|c| view! { <input type="hidden" name="c" value=c/> });
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        if let Ok(fields) = fields(&event) {
            navigate(&format!("{PATH}?{fields}"), NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    };
    let Some(chosen) = chosen else {
        return view! {
            <Dialog title=t.leave_title close=back()>
                <div class="body">
                    <p>{t.leave_none}</p>
                </div>
                <DialogFoot close=back() close_label=common::texts(language).close autofocus=true/>
            </Dialog>
        }
        .into_any();
    };
    let radios = accesses.into_iter().map(move |access| {
        let (id, checked) = (format!("leave-{}", access.number), access.number == chosen);
        view! {
            <div class="check">
                <input type="radio" id=id.clone() name="of" value=access.number.clone() checked=checked/>
                <label for=id>{format!("{} ({})", access.company, access.number)}</label>
            </div>
        }
    });
    view! {
        <Dialog title=t.leave_title before=t.leave_first close=back()>
            <form method="get" action=PATH on:submit=go>
                <div class="body">
                    <input type="hidden" name="dialog" value="leave-confirm"/>
                    {came_from}
                    <fieldset class="field">
                        <legend class="label">{t.leave_which}</legend>
                        {radios.collect_view()}
                    </fieldset>
                    <ul class="bullets">
                        <Bullet icon="lock" text=t.if_closed/>
                        <Bullet icon="mail" text=t.if_told/>
                        <Bullet icon="triangle-alert" text=t.if_back/>
                    </ul>
                </div>
                <DialogFoot close=back() close_label=common::texts(language).cancel autofocus=true>
                    <button class="btn btn--danger" type="submit">
                        {t.go_on}
                    </button>
                </DialogFoot>
            </form>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Asking() -> impl IntoView {
    let data = read(|| Ok(GetLeaving { form: AccountInput { c: asked_for().ok_or(ApiError::NotFound)? } }));
    let flash = use_flash::<LeaveForm>();
    move || {
        Suspend::new(async move {
            let (_, refused) = unpack(flash.await);
            match data.await {
                Ok(leaving) if leaving.is_last_administrator => view! { <HandOver leaving/> }.into_any(),
                Ok(leaving) => view! { <Confirm leaving refused/> }.into_any(),
                Err(error) => {
                    let title = settings::texts(use_language()).leave_title;
                    view! { <DialogProblem title error close=back()/> }.into_any()
                }
            }
        })
    }
}

/// The second window.
#[component]
fn Confirm(leaving: Leaving, #[prop(optional_no_strip)] refused: Option<ApiError>) -> impl IntoView {
    let language = use_language();
    let t = settings::texts(language);
    let company = leaving.company.clone();
    let of = |template| fill(template, &[("company", &company)]);
    let numbers = (!leaving.numbers.is_empty()).then(|| {
        let n = u32::try_from(leaving.numbers.len()).unwrap_or(u32::MAX);
        let text = fill(t.numbers.of(n), &[("numbers", &leaving.numbers.join(", ")), ("company", &company)]);
        view! { <Bullet icon="phone" text/> }
    });
    let invitations = (leaving.invitations > 0).then(|| {
        let n = leaving.invitations;
        let text = fill(t.invitations.of(n), &[("n", &count(n, language)), ("company", &company)]);
        view! { <Bullet icon="send" text/> }
    });
    let next = match &leaving.after {
        AfterLeaving::Home(only) => fill(t.then_home, &[("company", &only.company), ("number", &only.number)]),
        AfterLeaving::Choice => t.then_choice.to_owned(),
        AfterLeaving::Nowhere => t.then_nowhere.to_owned(),
    };
    let (closed, told, label) = (of(t.closed), of(t.told), of(t.end_access));
    view! {
        <Dialog title=title(t.confirm_title, &leaving) before=t.leave_second close=back()>
            <PlainForm action=LeaveAccount::url() refused class="">
                <div class="body">
                    <input type="hidden" name="form[c]" value=leaving.number.clone()/>
                    <BackField/>
                    <p>{t.confirm_detail}</p>
                    <ul class="bullets">
                        <Bullet icon="lock" text=closed/>
                        {numbers}
                        {invitations}
                        <Bullet icon="mail" text=told/>
                        <Bullet icon="users" text=next/>
                    </ul>
                </div>
                <DialogFoot close=back() close_label=common::texts(language).cancel autofocus=true>
                    <SubmitButton label busy=t.ending_access class="btn btn--danger-fill"/>
                </DialogFoot>
            </PlainForm>
        </Dialog>
    }
}

/// In its place for the last one in charge: somebody else has to be first.
#[component]
fn HandOver(leaving: Leaving) -> impl IntoView {
    let language = use_language();
    let t = settings::texts(language);
    view! {
        <Dialog title=title(t.last_title, &leaving) close=back()>
            <div class="body">
                <p>{t.last_detail}</p>
            </div>
            <DialogFoot close=back() close_label=common::texts(language).close autofocus=true>
                <a class="btn btn--primary" href=account(&leaving.number, "users") rel="external">
                    {t.last_link}
                </a>
            </DialogFoot>
        </Dialog>
    }
}

fn title(template: &str, leaving: &Leaving) -> String {
    fill(template, &[("company", &leaving.company), ("number", &leaving.number)])
}

#[component]
fn Bullet(icon: &'static str, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <li>
            <Icon name=icon/>
            <span>{text}</span>
        </li>
    }
}
