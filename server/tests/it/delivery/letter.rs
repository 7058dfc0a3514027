//! A mail as a mail program reads it.

use mailparse::{MailHeaderMap, ParsedMail, parse_mail};

use super::relay::Received;

#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub envelope_to: String,
    /// Names in lower case, in their order.
    pub headers: Vec<(String, String)>,
    /// Media types of the parts, in their order.
    pub types: Vec<String>,
    pub text: String,
    pub html: String,
}

impl Letter {
    pub(crate) fn read(mail: &Received) -> Self {
        let parsed = parse_mail(&mail.content).unwrap();
        let part = |n: usize| parsed.subparts.get(n).map(|p| p.get_body().unwrap()).unwrap_or_default();
        Self {
            envelope_to: mail.to.clone(),
            headers: parsed.headers.iter().map(|h| (h.get_key().to_lowercase(), h.get_value())).collect(),
            types: std::iter::once(&parsed).chain(&parsed.subparts).map(media_type).collect(),
            text: part(0),
            html: part(1),
        }
    }

    /// The only header of a name.
    pub(crate) fn header(&self, name: &str) -> &str {
        let found: Vec<_> = self.headers.iter().filter(|h| h.0 == name).collect();
        assert_eq!(found.len(), 1, "{name} in {:?}", self.headers);
        &found[0].1
    }

    pub(crate) fn message_id(&self) -> &str {
        self.header("message-id")
    }

    /// The link that begins so.
    pub(crate) fn link(&self, start: &str) -> String {
        let at = self.text.find(start).unwrap_or_else(|| panic!("no {start} in:\n{}", self.text));
        self.text[at..].chars().take_while(|c| !c.is_whitespace() && *c != '>').collect()
    }
}

fn media_type(part: &ParsedMail<'_>) -> String {
    assert_eq!(part.headers.get_all_values("Content-Type").len(), 1);
    part.ctype.mimetype.clone()
}
