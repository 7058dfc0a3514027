use domain::ids::NumberId;
use domain::views::{NumberHolder, NumberRow};
use leptos::prelude::*;

use crate::api::ApiError;
use crate::api::numbers::{AddNumbersForm, GetNumber, NumberForm, NumberInput};
use crate::calls::{Data, Posting, read};
use crate::components::{Dialog, DialogFoot, DialogProblem, ServerForm, SubmitButton, TextArea};
use crate::forms::{unpack, use_flash};
use crate::i18n::{common, fill, numbers, use_language};
use crate::layouts::use_account;

/// The number that a dialog is about.
pub(super) fn load(id: Option<NumberId>) -> Data<NumberRow> {
    let c = use_account().number();
    read(move || Ok(GetNumber { form: NumberInput { c: c.clone(), id: id.ok_or(ApiError::NotFound)? } }))
}

/// Asks for numbers, many at once.
#[component]
pub(super) fn AddDialog(close: String, action: Posting) -> impl IntoView {
    let flash = use_flash::<AddNumbersForm>();
    // What was refused before belongs to another opening of the dialog.
    action.clear();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            let (form, refused) = unpack(flash.await);
            view! { <Lines text=form.unwrap_or_default().lines refused close action/> }
        })
    }
}

#[component]
fn Lines(text: String, #[prop(optional_no_strip)] refused: Option<ApiError>, close: String, action: Posting) -> impl IntoView {
    let language = use_language();
    let t = numbers::texts(language);
    view! {
        <Dialog title=t.add close=close.clone()>
            <ServerForm action refused class="">
                <div class="body">
                    <input type="hidden" name="form[c]" value=use_account().number()/>
                    <TextArea name="lines" label=t.lines hint=t.lines_hint value=text class="input input--list"/>
                </div>
                <DialogFoot close close_label=common::texts(language).cancel>
                    <SubmitButton label=t.add busy=t.adding/>
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
}

/// What is to be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    TakeBack,
    Delete,
}

/// Asks before a number is taken back or deleted.
#[component]
pub(super) fn Confirmation(asked: Asked, id: Option<NumberId>, close: String, action: Posting) -> impl IntoView {
    let (data, flash) = (load(id), use_flash::<NumberForm>());
    action.clear();
    move || {
        let close = close.clone();
        Suspend::new(async move {
            let (_, refused) = unpack(flash.await);
            match data.await {
                Ok(row) => view! { <Question asked row refused close action/> }.into_any(),
                Err(error) => {
                    let title = numbers::texts(use_language()).no_such;
                    view! { <DialogProblem title error close/> }.into_any()
                }
            }
        })
    }
}

#[component]
fn Question(
    asked: Asked,
    row: NumberRow,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    close: String,
    action: Posting,
) -> impl IntoView {
    let language = use_language();
    let t = numbers::texts(language);
    let holder = match row.holder {
        Some(NumberHolder::Member(member)) => Some(member.name),
        Some(NumberHolder::Invitation { email, .. }) => Some(email),
        None => None,
    };
    let (title, detail, button, busy) = match asked {
        Asked::TakeBack => {
            let detail = holder.map_or_else(String::new, |name| fill(t.take_back_detail, &[("name", &name)]));
            (t.take_back_title, detail, t.take_back, t.taking_back)
        }
        Asked::Delete => (t.delete_title, t.delete_detail.to_owned(), t.delete, t.deleting),
    };
    let back = close.clone();
    view! {
        <Dialog title=fill(title, &[("number", &row.number)]) close=close.clone()>
            <ServerForm action refused class="">
                <div class="body">
                    <input type="hidden" name="form[c]" value=use_account().number()/>
                    <input type="hidden" name="form[id]" value=row.id.to_string()/>
                    <input type="hidden" name="form[back]" value=back/>
                    <p>{detail}</p>
                </div>
                <DialogFoot close close_label=common::texts(language).cancel autofocus=true>
                    <SubmitButton label=button busy class="btn btn--danger-fill"/>
                </DialogFoot>
            </ServerForm>
        </Dialog>
    }
}
