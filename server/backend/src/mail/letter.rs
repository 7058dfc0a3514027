//! The one form that all mails have: heading, first line, button and the same link as text, facts, why it came.

use std::fmt;

use askama::Template;
use domain::Language;

use super::{
    Link,
    brand::{Brand, Mailto, SafeBrand},
    fill::Span,
    texts::{self, Texts},
    wrap::wrapped,
};

/// A mail that was rendered, before it has a sender and a recipient. `Debug` shows no content, since there are links and
/// codes in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendered {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The parts that a preview shows.
    pub words: Words,
}

/// What a mail says before its facts, as plain text.
#[derive(Clone, PartialEq, Eq)]
pub struct Words {
    /// The first line: who, into what, as what, until when.
    pub lead: String,
    /// The label of the button, empty where there is none.
    pub button: String,
    /// What to do with a mail that one did not expect.
    pub unexpected: String,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(..)")
    }
}

impl fmt::Debug for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rendered").field("text", &self.text.len()).field("html", &self.html.len()).finish_non_exhaustive()
    }
}

/// The template engine could not write the mail. This is a fault of the program, not of the data: the mail can never be sent.
#[derive(Debug, thiserror::Error)]
#[error("the mail could not be rendered")]
pub struct RenderError(#[from] askama::Error);

/// What one mail says. All strings are ready to be shown: cleaned of what users may not put into a mail, not yet escaped.
pub(super) struct Letter<'a> {
    pub(super) subject: String,
    pub(super) heading: String,
    /// What mail programs show beside the subject; the first line where this is missing.
    pub(super) preview: Option<String>,
    pub(super) lead: Vec<Span>,
    pub(super) code: Option<String>,
    pub(super) button: Option<Button<'a>>,
    pub(super) paragraphs: Vec<String>,
    pub(super) facts: Vec<Fact>,
    pub(super) why: String,
    pub(super) unexpected: Unexpected<'a>,
}

pub(super) struct Button<'a> {
    pub(super) label: &'static str,
    pub(super) link: &'a Link,
}

pub(super) struct Fact {
    pub(super) label: &'static str,
    /// May be empty where `mailto` says everything.
    pub(super) value: String,
    pub(super) mailto: Option<Mailto>,
}

impl Fact {
    pub(super) fn new(label: &'static str, value: String) -> Self {
        Self { label, value, mailto: None }
    }
}

/// What to do with a mail that one did not expect.
pub(super) enum Unexpected<'a> {
    Say(&'static str),
    Block(&'a Link),
}

impl Letter<'_> {
    pub(super) fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let (brand, texts) = (SafeBrand::new(brand), texts::of(language));
        Ok(Rendered {
            subject: self.subject.clone(),
            text: Plain { letter: self, brand: &brand, texts }.render()?,
            html: Html { letter: self, brand: &brand, texts, language: language.as_str() }.render()?,
            words: Words {
                lead: self.lead_text(),
                button: self.button.as_ref().map_or("", |b| b.label).to_owned(),
                unexpected: match self.unexpected {
                    Unexpected::Say(words) => words.to_owned(),
                    Unexpected::Block(_) => format!("{} {}.", texts.block_lead, texts.block_action),
                },
            },
        })
    }

    /// Why the mail came and what to do about it, for the text part. The link to block follows on a line of its own.
    fn closing(&self, texts: &Texts) -> String {
        match self.unexpected {
            Unexpected::Say(words) => format!("{} {words}", self.why),
            Unexpected::Block(_) => format!("{} {} {}:", self.why, texts.block_lead, texts.block_action),
        }
    }

    fn lead_text(&self) -> String {
        self.lead.iter().map(|span| span.text.as_str()).collect()
    }
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    letter: &'a Letter<'a>,
    brand: &'a SafeBrand<'a>,
    texts: &'static Texts,
    language: &'static str,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Plain<'a> {
    letter: &'a Letter<'a>,
    brand: &'a SafeBrand<'a>,
    texts: &'static Texts,
}
