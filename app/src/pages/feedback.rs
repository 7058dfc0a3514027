use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::address::personal;
use crate::api::help::{FeedbackForm, SendFeedback};
use crate::calls::Posting;
use crate::components::{Notice, Page, ServerForm, SubmitButton, TextArea};
use crate::forms::{unpack, use_flash};
use crate::i18n::{fill, help, use_language};
use crate::layouts::use_account;
use crate::site::use_site;

/// A word to the operator, by mail.
#[component]
pub fn FeedbackPage() -> impl IntoView {
    let t = help::texts(use_language());
    let action = Posting::to::<SendFeedback>();
    let flash = use_flash::<FeedbackForm>();
    let query = use_query_map();
    let sent = Memo::new(move |_| query.with(|query| query.get_str("sent").is_some()));
    let number = use_account().number();
    let close = personal("/feedback", &number);
    let notice = move || {
        let close = close.clone();
        sent.get().then(|| view! { <Notice title=t.sent text=t.sent_detail close/> })
    };
    empty_after(action.successes());
    view! {
        <Page title=t.feedback lede=fill(t.feedback_lede, &[("brand", &use_site().brand.name)]) class="page page--form">
            <div aria-live="polite">{notice}</div>
            {move || {
                let number = number.clone();
                Suspend::new(async move {
                    let (form, refused) = unpack(flash.await);
                    view! {
                        <ServerForm action refused>
                            <input type="hidden" name="form[c]" value=number/>
                            <TextArea
                                name="feedback"
                                label=t.your_feedback
                                hint=t.hint
                                value=form.unwrap_or_default().feedback
                                class="input input--text"
                            />
                            <div class="actions">
                                <SubmitButton label=t.send busy=t.sending/>
                            </div>
                        </ServerForm>
                    }
                })
            }}
        </Page>
    }
}

/// What was sent is gone from the field. The form stays as it is: it is in the middle of being answered.
fn empty_after(successes: Memo<usize>) {
    Effect::new(move |before: Option<usize>| {
        let now = successes.get();
        if before.is_some_and(|before| before != now)
            && let Some(field) = document().get_element_by_id("feedback")
            && let Ok(field) = field.dyn_into::<HtmlTextAreaElement>()
        {
            field.set_value("");
        }
        now
    });
}
