use domain::policy::Grants;
use domain::views::AccountsStep;
use domain::wizard::Step;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsCast;

use self::apply::Apply;
use self::skipped::SkippedList;
use self::table::People;
use self::work::Work;
use super::{BatchFields, CancelButton, FORM, Frame, Leave, StepPage, flash_about, use_batch};
use crate::api::ApiError;
use crate::api::wizard::{AccountsAction, AccountsForm, GetAccountsStep, SaveAccounts, page_href, page_of, step_href};
use crate::calls::{Posting, read_after};
use crate::components::focus::by_id;
use crate::components::{FormButton, Icon, ServerForm, SubmitButton};
use crate::forms::use_flash_about;
use crate::i18n::roles::{role_description, role_name};
use crate::i18n::{common, count, fill, use_language, wizard};
use crate::layouts::use_account;

pub mod access;
pub mod apply;
pub mod pick;
pub mod skipped;
pub mod table;
pub mod work;

/// What stays while the page is made anew after each action on it.
#[derive(Clone, Copy)]
pub struct Stay {
    action: Posting,
    /// The one live message.
    status: RwSignal<String>,
    /// What takes the focus once the page is there again, as a CSS selector.
    focus: StoredValue<String>,
    /// What focus and message become if the button that was pressed succeeds.
    intended: StoredValue<Option<(String, String)>>,
}

impl Stay {
    fn new() -> Self {
        let stay = Self {
            action: Posting::to::<SaveAccounts>(),
            status: RwSignal::new(String::new()),
            focus: StoredValue::new(String::new()),
            intended: StoredValue::new(None),
        };
        let successes = stay.action.successes();
        Effect::new(move |last: Option<usize>| {
            let (now, is_refused) = (successes.get(), stay.action.error().is_some());
            let has_succeeded = last.is_some_and(|last| last != now);
            if (has_succeeded || is_refused)
                && let Some((focus, message)) = stay.intended.try_update_value(Option::take).flatten()
                && has_succeeded
            {
                stay.focus.set_value(focus);
                stay.status.set(message);
            }
            now
        });
        stay
    }

    /// A button was pressed: where the focus goes, and what is said, once it has done its work.
    fn intend(self, focus: &str, message: String) {
        self.intended.set_value(Some((focus.to_owned(), message)));
    }
}

impl std::fmt::Debug for Stay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stay").finish_non_exhaustive()
    }
}

#[component]
pub fn AccountsPage() -> impl IntoView {
    let batch = use_batch();
    let stay = Stay::new();
    let data = read_after(stay.action.successes(), move || Ok(GetAccountsStep { form: batch.get()? }));
    let flash = use_flash_about::<AccountsForm>(&flash_about(batch));
    let navigate = use_navigate();
    // Who has no access type may stand on another page.
    Effect::new(move |_| {
        let page = stay.action.error().as_ref().and_then(page_of);
        if let (Some(page), Ok(input)) = (page, batch.get_untracked())
            && page != input.page
        {
            navigate(&page_href(&step_href(&input.c, input.batch, Step::Accounts), page), NavigateOptions::default());
        }
    });
    let view = move |step, form, refused| view! { <Inside step form refused stay/> }.into_any();
    view! {
        <StepPage batch data flash view/>
        <p class="hidden" role="status">
            {stay.status}
        </p>
    }
}

