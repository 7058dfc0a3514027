//! The page for an error that happens outside of the app: whole, static, in the reader's language.

use std::fmt::Write;
use std::sync::Arc;

use domain::Language;
use http::StatusCode;

/// The address of the app's stylesheet.
#[derive(Clone, Debug)]
pub(crate) struct Stylesheet(Arc<str>);

impl From<&str> for Stylesheet {
    fn from(href: &str) -> Self {
        Self(href.into())
    }
}

/// Heading, explanation, and what the link leads to.
struct Words {
    heading: &'static str,
    text: &'static str,
}

/// `id` is shown for failures of ours, so that whoever reports one can name it. It holds no signs of HTML.
pub(crate) fn render(status: StatusCode, language: Language, id: &str, stylesheet: &Stylesheet) -> String {
    let Words { heading, text } = words(status, language);
    let [home, reference] = common(language);
    let mut page = format!(
        r#"<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>{heading}</title><link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="{stylesheet}"></head><body><main class="centre"><section class="panel"><h1>{heading}</h1><p>{text}</p>"#,
        language = language.as_str(),
        stylesheet = stylesheet.0,
    );
    if status.is_server_error() {
        // Writing to a String cannot fail.
        let _ = write!(page, r#"<p class="muted">{reference} {id}</p>"#);
    }
    let _ = write!(page, r#"<p><a href="/">{home}</a></p></section></main></body></html>"#);
    page
}

fn common(language: Language) -> [&'static str; 2] {
    match language {
        Language::En => ["Go to the start page", "If it happens again, name this number:"],
        Language::De => ["Zur Startseite", "Wenn es wieder geschieht, nennen Sie diese Nummer:"],
        Language::Es => ["Ir a la página de inicio", "Si vuelve a ocurrir, indica este número:"],
    }
}

fn words(status: StatusCode, language: Language) -> Words {
    let (en, de, es) = match status {
        StatusCode::UNAUTHORIZED => (
            ["Log in first", "You are not logged in, or your session has ended."],
            ["Bitte melden Sie sich an", "Sie sind nicht angemeldet, oder Ihre Sitzung ist abgelaufen."],
            ["Inicia sesión", "No has iniciado sesión o tu sesión ha terminado."],
        ),
        StatusCode::FORBIDDEN => (
            ["Not allowed", "You may not do this, or the request did not come from a page of this site. Nothing was changed."],
            [
                "Nicht erlaubt",
                "Sie dürfen das nicht tun, oder die Anfrage kam nicht von einer Seite dieser Website. Es wurde nichts geändert.",
            ],
            ["No permitido", "No puedes hacer esto, o la solicitud no vino de una página de este sitio. No se ha cambiado nada."],
        ),
        StatusCode::NOT_FOUND => (
            ["Page not found", "There is nothing at this address, or it is not for you."],
            ["Seite nicht gefunden", "Unter dieser Adresse gibt es nichts, oder es ist nicht für Sie bestimmt."],
            ["Página no encontrada", "En esta dirección no hay nada, o no es para ti."],
        ),
        StatusCode::CONFLICT => (
            ["This has changed meanwhile", "Somebody else was faster. Go back, load the page again and look at what is there now."],
            [
                "Das hat sich inzwischen geändert",
                "Jemand anderes war schneller. Gehen Sie zurück, laden Sie die Seite neu und sehen Sie nach, was jetzt da ist.",
            ],
            ["Esto ha cambiado entretanto", "Alguien se ha adelantado. Vuelve atrás, carga la página de nuevo y mira qué hay ahora."],
        ),
        StatusCode::GONE => (
            ["No longer valid", "This was valid once and has ended."],
            ["Nicht mehr gültig", "Das war einmal gültig und ist beendet."],
            ["Ya no es válido", "Esto fue válido y ha terminado."],
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            ["Too much at once", "What was sent is larger than 2 MB. Go back and send less."],
            ["Zu viel auf einmal", "Das Gesendete ist größer als 2 MB. Gehen Sie zurück und senden Sie weniger."],
            ["Demasiado de una vez", "Lo enviado supera los 2 MB. Vuelve atrás y envía menos."],
        ),
        StatusCode::MISDIRECTED_REQUEST => (
            ["Wrong address", "This server does not answer to the name that was asked for."],
            ["Falsche Adresse", "Dieser Server ist unter dem gefragten Namen nicht zuständig."],
            ["Dirección equivocada", "Este servidor no responde al nombre solicitado."],
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            ["Too many attempts", "Wait a little and try again."],
            ["Zu viele Versuche", "Warten Sie etwas und versuchen Sie es noch einmal."],
            ["Demasiados intentos", "Espera un poco e inténtalo de nuevo."],
        ),
        StatusCode::SERVICE_UNAVAILABLE => (
            ["Busy at the moment", "Nothing was lost. Wait a moment and try again."],
            ["Gerade überlastet", "Es ist nichts verloren. Warten Sie einen Moment und versuchen Sie es noch einmal."],
            ["Ocupado en este momento", "No se ha perdido nada. Espera un momento e inténtalo de nuevo."],
        ),
        status if status.is_server_error() => (
            ["Something went wrong", "The fault is ours, and it is in our log. Try again; what you entered before is still there."],
            [
                "Etwas ist schiefgegangen",
                "Der Fehler liegt bei uns und steht in unserem Protokoll. Versuchen Sie es noch einmal; was Sie vorher eingegeben haben, ist noch da.",
            ],
            ["Algo ha fallado", "El fallo es nuestro y está en nuestro registro. Inténtalo de nuevo; lo que escribiste antes sigue ahí."],
        ),
        _ => (
            ["The request was not understood", "Our pages send nothing like it. Go back, load the page again and try once more."],
            [
                "Die Anfrage wurde nicht verstanden",
                "Unsere Seiten senden so etwas nicht. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.",
            ],
            [
                "No se ha entendido la solicitud",
                "Nuestras páginas no envían nada así. Vuelve atrás, carga la página de nuevo e inténtalo otra vez.",
            ],
        ),
    };
    let [heading, text] = match language {
        Language::En => en,
        Language::De => de,
        Language::Es => es,
    };
    Words { heading, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_words_in_every_language() {
        for status in (400..600).filter_map(|code| StatusCode::from_u16(code).ok()) {
            for language in [Language::En, Language::De, Language::Es] {
                let Words { heading, text } = words(status, language);
                assert!(!heading.is_empty() && !text.is_empty());
                assert!(![heading, text].concat().contains(['<', '>', '&', '"']), "{heading}");
            }
        }
    }

    #[test]
    fn only_failures_of_ours_show_their_number() {
        let page = |status| render(status, Language::En, "0197", &Stylesheet::from("/pkg/x.css"));
        assert!(page(StatusCode::INTERNAL_SERVER_ERROR).contains("0197"));
        assert!(!page(StatusCode::NOT_FOUND).contains("0197"));
        assert_eq!(page(StatusCode::NOT_FOUND).matches("<h1>").count(), 1);
    }
}
