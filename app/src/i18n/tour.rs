//! The welcome tour on *Home*.

use domain::Language;

use super::{Text, texts};

texts! {
    Tour {
        tour: Text,
        step: Text,
        where_to_find: Text,
        skip: Text,
        back: Text,
        next: Text,
        done: Text,
        ending: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Tour {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: Tour = Tour {
    tour: "Welcome tour",
    step: "Welcome tour, step {n} of {all}: this is open to you now",
    where_to_find: "You find it on Home, under Areas.",
    skip: "Skip tour",
    back: "Back",
    next: "Next",
    done: "Done",
    ending: "Ending...",
};

static DE: Tour = Tour {
    tour: "Rundgang",
    step: "Rundgang, Schritt {n} von {all}: Das steht Ihnen jetzt offen",
    where_to_find: "Sie finden es auf der Startseite unter Bereiche.",
    skip: "Rundgang überspringen",
    back: "Zurück",
    next: "Weiter",
    done: "Fertig",
    ending: "Wird beendet...",
};

static ES: Tour = Tour {
    tour: "Visita de bienvenida",
    step: "Visita de bienvenida, paso {n} de {all}: ya puedes abrir esto",
    where_to_find: "Está en el inicio, en Áreas.",
    skip: "Saltar la visita",
    back: "Atrás",
    next: "Siguiente",
    done: "Listo",
    ending: "Terminando...",
};
