//! What the operator offers to all users: areas, links and documents, questions of the FAQ.

use domain::Language;
use domain::views::EntryKind;

use super::{Plural, Text, texts};

texts! {
    Entries {
        areas: Text,
        areas_about: Text,
        new_area: Text,
        no_area: Text,
        name: Text,
        description: Text,
        links: Text,
        links_about: Text,
        new_link: Text,
        no_link: Text,
        link: Text,
        url: Text,
        url_hint: Text,
        note: Text,
        note_hint: Text,
        kind: Text,
        document: Text,
        questions: Text,
        questions_about: Text,
        new_question: Text,
        no_question: Text,
        question: Text,
        answer: Text,
        answer_hint: Text,
        language: Text,
        every_language: Text,
        actions: Text,
        up: Text,
        down: Text,
        edit: Text,
        delete: Text,
        delete_title: Text,
        deleting: Text,
        save: Text,
        saving: Text,
        empty_detail: Text,
        /// `{roles}`, `{members}` and `{invitations}` are the three below.
        area_impact: Text,
        no_impact: Text,
        roles: Plural,
        members: Plural,
        invitations: Plural,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Entries {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

impl Entries {
    #[must_use]
    pub const fn tab(&self, kind: EntryKind) -> Text {
        match kind {
            EntryKind::Area => self.areas,
            EntryKind::Link => self.links,
            EntryKind::Question => self.questions,
        }
    }

    #[must_use]
    pub const fn about(&self, kind: EntryKind) -> Text {
        match kind {
            EntryKind::Area => self.areas_about,
            EntryKind::Link => self.links_about,
            EntryKind::Question => self.questions_about,
        }
    }

    #[must_use]
    pub const fn new_one(&self, kind: EntryKind) -> Text {
        match kind {
            EntryKind::Area => self.new_area,
            EntryKind::Link => self.new_link,
            EntryKind::Question => self.new_question,
        }
    }

    #[must_use]
    pub const fn empty(&self, kind: EntryKind) -> Text {
        match kind {
            EntryKind::Area => self.no_area,
            EntryKind::Link => self.no_link,
            EntryKind::Question => self.no_question,
        }
    }

    /// What the first field is called.
    #[must_use]
    pub const fn title(&self, kind: EntryKind) -> Text {
        match kind {
            EntryKind::Area => self.name,
            EntryKind::Link => self.link,
            EntryKind::Question => self.question,
        }
    }
}

static EN: Entries = Entries {
    areas: "Areas",
    areas_about: "The parts of your platform that roles and permissions open. They stand on Home and in the tour, in this order.",
    new_area: "New area",
    no_area: "There is no area",
    name: "Name",
    description: "What it is for",
    links: "Links and documents",
    links_about: "They stand on Home for everybody, also for who has no rights yet.",
    new_link: "New link",
    no_link: "There is no link yet",
    link: "Words of the link",
    url: "Address",
    url_hint: "Begins with https://",
    note: "Note beside it",
    note_hint: "For example: PDF, 340 kB",
    kind: "What it leads to",
    document: "A product document (PDF)",
    questions: "FAQ",
    questions_about: "Questions and answers for everybody who is signed in, in each language in this order.",
    new_question: "New question",
    no_question: "There is no question yet",
    question: "Question",
    answer: "Answer",
    answer_hint: "Plain text; each line is a paragraph",
    language: "Language",
    every_language: "Every language",
    actions: "Actions",
    up: "Up",
    down: "Down",
    edit: "Edit",
    delete: "Delete",
    delete_title: "Delete {name}?",
    deleting: "Deleting...",
    save: "Save",
    saving: "Saving...",
    empty_detail: "What you make here appears at once.",
    area_impact: "It cannot be undone. {roles} name this area, and {members} and {invitations} have it by them or directly: they all lose it. Administrators and Standard Users, who open every area, no longer see it.",
    no_impact: "It is gone at once, for everybody.",
    roles: Plural { one: "{n} role", other: "{n} roles" },
    members: Plural { one: "{n} member", other: "{n} members" },
    invitations: Plural { one: "{n} open invitation", other: "{n} open invitations" },
};

static DE: Entries = Entries {
    areas: "Bereiche",
    areas_about: "Die Teile Ihrer Plattform, die Rollen und Berechtigungen öffnen. Sie stehen auf der Startseite und in der Führung, in dieser Reihenfolge.",
    new_area: "Neuer Bereich",
    no_area: "Es gibt keinen Bereich",
    name: "Name",
    description: "Wofür er da ist",
    links: "Links und Dokumente",
    links_about: "Sie stehen für alle auf der Startseite, auch für Personen, die noch keine Rechte haben.",
    new_link: "Neuer Link",
    no_link: "Es gibt noch keinen Link",
    link: "Worte des Links",
    url: "Adresse",
    url_hint: "Beginnt mit https://",
    note: "Anmerkung daneben",
    note_hint: "Zum Beispiel: PDF, 340 kB",
    kind: "Wohin er führt",
    document: "Zu einem Produktdokument (PDF)",
    questions: "Häufige Fragen",
    questions_about: "Fragen und Antworten für alle, die angemeldet sind, je Sprache in dieser Reihenfolge.",
    new_question: "Neue Frage",
    no_question: "Es gibt noch keine Frage",
    question: "Frage",
    answer: "Antwort",
    answer_hint: "Reiner Text; jede Zeile ist ein Absatz",
    language: "Sprache",
    every_language: "Jede Sprache",
    actions: "Aktionen",
    up: "Nach oben",
    down: "Nach unten",
    edit: "Bearbeiten",
    delete: "Löschen",
    delete_title: "{name} löschen?",
    deleting: "Wird gelöscht...",
    save: "Speichern",
    saving: "Wird gespeichert...",
    empty_detail: "Was Sie hier anlegen, erscheint sofort.",
    area_impact: "Das lässt sich nicht rückgängig machen. {roles} nennen diesen Bereich, und {members} und {invitations} haben ihn durch sie oder direkt: Alle verlieren ihn. Administratoren und Standardbenutzer, die jeden Bereich öffnen, sehen ihn nicht mehr.",
    no_impact: "Der Eintrag verschwindet sofort für alle.",
    roles: Plural { one: "{n} Rolle", other: "{n} Rollen" },
    members: Plural { one: "{n} Mitglied", other: "{n} Mitglieder" },
    invitations: Plural { one: "{n} offene Einladung", other: "{n} offene Einladungen" },
};

static ES: Entries = Entries {
    areas: "Áreas",
    areas_about: "Las partes de tu plataforma que abren los roles y los permisos. Están en Inicio y en el recorrido, en este orden.",
    new_area: "Área nueva",
    no_area: "No hay ningún área",
    name: "Nombre",
    description: "Para qué sirve",
    links: "Enlaces y documentos",
    links_about: "Están en Inicio para todos, también para quien aún no tiene derechos.",
    new_link: "Enlace nuevo",
    no_link: "Todavía no hay ningún enlace",
    link: "Palabras del enlace",
    url: "Dirección",
    url_hint: "Empieza por https://",
    note: "Nota al lado",
    note_hint: "Por ejemplo: PDF, 340 kB",
    kind: "A qué lleva",
    document: "A un documento de producto (PDF)",
    questions: "Preguntas frecuentes",
    questions_about: "Preguntas y respuestas para quienes han iniciado sesión, en cada idioma en este orden.",
    new_question: "Pregunta nueva",
    no_question: "Todavía no hay ninguna pregunta",
    question: "Pregunta",
    answer: "Respuesta",
    answer_hint: "Solo texto; cada línea es un párrafo",
    language: "Idioma",
    every_language: "Todos los idiomas",
    actions: "Acciones",
    up: "Subir",
    down: "Bajar",
    edit: "Editar",
    delete: "Borrar",
    delete_title: "¿Borrar {name}?",
    deleting: "Borrando...",
    save: "Guardar",
    saving: "Guardando...",
    empty_detail: "Lo que crees aquí aparece enseguida.",
    area_impact: "No se puede deshacer. {roles} nombran esta área, y {members} y {invitations} la tienen por ellos o directamente: todos la pierden. Los administradores y usuarios estándar, que abren todas las áreas, dejan de verla.",
    no_impact: "Desaparece enseguida para todos.",
    roles: Plural { one: "{n} rol", other: "{n} roles" },
    members: Plural { one: "{n} miembro", other: "{n} miembros" },
    invitations: Plural { one: "{n} invitación abierta", other: "{n} invitaciones abiertas" },
};
