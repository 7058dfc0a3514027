//! Everything of one invitation, and what happened to it.

use domain::ids::InvitationId;
use domain::invitation::{InvitationEvent, InvitationStatus};
use domain::live::Topic;
use domain::views::{InvitationDetails, TimelineEntry};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::deleting::DeleteDialog;
use super::editing::EditDialog;
use crate::address::with_query;
use crate::api::ApiError;
use crate::api::invitations::{GetInvitationDetails, InvitationInput, ResendForm, ResendInvitation, get_invitation_details};
use crate::calls::{Posting, read_after, turn_of};
use crate::components::{
    ButtonLink, CopyLinkButton, CopyLinkDialog, CopyLinks, DeadlineText, DeliveryLine, GivenNames, Icon, Lines, Moment, Notice, Page,
    PageProblem, Relative, ServerForm, StatusBadge, SubmitButton, owned, use_dialog,
};
use crate::forms::{unpack, use_flash};
use crate::i18n::{common, details, fill, invitations, use_language, wish};
use crate::layouts::use_account;
use crate::live::use_live;

/// Where it is.
#[must_use]
pub fn details_href(c: &str, id: InvitationId) -> String {
    crate::address::account(c, &format!("invitations/{id}"))
}

/// An invitation as it is by now, once something has changed while it is shown.
pub(crate) fn follow_details(id: InvitationId) -> RwSignal<Option<InvitationDetails>> {
    let now = RwSignal::new(None);
    let c = use_account().number();
    let turn = use_live().turn(Topic::Invitations);
    Effect::new(move |before: Option<usize>| {
        let at = turn.get();
        if before.is_some_and(|before| before != at) {
            let form = InvitationInput { c: c.clone(), id };
            spawn_local(async move {
                if let Ok(details) = get_invitation_details(form).await {
                    let _ = now.try_set(Some(details));
                }
            });
        }
        at
    });
    now
}

#[component]
pub fn InvitationPage() -> impl IntoView {
    let account = use_account();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get_str("id").and_then(|id| id.parse::<InvitationId>().ok())));
    let action = Posting::to::<ResendInvitation>();
    let query = use_query_map();
    // What was done in a dialog comes back in the address.
    let done = Memo::new(move |_| query.with(|query| ["edited", "deleted", "resent"].map(|name| query.get(name))));
    let (told, sent) = (turn_of(done), turn_of(action.successes()));
    let turn = Memo::new(move |_| told.get() + sent.get());
    let data = read_after(turn, move || {
        Ok(GetInvitationDetails { form: InvitationInput { c: account.number(), id: id.get().ok_or(ApiError::NotFound)? } })
    });
    let flash = use_flash::<ResendForm>();
    move || {
        Suspend::new(async move {
            // First what is asked for again later: only what a view waits for first is followed.
            let data = data.await;
            let (_, refused) = unpack(flash.await);
            match data {
                Ok(details) => owned(view! { <Inside details refused action/> }.into_any()),
                Err(error) => view! { <PageProblem error/> }.into_any(),
            }
        })
    }
}

#[component]
fn Inside(details: InvitationDetails, #[prop(optional_no_strip)] refused: Option<ApiError>, action: Posting) -> impl IntoView {
    let account = use_account();
    let t = invitations::texts(use_language());
    let here = details_href(&account.number(), details.row.id);
    let back = view! {
        <a class="crumb" href=account.href("invitations")>
            <Icon name="chevron-left"/>
            {t.heading}
        </a>
    };
    let links = CopyLinks::new();
    // What is open or being read stays; only what changes is made anew.
    let now = follow_details(details.row.id);
    let shown = Memo::new({
        let details = details.clone();
        move |_| now.get().unwrap_or_else(|| details.clone())
    });
    let status = Memo::new(move |_| shown.with(|details| details.row.status));
    let dialog = use_dialog();
    let close = here.clone();
    let dialogs = move || match dialog.get().as_deref() {
        Some("edit") => view! { <EditDialog close=close.clone()/> }.into_any(),
        Some("delete") => view! { <DeleteDialog close=close.clone()/> }.into_any(),
        _ => ().into_any(),
    };
    let told = here.clone();
    let actions = details.may_invite.then_some(move || {
        let (here, refused) = (here.clone(), refused.clone());
        // Its buttons are those of the status.
        let _ = status.get();
        view! { <Actions details=shown.get_untracked() here links refused action/> }
    });
    view! {
        <Page title=details.row.email.clone() before=back.into_any()>
            <p class="state-line" aria-live="polite">
                {move || view! { <StatusBadge status=status.get()/> }}
                {move || view! { <Relative when=shown.with(|details| details.row.when.clone())/> }}
            </p>
            {actions}
            <Told email=details.row.email.clone() resend_ends_older=details.resend_ends_older here=told/>
            <div class="two">
                {move || view! { <Facts details=shown.get()/> }}
                {move || view! { <Timeline entries=shown.with(|details| details.timeline.clone())/> }}
            </div>
        </Page>
        {dialogs}
        <CopyLinkDialog links/>
    }
}

/// What has just been done.
#[component]
fn Told(email: String, resend_ends_older: bool, here: String) -> impl IntoView {
    let language = use_language();
    let (t, words) = (invitations::texts(language), wish::texts(language));
    let query = use_query_map();
    let has = move |name: &str| query.with_untracked(|query| query.get_str(name).is_some());
    let (title, text) = match (has("edited"), has("deleted"), has("resent")) {
        (true, ..) => (words.edited, words.edited_detail),
        (_, true, _) => (t.deleted, t.deleted_detail),
        (.., true) if resend_ends_older => (t.resent, t.resent_ended),
        (.., true) => (t.resent, t.resent_kept),
        _ => return None,
    };
    Some(view! { <Notice title=fill(title, &[("address", &email)]) text close=here/> })
}

