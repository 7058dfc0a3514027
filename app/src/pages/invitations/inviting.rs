use domain::policy::Grants;
use domain::problem::Conflict;
use domain::views::{Deadline, InvitationDraft, InviteOptions, Quota, RoleOption};
use leptos::prelude::*;

use super::fields::WishFields;
use super::use_id;
use crate::api::ApiError;
use crate::api::account::AccountInput;
use crate::api::invitations::{GetInvitationDraft, GetInviteOptions, InvitationInput, InviteForm, InviteUser};
use crate::api::wish::GiftForm;
use crate::calls::{Posting, read};
use crate::components::{
    DeadlineText, Dialog, DialogFoot, DialogProblem, Field, FieldError, FormButton, ServerForm, SubmitButton, use_form, use_problem,
};
use crate::forms::{unpack, use_flash};
use crate::i18n::roles::{role_description, role_name};
use crate::i18n::{account_quota, common, count, fill, flow, invitations, spans, use_language};
use crate::layouts::use_account;

/// *Invite user*, empty or filled in from an earlier invitation (`?from=inv_...`).
#[component]
pub(super) fn InviteDialog(close: String) -> impl IntoView {
    let (account, from) = (use_account(), use_id("from"));
    let flash = use_flash::<InviteForm>();
    let options = read(move || Ok(GetInviteOptions { form: AccountInput { c: account.number() } }));
    let earlier =
        read(move || Ok(GetInvitationDraft { form: InvitationInput { c: account.number(), id: from.ok_or(ApiError::NotFound)? } }));
    let action = Posting::to::<InviteUser>();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            let (options, earlier) = (options.await, earlier.await);
            let earlier = if from.is_some() { earlier.map(Some) } else { Ok(None) };
            match options.and_then(|options| Ok((options, earlier?))) {
                Ok((options, earlier)) => {
                    let form = form.unwrap_or_else(|| first_form(&options, earlier.as_ref()));
                    view! { <InviteFields form refused options earlier close action/> }.into_any()
                }
                Err(error) => {
                    let title = flow::texts(use_language()).button(use_account().preset());
                    view! { <DialogProblem title error close/> }.into_any()
                }
            }
        })
    }
}

/// What stands in the form at first: what the earlier invitation granted, as far as it may be granted, else what is preselected.
fn first_form(options: &InviteOptions, from: Option<&InvitationDraft>) -> InviteForm {
    let preselected = GiftForm::of(&options.preselected);
    let Some(from) = from else {
        return InviteForm { role: preselected.role, roles: preselected.roles, ..InviteForm::default() };
    };
    let form = InviteForm::of(from);
    let offered = options.offer.roles.iter().any(|role| form.role == role.id.to_string());
    InviteForm { role: if offered { form.role } else { preselected.role }, ..form }
}

#[component]
fn InviteFields(
    form: InviteForm,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    options: InviteOptions,
    #[prop(optional_no_strip)] earlier: Option<InvitationDraft>,
    close: String,
    action: Posting,
) -> impl IntoView {
    let language = use_language();
    let (t, words) = (invitations::texts(language), flow::texts(language));
    let preset = options.offer.preset;
    let back = close.clone();
    let explained = (options.offer.grants == Grants::AccessType).then(|| view! { <RolesExplained roles=options.offer.roles.clone()/> });
    let (deadline, quota) = (options.deadline.clone(), options.quota.clone());
    let held = earlier.map(|earlier| earlier.numbers).unwrap_or_default();
    view! {
        <Dialog title=words.button(preset) close=close.clone()>
            <ServerForm action refused class="">
                <div class="body form">
                    <input type="hidden" name="form[c]" value=use_account().number()/>
                    <input type="hidden" name="form[back]" value=back/>
                    <AgainHint/>
                    <Field name="email" label=t.email value=form.email.clone() kind="email" autocomplete="off" autofocus=true/>
                    <WishFields form options held/>
                    {explained}
                    <Terms deadline quota/>
                </div>
                <DialogFoot close close_label=common::texts(language).cancel>
                    <AgainButton/>
                    <SubmitButton label=words.send(preset) busy=words.sending/>
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
}

/// Whether the person turned out to have a pending invitation.
fn use_is_invited() -> Memo<bool> {
    let error = use_form().error;
    Memo::new(move |_| error.with(|error| *error == Some(ApiError::Conflict(Conflict::AlreadyInvited))))
}

#[component]
fn AgainHint() -> impl IntoView {
    let is_invited = use_is_invited();
    move || is_invited.get().then(|| view! { <p class="muted">{invitations::texts(use_language()).send_again_detail}</p> })
}

#[component]
fn AgainButton() -> impl IntoView {
    let is_invited = use_is_invited();
    move || {
        is_invited.get().then(|| {
            view! {
                <FormButton name="again" value="true">
                    {invitations::texts(use_language()).send_again}
                </FormButton>
            }
        })
    }
}

/// What the roles to choose from allow: a native select has no room for it.
#[component]
fn RolesExplained(roles: Vec<RoleOption>) -> impl IntoView {
    let language = use_language();
    let t = invitations::texts(language);
    let all = use_account().is_administrator();
    let role = |role: RoleOption| {
        let name = role_name(language, role.kind, &role.name);
        let can = role_description(language, role.kind, &role.description);
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{can}</dd>
            </div>
        }
    };
    view! {
        <details class="more">
            <summary>{t.what_roles_allow}</summary>
            <div>
                <dl class="facts">{roles.into_iter().map(role).collect_view()}</dl>
                {(!all).then(|| view! { <p>{t.higher_roles}</p> })}
            </div>
        </details>
    }
}

/// Until when the link will be open, and how many invitations are left today. A refusal over the limit leads here.
#[component]
pub fn Terms(deadline: Deadline, quota: Quota) -> impl IntoView {
    let language = use_language();
    let t = invitations::texts(language);
    let problem = use_problem("today");
    let (left, limit) = (count(quota.left(), language), count(quota.limit, language));
    let of_account = quota.of_account.then(|| account_quota::texts(language));
    let rest = if quota.left() > 0 {
        fill(of_account.map_or(t.left_today, |words| words.left_today), &[("left", &left), ("limit", &limit)]).into_any()
    } else {
        let words = fill(of_account.map_or(t.none_left, |words| words.none_left), &[("limit", &limit)]);
        view! { <Timed words deadline=quota.resets/> }.into_any()
    };
    view! {
        <div class="field">
            <p class="muted small" id="today" tabindex="-1">
                <Timed words=t.open_until deadline/>
                " "
                {rest}
            </p>
            <FieldError id="today-error" problem/>
        </div>
    }
}

/// A sentence with the deadline in the place of `{time}`.
#[component]
fn Timed(#[prop(into)] words: String, deadline: Deadline) -> impl IntoView {
    let piece = |(is_time, text): (bool, String)| {
        if is_time { view! { <DeadlineText deadline=deadline.clone()/> }.into_any() } else { text.into_any() }
    };
    spans(&words, &[("time", "")]).into_iter().map(piece).collect_view()
}
