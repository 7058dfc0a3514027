use domain::permission::Permission;
use domain::views::PermissionOption;
use leptos::html::Section;
use leptos::prelude::*;

use crate::components::focus::all_in;
use crate::components::{Icon, PermissionPicker};
use crate::i18n::{Text, count, fill, permissions, role_pages, spans, use_language};

/// The permissions of a role to choose from, how many are chosen, and whom a change concerns. It is said what saving changes as soon as
/// there is WASM.
#[component]
pub(super) fn Permissions(
    options: Vec<PermissionOption>,
    chosen: Vec<Permission>,
    /// What the role gives now.
    stored: Vec<Permission>,
    /// How many members and open invitations have the role; none for a new one.
    #[prop(optional_no_strip)]
    holders: Option<(u32, u32)>,
) -> impl IntoView {
    let language = use_language();
    let t = role_pages::texts(language);
    let node = NodeRef::<Section>::new();
    let ticked = RwSignal::new(chosen.iter().map(Permission::to_string).collect::<Vec<String>>());
    let look = move || {
        if let Some(section) = node.get() {
            ticked.set(all_in(&section, "input:checked").iter().filter_map(|input| input.get_attribute("value")).collect());
        }
    };
    // Boxes may have been ticked before there was WASM.
    Effect::new(move |_| look());
    let all = u32::try_from(options.len()).unwrap_or(u32::MAX);
    let boxes = StoredValue::new(Changes::new(&options, &stored));
    let is_new = holders.is_none();
    let status = move || {
        let n = u32::try_from(ticked.with(Vec::len)).unwrap_or(u32::MAX);
        let changed = if is_new { 0 } else { ticked.with(|ticked| boxes.with_value(|boxes| boxes.count(ticked))) };
        let words = if changed == 0 { t.chosen } else { t.changed };
        fill(words, &[("n", &count(n, language)), ("all", &count(all, language)), ("changed", &count(changed, language))])
    };
    let impact = holders.map(|(members, invitations)| {
        let title = whom(members, invitations);
        let is_used = members + invitations > 0;
        let detail = move || is_used.then(|| ticked.with(|ticked| boxes.with_value(|boxes| boxes.told(ticked))));
        view! {
            <section class="banner" aria-labelledby="impact">
                <Icon name="users"/>
                <div>
                    <h2 id="impact">{title}</h2>
                    {move || detail().map(|words| view! { <p>{words} {t.live}</p> })}
                </div>
            </section>
        }
    });
    view! {
        <section aria-labelledby="permissions-heading" node_ref=node on:change=move |_| look()>
            <div class="section-head perm-head">
                <div>
                    <h2 id="permissions-heading">{t.permissions}</h2>
                </div>
                <span class="status" role="status">
                    {status}
                </span>
            </div>
            <PermissionPicker options chosen/>
        </section>
        {impact}
    }
}

/// "14 members and 3 open invitations have this role"
pub(super) fn whom(members: u32, invitations: u32) -> String {
    let language = use_language();
    let t = role_pages::texts(language);
    if members + invitations == 0 {
        return t.unused.to_owned();
    }
    let people = fill(t.n_members.of(members), &[("n", &count(members, language))]);
    let open = fill(t.n_invitations.of(invitations), &[("n", &count(invitations, language))]);
    fill(t.in_use, &[("members", &people), ("invitations", &open)])
}

/// What saving changes: each permission with its name, and whether the role gives it now.
struct Changes {
    options: Vec<(String, String, bool)>,
    adds: Text,
    takes: Text,
}

impl Changes {
    fn new(options: &[PermissionOption], stored: &[Permission]) -> Self {
        let language = use_language();
        let (t, words) = (role_pages::texts(language), permissions::texts(language));
        let option = |option: &PermissionOption| {
            let own = words.name(&option.permission);
            let name = if own.is_empty() { option.name.clone() } else { own.to_owned() };
            (option.permission.to_string(), name, stored.contains(&option.permission))
        };
        Self { options: options.iter().map(option).collect(), adds: t.adds, takes: t.takes }
    }

    /// The names of those that come to it (`true`), or go.
    fn names(&self, ticked: &[String], come: bool) -> Vec<&str> {
        let changed = |(code, _, is_held): &&(String, String, bool)| *is_held != come && ticked.contains(code) == come;
        self.options.iter().filter(changed).map(|(_, name, _)| name.as_str()).collect()
    }

    fn count(&self, ticked: &[String]) -> u32 {
        let changed = self.names(ticked, true).len() + self.names(ticked, false).len();
        u32::try_from(changed).unwrap_or(u32::MAX)
    }

    /// "Saving adds Invite users."
    fn told(&self, ticked: &[String]) -> AnyView {
        let sentence = |template: Text, come: bool| {
            let names = self.names(ticked, come).join(", ");
            let pieces = spans(template, &[("list", &names)])
                .into_iter()
                .map(|(is_list, text)| if is_list { view! { <b class="strong">{text}</b> }.into_any() } else { text.into_any() });
            (!names.is_empty()).then(|| view! { {pieces.collect_view()} " " })
        };
        view! {
            {sentence(self.adds, true)}
            {sentence(self.takes, false)}
        }
        .into_any()
    }
}
