//! What the operator offers to every user, wherever they belong.

use serde::{Deserialize, Serialize};

use crate::Language;
use crate::codes::codes;

codes! {
    /// What *Home* offers besides areas.
    LinkKind {
        Link = "link",
        /// About a product, as a rule a PDF.
        Document = "document",
    }
}

/// The address is https.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeLink {
    pub kind: LinkKind,
    pub title: String,
    /// Beside the title, such as "PDF, 340 kB". May be empty.
    pub note: String,
    pub url: String,
}

/// *FAQ*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Faq {
    /// What the entries are written in: the reader's language, or the operator's where there is nothing in that.
    pub language: Language,
    pub entries: Vec<FaqEntry>,
}

/// Plain text; the answer in paragraphs, one a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaqEntry {
    pub question: String,
    pub answer: String,
}

/// Somebody who may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    pub email: String,
}
