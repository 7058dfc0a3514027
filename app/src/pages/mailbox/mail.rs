use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::address::with_query;
use crate::api::mailbox::{GetMail, Mail, MailInput, MailPart};
use crate::calls::read;
use crate::components::{Address, Heading, Icon, Moment, Reading};
use crate::i18n::{Text, mailbox, use_language};
use crate::layouts::OpenLayout;

#[component]
pub fn MailPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let input = Memo::new(move |_| MailInput {
        id: params.with(|params| params.get("id").unwrap_or_default()),
        part: query.with(|query| part_of(query.get_str("part").unwrap_or_default())),
    });
    let data = read(move || Ok(GetMail { form: input.get() }));
    view! {
        <OpenLayout>
            <Reading data view=|mail| view! { <Whole mail/> }.into_any()/>
        </OpenLayout>
    }
}

fn part_of(word: &str) -> MailPart {
    MailPart::ALL.into_iter().find(|part| part.as_str() == word).unwrap_or_default()
}

#[component]
fn Whole(mail: Mail) -> impl IntoView {
    let t = mailbox::texts(use_language());
    let body = match mail.part {
        // In a sandbox on an address of its own: no script, no form, and links lead out of the frame.
        MailPart::Html => {
            view! { <iframe class="mail-view" title=t.frame src=format!("/mailbox/{}/body?part=html", mail.id)></iframe> }.into_any()
        }
        MailPart::Text | MailPart::Source => view! {
            <pre class="source" tabindex="0">
                {mail.body}
            </pre>
        }
        .into_any(),
    };
    let reply_to = mail.reply_to.map(|reply_to| view! { <Head name=t.reply_to>{reply_to}</Head> });
    view! {
        <div class="page page--task">
            <a class="crumb" href="/mailbox">
                <Icon name="chevron-left"/>
                {t.back}
            </a>
            <div class="page-head">
                <div>
                    <Heading text=t.heading/>
                </div>
            </div>
            <dl class="facts">
                <Head name=t.subject>{mail.subject}</Head>
                <Head name=t.to>
                    <Address email=mail.to/>
                </Head>
                <Head name=t.from>{mail.from}</Head>
                {reply_to}
                <Head name=t.date>
                    <Moment when=mail.at/>
                </Head>
            </dl>
            <div class="section">
                <Parts id=mail.id current=mail.part/>
                {body}
            </div>
        </div>
    }
}

#[component]
fn Head(name: Text, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
}

#[component]
fn Parts(id: u64, current: MailPart) -> impl IntoView {
    let t = mailbox::texts(use_language());
    let page = format!("/mailbox/{id}");
    let link = |part: MailPart| {
        let (name, word) = match part {
            MailPart::Html => (t.html, None),
            MailPart::Text => (t.text, Some(part.as_str())),
            MailPart::Source => (t.source, Some(part.as_str())),
        };
        view! {
            <a href=with_query(&page, &[("part", word)]) data-noscroll="" aria-current=(part == current).then_some("page")>
                {name}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=t.parts>
            {MailPart::ALL.map(link).collect_view()}
        </nav>
    }
}
