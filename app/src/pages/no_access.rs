use domain::Language;
use domain::views::{AccountBrief, NoAccess};
use leptos::prelude::*;
use server_fn::ServerFn;

use crate::api::account::GetNoAccess;
use crate::api::page::leave_for;
use crate::api::session::{Logout, SetLanguage};
use crate::calls::read;
use crate::components::{Address, Choice, Icon, PlainForm, Select};
use crate::i18n::{Text, choose, common, fill, spans, use_language};
use crate::layouts::{Centred, ErrorPage};

/// For who is signed in and has no account to go into: whom to ask, language, *Log out*.
#[component]
pub fn NoAccessPage() -> impl IntoView {
    let data = read(|| Ok(GetNoAccess {}));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Some(data)) => view! { <Ways data/> }.into_any(),
                    Ok(None) => {
                        leave_for("/");
                        ().into_any()
                    }
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Ways(data: NoAccess) -> impl IntoView {
    let t = choose::texts(use_language());
    let email = data.email.clone();
    let last = data.last.clone().map(|last| view! { <LastCustomer last contact=data.contact.clone()/> });
    let lede = with_value(t.no_access_lede, "email", move || view! { <b class="break"><Address email=email.clone()/></b> }.into_any());
    view! {
        <Centred title=t.no_access_heading lede without_languages=true tells_of_invitations=true>
            <hr/>
            <div class="section">
                <h2>{t.again_heading}</h2>
                <p class="muted">{t.again_detail}</p>
                {last}
            </div>
            <div class="section">
                <h2>{t.delete_heading}</h2>
                <Support data/>
            </div>
            <hr/>
            <LanguageChoice/>
            <LogOut/>
        </Centred>
    }
}

/// Whom to ask: the customer that they had last, and who looks after it.
#[component]
fn LastCustomer(last: AccountBrief, #[prop(optional_no_strip)] contact: Option<String>) -> impl IntoView {
    let t = choose::texts(use_language());
    let text = fill(t.last, &[("company", &last.company), ("number", &last.number)]);
    let contact = contact.map(|email| {
        view! {
            ": "
            <MailLink email/>
        }
    });
    view! { <p class="muted">{text} {contact}</p> }
}

#[component]
fn MailLink(email: String) -> impl IntoView {
    view! {
        <a class="break" href=format!("mailto:{email}")>
            {email.clone()}
        </a>
    }
}

#[component]
fn Support(data: NoAccess) -> impl IntoView {
    let t = choose::texts(use_language());
    let mail = data.support_email.map(|email| {
        let link = move || view! { <MailLink email=email.clone()/> }.into_any();
        view! { <p class="muted">{with_value(t.support_mail, "email", link)}</p> }
    });
    let phone = data
        .support_phone
        .map(|phone| view! { <p class="muted">{with_value(t.support_phone, "phone", move || phone.clone().into_any())}</p> });
    view! {
        <p class="muted">{t.delete_detail}</p>
        {mail}
        {phone}
    }
}

/// A text whose one value is a view.
fn with_value(template: Text, name: &str, value: impl Fn() -> AnyView) -> AnyView {
    let pieces = spans(template, &[(name, "")]).into_iter();
    pieces.map(|(is_value, text)| if is_value { value() } else { text.into_any() }).collect_view().into_any()
}

#[component]
fn LanguageChoice() -> impl IntoView {
    let language = use_language();
    let choices = Language::ALL.iter().map(|language| Choice::new(language.as_str(), language.own_name())).collect();
    view! {
        <PlainForm action=SetLanguage::url()>
            <Select name="language" label=common::texts(language).language choices value=language.as_str()/>
            <input type="hidden" name="form[next]" value="/no-access"/>
            <button class="btn" type="submit">
                {choose::texts(language).save_language}
            </button>
        </PlainForm>
    }
}

#[component]
fn LogOut() -> impl IntoView {
    view! {
        <PlainForm action=Logout::url()>
            <input type="hidden" name="form[next]" value=""/>
            <button class="btn" type="submit">
                <Icon name="log-out"/>
                {common::texts(use_language()).log_out}
            </button>
        </PlainForm>
    }
}
