//! The page of an invitation, for everybody who may open it: invited or not, signed in or not, in time or too late.

use domain::ids::InvitationId;
use domain::views::{AcceptPage as Door, Arrival, OpenInvitation};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::ApiError;
use crate::api::accept::{AcceptLoginForm, AnswerForm, CodeForm, GetAcceptPage, RegisterForm};
use crate::api::recovery::TokenInput;
use crate::calls::{Flashed, read};
use crate::forms::{unpack, use_flash};
use crate::layouts::ErrorPage;
use crate::site::use_site;

pub mod block;
pub mod bullets;
pub mod closed;
pub mod code;
pub mod frame;
pub mod invitee;
pub mod someone_else;
pub mod stranger;
mod words;

pub use block::BlockPage;

use closed::Closed;
use code::NeedsCode;
use invitee::Invitee;
use someone_else::SomeoneElse;
use stranger::Stranger;

#[component]
pub fn AcceptPage() -> impl IntoView {
    let token = use_token();
    if is_id(&token) && use_site().user.is_none() {
        // Found after a login, and by its addressee alone: so to the login first.
        return view! { <ErrorPage error=ApiError::Unauthenticated/> }.into_any();
    }
    let data = read({
        let token = token.clone();
        move || Ok(GetAcceptPage { form: TokenInput { token: token.clone() } })
    });
    let refusals = Refusals::find();
    let typed = StoredValue::new(None);
    view! {
        <Transition>
            {move || {
                let token = token.clone();
                Suspend::new(async move {
                    match data.await {
                        Ok(Door::Open(open)) => opened(token, *open, refusals, typed).await,
                        Ok(door) => {
                            let (_, refused) = unpack(refusals.answer.await);
                            view! { <Closed token door refused/> }.into_any()
                        }
                        Err(error) => view! { <ErrorPage error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

/// `typed` is what stands in the fields of *Register*, as long as the page is open.
async fn opened(token: String, open: OpenInvitation, refusals: Refusals, typed: StoredValue<Option<RegisterForm>>) -> AnyView {
    match open.arrival.clone() {
        Arrival::Invitee { email } => {
            let (_, refused) = unpack(refusals.answer.await);
            view! { <Invitee token open email refused/> }.into_any()
        }
        Arrival::SomeoneElse { signed_in, invited } => view! { <SomeoneElse token open signed_in invited/> }.into_any(),
        Arrival::Nobody { email, first_name, last_name, phone } => {
            let (form, registering) = unpack(refusals.register.await);
            let (_, logging_in) = unpack(refusals.login.await);
            let form = form.unwrap_or_else(|| RegisterForm { first_name, last_name, phone, ..RegisterForm::default() });
            view! { <Stranger token open email form typed registering logging_in/> }.into_any()
        }
        Arrival::NeedsCode { invited, sent } => {
            let (_, sending) = unpack(refusals.answer.await);
            let (_, checking) = unpack(refusals.code.await);
            view! { <NeedsCode token open invited sent refused=checking.or(sending)/> }.into_any()
        }
    }
}

/// What a browser without WASM was refused, by the form that it sent.
#[derive(Clone, Copy)]
struct Refusals {
    answer: Flashed<AnswerForm>,
    login: Flashed<AcceptLoginForm>,
    register: Flashed<RegisterForm>,
    code: Flashed<CodeForm>,
}

impl Refusals {
    fn find() -> Self {
        Self { answer: use_flash(), login: use_flash(), register: use_flash(), code: use_flash() }
    }
}

fn use_token() -> String {
    use_params_map().with_untracked(|params| params.get("token").unwrap_or_default())
}

/// The id of an invitation stands in for the token of a link.
fn is_id(token: &str) -> bool {
    token.parse::<InvitationId>().is_ok()
}
