use domain::membership::MembershipStatus;
use domain::views::MemberRow;
use leptos::prelude::*;

use super::{DeedFields, Deeds, dialog_at};
use crate::api::members::MemberDeed;
use crate::components::{ButtonForm, Icon, Menu};
use crate::i18n::{members, use_language};
use crate::layouts::use_account;

/// The id of the name in a row, which its buttons are about.
#[must_use]
pub fn name_id(row: &MemberRow) -> String {
    format!("name-{}", row.id)
}

/// *Actions* of one row: what the reader may do with the member.
#[component]
pub fn RowActions(row: MemberRow, deeds: Deeds, back: String) -> impl IntoView {
    let t = members::texts(use_language());
    let account = use_account();
    let dialog = |name| dialog_at(&back, name, row.id);
    let details = account.href(&format!("users/{}", row.id));
    let here = back.clone();
    let change = row.standing.may_end().then(|| {
        let status = if row.status == MembershipStatus::Active {
            view! {
                <a href=dialog("suspend") data-noscroll="">
                    <Icon name="ban"/>
                    {t.suspend}
                </a>
            }
            .into_any()
        } else {
            view! {
                <ButtonForm action=deeds.action class="">
                    <DeedFields c=account.number() id=row.id deed=MemberDeed::Reactivate back=here/>
                    <button type="submit">
                        <Icon name="rotate-cw"/>
                        {t.reactivate}
                    </button>
                </ButtonForm>
            }
            .into_any()
        };
        view! {
            {status}
            <hr/>
            <a class="danger" href=dialog("remove") data-noscroll="">
                <Icon name="trash"/>
                {t.remove}
            </a>
        }
    });
    view! {
        <div class="row-actions">
            <Menu
                id=format!("actions-{}", row.id)
                button=|| view! { <Icon name="ellipsis"/> }
                label=t.actions.to_owned()
                described_by=name_id(&row)
                button_class="icon-btn"
            >
                <a href=details>
                    <Icon name="file-text"/>
                    {t.view_details}
                </a>
                {change}
            </Menu>
        </div>
    }
}
