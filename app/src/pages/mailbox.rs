//! The demo's *Mailbox*: what people would have got. There is none outside of demo mode.

use leptos::prelude::*;

use crate::api::mailbox::{GetMailbox, MailRow};
use crate::calls::read;
use crate::components::{Address, Empty, Icon, Page, Reading};
use crate::i18n::{count, fill, mailbox, use_language};
use crate::layouts::OpenLayout;

pub mod mail;

pub use mail::MailPage;

#[component]
pub fn MailboxPage() -> impl IntoView {
    let data = read(|| Ok(GetMailbox {}));
    view! {
        <OpenLayout>
            <Reading data view=|mails| view! { <Mails mails/> }.into_any()/>
        </OpenLayout>
    }
}

#[component]
fn Mails(mails: Vec<MailRow>) -> impl IntoView {
    let language = use_language();
    let t = mailbox::texts(language);
    let n = u32::try_from(mails.len()).unwrap_or(u32::MAX);
    let refresh = view! {
        <a class="btn" href="/mailbox" rel="external">
            <Icon name="refresh-cw"/>
            {t.refresh}
        </a>
    };
    let list = if mails.is_empty() {
        view! { <Empty title=t.empty text=t.empty_detail/> }.into_any()
    } else {
        view! {
            <p class="status">{fill(t.found.of(n), &[("n", &count(n, language))])}</p>
            <ul class="links mails">{mails.into_iter().map(|mail| view! { <Entry mail/> }).collect_view()}</ul>
        }
        .into_any()
    };
    view! {
        <Page title=t.heading lede=t.lede actions=refresh.into_any() class="page page--task">
            <div class="section">{list}</div>
        </Page>
    }
}

/// One link for each mail, with recipient and subject in it.
#[component]
fn Entry(mail: MailRow) -> impl IntoView {
    view! {
        <li>
            <a href=format!("/mailbox/{}", mail.id)>
                <Icon name="mail"/>
                <span>
                    {mail.subject}
                    <span class="line2">
                        <Address email=mail.to/>
                    </span>
                </span>
                <time class="muted small" datetime=mail.at.iso title=mail.at.text>
                    {mail.at.relative}
                </time>
            </a>
        </li>
    }
}
