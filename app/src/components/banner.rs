use leptos::prelude::*;

use super::Icon;

/// What a banner tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Info,
    Success,
    Warning,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "banner",
            Self::Success => "banner banner--success",
            Self::Warning => "banner banner--warning",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "circle-check",
            Self::Warning => "triangle-alert",
        }
    }
}

/// A message that stands where it matters and stays: a first line, and at most two lines of text.
#[component]
pub fn Banner(#[prop(optional)] tone: Tone, #[prop(into)] title: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let label = title.clone();
    view! {
        <section class=tone.class() aria-label=label>
            <Icon name=tone.icon()/>
            <div>
                <b>{title}</b>
                {children.map(|children| children())}
            </div>
        </section>
    }
}
