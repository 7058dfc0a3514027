use domain::views::OwnSession;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::{BackField, Part};
use crate::api::settings::{EndOwnSession, OTHERS};
use crate::components::{PlainForm, SubmitButton};
use crate::i18n::{Text, fill, settings, use_language};

/// Where one is logged in.
#[component]
pub(super) fn Sessions(sessions: Vec<OwnSession>, is_operator: bool) -> impl IntoView {
    let t = settings::texts(use_language());
    let about = if is_operator { t.sessions_operator } else { t.sessions_detail };
    let all = (sessions.len() > 1).then(|| view! { <End id=OTHERS label=t.end_others/> }.into_any());
    let rows = sessions.into_iter().map(|session| view! { <Session session/> });
    view! {
        <Part id="sessions" title=t.sessions about>
            <ul class="plain-list">{rows.collect_view()}</ul>
            {all}
        </Part>
    }
}

#[component]
fn Session(session: OwnSession) -> impl IntoView {
    let t = settings::texts(use_language());
    let (browser, system) = (session.browser.name().unwrap_or(t.another_browser), session.platform.name().unwrap_or(t.another_system));
    let called = fill(t.browser_on, &[("browser", browser), ("system", system)]);
    let template = if session.is_this { t.session_this } else { t.session_line };
    let values = [("first", session.first.text.as_str()), ("last", &session.last.relative), ("address", &session.address)];
    let line = fill(template, &values);
    let end = (!session.is_this).then(|| view! { <End id=session.id.to_string() label=t.end_session/> });
    view! {
        <li>
            <span>
                <b>{called}</b>
                {session.is_this.then(|| view! { " " <span class="badge">{t.this_session}</span> })}
                <br/>
                <span class="muted">{line}</span>
            </span>
            {end}
        </li>
    }
}

#[component]
fn End(#[prop(into)] id: String, label: Text) -> impl IntoView {
    let t = settings::texts(use_language());
    view! {
        <PlainForm action=EndOwnSession::url() class="only-button">
            <input type="hidden" name="form[id]" value=id/>
            <BackField/>
            <SubmitButton label busy=t.ending class="btn"/>
        </PlainForm>
    }
}
