use domain::theme::Theme;
use domain::views::OwnSettings;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::{BackField, Part, back};
use crate::address::with_query;
use crate::api::recovery::RequestVerification;
use crate::components::{Address, ButtonLink, PlainForm, SubmitButton};
use crate::i18n::{Text, common, fill, settings, use_language};

/// Who one is, and what one has chosen: a line each, with its own dialog to change it.
#[component]
pub(super) fn You(settings: OwnSettings) -> impl IntoView {
    let language = use_language();
    let t = settings::texts(language);
    let name = format!("{} {}", settings.first_name, settings.last_name);
    let phone = settings.phone.clone().unwrap_or_else(|| common::texts(language).none.to_owned());
    let awaited = settings.awaited.clone().map(|email| {
        view! {
            <br/>
            <span class="muted small">{fill(t.awaited, &[("email", &email)])}</span>
        }
    });
    view! {
        <Part id="you" title=t.you>
            <dl class="facts">
                <Fact name=t.name dialog="person">{name}</Fact>
                <Fact name=t.email dialog="email">
                    <Address email=settings.email.clone()/>
                    <Proof verified=settings.verified/>
                    {awaited}
                </Fact>
                <Fact name=t.phone dialog="person">{phone}</Fact>
                <Fact name=t.password dialog="password">
                    <span class="muted">{t.password_kept}</span>
                </Fact>
                <Fact name=common::texts(language).language dialog="language">{language.own_name()}</Fact>
                <Fact name=t.theme dialog="theme">{theme_name(t, settings.theme)}</Fact>
            </dl>
        </Part>
    }
}

#[component]
fn Fact(name: Text, dialog: &'static str, children: Children) -> impl IntoView {
    let t = settings::texts(use_language());
    let href = with_query(&back(), &[("dialog", Some(dialog))]);
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
            <dd class="change">
                <ButtonLink href=Signal::stored(href) class="link-btn">
                    {t.change}
                    " "
                    <span class="hidden">{format!("({name})")}</span>
                </ButtonLink>
            </dd>
        </div>
    }
}

/// Whether the address is proved, and if not, the way to do it.
#[component]
fn Proof(verified: bool) -> impl IntoView {
    let t = settings::texts(use_language());
    if verified {
        return view! {
            <br/>
            <span class="muted small">{t.verified}</span>
        }
        .into_any();
    }
    view! {
        <br/>
        <span class="muted small">{t.unverified}</span>
        <PlainForm action=RequestVerification::url() class="only-button">
            <BackField/>
            <SubmitButton label=t.verify busy=t.verifying class="btn btn--small"/>
        </PlainForm>
    }
    .into_any()
}

pub(super) fn theme_name(t: &settings::Settings, theme: Theme) -> Text {
    match theme {
        Theme::System => t.system,
        Theme::Light => t.light,
        Theme::Dark => t.dark,
    }
}
