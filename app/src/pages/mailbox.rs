use leptos::prelude::*;

use crate::components::Heading;

#[component]
pub fn MailboxPage() -> impl IntoView {
    view! { <Heading text="Mailbox"/> }
}

#[component]
pub fn MailPage() -> impl IntoView {
    view! { <Heading text="Mailbox"/> }
}
