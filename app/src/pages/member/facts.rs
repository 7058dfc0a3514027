use domain::permission::Permission;
use domain::views::{MemberDetail, PermissionOption, RoleName, Standing};
use leptos::prelude::*;

use super::{Shown, or_none};
use crate::api::members::MemberDeed;
use crate::components::{Address, Banner, ButtonForm, ButtonLink, Day, Icon, MemberDot, RoleNames, SubmitButton};
use crate::i18n::{common, count, fill, members, permissions, use_language};
use crate::layouts::use_account;
use crate::pages::membership::{DeedFields, StatusSwitch, Switched, back, dialog_at};
use crate::pages::users::Numbers;

/// What is so, and what one button changes. Where the reader may not change the rest, it is told here as well.
#[component]
pub(super) fn Facts(shown: Shown) -> impl IntoView {
    move || {
        let detail = shown.detail.get();
        let t = members::texts(use_language());
        let is_closed = !detail.standing.may_change();
        let above = (detail.standing == Standing::Below).then(|| {
            view! {
                <Banner title=t.above_title>
                    <p>{t.above_detail}</p>
                </Banner>
            }
        });
        let closed = is_closed.then(|| view! { <Closed detail=detail.clone()/> });
        // Who hands out numbers finds them below.
        let numbers = (!detail.may_number).then(|| {
            let numbers = detail.numbers.iter().map(|number| number.number.clone()).collect();
            view! {
                <Fact name=t.numbers>
                    <Numbers numbers/>
                </Fact>
            }
        });
        let invited_by = detail.invited_by.clone().map(|name| view! { <Fact name=t.invited_by>{name}</Fact> });
        let (status, logins) = (detail.clone(), detail.clone());
        view! {
            {above}
            <section class="section" aria-labelledby="membership">
                <h2 class="hidden" id="membership">
                    {t.membership}
                </h2>
                <dl class="facts">
                    <Fact name=t.status>
                        <Status detail=status shown/>
                    </Fact>
                    <Fact name=t.email>
                        <Address email=detail.email.clone()/>
                    </Fact>
                    {closed}
                    {numbers}
                    <Fact name=t.joined>
                        <Day when=detail.joined.clone()/>
                    </Fact>
                    {invited_by}
                    <Fact name=t.answers_for>
                        <AnswersFor n=detail.sponsored/>
                    </Fact>
                    <Fact name=t.logins>
                        <Logins detail=logins shown/>
                    </Fact>
                </dl>
            </section>
        }
    }
}

#[component]
fn Fact(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
}

#[component]
fn Status(detail: MemberDetail, shown: Shown) -> impl IntoView {
    if detail.standing == Standing::Onlooker {
        return view! { <MemberDot status=detail.status restricted=detail.restricted/> }.into_any();
    }
    let MemberDetail { id, name, status, standing, restricted, .. } = detail;
    view! { <StatusSwitch of=Switched { id, name, status, standing, restricted } deeds=shown.deeds back=back()/> }.into_any()
}

#[component]
fn AnswersFor(n: u32) -> impl IntoView {
    let language = use_language();
    or_none((n > 0).then(|| fill(common::texts(language).invitations.of(n), &[("n", &count(n, language))])))
}

/// How many logins are open, and the button that ends them.
#[component]
fn Logins(detail: MemberDetail, shown: Shown) -> impl IntoView {
    let language = use_language();
    let t = members::texts(language);
    let n = detail.sessions;
    let words = if n == 0 { t.logins_none.to_owned() } else { fill(t.logins_open.of(n), &[("n", &count(n, language))]) };
    let button = (detail.standing.may_end() && n > 0).then(|| {
        let action = shown.deeds.action;
        view! {
            <ButtonForm action>
                <DeedFields c=use_account().number() id=detail.id deed=MemberDeed::SignOut back=back()/>
                <SubmitButton label=t.sign_out busy=t.signing_out class="btn btn--small"/>
            </ButtonForm>
        }
    });
    view! {
        <span class="actions">
            <span class=(n == 0).then_some("muted")>{words}</span>
            {button}
        </span>
    }
}

/// What forms show to who may change it.
#[component]
fn Closed(detail: MemberDetail) -> impl IntoView {
    let t = members::texts(use_language());
    let roles = detail.roles.iter().filter(|role| role.held);
    let roles = roles.map(|role| RoleName { kind: role.role.kind, name: role.role.name.clone() }).collect();
    let permissions = names(&detail.permissions, &detail.permission_options);
    let groups = detail.group_options.iter().filter(|group| detail.groups.contains(&group.id)).map(|group| group.name.as_str());
    let groups = groups.collect::<Vec<_>>().join(", ");
    view! {
        <Fact name=t.phone>{or_none(detail.phone.clone())}</Fact>
        <Fact name=t.roles>
            <RoleNames roles/>
        </Fact>
        <Fact name=t.permissions>{or_none(Some(permissions))}</Fact>
        <Fact name=t.groups>{or_none(Some(groups))}</Fact>
    }
}

/// Permissions by name. An area that the reader does not know is called by its key.
fn names(held: &[Permission], known: &[PermissionOption]) -> String {
    let t = permissions::texts(use_language());
    let name = |permission: &Permission| match permission {
        Permission::Area(key) => {
            let option = known.iter().find(|option| option.permission == *permission);
            option.map_or_else(|| key.as_str().to_owned(), |option| option.name.clone())
        }
        closed => t.name(closed).to_owned(),
    };
    held.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The way out of the account.
#[component]
pub(super) fn Removal(shown: Shown) -> impl IntoView {
    let t = members::texts(use_language());
    let href = dialog_at(&back(), "remove", shown.id());
    view! {
        <section class="section" aria-labelledby="removal">
            <div class="section-head">
                <div>
                    <h2 id="removal">{t.removal}</h2>
                    <p>{t.removal_about}</p>
                </div>
                <ButtonLink href=Signal::stored(href) class="btn btn--danger">
                    <Icon name="trash"/>
                    {t.remove_from_account}
                </ButtonLink>
            </div>
        </section>
    }
}
