//! What may stand in an entry: plain text, and addresses of web sites.

use domain::problem::{Problem, ProblemCode, Problems};
use domain::text::{NAME_MAX, is_web_address, optional_line, required_line, required_text};
use domain::views::{Entry, EntryKind};

use crate::Error;

const QUESTION_MAX: usize = 200;
const ANSWER_MAX: usize = 5_000;
const DESCRIPTION_MAX: usize = 200;

/// # Errors
/// `Invalid`.
pub(super) fn entry(kind: EntryKind, typed: &Entry) -> Result<Entry, Error> {
    let mut problems = Problems::default();
    let checked = match kind {
        EntryKind::Area => Entry {
            title: problems.check("title", required_line(&typed.title, NAME_MAX)),
            text: problems.check("text", optional_line(&typed.text, DESCRIPTION_MAX)),
            ..Entry::default()
        },
        EntryKind::Link => Entry {
            title: problems.check("title", required_line(&typed.title, NAME_MAX)),
            note: problems.check("note", optional_line(&typed.note, NAME_MAX)),
            url: address(&mut problems, &typed.url),
            document: typed.document,
            language: typed.language,
            text: String::new(),
        },
        EntryKind::Question => {
            if typed.language.is_none() {
                problems.push(Problem::new("language", ProblemCode::Choice));
            }
            Entry {
                title: problems.check("title", required_line(&typed.title, QUESTION_MAX)),
                text: problems.check("text", required_text(&typed.text, ANSWER_MAX)),
                language: typed.language,
                ..Entry::default()
            }
        }
    };
    problems.into_result()?;
    Ok(checked)
}

fn address(problems: &mut Problems, typed: &str) -> String {
    let url = typed.trim();
    if !is_web_address(url) {
        problems.push(Problem::new("url", ProblemCode::WebAddress));
    }
    url.to_owned()
}
