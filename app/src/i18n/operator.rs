//! *Operator settings*: the brand, whom one reaches, and the rules of the whole installation.

use domain::Language;

use super::{Text, texts};

mod de;
mod en;
mod es;

texts! {
    Operator {
        heading: Text,
        lede: Text,
        brand_tab: Text,
        areas_tab: Text,
        links_tab: Text,
        faq_tab: Text,
        administrators_tab: Text,
        feedback_tab: Text,
        feedback_about: Text,
        no_feedback: Text,
        no_feedback_detail: Text,
        saved: Text,
        saved_detail: Text,
        save: Text,
        saving: Text,
        brand: Text,
        brand_about: Text,
        product: Text,
        product_hint: Text,
        sender_name: Text,
        sender_name_hint: Text,
        colour: Text,
        colour_hint: Text,
        label_colour: Text,
        label_colour_hint: Text,
        preview: Text,
        preview_page: Text,
        preview_mail: Text,
        preview_button: Text,
        preview_line: Text,
        preview_accept: Text,
        contact: Text,
        contact_about: Text,
        support_email: Text,
        support_email_hint: Text,
        support_phone: Text,
        support_phone_hint: Text,
        postal_address: Text,
        postal_address_hint: Text,
        links: Text,
        links_about: Text,
        trust: Text,
        trust_about: Text,
        limits: Text,
        limits_about: Text,
        daily_limit: Text,
        daily_limit_hint: Text,
        logo: Text,
        logo_about: Text,
        logo_alt: Text,
        logo_file: Text,
        logo_hint: Text,
        logo_upload: Text,
        logo_remove: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Operator {
    match language {
        Language::En => &en::EN,
        Language::De => &de::DE,
        Language::Es => &es::ES,
    }
}
