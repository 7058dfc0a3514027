use domain::ids::InvitationId;
use domain::invitation::InvitationStatus;
use domain::policy::Preset;
use domain::views::{InvitationRow, InvitedBy};
use leptos::prelude::*;

use super::Done;
use super::details::details_href;
use super::list::Listing;
use super::picking::{PickAll, PickBox, Picking};
use super::resend::{ResendButton, Resending};
use crate::api::add_user::add_user_href;
use crate::components::{
    Address, ButtonLink, ClearFilters, CopyLinkButton, CopyLinks, DeliveryLine, Empty, GivenNames, Icon, Moment, Relative, StatusBadge,
};
use crate::i18n::{fill, invitations, several, use_language, wish};
use crate::layouts::use_account;

/// The rows, or what to do while there are none.
#[component]
pub(super) fn Table(
    is_empty: Memo<bool>,
    listing: Listing,
    resending: Resending,
    links: CopyLinks,
    done: Memo<Option<Done>>,
    picking: Picking,
) -> impl IntoView {
    move || {
        if is_empty.get() {
            view! { <Nothing listing/> }.into_any()
        } else {
            view! { <Rows listing resending links done picking/> }.into_any()
        }
    }
}

#[component]
fn Nothing(listing: Listing) -> impl IntoView {
    let t = invitations::texts(use_language());
    if listing.is_used() {
        return view! {
            <Empty title=t.found_none text=t.found_none_detail>
                <ClearFilters label=t.clear href=use_account().href("invitations")/>
            </Empty>
        }
        .into_any();
    }
    let invite = listing.may_invite().then(|| {
        let (c, preset) = (listing.number(), use_account().preset());
        let href = if preset == Preset::Directory { add_user_href(&c, "details", None) } else { listing.dialog("invite", None) };
        view! {
            <ButtonLink href=Signal::stored(href) class="btn btn--primary">
                {t.empty_button}
            </ButtonLink>
        }
    });
    view! { <Empty title=t.empty text=t.empty_detail>{invite}</Empty> }.into_any()
}

#[component]
fn Rows(listing: Listing, resending: Resending, links: CopyLinks, done: Memo<Option<Done>>, picking: Picking) -> impl IntoView {
    let t = invitations::texts(use_language());
    let all = listing.may_invite().then(|| {
        view! {
            <th role="columnheader" scope="col" class="pick">
                <span class="hidden">{several::texts(use_language()).bar}</span>
                <PickAll picking/>
            </th>
        }
    });
    view! {
        <div class="table-wrap">
            <table class="table table--fold invitations" role="table" aria-label=t.heading>
                <thead role="rowgroup">
                    <tr role="row">
                        {all}
                        <th role="columnheader" scope="col">
                            {t.address}
                        </th>
                        <th role="columnheader" scope="col">
                            {t.roles_and_inviter}
                        </th>
                        <th role="columnheader" scope="col">
                            {t.invitation}
                        </th>
                        <th role="columnheader" scope="col">
                            {t.delivery}
                        </th>
                        <th role="columnheader" scope="col" class="tail">
                            <span class="hidden">{t.actions}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || listing.ids() key=|id| *id let:id>
                        <Row id listing resending links done picking/>
                    </For>
                </tbody>
            </table>
        </div>
    }
}

/// The id of the address in a row, which its buttons are about.
pub(super) fn address_id(id: InvitationId) -> String {
    format!("address-{id}")
}

