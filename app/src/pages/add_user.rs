//! *Add user*: one person, in three steps.

use domain::ids::BatchId;
use domain::views::AddUser;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::ApiError;
use crate::api::add_user::{AddUserInput, GetAddUser};
use crate::api::forms::Form;
use crate::calls::{Data, Flashed, read};
use crate::components::{Page, PageProblem, Steps, owned};
use crate::forms::unpack;
use crate::i18n::{add_user, use_language};
use crate::layouts::use_account;

pub mod added;
pub mod details;
pub mod groups;
pub mod overview;

/// The draft that the address names.
fn use_draft() -> Memo<Option<Result<BatchId, ApiError>>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get_str("draft").map(|id| id.parse().map_err(|_| ApiError::NotFound))))
}

/// What a step shows. Only the first one can be without a draft.
fn load(draft: Memo<Option<Result<BatchId, ApiError>>>, first: bool) -> Data<AddUser> {
    read(wanted(draft, first))
}

fn wanted(
    draft: Memo<Option<Result<BatchId, ApiError>>>,
    first: bool,
) -> impl Fn() -> Result<GetAddUser, ApiError> + Clone + Send + Sync + 'static {
    let c = use_account().number();
    move || {
        let draft = draft.get().transpose()?;
        if draft.is_none() && !first {
            return Err(ApiError::NotFound);
        }
        Ok(GetAddUser { form: AddUserInput { c: c.clone(), draft } })
    }
}

/// A step once its data is there. `view` makes it of the data, of what was typed before it was refused, and of why it was.
#[component]
fn StepPage<F, V>(data: Data<AddUser>, flash: Flashed<F>, view: V) -> impl IntoView
where
    F: Form,
    V: Fn(AddUser, Option<F>, Option<ApiError>) -> AnyView + Clone + Send + Sync + 'static,
{
    move || {
        let view = view.clone();
        Suspend::new(async move {
            // First what is asked for again later: only what a view waits for first is followed.
            let data = data.await;
            let flash = flash.await;
            match data {
                Ok(data) => {
                    let (form, refused) = unpack(flash);
                    owned(view(data, form, refused))
                }
                Err(error) => view! { <PageProblem error/> }.into_any(),
            }
        })
    }
}

/// What the steps have in common.
#[component]
fn Frame(step: usize, #[prop(into)] lede: String, children: Children) -> impl IntoView {
    let t = add_user::texts(use_language());
    let names = vec![t.details, t.groups, t.overview];
    let name = names.get(step - 1).copied().unwrap_or_default();
    view! {
        <Page title=t.heading class="page page--form">
            <Steps names current=step/>
            <div>
                <h2>{name}</h2>
                <p class="muted">{lede}</p>
            </div>
            {children()}
        </Page>
    }
}

/// The name of the person, or the address of who has none.
fn name_of(user: &AddUser) -> String {
    let name = format!("{} {}", user.first_name, user.last_name);
    if name.trim().is_empty() { user.email.clone() } else { name }
}
