use leptos::prelude::*;

use super::{Icon, use_problem};
use crate::i18n::{common, use_language};

/// A labelled line of text. It is uncontrolled: what was typed before hydration stays.
#[component]
pub fn Field(
    /// The name of the field in the form struct, and its id in the page.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] value: String,
    /// `email` and `tel` choose the keyboard; the input stays `type=text`, since browsers rewrite addresses in one of their own.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] readonly: bool,
    /// The first field of a dialog: the focus begins here.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let problem = use_problem(&name);
    let ids = FieldIds::new(&name);
    let is_words = kind == "text";
    view! {
        <div class="field">
            <Label id=name.clone() label optional/>
            <Hint id=ids.hint.clone() text=hint.clone()/>
            <input
                class="input"
                type="text"
                id=name.clone()
                name=format!("form[{name}]")
                value=value
                inputmode=(!is_words).then_some(kind)
                autocapitalize=(!is_words).then_some("none")
                spellcheck=(!is_words).then_some("false")
                autocomplete=autocomplete
                readonly=readonly
                autofocus=autofocus && cfg!(feature = "ssr")
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=ids.described_by(hint.is_some(), problem)
            />
            <FieldError id=ids.error problem/>
        </div>
    }
}

/// A labelled text of several lines, uncontrolled as well.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] value: String,
    #[prop(default = "input")] class: &'static str,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let problem = use_problem(&name);
    let ids = FieldIds::new(&name);
    view! {
        <div class="field">
            <Label id=name.clone() label optional/>
            <Hint id=ids.hint.clone() text=hint.clone()/>
            <textarea
                class=class
                id=name.clone()
                name=format!("form[{name}]")
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=ids.described_by(hint.is_some(), problem)
            >
                // The parser drops one line end after the tag.
                {format!("\n{value}")}
            </textarea>
            <FieldError id=ids.error problem/>
        </div>
    }
}

/// What is wrong with a field, below it: the same words as in the summary.
#[component]
pub fn FieldError(#[prop(into)] id: String, problem: Signal<Option<String>>) -> impl IntoView {
    move || {
        problem.get().map(|text| {
            view! {
                <p class="error" id=id.clone()>
                    <Icon name="circle-alert"/>
                    {text}
                </p>
            }
        })
    }
}

#[component]
pub(super) fn Label(#[prop(into)] id: String, #[prop(into)] label: String, #[prop(optional)] optional: bool) -> impl IntoView {
    let remark = optional.then(|| common::texts(use_language()).optional);
    view! {
        <label for=id>
            {label} {remark.map(|text| view! { <span class="optional">{format!(" {text}")}</span> })}
        </label>
    }
}

#[component]
pub(super) fn Hint(#[prop(into)] id: String, text: Option<String>) -> impl IntoView {
    text.map(|text| {
        view! {
            <p class="hint small" id=id>
                {text}
            </p>
        }
    })
}

/// The ids of what describes a field.
pub(super) struct FieldIds {
    pub(super) hint: String,
    pub(super) error: String,
}

impl FieldIds {
    pub(super) fn new(name: &str) -> Self {
        Self { hint: format!("{name}-hint"), error: format!("{name}-error") }
    }

    /// For `aria-describedby`: the hint, and the error while there is one.
    pub(super) fn described_by(
        &self,
        has_hint: bool,
        problem: Signal<Option<String>>,
    ) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
        let (hint, error) = (has_hint.then(|| self.hint.clone()), self.error.clone());
        move || match (&hint, problem.with(Option::is_some)) {
            (hint, false) => hint.clone(),
            (None, true) => Some(error.clone()),
            (Some(hint), true) => Some(format!("{hint} {error}")),
        }
    }
}
