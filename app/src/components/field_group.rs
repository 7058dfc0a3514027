use leptos::prelude::*;

/// A group of fields with its title beside it.
#[component]
pub fn FieldGroup(title: &'static str, about: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="area" role="group" aria-label=title>
            <div class="side">
                <b>{title}</b>
                <p>{about}</p>
            </div>
            <div class="form">{children()}</div>
        </div>
    }
}
