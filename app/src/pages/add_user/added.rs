use domain::views::{AddUser, Added};
use leptos::prelude::*;

use super::name_of;
use crate::api::add_user::add_user_href;
use crate::components::focus::catch_focus;
use crate::components::{CopyLinkButton, CopyLinkDialog, CopyLinks, DeliveryLine, Icon, Page};
use crate::i18n::{add_user, common, fill, use_language, wish};
use crate::layouts::use_account;
use crate::pages::invitations::details::{details_href, follow_details};

/// What came of *Add*.
#[component]
pub(super) fn Result(user: AddUser, added: Added) -> impl IntoView {
    let language = use_language();
    let t = add_user::texts(language);
    let account = use_account();
    let links = CopyLinks::new();
    let node = NodeRef::new();
    // The button that was pressed has gone with the step.
    catch_focus(node, false);
    let now = follow_details(added.invitation);
    let delivery = move || {
        let delivery = now.get().map_or_else(|| added.delivery.clone(), |details| details.row.delivery);
        view! { <DeliveryLine delivery/> }
    };
    let details = details_href(&account.number(), added.invitation);
    view! {
        <Page title=t.heading class="page page--form">
            <section class="banner banner--success" aria-labelledby="added" tabindex="-1" node_ref=node>
                <Icon name="circle-check"/>
                <div>
                    <h2 id="added">{fill(t.added, &[("name", &name_of(&user))])}</h2>
                    <p class="break">{fill(t.added_detail, &[("address", &user.email)])}</p>
                </div>
            </section>
            <div aria-live="polite">
                {delivery}
            </div>
            <p class="muted">{t.spam}</p>
            <div class="actions">
                <a class="btn btn--primary" href=details>
                    {wish::texts(language).view_details}
                </a>
                <CopyLinkButton links invitation=added.invitation class="btn" described_by="added"/>
                <a class="btn" href=add_user_href(&account.number(), "details", None)>
                    {t.another}
                </a>
                <a class="btn" href=account.href("users")>
                    {common::texts(language).close}
                </a>
            </div>
            <CopyLinkDialog links/>
        </Page>
    }
}
