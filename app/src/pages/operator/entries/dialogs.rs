use domain::Language;
use domain::views::{EntryKind, EntryRow};
use leptos::prelude::*;

use crate::api::ApiError;
use crate::api::entries::{EntryDeleteForm, EntryForm, place};
use crate::calls::Posting;
use crate::components::{BoxField, Check, Choice, Dialog, DialogFoot, Field, Select, ServerForm, SubmitButton, TextArea};
use crate::forms::{unpack, use_flash, use_flash_about};
use crate::i18n::{common, count, entries, fill, use_language};

/// Makes an entry, or changes the one that was found. `row` is none for a new one.
#[component]
pub(super) fn EntryDialog(kind: EntryKind, row: Option<EntryRow>, action: Posting) -> impl IntoView {
    let flash = use_flash_about::<EntryForm>(kind.as_str());
    // What was refused before belongs to another opening of the dialog.
    action.clear();
    let row = StoredValue::new(row);
    move || {
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            let stored = row.get_value().map(|row| (row.id, row.entry)).unwrap_or_default();
            let form = form.unwrap_or_else(|| EntryForm::of(kind, stored.0, stored.1));
            view! { <Fields form refused action/> }
        })
    }
}

#[component]
fn Fields(form: EntryForm, #[prop(optional_no_strip)] refused: Option<ApiError>, action: Posting) -> impl IntoView {
    let language = use_language();
    let t = entries::texts(language);
    let kind = form.kind;
    let close = place(kind);
    let title = if form.id.is_empty() { t.new_one(kind) } else { t.edit };
    let languages = Language::ALL.iter().map(|language| Choice::new(language.as_str(), language.own_name()));
    let every = (kind == EntryKind::Link).then(|| Choice::new("", t.every_language));
    let choices: Vec<_> = every.into_iter().chain(languages).collect();
    let document = Check {
        value: "true".to_owned(),
        label: t.document.to_owned(),
        hint: String::new(),
        checked: form.document.contains(&true),
        disabled: false,
    };
    let rest = match kind {
        EntryKind::Area => view! { <Field name="text" label=t.description value=form.text autocomplete="off" optional=true/> }.into_any(),
        EntryKind::Link => view! {
            <Field name="url" label=t.url hint=t.url_hint value=form.url kind="url" autocomplete="off"/>
            <Field name="note" label=t.note hint=t.note_hint value=form.note autocomplete="off" optional=true/>
            <BoxField name="document" title=t.kind checks=vec![document]/>
            <Select name="language" label=t.language choices value=form.language/>
        }
        .into_any(),
        EntryKind::Question => view! {
            <TextArea name="text" label=t.answer hint=t.answer_hint value=form.text/>
            <Select name="language" label=t.language choices value=form.language/>
        }
        .into_any(),
    };
    view! {
        <Dialog title close>
            <ServerForm action refused class="">
                <div class="body form">
                    <input type="hidden" name="form[kind]" value=kind.as_str()/>
                    <input type="hidden" name="form[id]" value=form.id/>
                    <Field name="title" label=t.title(kind) value=form.title autocomplete="off" autofocus=true/>
                    {rest}
                </div>
                <DialogFoot close close_label=common::texts(language).cancel>
                    <SubmitButton label=t.save busy=t.saving/>
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
}

/// Asks before an entry is deleted, and says whom that concerns.
#[component]
pub(super) fn DeleteDialog(kind: EntryKind, row: EntryRow, action: Posting) -> impl IntoView {
    let flash = use_flash::<EntryDeleteForm>();
    action.clear();
    let row = StoredValue::new(row);
    move || {
        Suspend::new(async move {
            let (_, refused) = unpack(flash.await);
            let language = use_language();
            let t = entries::texts(language);
            let (row, close) = (row.get_value(), place(kind));
            let of = |plural: crate::i18n::Plural, n: u32| fill(plural.of(n), &[("n", &count(n, language))]);
            let impact = if kind == EntryKind::Area {
                let values = [
                    ("roles", of(t.roles, row.roles)),
                    ("members", of(t.members, row.members)),
                    ("invitations", of(t.invitations, row.invitations)),
                ];
                let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
                fill(t.area_impact, &values)
            } else {
                t.no_impact.to_owned()
            };
            view! {
                <Dialog title=fill(t.delete_title, &[("name", &row.entry.title)]) close>
                    <ServerForm action refused class="">
                        <div class="body">
                            <input type="hidden" name="form[kind]" value=kind.as_str()/>
                            <input type="hidden" name="form[id]" value=row.id.clone()/>
                            <p>{impact}</p>
                        </div>
                        <DialogFoot close close_label=common::texts(language).cancel autofocus=true>
                            <SubmitButton label=t.delete busy=t.deleting class="btn btn--danger-fill"/>
                        </DialogFoot>
                    </ServerForm>
                </Dialog>
            }
        })
    }
}
