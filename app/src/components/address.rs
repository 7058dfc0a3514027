use leptos::prelude::*;

/// An e-mail address that breaks after its `@` first, then before the dots of its domain, and is never cut off.
#[component]
pub fn Address(#[prop(into)] email: String) -> impl IntoView {
    let (local, domain) = email.rsplit_once('@').map_or((email.as_str(), ""), |(local, domain)| (local, domain));
    let local = if domain.is_empty() { local.to_owned() } else { format!("{local}@") };
    let labels = domain.split('.').enumerate().map(|(at, label)| {
        let label = if at == 0 { label.to_owned() } else { format!(".{label}") };
        view! {
            {(at > 0).then(|| view! { <wbr/> })}
            {label}
        }
    });
    view! {
        {local}
        <span class="domain">{labels.collect_view()}</span>
    }
}
