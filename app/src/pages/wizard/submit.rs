use domain::invitation::Verdict;
use domain::permission::Permission;
use domain::policy::Grants;
use domain::role::RoleKind;
use domain::views::{OverviewRow, SkippedPeople, SubmitStep};
use domain::wizard::Step;
use leptos::prelude::*;

use self::mail::TheMail;
use super::accounts::table::access_title;
use super::{BatchFields, CancelButton, Frame, Leave, QuotaMeter, StepPage, Turn, flash_about, use_batch};
use crate::api::ApiError;
use crate::api::wizard::{GetSubmitStep, SubmitBatch, SubmitForm, page_href, step_href};
use crate::calls::{Posting, read};
use crate::components::{Address, Banner, ButtonLink, Empty, FieldError, GivenNames, ServerForm, SubmitButton, Tone, use_problem};
use crate::forms::use_flash_about;
use crate::i18n::roles::role_description;
use crate::i18n::{account_quota, common, count, fill, use_language, wish, wizard};
use crate::layouts::use_account;

pub mod mail;

/// Skipped people that the overview names; step 2 has them all.
const NAMED: usize = 5;

#[component]
pub fn SubmitPage() -> impl IntoView {
    let batch = use_batch();
    let data = read(move || Ok(GetSubmitStep { form: batch.get()? }));
    let flash = use_flash_about::<SubmitForm>(&flash_about(batch));
    let view = |step, _: Option<SubmitForm>, refused| view! { <Inside step refused/> }.into_any();
    view! { <StepPage batch data flash view/> }
}

#[component]
fn Inside(step: SubmitStep, refused: Option<ApiError>) -> impl IntoView {
    let t = wizard::submit(use_language());
    let action = Posting::to::<SubmitBatch>();
    let account = use_account();
    let out = account.href(if untrack(|| account.holds(&Permission::UsersView)) { "invitations" } else { "" });
    let batch = step.batch;
    view! {
        <Frame step=Step::Submit batch lede=t.lede.to_owned() leave=Leave::Go(out)>
            <ServerForm action refused>
                <BatchFields batch/>
                <Overview step=step.clone()/>
                <TheMail step=step.clone()/>
                <Limit step=step.clone()/>
                <Foot step/>
            </ServerForm>
        </Frame>
    }
}

