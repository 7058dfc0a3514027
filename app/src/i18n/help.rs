//! *FAQ* and *Feedback*.

use domain::Language;

use super::{Text, texts};

texts! {
    Help {
        faq: Text,
        faq_lede: Text,
        no_faq: Text,
        no_faq_detail: Text,
        not_found: Text,
        ask: Text,
        feedback: Text,
        feedback_lede: Text,
        your_feedback: Text,
        hint: Text,
        send: Text,
        sending: Text,
        sent: Text,
        sent_detail: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Help {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: Help = Help {
    faq: "FAQ",
    faq_lede: "Questions that come up often, and their answers.",
    no_faq: "No questions yet",
    no_faq_detail: "Nobody has written down an answer here so far. Ask by Feedback.",
    not_found: "Your question is not among them?",
    ask: "Write to us",
    feedback: "Feedback",
    feedback_lede: "What works, what does not, what is missing: this reaches the people behind {brand} by mail, with your name and address.",
    your_feedback: "Your feedback",
    hint: "At most 5,000 characters",
    send: "Send feedback",
    sending: "Sending...",
    sent: "Your feedback is on its way",
    sent_detail: "Thank you. If there is something to answer, you get a mail.",
};

static DE: Help = Help {
    faq: "FAQ",
    faq_lede: "Fragen, die oft gestellt werden, und ihre Antworten.",
    no_faq: "Noch keine Fragen",
    no_faq_detail: "Bisher hat hier niemand eine Antwort aufgeschrieben. Fragen Sie per Rückmeldung.",
    not_found: "Ihre Frage ist nicht dabei?",
    ask: "Schreiben Sie uns",
    feedback: "Rückmeldung",
    feedback_lede: "Was gut geht, was nicht, was fehlt: Das erreicht die Menschen hinter {brand} per E-Mail, mit Ihrem Namen und Ihrer Adresse.",
    your_feedback: "Ihre Rückmeldung",
    hint: "Höchstens 5.000 Zeichen",
    send: "Rückmeldung senden",
    sending: "Wird gesendet...",
    sent: "Ihre Rückmeldung ist unterwegs",
    sent_detail: "Vielen Dank. Wenn es etwas zu antworten gibt, erhalten Sie eine E-Mail.",
};

static ES: Help = Help {
    faq: "Preguntas frecuentes",
    faq_lede: "Preguntas que surgen a menudo, con su respuesta.",
    no_faq: "Todavía no hay preguntas",
    no_faq_detail: "Nadie ha escrito aún una respuesta aquí. Pregunta en Comentarios.",
    not_found: "¿No está tu pregunta?",
    ask: "Escríbenos",
    feedback: "Comentarios",
    feedback_lede: "Lo que funciona, lo que no y lo que falta: llega por correo a quienes están detrás de {brand}, con tu nombre y tu dirección.",
    your_feedback: "Tus comentarios",
    hint: "Como máximo 5.000 caracteres",
    send: "Enviar comentarios",
    sending: "Enviando...",
    sent: "Tus comentarios están en camino",
    sent_detail: "Gracias. Si hay algo que responder, recibirás un correo.",
};
