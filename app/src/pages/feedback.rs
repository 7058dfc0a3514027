use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

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
    let successes = action.successes();
    view! {
        <Page title=t.feedback lede=fill(t.feedback_lede, &[("brand", &use_site().brand.name)]) class="page page--form">
            <div aria-live="polite">{notice}</div>
            {move || {
                // What was sent is gone from the field.
                successes.track();
                let number = number.clone();
                Suspend::new(async move {
                    let (form, refused) = unpack(flash.await);
                    let text = if successes.get_untracked() == 0 { form.unwrap_or_default().feedback } else { String::new() };
                    view! {
                        <ServerForm action refused>
                            <input type="hidden" name="form[c]" value=number/>
                            <TextArea name="feedback" label=t.your_feedback hint=t.hint value=text class="input input--text"/>
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
