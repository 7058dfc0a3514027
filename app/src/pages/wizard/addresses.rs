use domain::views::{AddressesStep, DraftBrief};
use domain::wizard::Step;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use self::field::AddressField;
use self::notes::Notes;
use self::people::People;
use self::recipients::Recipients;
use super::{BatchFields, CancelButton, Frame, Leave, QuotaMeter, StepPage, flash_about, use_batch};
use crate::api::ApiError;
use crate::api::wizard::{AddressAction, AddressesForm, BatchInput, GetAddressesStep, SaveAddresses, step_href};
use crate::calls::{Posting, read};
use crate::components::{Banner, FormButton, ServerForm, SubmitButton};
use crate::forms::use_flash_about;
use crate::i18n::{account_quota, count, fill, use_language, wizard};
use crate::layouts::use_account;

pub mod field;
pub mod notes;
pub mod people;
pub mod recipients;

#[component]
pub fn AddressesPage() -> impl IntoView {
    let batch = use_batch();
    let data = read(move || batch.get().map(|input| GetAddressesStep { form: BatchInput { c: input.c, batch: input.batch } }));
    let flash = use_flash_about::<AddressesForm>(&flash_about(batch));
    let view = |step, form, refused| view! { <Inside step form refused/> }.into_any();
    view! { <StepPage batch data flash view/> }
}

#[component]
fn Inside(step: AddressesStep, form: Option<AddressesForm>, refused: Option<ApiError>) -> impl IntoView {
    let t = wizard::addresses(use_language());
    let lede = fill(t.lede, &[("company", &step.company)]);
    let drafts = if step.text.is_empty() && form.is_none() { step.drafts.clone() } else { Vec::new() };
    view! {
        <Frame step=Step::Addresses batch=step.batch lede leave=Leave::Save>
            <Drafts drafts/>
            <Work step form refused/>
        </Frame>
    }
}

/// The list and what there is to say about it.
#[component]
fn Work(step: AddressesStep, form: Option<AddressesForm>, refused: Option<ApiError>) -> impl IntoView {
    let language = use_language();
    let (t, common) = (wizard::addresses(language), wizard::texts(language));
    let action = Posting::to::<SaveAddresses>();
    let (batch, quota) = (step.batch, step.quota.clone());
    let people = Recipients::new(use_account().number(), step, form);
    // Before the form reads its fields.
    let take = move |event: SubmitEvent| people.before_sending(&event);
    let left = quota.left();
    let sentence = if quota.of_account { account_quota::texts(language).meter } else { common.left_today };
    let words = fill(common.n_of, &[("n", &count(left, language)), ("of", &count(quota.limit, language))]);
    let remark = Signal::derive(move || {
        let uses = people.uses();
        fill(if uses > left { t.list_uses_too_many } else { t.list_uses }, &[("n", &count(uses, language))])
    });
    let check = move || {
        (!people.is_live()).then(|| {
            view! {
                <FormButton name="action" value=AddressAction::Check.value()>
                    {t.check}
                </FormButton>
            }
        })
    };
    view! {
        <div on:submit:capture=take>
            <ServerForm action refused attr:id=super::FORM>
                <BatchFields batch/>
                <input type="hidden" name="form[again]" value=move || people.again_lines()/>
                <AddressField people/>
                <People people/>
                <Notes people/>
                <QuotaMeter quota uses=Signal::derive(move || people.uses()) sentence words remark/>
                <div class="wizard-foot">
                    <CancelButton class="btn push"/>
                    {check}
                    <SubmitButton label=common.next busy=common.saving/>
                </div>
            </ServerForm>
        </div>
    }
}

/// Lists that were left unfinished, for who has come to begin another one.
#[component]
fn Drafts(drafts: Vec<DraftBrief>) -> impl IntoView {
    let language = use_language();
    let t = wizard::addresses(language);
    let first = drafts.first()?;
    let people = move |draft: &DraftBrief| fill(t.draft.of(draft.people), &[("n", &count(draft.people, language))]);
    let title = if drafts.len() == 1 { people(first) } else { t.drafts.to_owned() };
    let one = drafts.len() == 1;
    let line = move |draft: DraftBrief| {
        let saved = fill(t.draft_saved, &[("time", &draft.saved.relative)]);
        let rest = fill(t.draft_open_rest, &[("n", &count(draft.people, language)), ("time", &draft.saved.relative)]);
        view! {
            <p>
                {(!one).then(|| format!("{}. ", people(&draft)))} {saved} " "
                <a href=step_href(&use_account().number(), draft.batch, Step::Addresses)>
                    {t.draft_open} <span class="hidden">{rest}</span>
                </a>
            </p>
        }
    };
    Some(view! { <Banner title>{drafts.into_iter().map(line).collect_view()}</Banner> })
}