#[component]
fn Row(
    id: InvitationId,
    listing: Listing,
    resending: Resending,
    links: CopyLinks,
    done: Memo<Option<Done>>,
    picking: Picking,
) -> impl IntoView {
    let t = invitations::texts(use_language());
    let row = listing.row(id);
    let first = row.get_untracked()?;
    let fresh = move || done.get().is_some_and(|done| done.id() == id).then_some("");
    let name =
        move || row.get().map(|row| row.name).filter(|name| !name.is_empty()).map(|name| view! { <span class="line2">{name}</span> });
    let given = move || row.get().map(|row| view! { <GivenNames given=row.given/> });
    let state = move || row.get().map(|row| view! { <State row/> });
    let delivery = move || row.get().map(|row| view! { <DeliveryLine delivery=row.delivery/> });
    let actions = listing.may_invite().then(|| view! { <Actions id row listing resending links/> });
    let view_details = wish::texts(use_language()).view_details;
    let lead = if listing.may_invite() { "lead lead-pad" } else { "lead" };
    let pick = listing.may_invite().then(|| {
        view! {
            <td role="cell" class="pick">
                <PickBox id email=first.email.clone() row picking/>
            </td>
        }
    });
    Some(view! {
        <tr role="row" data-fresh=fresh>
            {pick}
            <td role="cell" class=lead>
                <span class="who" id=address_id(id) tabindex="-1">
                    <Address email=first.email/>
                </span>
                {name}
            </td>
            <td role="cell" data-label=t.roles>
                {given}
                <span class="line2">{inviter(&first.invited_by)}</span>
            </td>
            <td role="cell" data-label=t.invitation>
                {state}
            </td>
            <td role="cell" data-label=t.delivery>
                {delivery}
            </td>
            <td role="cell" class="tail">
                <div class="row-actions">
                    {actions}
                    <a
                        class="icon-btn"
                        href=details_href(&listing.number(), id)
                        aria-label=view_details
                        title=view_details
                        aria-describedby=address_id(id)
                    >
                        <Icon name="file-text"/>
                    </a>
                </div>
            </td>
        </tr>
    })
}

fn inviter(by: &InvitedBy) -> String {
    let t = invitations::texts(use_language());
    let template = match (by.name.is_empty(), by.operator) {
        (true, _) => t.by_account,
        (false, true) => t.by_operator,
        (false, false) => t.by,
    };
    fill(template, &[("name", &by.name)])
}

/// The badge, how long it stays so or since when it is so, and the moment itself.
#[component]
fn State(row: InvitationRow) -> impl IntoView {
    let when = row.when.clone();
    view! {
        <span class="state">
            <StatusBadge status=row.status/>
            <span class="line2">
                <Relative when=row.when/>
            </span>
            <span class="line2 abs">
                <Moment when/>
            </span>
        </span>
    }
}

/// What makes sense in the state of the row. Each button follows it by itself, so that the one that was pressed keeps the focus.
#[component]
fn Actions(id: InvitationId, row: Memo<Option<InvitationRow>>, listing: Listing, resending: Resending, links: CopyLinks) -> impl IntoView {
    use InvitationStatus::{Declined, Expired, Pending, Revoked};

    let (t, words) = (invitations::texts(use_language()), wish::texts(use_language()));
    let status = Memo::new(move |_| row.get().map(|row| row.status));
    let can_resend = Memo::new(move |_| status.get().is_some_and(InvitationStatus::can_be_resent));
    let can_copy = Memo::new(move |_| status.get() == Some(Pending));
    let can_generate = Memo::new(move |_| matches!(status.get(), Some(Expired | Declined | Revoked)));
    let edit = move || {
        can_copy.get().then(|| {
            view! {
                <ButtonLink href=listing.dialog("edit", Some(("id", id))) label=words.edit described_by=address_id(id) class="icon-btn">
                    <Icon name="pencil"/>
                </ButtonLink>
            }
        })
    };
    let can_delete = Memo::new(move |_| status.get().is_some_and(InvitationStatus::can_be_revoked));
    let resend = move || can_resend.get().then(|| view! { <ResendButton id listing resending/> });
    let copy = move || {
        can_copy.get().then(|| {
            view! { <CopyLinkButton links invitation=id class="icon-btn" described_by=address_id(id) only_icon=true/> }
        })
    };
    let generate = move || {
        can_generate.get().then(|| {
            view! {
                <ButtonLink
                    href=listing.dialog("invite", Some(("from", id)))
                    label=t.generate
                    described_by=address_id(id)
                    class="icon-btn"
                >
                    <Icon name="plus"/>
                </ButtonLink>
            }
        })
    };
    let delete = move || {
        can_delete.get().then(|| {
            view! {
                <ButtonLink
                    href=listing.dialog("delete", Some(("id", id)))
                    label=t.delete
                    described_by=address_id(id)
                    class="icon-btn danger"
                >
                    <Icon name="trash"/>
                </ButtonLink>
            }
        })
    };
    view! {
        {resend}
        {copy}
        {edit}
        {generate}
        {delete}
    }
}
