//! From a rendered mail to bytes and an envelope.

use std::{fmt, time::SystemTime};

use chrono::{DateTime, Utc};
use lettre::{
    Address,
    message::{
        Mailbox, Message, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};

use super::{Rendered, user_text};

/// Longest name in front of an address, in characters: two names of 100 and the words between them.
const SENDER_NAME_MAX: usize = 250;

/// What the headers of one mail say. Addresses are as they are sent: the domain as A-labels, the local part as typed.
#[derive(Debug, Clone)]
pub struct Headers {
    pub from_name: String,
    /// The installation's own address (`VESTIBULE_MAIL_FROM`); also the envelope's sender.
    pub from_address: String,
    /// Name and address of who answers, the inviter.
    pub reply_to: Option<(String, String)>,
    pub to_address: String,
    /// `<id@domain>`, the same each time this mail is tried, so that a duplicate can be told by it.
    pub message_id: String,
    pub date: DateTime<Utc>,
}

/// A mail that is ready to be sent. `Debug` shows no content.
#[derive(Clone)]
pub struct Composed {
    pub envelope_from: Address,
    /// One recipient, always.
    pub envelope_to: Address,
    pub message_id: String,
    pub date: DateTime<Utc>,
    /// `From` as people read it: name and address.
    pub sender: String,
    /// `Reply-To` as people read it, if there is one.
    pub reply_to: Option<String>,
    /// The message as it goes over the wire, before dots are doubled; lines end in CRLF.
    pub bytes: Vec<u8>,
    /// What it was made of, for the demo's mailbox.
    pub rendered: Rendered,
}

impl fmt::Debug for Composed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Composed").field("message_id", &self.message_id).field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// The mail cannot be sent as it is, today or later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    #[error("the sender is not a valid address")]
    From,
    #[error("the address for replies is not a valid address")]
    ReplyTo,
    #[error("the recipient is not a valid address")]
    To,
    #[error("the message id is not of the form <id@domain>")]
    MessageId,
    #[error("the date is outside the years 1970 to 9999")]
    Date,
    #[error("the message could not be put together")]
    Message,
}

/// Puts a message together: `multipart/alternative` of text and HTML, marked as made by a program (RFC 3834).
///
/// Names lose what does not belong into a header; nothing that is given here can add a header, a recipient or a part. The
/// same input gives the same bytes.
///
/// # Errors
/// [`ComposeError`] for addresses, ids and dates that no header can hold.
pub fn compose(mail: &Rendered, headers: &Headers) -> Result<Composed, ComposeError> {
    let from: Address = headers.from_address.parse().map_err(|_| ComposeError::From)?;
    let to: Address = headers.to_address.parse().map_err(|_| ComposeError::To)?;
    let reply_to = headers.reply_to.as_ref().map(reply_mailbox).transpose()?;
    check_message_id(&headers.message_id)?;
    let sender = mailbox(&headers.from_name, from.clone());
    let shown = (sender.to_string(), reply_to.as_ref().map(ToString::to_string));

    let mut builder = Message::builder()
        .message_id(Some(headers.message_id.clone()))
        .date(date(headers.date)?)
        .from(sender)
        .to(Mailbox::new(None, to.clone()))
        .subject(user_text::one_line(&mail.subject))
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));
    if let Some(reply_to) = reply_to {
        builder = builder.reply_to(reply_to);
    }
    let parts = MultiPart::alternative()
        .boundary(boundary(&headers.message_id, mail))
        .singlepart(SinglePart::plain(mail.text.clone()))
        .singlepart(SinglePart::html(mail.html.clone()));
    let message = builder.multipart(parts).map_err(|_| ComposeError::Message)?;
    Ok(Composed {
        envelope_from: from,
        envelope_to: to,
        message_id: headers.message_id.clone(),
        date: headers.date,
        sender: shown.0,
        reply_to: shown.1,
        bytes: message.formatted(),
        rendered: mail.clone(),
    })
}

fn reply_mailbox((name, address): &(String, String)) -> Result<Mailbox, ComposeError> {
    address.parse().map(|address| mailbox(name, address)).map_err(|_| ComposeError::ReplyTo)
}

fn mailbox(name: &str, address: Address) -> Mailbox {
    let name = user_text::line(name, SENDER_NAME_MAX);
    Mailbox::new((!name.is_empty()).then_some(name), address)
}

/// The date header's type panics outside of these years.
fn date(at: DateTime<Utc>) -> Result<SystemTime, ComposeError> {
    const YEAR_10000: i64 = 253_402_300_800;
    if (0..YEAR_10000).contains(&at.timestamp()) { Ok(at.into()) } else { Err(ComposeError::Date) }
}

/// RFC 5322, 3.6.4, without its obsolete and quoted forms.
fn check_message_id(id: &str) -> Result<(), ComposeError> {
    let inner = id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).ok_or(ComposeError::MessageId)?;
    let (left, right) = inner.split_once('@').ok_or(ComposeError::MessageId)?;
    let atom = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._+=".contains(&b));
    if atom(left) && atom(right) && id.len() <= 200 { Ok(()) } else { Err(ComposeError::MessageId) }
}

/// Stands in neither part, whatever the names in them are, and not in their encoded forms either: `=_` is no
/// quoted-printable (RFC 2045, 6.7), and base64 has no underscore.
fn boundary(message_id: &str, mail: &Rendered) -> String {
    let id: String = message_id.chars().filter(char::is_ascii_alphanumeric).take(50).collect();
    let mut number: u32 = 0;
    loop {
        let boundary = format!("=_{id}_{number}");
        if !mail.text.contains(&boundary) && !mail.html.contains(&boundary) {
            return boundary;
        }
        number += 1;
    }
}
