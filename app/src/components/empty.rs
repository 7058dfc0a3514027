use leptos::prelude::*;

/// In the place of a list without rows: what would be here, one sentence, one thing to do (the children).
#[component]
pub fn Empty(#[prop(into)] title: String, #[prop(into)] text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <div class="empty">
            <h2 class="h3">{title}</h2>
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
