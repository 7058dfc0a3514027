use domain::views::AcceptPage;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::{Form, Secret};
use super::recovery::TokenInput;

/// The page of an invitation.
#[must_use]
pub fn door(token: &str) -> String {
    format!("/invitations/{token}")
}

/// What the invitation's page shows; opening it changes nothing. The token is that of a link, or the id of an invitation that waits
/// for the address of who is signed in.
#[server(endpoint = "invitation_page", input = server_fn::codec::GetUrl)]
pub async fn get_accept_page(form: TokenInput) -> Result<AcceptPage, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.accept_page(&caller, &form.token).await?)
}

/// An answer that needs nothing but the link.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerForm {
    pub token: Secret,
}

impl Form for AnswerForm {
    const NAME: &'static str = "answer_invitation";
}

#[server(endpoint = "accept")]
pub async fn accept(form: AnswerForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    match backend.services.accept(&caller, form.token.expose()).await {
        Ok(accepted) => enter(&accepted).await,
        Err(error) => Err(forms::fail(&door(form.token.expose()), &form, error).await),
    }
}

#[server(endpoint = "decline")]
pub async fn decline(form: AnswerForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    let page = door(form.token.expose());
    if let Err(error) = backend.services.decline(&caller, form.token.expose()).await {
        return Err(forms::fail(&page, &form, error).await);
    }
    forms::done(&crate::address::with_query(&page, &[("answer", Some("declined"))]));
    Ok(())
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptLoginForm {
    pub token: Secret,
    pub password: Secret,
}

impl Form for AcceptLoginForm {
    const NAME: &'static str = "accept_by_login";
}

#[server(endpoint = "accept_by_login")]
pub async fn accept_by_login(form: AcceptLoginForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, visitor) = context::visitor()?;
    match backend.services.accept_by_login(&visitor, form.token.expose(), form.password.expose()).await {
        Ok(accepted) => enter(&accepted).await,
        Err(error) => {
            let back = crate::address::with_query(&door(form.token.expose()), &[("with", Some("login"))]);
            Err(forms::fail(&back, &form, error).await)
        }
    }
}

/// The address is not among the fields: it is the invitation's.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterForm {
    pub token: Secret,
    pub first_name: String,
    pub last_name: String,
    /// Absent where the account does not ask for it.
    #[serde(default)]
    pub phone: String,
    pub password: Secret,
}

impl Form for RegisterForm {
    const NAME: &'static str = "register";
}

#[server(endpoint = "register")]
pub async fn register(form: RegisterForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, visitor) = context::visitor()?;
    let person = backend::Registration {
        first_name: form.first_name.clone(),
        last_name: form.last_name.clone(),
        phone: form.phone.clone(),
        password: form.password.expose().to_owned(),
    };
    match backend.services.accept_by_registering(&visitor, form.token.expose(), person).await {
        Ok(accepted) => enter(&accepted).await,
        Err(error) => {
            let back = crate::address::with_query(&door(form.token.expose()), &[("with", Some("register"))]);
            Err(forms::fail(&back, &form, error).await)
        }
    }
}

/// Mails a code to the address of a link that was copied.
#[server(endpoint = "send_code")]
pub async fn send_code(form: AnswerForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, visitor) = context::visitor()?;
    let page = door(form.token.expose());
    if let Err(error) = backend.services.send_code(&visitor, form.token.expose()).await {
        return Err(forms::fail(&page, &form, error).await);
    }
    forms::done(&page);
    Ok(())
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeForm {
    pub token: Secret,
    pub code: Secret,
}

impl Form for CodeForm {
    const NAME: &'static str = "check_code";
}

/// Who has the code has the mailbox, and goes on with the link that was mailed to it.
#[server(endpoint = "check_code")]
pub async fn check_code(form: CodeForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, visitor) = context::visitor()?;
    match backend.services.check_code(&visitor, form.token.expose(), form.code.expose()).await {
        Ok(mailed) => forms::done(&door(&mailed)),
        Err(error) => return Err(forms::fail(&door(form.token.expose()), &form, error).await),
    }
    Ok(())
}

#[server(endpoint = "ask_for_new")]
pub async fn ask_for_new(form: AnswerForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    let page = door(form.token.expose());
    if let Err(error) = backend.services.ask_for_new(&caller, form.token.expose()).await {
        return Err(forms::fail(&page, &form, error).await);
    }
    forms::done(&crate::address::with_query(&page, &[("answer", Some("asked"))]));
    Ok(())
}

#[server(endpoint = "block_invitations")]
pub async fn block_invitations(form: AnswerForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, visitor) = context::visitor()?;
    let page = format!("{}/block", door(form.token.expose()));
    if let Err(error) = backend.services.block(&visitor, form.token.expose()).await {
        return Err(forms::fail(&page, &form, error).await);
    }
    forms::done(&crate::address::with_query(&page, &[("answer", Some("blocked"))]));
    Ok(())
}

/// Signs in who has accepted, and leads into the account.
#[cfg(feature = "ssr")]
async fn enter(accepted: &backend::Accepted) -> Result<(), ApiError> {
    super::context::sign_in(&accepted.session).await?;
    super::forms::done(&crate::address::account(&accepted.number, ""));
    Ok(())
}
