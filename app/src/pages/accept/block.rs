use domain::invitation::Channel;
use domain::views::AcceptPage as Door;
use http::StatusCode;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::closed::{NotValid, about};
use super::frame::TokenField;
use super::{is_id, use_token};
use crate::api::ApiError;
use crate::api::accept::{AnswerForm, BlockInvitations, GetAcceptPage, door};
use crate::api::page::set_status;
use crate::api::recovery::TokenInput;
use crate::calls::read;
use crate::components::{PlainForm, SubmitButton};
use crate::forms::{unpack, use_flash};
use crate::i18n::accept::closed;
use crate::i18n::use_language;
use crate::layouts::{Centred, ErrorPage};

/// Where a mail's "block these invitations" leads: the button does it, opening the page does not. Every link that was ever mailed
/// will do, whatever became of its invitation.
#[component]
pub fn BlockPage() -> impl IntoView {
    let token = use_token();
    let data = read({
        let token = token.clone();
        move || Ok(GetAcceptPage { form: TokenInput { token: token.clone() } })
    });
    let flash = use_flash::<AnswerForm>();
    let query = use_query_map();
    let blocked = Memo::new(move |_| query.with(|query| query.get_str("answer") == Some("blocked")));
    view! {
        <Transition>
            {move || {
                let (token, blocked) = (token.clone(), blocked.get());
                Suspend::new(async move {
                    match data.await {
                        Ok(page) if !is_mailed(&token, &page) => {
                            set_status(StatusCode::NOT_FOUND);
                            view! { <NotValid/> }.into_any()
                        }
                        Ok(_) if blocked => view! { <Blocked/> }.into_any(),
                        Ok(page) => {
                            let (_, refused) = unpack(flash.await);
                            view! { <Block token company=company_of(page) refused/> }.into_any()
                        }
                        Err(error) => view! { <ErrorPage error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

/// As far as the page can tell: what a copied link opens is told apart only while it is open. The server decides by the link itself.
fn is_mailed(token: &str, page: &Door) -> bool {
    match page {
        Door::NotValid { gone } => *gone,
        Door::Open(open) => open.channel == Channel::Mailed && !is_id(token),
        _ => !is_id(token),
    }
}

fn company_of(page: Door) -> Option<String> {
    match page {
        Door::Open(open) => Some(open.company),
        Door::AlreadyAccepted { company, .. }
        | Door::Expired { company, .. }
        | Door::Superseded { company }
        | Door::Declined { company } => Some(company),
        Door::NotValid { .. } => None,
    }
}

#[component]
fn Block(token: String, company: Option<String>, refused: Option<ApiError>) -> impl IntoView {
    let t = closed::texts(use_language());
    let lede = company.map_or_else(|| t.block_lede.into_any(), |company| about(t.block_lede_of, &company));
    view! {
        <Centred title=t.block lede>
            <p class="muted">{t.block_reset}</p>
            <PlainForm action=BlockInvitations::url() refused>
                <TokenField token=token.clone()/>
                <div class="actions">
                    <SubmitButton label=t.block_submit busy=t.blocking/>
                    <a class="btn" href=door(&token)>
                        {t.block_back}
                    </a>
                </div>
            </PlainForm>
        </Centred>
    }
}

#[component]
fn Blocked() -> impl IntoView {
    let t = closed::texts(use_language());
    view! {
        <Centred title=t.blocked lede=t.blocked_lede.into_any()>
            <p class="muted">{t.blocked_detail}</p>
        </Centred>
    }
}
