use domain::EmailAddress;
use domain::ids::BatchId;
use domain::views::{AddressNotes, AddressesStep};
use domain::wizard::{AddressChange, AddressList};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::BatchInput;
use crate::api::ApiError;
use crate::api::forms::Form;

#[server(endpoint = "addresses_step", input = server_fn::codec::GetUrl)]
pub async fn get_addresses_step(form: BatchInput) -> Result<AddressesStep, ApiError> {
    let (backend, caller) = crate::api::context::caller()?;
    Ok(backend.services.addresses_step(&caller, &form.c, form.batch).await?)
}

/// Step 1 as it stands, and the button that was pressed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressesForm {
    pub c: String,
    pub batch: BatchId,
    /// The whole list, as people write lists.
    pub addresses: String,
    /// The addresses for which *Send again* was chosen, one a line.
    pub again: String,
    /// What to do besides keeping the list, see [`AddressAction`]; *Next* sends none.
    #[serde(default)]
    pub action: String,
}

impl Form for AddressesForm {
    const NAME: &'static str = "addresses";

    fn about(&self) -> String {
        self.batch.to_string()
    }
}

/// What the buttons of step 1 do. With WASM most of it happens in the browser; each also has a value to be sent by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressAction {
    Next,
    Check,
    Leave,
    /// *Send again* for this address.
    Again(String),
    /// Not again after all.
    NotAgain(String),
    /// Takes the suggestion for this address.
    Suggested(String),
    /// Takes this entry out of the list.
    Remove(String),
}

impl AddressAction {
    /// The value of the button.
    #[must_use]
    pub fn value(&self) -> String {
        match self {
            Self::Next => String::new(),
            Self::Check => "check".to_owned(),
            Self::Leave => "leave".to_owned(),
            Self::Again(text) => format!("again:{text}"),
            Self::NotAgain(text) => format!("not-again:{text}"),
            Self::Suggested(text) => format!("suggested:{text}"),
            Self::Remove(text) => format!("remove:{text}"),
        }
    }

    #[must_use]
    pub fn read(value: &str) -> Option<Self> {
        let (name, text) = value.split_once(':').unwrap_or((value, ""));
        let text = text.to_owned();
        match name {
            "" => Some(Self::Next),
            "check" => Some(Self::Check),
            "leave" => Some(Self::Leave),
            "again" => Some(Self::Again(text)),
            "not-again" => Some(Self::NotAgain(text)),
            "suggested" => Some(Self::Suggested(text)),
            "remove" => Some(Self::Remove(text)),
            _ => None,
        }
    }

    /// Applies what the action changes in the list and in what is to be sent again.
    pub fn apply(&self, list: &mut AddressList, again: &mut Vec<EmailAddress>) {
        let key = |text: &str| list.find(text).map(|entry| entry.key);
        match self {
            Self::Next | Self::Check | Self::Leave => {}
            Self::Again(text) => again.extend(EmailAddress::parse(text)),
            Self::NotAgain(text) => {
                if let Ok(address) = EmailAddress::parse(text) {
                    again.retain(|other| *other != address);
                }
            }
            Self::Suggested(text) => {
                if let Some(key) = key(text) {
                    list.apply(AddressChange::TakeSuggestion(key));
                }
            }
            Self::Remove(text) => {
                if let Some(key) = key(text) {
                    list.apply(AddressChange::Remove(key));
                }
            }
        }
    }
}

/// The addresses of a list of one a line.
#[must_use]
pub fn read_again(lines: &str) -> Vec<EmailAddress> {
    lines.lines().filter_map(|line| EmailAddress::parse(line).ok()).collect()
}

/// As [`read_again`] reads it.
#[must_use]
pub fn write_again(again: &[EmailAddress]) -> String {
    again.iter().map(EmailAddress::canonical).collect::<Vec<_>>().join("\n")
}

/// Keeps the list and does what the button says.
#[server(endpoint = "save_addresses")]
pub async fn save_addresses(form: AddressesForm) -> Result<(), ApiError> {
    use domain::wizard::Step;

    use super::{step_href, way_out};
    use crate::api::{context, forms};

    let (backend, caller) = context::caller()?;
    let action = AddressAction::read(&form.action).ok_or(ApiError::BadRequest)?;
    let (mut list, mut again) = (AddressList::read(&form.addresses).0, read_again(&form.again));
    action.apply(&mut list, &mut again);
    // Only what was changed is written anew: a list that is refused comes back as it was typed.
    let text =
        if matches!(action, AddressAction::Suggested(_) | AddressAction::Remove(_)) { list.as_text() } else { form.addresses.clone() };
    let here = step_href(&form.c, form.batch, Step::Addresses);
    let strict = action == AddressAction::Next;
    if let Err(error) = backend.services.save_addresses(&caller, &form.c, form.batch, &text, &write_again(&again), strict).await {
        return Err(forms::fail(&here, &form, error).await);
    }
    forms::forget(&form).await?;
    match action {
        AddressAction::Next => forms::done(&step_href(&form.c, form.batch, Step::Accounts)),
        AddressAction::Leave => forms::done(&way_out(&form.c).await?),
        _ => forms::done(&here),
    }
    Ok(())
}

/// Keeps the list while it is being made, and says what there is to say about it.
#[server(endpoint = "check_addresses")]
pub async fn check_addresses(form: AddressesForm) -> Result<AddressNotes, ApiError> {
    let (backend, caller) = crate::api::context::caller()?;
    let AddressesForm { c, batch, addresses, again, .. } = &form;
    backend.services.save_addresses(&caller, c, *batch, addresses, again, false).await?;
    Ok(backend.services.check_addresses(&caller, c, *batch, addresses, again).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_what_it_does() {
        let actions = ["", "check", "leave", "again:a@x.example", "not-again:a@x.example", "suggested:b@gmial.com", "remove:jo:@"];
        for value in actions {
            assert_eq!(AddressAction::read(value).unwrap().value(), value);
        }
        assert_eq!(AddressAction::read("drop"), None);
    }

    #[test]
    fn what_buttons_do_happens_to_the_list_as_typed() {
        let (mut list, mut again) = (AddressList::read("jo@, Bo <b@gmial.com> a@x.example").0, read_again("c@x.example\n\nno"));
        for value in ["suggested:b@gmial.com", "remove:jo@", "again:A@x.example", "not-again:c@x.example", "remove:unknown@x.example"] {
            AddressAction::read(value).unwrap().apply(&mut list, &mut again);
        }
        assert_eq!(list.as_text(), "\"Bo\" <b@gmail.com>\na@x.example");
        assert_eq!(write_again(&again), "a@x.example");
    }
}