/// Everybody who gets a mail, with what they get and a way to change it.
#[component]
fn Overview(step: SubmitStep) -> impl IntoView {
    let language = use_language();
    let t = wizard::submit(language);
    let heading = fill(t.people.of(step.total), &[("n", &count(step.total, language))]);
    let c = use_account().number();
    let accounts = page_href(&step_href(&c, step.batch, Step::Accounts), step.page);
    let addresses = step_href(&c, step.batch, Step::Addresses);
    let rows = step.rows.iter().cloned().map(|row| view! { <Row row accounts=accounts.clone()/> }).collect_view();
    let table = if step.total == 0 {
        view! { <Empty title=t.nobody text=t.nobody_detail/> }.into_any()
    } else {
        view! { <Table rows=rows.into_any()/> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="people">
            <div class="section-head">
                <div>
                    <h2 id="people">{heading}</h2>
                </div>
                <a class="btn btn--small" id="addresses" href=addresses>
                    {t.change_people}
                </a>
            </div>
            {table}
            <Turn href=step_href(&c, step.batch, Step::Submit) page=step.page pages=step.pages/>
            <SkippedLine skipped=step.skipped/>
        </section>
    }
}

#[component]
fn Table(rows: AnyView) -> impl IntoView {
    let t = wizard::submit(use_language());
    view! {
        <div class="table-wrap">
            <table class="table table--fold" role="table" aria-label=t.table>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">
                            {t.user}
                        </th>
                        <th role="columnheader" scope="col">
                            {access_title(use_account().grants())}
                        </th>
                        <th role="columnheader" scope="col">
                            {t.numbers}
                        </th>
                        <th role="columnheader" scope="col" class="tail">
                            <span class="hidden">{t.change}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: OverviewRow, accounts: String) -> impl IntoView {
    let language = use_language();
    let t = wizard::submit(language);
    // A resend has nothing to choose in step 2 but whether to remove it.
    let access = match use_account().grants() {
        Grants::AccessType => "role",
        Grants::Roles => "roles",
        Grants::Permissions => "access",
    };
    let field = format!("{}.{}", if row.resend { "remove" } else { access }, row.id);
    let problem = use_problem(&field);
    let error_id = format!("{field}-error");
    let described_by = move || problem.with(Option::is_some).then(|| error_id.clone());
    let rest = fill(t.change_rest, &[("address", &row.email)]);
    let again = row.resend.then(|| view! { <span class="line2">{wizard::texts(language).sent_again}</span> });
    let is_admin = row.given.roles.iter().any(|role| role.kind == RoleKind::Administrator);
    let groups = (!row.given.groups.is_empty()).then(|| {
        let words = format!("{}: {}", wish::texts(language).groups, row.given.groups.join(", "));
        view! { <span class="line2">{words}</span> }
    });
    let name = (!row.name.is_empty()).then(|| view! { <span class="line2">{row.name.clone()}</span> });
    let roles = if is_admin {
        view! {
            <b class="strong">
                <GivenNames given=row.given/>
            </b>
            <span class="line2">{role_description(language, RoleKind::Administrator, "")}</span>
        }
        .into_any()
    } else {
        view! { <GivenNames given=row.given/> }.into_any()
    };
    let numbers = if row.numbers.is_empty() {
        view! { <span class="muted">{common::texts(language).none}</span> }.into_any()
    } else {
        let lines = row.numbers.into_iter().enumerate().map(|(at, number)| {
            view! {
                {(at > 0).then(|| view! { <br/> })}
                {number}
            }
        });
        view! { <span class="nowrap">{lines.collect_view()}</span> }.into_any()
    };
    view! {
        <tr role="row">
            <td role="cell" class="lead">
                <span class="break">
                    <Address email=row.email/>
                </span>
                {name}
                {again}
            </td>
            <td role="cell" data-label=access_title(use_account().grants())>
                {roles}
                {groups}
                <FieldError id=format!("{field}-error") problem/>
            </td>
            <td role="cell" data-label=t.numbers>
                {numbers}
            </td>
            <td role="cell" class="tail">
                <a href=format!("{accounts}#{field}") id=field aria-describedby=described_by>
                    {t.change}
                    <span class="hidden">{rest}</span>
                </a>
            </td>
        </tr>
    }
}

/// "Skipped: lucia@..., already a member."
#[component]
fn SkippedLine(skipped: SkippedPeople) -> impl IntoView {
    if skipped.total == 0 {
        return ().into_any();
    }
    let language = use_language();
    let t = wizard::submit(language);
    let named = skipped.people.iter().take(NAMED).map(|person| {
        let template = match person.verdict {
            Verdict::AlreadyInvited => t.already_invited,
            Verdict::BlockedDomain => t.blocked_domain,
            _ => t.already_member,
        };
        fill(template, &[("address", &person.email)])
    });
    let mut list: Vec<String> = named.collect();
    let more = skipped.total.saturating_sub(u32::try_from(list.len()).unwrap_or_default());
    if more > 0 {
        list.push(fill(t.skipped_more.of(more), &[("n", &count(more, language))]));
    }
    view! { <p class="muted break">{fill(t.skipped, &[("list", &list.join("; "))])}</p> }.into_any()
}

/// The day's limit, and what to do where the list is longer.
#[component]
fn Limit(step: SubmitStep) -> impl IntoView {
    let language = use_language();
    let (t, words) = (wizard::submit(language), wizard::texts(language));
    let left = step.quota.left();
    let of_account = step.quota.of_account.then(|| account_quota::texts(language));
    let number = |n: u32| count(n, language);
    let remark = fill(t.left_after, &[("n", &number(left.saturating_sub(step.total)))]);
    let of = fill(words.n_of_the, &[("n", &number(step.total)), ("of", &number(left))]);
    let over = step.over_limit.then(|| {
        if left == 0 {
            let detail =
                fill(of_account.map_or(t.none_left_detail, |words| words.none_left_detail), &[("limit", &number(step.quota.limit))]);
            return view! {
                <Banner tone=Tone::Warning title=t.none_left>
                    <p>{detail}</p>
                </Banner>
            }
            .into_any();
        }
        let rest = number(step.total - left);
        let template = of_account.map_or(t.over_detail, |words| words.over_detail);
        let detail = fill(template, &[("left", &number(left)), ("limit", &number(step.quota.limit)), ("rest", &rest)]);
        let title = fill(t.over.of(step.total), &[("n", &number(step.total))]);
        let first = fill(t.send_first.of(left), &[("n", &number(left))]);
        view! {
            <Banner tone=Tone::Warning title>
                <p>{detail}</p>
                <div class="actions">
                    <button class="btn" type="submit" name="form[first]" value="true">
                        {first}
                    </button>
                </div>
            </Banner>
        }
        .into_any()
    });
    let sentence = of_account.map_or(words.uses_today, |words| words.uses);
    view! {
        <div id="today" tabindex="-1">
            <QuotaMeter quota=step.quota uses=Signal::stored(step.total) sentence words=of remark/>
        </div>
        {over}
    }
}

#[component]
fn Foot(step: SubmitStep) -> impl IntoView {
    let language = use_language();
    let (t, words) = (wizard::submit(language), wizard::texts(language));
    let back = step_href(&use_account().number(), step.batch, Step::Accounts);
    let total = count(step.total, language);
    let n = [("n", total.as_str())];
    let busy = if step.over_limit { t.sending_first.to_owned() } else { fill(t.sending.of(step.total), &n) };
    view! {
        <div class="wizard-foot">
            <ButtonLink href=Signal::stored(back) class="btn back">
                {words.back}
            </ButtonLink>
            <span class="note">{fill(t.will_be_sent.of(step.total), &n)}</span>
            <CancelButton/>
            <SubmitButton label=t.submit busy/>
        </div>
    }
}
