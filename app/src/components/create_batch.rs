use leptos::prelude::*;
use server_fn::ServerFn;

use super::Icon;
use crate::api::wizard::CreateBatch;
use crate::layouts::use_account;

/// Begins the wizard: *Create new users*, *Invite several users*. A form of the browser's own, since the draft is made by a POST, and
/// may open in a new tab.
#[component]
pub fn CreateBatchButton(
    #[prop(into)] label: String,
    #[prop(default = "btn btn--primary")] class: &'static str,
    #[prop(optional)] icon: Option<&'static str>,
    /// Leaves the page where it is.
    #[prop(optional)]
    new_tab: bool,
) -> impl IntoView {
    view! {
        <form class="only-button" method="post" action=CreateBatch::url() target=new_tab.then_some("_blank")>
            <input type="hidden" name="form[c]" value=use_account().number()/>
            <button class=class type="submit">
                {icon.map(|name| view! { <Icon name/> })}
                {label}
            </button>
        </form>
    }
}