#[component]
fn Inside(step: AccountsStep, form: Option<AccountsForm>, refused: Option<ApiError>, stay: Stay) -> impl IntoView {
    let language = use_language();
    let (t, words) = (wizard::accounts(language), wizard::texts(language));
    take_focus(stay);
    let one = step.offer.grants == Grants::AccessType;
    let common = step.common.roles.first().and_then(|id| step.offer.roles.iter().find(|role| role.id == *id)).filter(|_| one);
    let for_all = common.map(|role| fill(t.set_for_all, &[("role", &role_name(language, role.kind, &role.name))]));
    let lede = format!("{}{}", fill(t.lede, &[("company", &step.company)]), for_all.unwrap_or_default());
    let (batch, page, pages, total) = (step.batch, step.page, step.pages, step.total);
    let skipped = step.skipped.clone();
    let work = Work::new(use_account().number(), &step, form.as_ref(), stay);
    let is_empty = step.rows.is_empty();
    let chosen = form.map(|form| form.common);
    view! {
        <Frame step=Step::Accounts batch lede leave=Leave::Save>
            <ServerForm action=stay.action refused attr:id=FORM>
                // What Enter in a field sends; the first button of a form is the one.
                <button hidden type="submit" name="form[action]" value=AccountsAction::Keep.value()></button>
                <BatchFields batch/>
                <input type="hidden" name="form[page]" value=page.to_string()/>
                <div class="section">
                    {(total > 0).then(|| view! { <Apply step=step.clone() chosen stay/> })}
                    {if is_empty { view! { <Nobody/> }.into_any() } else { view! { <People step=step.clone() work/> }.into_any() }}
                    <Turn page pages stay/>
                </div>
                <About step=step.clone()/>
                <SkippedList skipped stay/>
                <div class="wizard-foot">
                    <FormButton name="action" value=AccountsAction::Back.value() class="btn back">
                        {words.back}
                    </FormButton>
                    <CancelButton/>
                    <SubmitButton label=words.next busy=words.saving/>
                </div>
            </ServerForm>
        </Frame>
    }
}

/// The focus goes on where the reader was, or to the row that the address names.
fn take_focus(stay: Stay) {
    let hash = use_location().hash.get_untracked();
    Effect::new(move |_| {
        let selector = stay.focus.try_update_value(std::mem::take).unwrap_or_default();
        let named = hash.strip_prefix('#').filter(|id| !id.is_empty()).map(str::to_owned);
        crate::components::focus::focus_later(move || {
            if selector.is_empty() {
                return named.and_then(|id| by_id(&id));
            }
            document().query_selector(&selector).ok().flatten()?.dyn_into().ok()
        });
    });
}

#[component]
fn Nobody() -> impl IntoView {
    let t = wizard::accounts(use_language());
    view! { <crate::components::Empty title=t.nobody text=t.nobody_detail/> }
}

/// *Previous page*, *Next page*: buttons, since leaving a page keeps it.
#[component]
fn Turn(page: u32, pages: u32, stay: Stay) -> impl IntoView {
    if pages < 2 {
        return ().into_any();
    }
    let language = use_language();
    let t = wizard::texts(language);
    let here = fill(t.page, &[("page", &count(page, language)), ("pages", &count(pages, language))]);
    let to = |page: u32| AccountsAction::Page(page).value();
    let leave = move |_| stay.intend("h1", String::new());
    view! {
        <nav class="pager" aria-label=common::texts(language).pages>
            <span>{here}</span>
            <div class="actions">
                {(page > 1)
                    .then(|| {
                        view! {
                            <button class="btn btn--small" type="submit" name="form[action]" value=to(page - 1) on:click=leave>
                                <Icon name="chevron-left"/>
                                {t.previous_page}
                            </button>
                        }
                    })}
                {(page < pages)
                    .then(|| {
                        view! {
                            <button class="btn btn--small" type="submit" name="form[action]" value=to(page + 1) on:click=leave>
                                {t.next_page}
                                <Icon name="chevron-right"/>
                            </button>
                        }
                    })}
            </div>
        </nav>
    }
    .into_any()
}

/// What the access types allow, and why there are not more of them.
#[component]
fn About(step: AccountsStep) -> impl IntoView {
    let language = use_language();
    let t = wizard::accounts(language);
    let role = |role: &domain::views::RoleOption| {
        let about = role_description(language, role.kind, &role.description);
        view! {
            <div>
                <dt>{role_name(language, role.kind, &role.name)}</dt>
                <dd>{about}</dd>
            </div>
        }
    };
    let why = step.offer.roles_hidden.then(|| {
        view! {
            <details class="more">
                <summary>{t.why}</summary>
                <p>{format!("{} {}", t.hidden_roles, fill(t.why_detail, &[("company", &step.company)]))}</p>
            </details>
        }
    });
    if step.offer.grants != Grants::AccessType {
        // What each role and permission allows stands beside it.
        return view! { <div class="section">{why}</div> }.into_any();
    }
    view! {
        <div class="section">
            <details class="more">
                <summary>{t.what_roles_do}</summary>
                <dl class="facts">{step.offer.roles.iter().map(role).collect_view()}</dl>
            </details>
            {why}
        </div>
    }
    .into_any()
}
