//! What somebody is to get, as the rules of the account ask for it: in the dialog that invites, and in the one that changes an invitation.

use domain::policy::Grants;
use domain::views::{Country, InviteOptions, NumberChoice, Offer};
use leptos::prelude::*;

use crate::api::invitations::InviteForm;
use crate::api::wish::{ALL, CHOOSE, GiftForm};
use crate::components::{BoxField, Check, Choice, Field, FieldError, Filter, LONG, PermissionPicker, Select, use_problem};
use crate::i18n::roles::{role_description, role_name};
use crate::i18n::{invitations, use_language, wish};

/// The `<datalist>` that the field for a number suggests from.
const NUMBERS: &str = "free-numbers";

/// Everything but the address.
#[component]
pub(super) fn WishFields(
    form: InviteForm,
    options: InviteOptions,
    /// Numbers that the form may name besides free ones.
    held: Vec<NumberChoice>,
) -> impl IntoView {
    let t = wish::texts(use_language());
    let InviteOptions { offer, countries, has_numbers, numbers, .. } = options;
    let names = offer.names_required.then(|| {
        view! {
            <div class="pair">
                <Field name="first_name" label=t.first_name value=form.first_name.clone() autocomplete="off"/>
                <Field name="last_name" label=t.last_name value=form.last_name.clone() autocomplete="off"/>
            </div>
        }
    });
    let phone = offer.ask_phone.then(|| view! { <Phone countries country=form.country.clone() phone=form.phone.clone()/> });
    let groups = offer.groups_required.then(|| view! { <Groups offer=offer.clone() gift=form.gift()/> });
    let numbers = has_numbers.then(|| view! { <Numbers form=form.clone() free=numbers held/> });
    view! {
        {names}
        {phone}
        <Access offer gift=form.gift()/>
        {groups}
        {numbers}
    }
}

/// A phone number, in two fields of which neither must be filled in.
#[component]
pub fn Phone(countries: Vec<Country>, country: String, phone: String) -> impl IntoView {
    let t = wish::texts(use_language());
    let choice = |c: Country| Choice::new(c.code, format!("{} (+{})", c.name, c.calling));
    let choices = std::iter::once(Choice::new("", t.country_none)).chain(countries.into_iter().map(choice)).collect();
    view! {
        <div class="pair">
            <Select name="country" label=t.country choices value=country optional=true/>
            <Field name="phone" label=t.phone value=phone kind="tel" autocomplete="off" optional=true/>
        </div>
    }
}

/// One role, several, or permissions.
#[component]
fn Access(offer: Offer, gift: GiftForm) -> impl IntoView {
    let language = use_language();
    let t = wish::texts(language);
    match offer.grants {
        Grants::AccessType => {
            let choice = |role: &domain::views::RoleOption| Choice::new(role.id.to_string(), role_name(language, role.kind, &role.name));
            let none = Choice::new("", invitations::texts(language).select_role);
            let choices = std::iter::once(none).chain(offer.roles.iter().map(choice)).collect();
            view! { <Select name="role" label=t.role choices value=gift.role/> }.into_any()
        }
        Grants::Roles => {
            let check = |role: domain::views::RoleOption| Check {
                checked: gift.roles.contains(&role.id),
                value: role.id.to_string(),
                label: role_name(language, role.kind, &role.name),
                hint: role_description(language, role.kind, &role.description),
                disabled: false,
            };
            let checks: Vec<Check> = offer.roles.into_iter().map(check).collect();
            let is_long = checks.len() > LONG;
            view! {
                <BoxField name="roles" title=t.roles checks none=t.no_roles>
                    {is_long.then(|| view! { <Filter label=t.find_role/> })}
                </BoxField>
            }
            .into_any()
        }
        Grants::Permissions => view! { <Permissions offer gift/> }.into_any(),
    }
}

/// *All permissions*, or those that are chosen below.
#[component]
fn Permissions(offer: Offer, gift: GiftForm) -> impl IntoView {
    let checks = ways(&offer, &gift.access);
    view! {
        <div class="all-or-some">
            <BoxField name="access" title=wish::texts(use_language()).permissions checks one=true/>
            <div class="some">
                <PermissionPicker options=offer.permissions chosen=gift.permissions/>
            </div>
        </div>
    }
}

/// The two ways to give permissions; only who holds all of them may give all.
pub(crate) fn ways(offer: &Offer, access: &str) -> Vec<Check> {
    let t = wish::texts(use_language());
    let check = |value: &str, (label, hint): (&str, &str)| Check {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        checked: access == value,
        disabled: false,
    };
    let all = offer.all_permissions.then(|| check(ALL, (t.all_permissions, t.all_about)));
    all.into_iter().chain([check(CHOOSE, (t.choose_permissions, t.choose_about))]).collect()
}

#[component]
fn Groups(offer: Offer, gift: GiftForm) -> impl IntoView {
    let t = wish::texts(use_language());
    let check = |group: domain::views::GroupOption| Check {
        checked: gift.groups.contains(&group.id),
        value: group.id.to_string(),
        label: group.name,
        hint: group.description,
        disabled: false,
    };
    let checks: Vec<Check> = offer.groups.into_iter().map(check).collect();
    let is_long = checks.len() > LONG;
    view! {
        <BoxField name="groups" title=t.groups checks none=t.no_groups>
            {is_long.then(|| view! { <Filter label=t.find_group/> })}
        </BoxField>
    }
}

/// The numbers that somebody gets, to be ticked off, and a field for one more.
#[component]
fn Numbers(form: InviteForm, free: Vec<NumberChoice>, held: Vec<NumberChoice>) -> impl IntoView {
    let t = wish::texts(use_language());
    let check = |number: &NumberChoice| Check {
        value: number.id.to_string(),
        label: number.number.clone(),
        hint: String::new(),
        checked: form.numbers.contains(&number.id),
        disabled: false,
    };
    let known = held.iter().chain(free.iter().filter(|number| form.numbers.contains(&number.id) && !held.contains(number)));
    let checks: Vec<Check> = known.map(check).collect();
    let given = (!checks.is_empty()).then(|| {
        view! { <BoxField name="numbers-given" sent_as="form[numbers][]" title=t.numbers_given checks/> }
    });
    let problem = use_problem("numbers");
    let options = free.into_iter().map(|number| view! { <option value=number.number></option> });
    view! {
        <div class="field">
            <label for="numbers">{t.number}</label>
            <p class="hint small" id="numbers-hint">
                {t.number_hint}
            </p>
            {given}
            <input
                class="input"
                type="text"
                id="numbers"
                name="form[number]"
                value=form.number
                inputmode="tel"
                list=NUMBERS
                autocomplete="off"
                maxlength="40"
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=move || if problem.with(Option::is_some) { "numbers-hint numbers-error" } else { "numbers-hint" }
            />
            <datalist id=NUMBERS>{options.collect_view()}</datalist>
            <FieldError id="numbers-error" problem/>
        </div>
    }
}