/// What makes sense in the state that it is in.
#[component]
fn Actions(
    details: InvitationDetails,
    here: String,
    links: CopyLinks,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    action: Posting,
) -> impl IntoView {
    use InvitationStatus::{Declined, Expired, Pending, Revoked};

    let language = use_language();
    let (t, words) = (invitations::texts(language), wish::texts(language));
    let account = use_account();
    let (id, status) = (details.row.id, details.row.status);
    let of = id.to_string();
    let dialog = |name: &str| Signal::stored(with_query(&here, &[("dialog", Some(name)), ("id", Some(&of))]));
    let back = here.clone();
    let resend = status.can_be_resent().then(|| {
        view! {
            <ServerForm action refused class="only-button">
                <input type="hidden" name="form[c]" value=account.number()/>
                <input type="hidden" name="form[id]" value=id.to_string()/>
                <input type="hidden" name="form[back]" value=back/>
                <SubmitButton label=t.resend busy=t.sending class="btn"/>
            </ServerForm>
        }
    });
    let (edit, delete) = (dialog("edit"), dialog("delete"));
    let pending = (status == Pending).then(|| {
        view! {
            <CopyLinkButton links invitation=id class="btn"/>
            <ButtonLink href=edit>
                <Icon name="pencil"/>
                {words.edit}
            </ButtonLink>
        }
    });
    let generate = matches!(status, Expired | Declined | Revoked).then(|| {
        let href = with_query(&account.href("invitations"), &[("dialog", Some("invite")), ("from", Some(&of))]);
        view! {
            <ButtonLink href=Signal::stored(href)>
                <Icon name="plus"/>
                {t.generate}
            </ButtonLink>
        }
    });
    let delete = status.can_be_revoked().then(|| {
        view! {
            <ButtonLink href=delete class="btn btn--danger">
                <Icon name="trash"/>
                {t.delete}
            </ButtonLink>
        }
    });
    view! { <div class="actions">{resend} {pending} {generate} {delete}</div> }
}

#[component]
fn Facts(details: InvitationDetails) -> impl IntoView {
    let language = use_language();
    let t = details::texts(language);
    let none = || view! { <span class="muted">{common::texts(language).none}</span> }.into_any();
    let lines = |names: Vec<String>| if names.is_empty() { none() } else { view! { <Lines names/> }.into_any() };
    let row = details.row;
    let groups = lines(row.given.groups.clone());
    let name = if row.name.is_empty() { none() } else { row.name.into_any() };
    let inviter = if row.invited_by.name.is_empty() { t.sponsor_account.to_owned() } else { row.invited_by.name };
    let facts = [
        (t.name, name),
        (t.phone, details.phone.map_or_else(none, IntoAny::into_any)),
        (t.roles, view! { <GivenNames given=row.given/> }.into_any()),
        (t.groups, groups),
        (t.numbers, lines(details.numbers)),
        (t.invited_by, inviter.into_any()),
        (t.sponsor, details.sponsor.unwrap_or_else(|| t.sponsor_account.to_owned()).into_any()),
        (t.invited_on, view! { <Moment when=details.created/> }.into_any()),
        (t.open_until, view! { <DeadlineText deadline=details.deadline utc=true/> }.into_any()),
        (t.mail, view! { <DeliveryLine delivery=row.delivery/> }.into_any()),
    ];
    let facts = facts.map(|(name, value)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    view! {
        <section class="section" aria-labelledby="details">
            <h2 id="details">{t.details}</h2>
            <dl class="facts">{facts.into_iter().collect_view()}</dl>
        </section>
    }
}

#[component]
fn Timeline(entries: Vec<TimelineEntry>) -> impl IntoView {
    let t = details::texts(use_language());
    let entry = |entry: TimelineEntry| {
        let (icon, class) = mark(entry.event);
        let by = entry.by.map(|name| format!(" {}", fill(t.by, &[("name", &name)])));
        view! {
            <li>
                <span class=class>
                    <Icon name=icon/>
                </span>
                <div class="body">
                    {t.event(entry.event)} {by}
                    <span class="when">
                        <Moment when=entry.at/>
                    </span>
                    {entry.reply.map(|reply| view! { <span class="reply">{reply}</span> })}
                </div>
            </li>
        }
    };
    view! {
        <section class="section" aria-labelledby="timeline">
            <h2 id="timeline">{t.timeline}</h2>
            <ol class="timeline">{entries.into_iter().map(entry).collect_view()}</ol>
        </section>
    }
}

/// Colour only for what went right, waits or failed.
const fn mark(event: InvitationEvent) -> (&'static str, &'static str) {
    match event {
        InvitationEvent::Created => ("plus", "mark"),
        InvitationEvent::Resent => ("rotate-cw", "mark"),
        InvitationEvent::Reminded => ("mail", "mark"),
        InvitationEvent::TakenOver => ("arrow-left-right", "mark"),
        InvitationEvent::Expired | InvitationEvent::MailQueued => ("clock", "mark"),
        InvitationEvent::LinkCopied => ("link", "mark"),
        InvitationEvent::Edited => ("pencil", "mark"),
        InvitationEvent::Revoked => ("trash", "mark"),
        InvitationEvent::Accepted => ("check", "mark ok"),
        InvitationEvent::Declined => ("x", "mark"),
        InvitationEvent::Requested => ("mail", "mark wait"),
        InvitationEvent::SponsorLacksRights | InvitationEvent::MailFailed => ("circle-alert", "mark bad"),
        InvitationEvent::MailSent => ("send", "mark ok"),
        InvitationEvent::MailDeferred => ("history", "mark wait"),
        InvitationEvent::MailCancelled => ("ban", "mark"),
    }
}
