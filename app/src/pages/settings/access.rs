use domain::views::OwnAccess;
use leptos::prelude::*;

use super::{Part, back};
use crate::address::with_query;
use crate::components::ButtonLink;
use crate::i18n::roles::role_name;
use crate::i18n::{fill, settings, use_language};

/// *Access to customers*: the accounts that one is a member of.
#[component]
pub(super) fn Accesses(accesses: Vec<OwnAccess>) -> impl IntoView {
    let t = settings::texts(use_language());
    let list = if accesses.is_empty() {
        view! { <p class="muted">{t.access_none}</p> }.into_any()
    } else {
        let rows = accesses.into_iter().map(|access| view! { <Access access/> });
        view! { <ul class="plain-list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <Part id="access" title=t.access about=t.access_detail>
            {list}
        </Part>
    }
}

#[component]
fn Access(access: OwnAccess) -> impl IntoView {
    let language = use_language();
    let t = settings::texts(language);
    let href = with_query(&back(), &[("dialog", Some("leave")), ("of", Some(&access.number))]);
    let which = format!(" {}", fill(t.to_company, &[("company", &access.company)]));
    let roles: Vec<_> = access.roles.iter().map(|role| role_name(language, role.kind, &role.name)).collect();
    let what = if roles.is_empty() { t.no_role.to_owned() } else { roles.join(", ") };
    view! {
        <li>
            <span>
                <b>{access.company}</b>
                " "
                <span class="muted">{access.number}</span>
                <br/>
                <span class="muted">{fill(t.since, &[("what", &what), ("date", &access.joined.date)])}</span>
            </span>
            <ButtonLink href=Signal::stored(href) class="btn btn--danger">
                {t.cancel_access}
                <span class="hidden">{which}</span>
            </ButtonLink>
        </li>
    }
}
