//! What the brand looks like, while it is typed: the header of a page, and a mail. Drawn, since the content security policy allows no inline
//! style; what is no colour is not drawn.

use domain::colour::Colour;
use domain::views::Logo;
use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::i18n::{operator, use_language};

/// The fields that the drawing follows, and the drawing below them.
#[component]
pub(super) fn Preview(product: String, colour: String, label: String, logo: Option<Logo>, children: Children) -> impl IntoView {
    let t = operator::texts(use_language());
    let (product, colour, label) = (RwSignal::new(product), RwSignal::new(known(&colour)), RwSignal::new(known(&label)));
    let follow = move |event: Event| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
        let typed = field.value();
        match field.id().as_str() {
            "product" => product.set(typed),
            "colour" if typed.parse::<Colour>().is_ok() => colour.set(known(&typed)),
            "label_colour" if typed.parse::<Colour>().is_ok() => label.set(known(&typed)),
            _ => {}
        }
    };
    let sign = match logo {
        Some(logo) => view! { <image href=logo.path x="16" y="16" width="32" height="32"/> }.into_any(),
        None => view! {
            <svg x="16" y="20" width="24" height="24" viewBox="0 0 24 24" class="sign" stroke=colour>
                <use_ href="/icons.svg#brand"></use_>
            </svg>
        }
        .into_any(),
    };
    view! {
        <div class="form" on:input=follow>
            {children()}
        </div>
        <figure class="brand-preview">
            <figcaption class="label">{t.preview}</figcaption>
            <svg viewBox="0 0 480 120" role="img" aria-label=t.preview_page>
                <rect class="ground" width="480" height="120"/>
                <rect class="frame" width="480" height="64"/>
                {sign}
                <text class="strong" x="56" y="38">
                    {product}
                </text>
                <rect x="16" y="76" width="128" height="32" rx="6" fill=colour/>
                <text x="80" y="97" text-anchor="middle" fill=label>
                    {t.preview_button}
                </text>
            </svg>
            <svg viewBox="0 0 480 120" role="img" aria-label=t.preview_mail>
                <rect class="paper" width="480" height="120"/>
                <text class="strong ink" x="16" y="30">
                    {product}
                </text>
                <text class="ink" x="16" y="56">
                    {t.preview_line}
                </text>
                <rect x="16" y="72" width="160" height="32" rx="6" fill=colour/>
                <text x="96" y="93" text-anchor="middle" fill=label>
                    {t.preview_accept}
                </text>
            </svg>
        </figure>
    }
}

/// The colour as it is drawn; black for what is none, which can be there only after a refusal.
fn known(typed: &str) -> String {
    typed.parse::<Colour>().map_or_else(|_| "#000000".to_owned(), |colour| colour.to_string())
}
