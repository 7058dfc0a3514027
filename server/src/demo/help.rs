//! What the demo's operator answers and offers to every user, in the three languages.

use backend::{Error, Services};
use domain::Language;
use domain::views::{FaqEntry, HomeLink, LinkKind};

pub(super) async fn seed(services: &Services) -> Result<(), Error> {
    let faq = [(Language::En, EN), (Language::De, DE), (Language::Es, ES)];
    let faq = faq.into_iter().flat_map(|(language, entries)| entries.map(|(question, answer)| (language, entry(question, answer))));
    services.add_demo_help(faq.collect(), LINKS.into_iter().map(link).collect()).await
}

fn entry(question: &str, answer: &str) -> FaqEntry {
    FaqEntry { question: question.to_owned(), answer: answer.to_owned() }
}

type Offer = (Option<Language>, LinkKind, [&'static str; 3]);

fn link((language, kind, [title, note, url]): Offer) -> (Option<Language>, HomeLink) {
    (language, HomeLink { kind, title: title.to_owned(), note: note.to_owned(), url: url.to_owned() })
}

const LINKS: [Offer; 9] = [
    (None, LinkKind::Link, ["vestibule.example", "", "https://www.vestibule.example/"]),
    (Some(Language::En), LinkKind::Link, ["Service status", "", "https://status.vestibule.example/en"]),
    (Some(Language::De), LinkKind::Link, ["Stand der Dienste", "", "https://status.vestibule.example/de"]),
    (Some(Language::Es), LinkKind::Link, ["Estado del servicio", "", "https://status.vestibule.example/es"]),
    (
        Some(Language::En),
        LinkKind::Document,
        ["Getting started with your numbers", "PDF, 1.2 MB", "https://www.vestibule.example/numbers-en.pdf"],
    ),
    (Some(Language::En), LinkKind::Document, ["Price list, autumn 2026", "PDF, 340 kB", "https://www.vestibule.example/prices-en.pdf"]),
    (
        Some(Language::De),
        LinkKind::Document,
        ["Erste Schritte mit Ihren Rufnummern", "PDF, 1,2 MB", "https://www.vestibule.example/numbers-de.pdf"],
    ),
    (
        Some(Language::De),
        LinkKind::Document,
        ["Rufnummernportierungsvereinbarung für Geschäftskunden", "PDF, 88 kB", "https://www.vestibule.example/porting-de.pdf"],
    ),
    (
        Some(Language::Es),
        LinkKind::Document,
        ["Primeros pasos con tus números", "PDF, 1,2 MB", "https://www.vestibule.example/numbers-es.pdf"],
    ),
];

const EN: [(&str, &str); 4] = [
    (
        "Why can I not open anything yet?",
        "You have joined, but nobody has given you rights yet. An administrator of your company does that.\nThe note on Home names whom to ask. You need not log in again: as soon as you have rights, everything opens.",
    ),
    ("How do I change to another customer?", "Use Change customer at the top of the page. You see it if you belong to more than one."),
    (
        "I forgot my password. What now?",
        "Choose Forgot password? on the page Log in. You get a mail with a link that lets you set a new one.\nThe link works for one hour.",
    ),
    (
        "The mail with my invitation did not come. Where is it?",
        "Look into your spam folder first. Then ask whoever invited you to send it again.",
    ),
];

const DE: [(&str, &str); 4] = [
    (
        "Warum kann ich noch nichts öffnen?",
        "Sie gehören dazu, aber noch niemand hat Ihnen Rechte gegeben. Das tut ein Administrator Ihrer Firma.\nWen Sie fragen können, steht auf der Startseite. Sie müssen sich nicht neu anmelden: Sobald Sie Rechte haben, ist alles offen.",
    ),
    (
        "Wie wechsle ich zu einem anderen Kunden?",
        "Mit Kunden wechseln oben auf der Seite. Sie sehen es, wenn Sie zu mehr als einem Kunden gehören.",
    ),
    (
        "Ich habe mein Passwort vergessen. Was nun?",
        "Wählen Sie Passwort vergessen? auf der Seite Anmelden. Sie erhalten eine E-Mail mit einem Link, über den Sie ein neues festlegen.\nDer Link gilt eine Stunde.",
    ),
    (
        "Die E-Mail mit meiner Einladung kam nicht an. Wo ist sie?",
        "Sehen Sie zuerst im Spam-Ordner nach. Bitten Sie dann die Person, die Sie eingeladen hat, sie erneut zu senden.",
    ),
];

const ES: [(&str, &str); 4] = [
    (
        "¿Por qué todavía no puedo abrir nada?",
        "Ya perteneces a la cuenta, pero aún nadie te ha dado permisos. Lo hace un administrador de tu empresa.\nEn el inicio se indica a quién preguntar. No hace falta que vuelvas a iniciar sesión: en cuanto tengas permisos, todo se abre.",
    ),
    ("¿Cómo cambio a otro cliente?", "Con Cambiar de cliente, en la parte superior de la página. Lo ves si perteneces a más de uno."),
    (
        "He olvidado mi contraseña. ¿Qué hago?",
        "Elige ¿Has olvidado la contraseña? en la página Iniciar sesión. Recibirás un correo con un enlace para poner una nueva.\nEl enlace sirve durante una hora.",
    ),
    (
        "El correo con mi invitación no ha llegado. ¿Dónde está?",
        "Mira primero en la carpeta de spam. Después pide a quien te invitó que la vuelva a enviar.",
    ),
];
