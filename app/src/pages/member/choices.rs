use domain::permission::Permission;
use domain::views::{MemberDetail, MemberRole};
use leptos::prelude::*;

use super::{Part, Refused, Saved, Shown};
use crate::api::ApiError;
use crate::api::members::{MemberChoice, MemberChoiceForm};
use crate::calls::Posting;
use crate::components::{Check, CheckList, PermissionPicker, ServerForm, SubmitButton, use_form};
use crate::i18n::roles::{role_description, role_name};
use crate::i18n::{Text, count, fill, members, use_language};
use crate::layouts::use_account;
use crate::pages::membership::SponsoredChoice;

/// Roles, permissions of their own, groups: each a form of its own.
#[component]
pub(super) fn Choices(shown: Shown, refused: Refused<MemberChoiceForm>) -> impl IntoView {
    let language = use_language();
    let t = members::texts(language);
    let detail = shown.detail.get_untracked();
    let (form, error) = refused;
    // What was typed into one of them is none of the others'.
    let of = |choice| {
        let form = form.clone().filter(|form| form.choice == choice);
        let error = error.clone().filter(|_| form.is_some());
        (form.map(|form| form.chosen), error)
    };
    let (roles, roles_error) = of(MemberChoice::Roles);
    let roles = role_checks(&detail, roles.as_ref());
    let (permissions, permissions_error) = of(MemberChoice::Permissions);
    let permissions: Vec<Permission> =
        permissions.map_or_else(|| detail.permissions.clone(), |chosen| chosen.iter().filter_map(|code| code.parse().ok()).collect());
    let (groups, groups_error) = of(MemberChoice::Groups);
    let groups = group_checks(&detail, groups.as_ref());
    let name = |choice: MemberChoice| format!("-{}", choice.as_str());
    view! {
        <Part id="roles" title=t.roles about=t.roles_about>
            <ChoiceForm choice=MemberChoice::Roles posting=shown.roles refused=roles_error shown save=t.save_roles>
                <CheckList name="chosen" id=name(MemberChoice::Roles) title=t.roles bare=true checks=roles/>
            </ChoiceForm>
        </Part>
        // `permissions` is the first of its boxes, where a problem leads.
        <Part id="own-permissions" title=t.permissions about=t.permissions_about>
            <ChoiceForm
                choice=MemberChoice::Permissions
                posting=shown.permissions
                refused=permissions_error
                shown
                save=t.save_permissions
            >
                <PermissionPicker options=detail.permission_options chosen=permissions sent_as="form[chosen][]"/>
            </ChoiceForm>
        </Part>
        <Part id="groups" title=t.groups about=t.groups_about>
            <ChoiceForm choice=MemberChoice::Groups posting=shown.groups refused=groups_error shown save=t.save_groups>
                <CheckList
                    name="chosen"
                    id=name(MemberChoice::Groups)
                    title=t.groups
                    bare=true
                    checks=groups
                    find=t.find_group
                    none=t.no_groups
                />
            </ChoiceForm>
        </Part>
    }
}

fn role_checks(detail: &MemberDetail, chosen: Option<&Vec<String>>) -> Vec<Check> {
    let language = use_language();
    let check = |held: &MemberRole| {
        let value = held.role.id.to_string();
        let about = role_description(language, held.role.kind, &held.role.description);
        Check {
            label: role_name(language, held.role.kind, &held.role.name),
            hint: if held.may_grant { about } else { members::texts(language).role_above.to_owned() },
            checked: chosen.map_or(held.held, |chosen| chosen.contains(&value)),
            disabled: !held.may_grant,
            value,
        }
    };
    detail.roles.iter().map(check).collect()
}

fn group_checks(detail: &MemberDetail, chosen: Option<&Vec<String>>) -> Vec<Check> {
    let check = |group: &domain::views::GroupOption| {
        let value = group.id.to_string();
        Check {
            label: group.name.clone(),
            hint: group.description.clone(),
            checked: chosen.map_or_else(|| detail.groups.contains(&group.id), |chosen| chosen.contains(&value)),
            disabled: false,
            value,
        }
    };
    detail.group_options.iter().map(check).collect()
}

#[component]
fn ChoiceForm(
    choice: MemberChoice,
    posting: Posting,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    shown: Shown,
    save: Text,
    children: Children,
) -> impl IntoView {
    let t = members::texts(use_language());
    view! {
        <ServerForm action=posting refused>
            <input type="hidden" name="form[c]" value=use_account().number()/>
            <input type="hidden" name="form[id]" value=shown.id().to_string()/>
            <input type="hidden" name="form[choice]" value=choice.as_str()/>
            {children()}
            <LostInvitations shown/>
            <div class="actions">
                <SubmitButton label=save busy=t.saving class="btn"/>
                <Saved part=choice.as_str() posting/>
            </div>
        </ServerForm>
    }
}

/// Asked once the member is about to lose the right to grant what they have invited people with.
#[component]
fn LostInvitations(shown: Shown) -> impl IntoView {
    let language = use_language();
    let error = use_form().error;
    let lost = Memo::new(move |_| {
        error.with(|error| {
            error.as_ref()?.problems().iter().find(|problem| problem.field == "sponsored").and_then(|problem| problem.position)
        })
    });
    move || {
        lost.get().map(|n| {
            let name = shown.detail.with_untracked(|detail| detail.name.clone());
            let title = fill(members::texts(language).sponsored_lost.of(n), &[("n", &count(n, language)), ("name", &name)]);
            view! { <SponsoredChoice title/> }
        })
    }
}
