//! One member: what the account knows of them, what they may do, and everything that can be changed about it.

use domain::ids::MembershipId;
use domain::live::Topic;
use domain::views::MemberDetail;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::membership::{DeedNotice, Deeds, MemberDialogs};
use crate::api::ApiError;
use crate::api::member_numbers::{MemberNumbersForm, SaveMemberNumbers};
use crate::api::members::{GetMember, MemberChoiceForm, MemberInput, MemberPersonForm, SaveMemberChoice, SaveMemberPerson, get_member};
use crate::calls::{Posting, read};
use crate::components::{Heading, Icon, PageProblem, owned};
use crate::forms::{unpack, use_flash};
use crate::i18n::{common, members, use_language};
use crate::layouts::use_account;
use crate::live::use_live;

pub mod choices;
pub mod facts;
pub mod numbers;
pub mod person;

use choices::Choices;
use facts::{Facts, Removal};
use numbers::NumbersPart;
use person::PersonPart;

/// A form that came back, and why.
pub type Refused<F> = (Option<F>, Option<ApiError>);

/// What the forms of this page hold, as far as one was refused.
#[derive(Clone)]
struct Typed {
    person: Refused<MemberPersonForm>,
    choice: Refused<MemberChoiceForm>,
    numbers: Refused<MemberNumbersForm>,
}

#[component]
pub fn MemberPage() -> impl IntoView {
    let account = use_account();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get_str("id").and_then(|id| id.parse::<MembershipId>().ok())));
    let data = read(move || Ok(GetMember { form: MemberInput { c: account.number(), id: id.get().ok_or(ApiError::NotFound)? } }));
    let person = use_flash::<MemberPersonForm>();
    let choice = use_flash::<MemberChoiceForm>();
    let numbers = use_flash::<MemberNumbersForm>();
    move || {
        Suspend::new(async move {
            let typed = Typed { person: unpack(person.await), choice: unpack(choice.await), numbers: unpack(numbers.await) };
            match data.await {
                Ok(detail) => owned(view! { <Sheet detail typed/> }.into_any()),
                Err(error) => view! { <PageProblem error/> }.into_any(),
            }
        })
    }
}

/// The member, kept up to date with what is done here. What is being typed meanwhile in other forms stays.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    detail: RwSignal<MemberDetail>,
    /// Why there is nothing to be shown any more.
    lost: RwSignal<Option<ApiError>>,
    deeds: Deeds,
    person: Posting,
    /// One for each list, since each tells of its own.
    roles: Posting,
    permissions: Posting,
    groups: Posting,
    numbers: Posting,
}

impl Shown {
    fn new(detail: MemberDetail) -> Self {
        let shown = Self {
            detail: RwSignal::new(detail),
            lost: RwSignal::new(None),
            deeds: Deeds::new(),
            person: Posting::to::<SaveMemberPerson>(),
            roles: Posting::to::<SaveMemberChoice>(),
            permissions: Posting::to::<SaveMemberChoice>(),
            groups: Posting::to::<SaveMemberChoice>(),
            numbers: Posting::to::<SaveMemberNumbers>(),
        };
        shown.follow();
        shown
    }

    fn id(self) -> MembershipId {
        self.detail.with_untracked(|detail| detail.id)
    }

    fn follow(self) {
        let account = use_account();
        let saves = [self.person, self.roles, self.permissions, self.groups, self.numbers].map(Posting::successes);
        let live = use_live().turn(Topic::Members);
        let turn = Memo::new(move |_| saves.iter().map(|saved| saved.get()).sum::<usize>() + self.deeds.turn().get() + live.get());
        Effect::new(move |last: Option<usize>| {
            let now = turn.get();
            if last.is_some_and(|last| last != now) {
                let input = MemberInput { c: account.number(), id: self.id() };
                spawn_local(async move {
                    match get_member(input).await {
                        // What has not changed keeps its buttons, and the focus on them.
                        Ok(detail) if self.detail.try_with_untracked(|shown| *shown == detail) == Some(true) => {}
                        Ok(detail) => drop(self.detail.try_set(detail)),
                        Err(ApiError::Unreachable | ApiError::Busy) => {}
                        Err(error) => drop(self.lost.try_set(Some(error))),
                    }
                });
                account.reload();
            }
            now
        });
    }
}

#[component]
fn Sheet(detail: MemberDetail, typed: Typed) -> impl IntoView {
    let shown = Shown::new(detail);
    let account = use_account();
    move || match shown.lost.get() {
        Some(error) => view! { <PageProblem error/> }.into_any(),
        None => view! {
            <Parts shown typed=typed.clone()/>
            <MemberDialogs after_removal=account.href("users")/>
        }
        .into_any(),
    }
}

#[component]
fn Parts(shown: Shown, typed: Typed) -> impl IntoView {
    let t = members::texts(use_language());
    let detail = shown.detail;
    let name = Memo::new(move |_| detail.with(|detail| detail.name.clone()));
    // Before the forms, which tell it of their problems.
    let heading = view! { <Heading text=name/> }.into_any();
    let standing = detail.with_untracked(|detail| detail.standing);
    let may_number = detail.with_untracked(|detail| detail.may_number);
    let forms = standing.may_change().then(|| {
        view! {
            <PersonPart shown refused=typed.person/>
            <Choices shown refused=typed.choice/>
        }
    });
    let numbers = may_number.then(|| view! { <NumbersPart shown refused=typed.numbers/> });
    let removal = standing.may_end().then(|| view! { <Removal shown/> });
    view! {
        <div class="page">
            <a class="crumb" href=use_account().href("users")>
                <Icon name="chevron-left"/>
                {t.users}
            </a>
            <div class="page-head">
                <div>{heading}</div>
            </div>
            <DeedNotice deeds=shown.deeds/>
            <Facts shown/>
            {forms}
            {numbers}
            {removal}
        </div>
    }
}

/// A part of the page with a form of its own.
#[component]
fn Part(id: &'static str, title: &'static str, about: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-head">
                <div>
                    <h2 id=id>{title}</h2>
                    <p>{about}</p>
                </div>
            </div>
            {children()}
        </section>
    }
}

/// That a part was saved, beside its button.
#[component]
fn Saved(part: &'static str, posting: Posting) -> impl IntoView {
    let t = members::texts(use_language());
    let before = use_query_map().with_untracked(|query| query.get_str("saved") == Some(part));
    let pending = posting.pending();
    let is_saved = move || !pending.get() && if posting.is_answered() { posting.error().is_none() } else { before };
    view! {
        <span class="saved" role="status">
            {move || {
                is_saved()
                    .then(|| {
                        view! {
                            <Icon name="check"/>
                            {t.saved}
                        }
                    })
            }}
        </span>
    }
}

/// Something, or that there is nothing.
fn or_none(text: Option<String>) -> AnyView {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => text.into_any(),
        None => view! { <span class="muted">{common::texts(use_language()).none}</span> }.into_any(),
    }
}
