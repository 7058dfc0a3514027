use domain::views::{Entry, EntryKind, EntryRow};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntriesInput {
    pub kind: EntryKind,
}

/// What the operator offers to all users, of one kind.
#[server(endpoint = "entries", input = server_fn::codec::GetUrl)]
pub async fn get_entries(form: EntriesInput) -> Result<Vec<EntryRow>, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.entries(&caller, form.kind).await?)
}

/// Where the entries of a kind are.
#[must_use]
pub const fn place(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Area => "/operator/areas",
        EntryKind::Link => "/operator/links",
        EntryKind::Question => "/operator/faq",
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryForm {
    pub kind: EntryKind,
    /// Empty for a new one.
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub url: String,
    /// Holds `true` for a document.
    #[serde(default)]
    pub document: Vec<bool>,
    /// The code of a language; none for all of them.
    #[serde(default)]
    pub language: String,
}

impl EntryForm {
    /// What stands in the fields at first.
    #[must_use]
    pub fn of(kind: EntryKind, id: String, entry: Entry) -> Self {
        Self {
            kind,
            id,
            title: entry.title,
            text: entry.text,
            note: entry.note,
            url: entry.url,
            document: vec![entry.document],
            language: entry.language.map(|language| language.as_str().to_owned()).unwrap_or_default(),
        }
    }
}

impl Form for EntryForm {
    const NAME: &'static str = "entry";

    fn about(&self) -> String {
        self.kind.as_str().to_owned()
    }
}

#[server(endpoint = "save_entry")]
pub async fn save_entry(form: EntryForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    let entry = Entry {
        title: form.title.clone(),
        text: form.text.clone(),
        note: form.note.clone(),
        url: form.url.clone(),
        document: form.document.contains(&true),
        language: form.language.parse().ok(),
    };
    let id = Some(form.id.as_str()).filter(|id| !id.is_empty());
    match backend.services.save_entry(&caller, form.kind, id, entry).await {
        Ok(saved) => {
            forms::forget(&form).await?;
            forms::done(&with_query(place(form.kind), &[("saved", Some(&saved))]));
            Ok(())
        }
        Err(error) => {
            let dialog = if id.is_some() { "edit" } else { "new" };
            Err(forms::fail(&with_query(place(form.kind), &[("dialog", Some(dialog)), ("id", id)]), &form, error).await)
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryMoveForm {
    pub kind: EntryKind,
    pub id: String,
    pub up: bool,
}

#[server(endpoint = "move_entry")]
pub async fn move_entry(form: EntryMoveForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    backend.services.move_entry(&caller, form.kind, &form.id, form.up).await?;
    forms::done(&with_query(place(form.kind), &[("saved", Some(&form.id))]));
    Ok(())
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryDeleteForm {
    pub kind: EntryKind,
    pub id: String,
}

impl Form for EntryDeleteForm {
    const NAME: &'static str = "entry_delete";
}

#[server(endpoint = "delete_entry")]
pub async fn delete_entry(form: EntryDeleteForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    if let Err(error) = backend.services.delete_entry(&caller, form.kind, &form.id).await {
        return Err(forms::fail(place(form.kind), &form, error).await);
    }
    forms::done(place(form.kind));
    Ok(())
}
