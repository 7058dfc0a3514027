use domain::policy::Preset;
use leptos::prelude::*;

use super::{ButtonLink, CreateBatchButton, Icon};
use crate::api::add_user::add_user_href;
use crate::i18n::{flow, use_language};
use crate::layouts::use_account;

/// Ways to invite, called as the account's flow calls them; the primary one last.
#[component]
pub fn InviteActions(
    /// Where the dialog for one person is.
    #[prop(into)]
    dialog: Signal<String>,
    /// *Add user* is offered beside the dialog.
    #[prop(optional)]
    all: bool,
) -> impl IntoView {
    let account = use_account();
    let t = flow::texts(use_language());
    let preset = account.preset();
    let add = add_user_href(&account.number(), "details", None);
    let is_directory = preset == Preset::Directory;
    let beside = (all && !is_directory).then(|| {
        view! {
            <a class="btn" href=add.clone()>
                {t.add_user}
            </a>
        }
    });
    let primary = if is_directory {
        view! {
            <a class="btn btn--primary" href=add>
                <Icon name="plus"/>
                {t.add_user}
            </a>
        }
        .into_any()
    } else {
        view! {
            <ButtonLink href=dialog class="btn btn--primary">
                <Icon name="plus"/>
                {t.button(preset)}
            </ButtonLink>
        }
        .into_any()
    };
    view! {
        {beside}
        <CreateBatchButton label=t.invite_several class="btn"/>
        {primary}
    }
}
