use domain::ids::MembershipId;
use domain::membership::Sponsored;
use domain::permission::Permission;
use domain::views::{MemberBrief, Standing};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{DeedFields, back};
use crate::api::ApiError;
use crate::api::members::{ChangeMembership, GetMemberBrief, MemberDeed, MemberDeedForm, MemberInput};
use crate::calls::{Posting, read};
use crate::components::{Dialog, DialogFoot, DialogProblem, FieldError, ServerForm, SubmitButton, use_dialog, use_problem};
use crate::forms::{unpack, use_flash};
use crate::i18n::{common, count, fill, members, use_language};
use crate::layouts::use_account;

/// The questions *Suspend* and *Remove*, as the address opens them.
#[component]
pub fn MemberDialogs(
    /// Where removing leads to, if the page itself goes with the member.
    #[prop(optional, into)]
    after_removal: Option<String>,
) -> impl IntoView {
    let dialog = use_dialog();
    move || {
        let deed = match dialog.get().as_deref() {
            Some("suspend") => MemberDeed::Suspend,
            Some("remove") => MemberDeed::Remove,
            _ => return ().into_any(),
        };
        let next = after_removal.clone().filter(|_| deed == MemberDeed::Remove);
        view! { <Asking deed next/> }.into_any()
    }
}

#[component]
fn Asking(deed: MemberDeed, #[prop(optional_no_strip)] next: Option<String>) -> impl IntoView {
    let c = use_account().number();
    let id = use_query_map().with_untracked(|query| query.get_str("id").and_then(|id| id.parse::<MembershipId>().ok()));
    let data = read(move || Ok(GetMemberBrief { form: MemberInput { c: c.clone(), id: id.ok_or(ApiError::NotFound)? } }));
    let (flash, action) = (use_flash::<MemberDeedForm>(), Posting::to::<ChangeMembership>());
    move || {
        let next = next.clone();
        Suspend::new(async move {
            let (_, refused) = unpack(flash.await);
            match data.await {
                Ok(brief) => view! { <Question brief deed action refused next/> }.into_any(),
                Err(error) => view! { <DialogProblem title=members::texts(use_language()).no_such error close=back()/> }.into_any(),
            }
        })
    }
}

#[component]
fn Question(
    brief: MemberBrief,
    deed: MemberDeed,
    action: Posting,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    #[prop(optional_no_strip)] next: Option<String>,
) -> impl IntoView {
    let language = use_language();
    let t = members::texts(language);
    let close = back();
    let is_removal = deed == MemberDeed::Remove;
    let (title, detail, label, busy) = if is_removal {
        (t.remove_title, t.remove_detail, t.remove_from_account, t.removing)
    } else {
        (t.suspend_title, t.suspend_detail, t.suspend, t.suspending)
    };
    let title = fill(title, &[("name", &brief.name)]);
    let hindrance = match brief.standing {
        Standing::Manager => None,
        Standing::Oneself => Some(t.is_oneself),
        Standing::Below | Standing::Onlooker => Some(t.is_above),
    };
    if let Some(reason) = hindrance {
        return view! {
            <Dialog title close=close.clone()>
                <div class="body">
                    <p>{reason}</p>
                </div>
                <DialogFoot close close_label=common::texts(language).close autofocus=true/>
            </Dialog>
        }
        .into_any();
    }
    let numbers = (is_removal && brief.numbers > 0)
        .then(|| view! { <p>{fill(t.remove_numbers.of(brief.numbers), &[("n", &count(brief.numbers, language))])}</p> });
    let sponsored = (brief.sponsored > 0).then(|| {
        let n = count(brief.sponsored, language);
        let title = fill(t.sponsored.of(brief.sponsored), &[("n", &n), ("name", &brief.name)]);
        view! { <SponsoredChoice title/> }
    });
    let back = next.unwrap_or_else(|| close.clone());
    view! {
        <Dialog title close=close.clone()>
            <ServerForm action refused class="">
                <div class="body">
                    <DeedFields c=use_account().number() id=brief.id deed back/>
                    <p>{detail}</p>
                    {numbers}
                    {sponsored}
                </div>
                <DialogFoot close close_label=common::texts(language).cancel autofocus=true>
                    <SubmitButton label busy class="btn btn--danger-fill"/>
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
    .into_any()
}

/// What becomes of the open invitations of who may no longer answer for them.
#[component]
pub fn SponsoredChoice(#[prop(into)] title: String) -> impl IntoView {
    let t = members::texts(use_language());
    let problem = use_problem("sponsored");
    // Only who invites can answer for invitations.
    let may_take_over = untrack(|| use_account().holds(&Permission::UsersInvite));
    let ways = [(Sponsored::Revoke, t.revoke, t.revoke_detail), (Sponsored::TakeOver, t.take_over, t.take_over_detail)];
    let radios = ways.into_iter().filter(|(way, ..)| may_take_over || *way == Sponsored::Revoke).map(|(way, label, hint)| {
        // The first is what a problem leads to.
        let is_first = way == Sponsored::Revoke;
        let id = if is_first { "sponsored".to_owned() } else { format!("sponsored-{way}") };
        let hint_id = format!("{id}-hint");
        view! {
            <div class="check">
                <input
                    type="radio"
                    id=id.clone()
                    name="form[sponsored]"
                    value=way.as_str()
                    checked=is_first
                    aria-describedby=hint_id.clone()
                />
                <label for=id>{label}</label>
                <span class="hint" id=hint_id>
                    {hint}
                </span>
            </div>
        }
    });
    view! {
        <fieldset class="field">
            <legend class="label">{title}</legend>
            {radios.collect_view()}
            <FieldError id="sponsored-error" problem/>
        </fieldset>
    }
}
