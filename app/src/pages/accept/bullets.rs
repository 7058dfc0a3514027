use domain::permission::Permission;
use domain::views::OpenInvitation;
use leptos::prelude::*;

use super::words::sentence;
use crate::components::{DeadlineText, Icon};
use crate::i18n::{accept, fill, permissions, use_language};

/// What accepting opens, in two or three lines, and until when it can be done.
#[component]
pub(super) fn Bullets(open: OpenInvitation) -> impl IntoView {
    let t = accept::texts(use_language());
    let gains = gains(t, &open).into_iter().map(|gain| {
        view! {
            <li class="yes">
                <Icon name="check"/>
                <span class="break">{gain}</span>
            </li>
        }
    });
    let deadline = open.deadline.clone();
    let until = sentence(t.open_until, |name| match name {
        "time" => view! { <DeadlineText deadline=deadline.clone() utc=true/> }.into_any(),
        _ => deadline.relative.clone().into_any(),
    });
    view! {
        <ul class="bullets">
            {gains.collect_view()}
            <li>
                <Icon name="clock"/>
                <span>{until}</span>
            </li>
        </ul>
    }
}

fn gains(t: &accept::Accept, open: &OpenInvitation) -> Vec<String> {
    let mut gains = Vec::new();
    if open.administrator {
        gains.push(t.everything.to_owned());
    } else {
        if !open.areas.is_empty() {
            gains.push(fill(t.areas, &[("areas", &listed(&open.areas, t.and)), ("company", &open.company)]));
        }
        if open.permissions.contains(&Permission::UsersInvite) {
            gains.push(t.invite.to_owned());
        }
        let words = permissions::texts(use_language());
        let others = open.permissions.iter().filter(|p| **p != Permission::UsersInvite).map(|p| words.name(p).to_owned());
        let others: Vec<String> = others.collect();
        if !others.is_empty() {
            gains.push(fill(t.others, &[("permissions", &listed(&others, t.and))]));
        }
    }
    if gains.is_empty() {
        gains.push(t.no_rights.to_owned());
    }
    if !open.numbers.is_empty() {
        let template = if open.numbers.len() == 1 { t.number } else { t.numbers };
        gains.push(fill(template, &[("numbers", &listed(&open.numbers, t.and))]));
    }
    gains
}

/// "a, b and c"
fn listed(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn the_last_two_are_joined_by_a_word() {
        let list = |names: &[&str]| listed(&names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>(), " and ");
        assert_eq!([list(&[]), list(&["a"]), list(&["a", "b"]), list(&["a", "b", "c"])], ["", "a", "a and b", "a, b and c"]);
    }
}
