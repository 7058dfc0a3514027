use domain::views::When;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// A mail of the demo, as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailRow {
    pub id: u64,
    pub to: String,
    pub subject: String,
    pub at: When,
}

/// The mails of the demo, newest first. Outside of demo mode there is no mailbox.
#[server(endpoint = "mailbox", input = server_fn::codec::GetUrl)]
pub async fn get_mailbox() -> Result<Vec<MailRow>, ApiError> {
    let (backend, visitor) = super::context::visitor()?;
    let mailbox = backend.mailbox.ok_or(ApiError::NotFound)?;
    let now = backend.services.env().now();
    let row = |mail: backend::mail::StoredMail| MailRow {
        id: mail.id,
        to: mail.to,
        subject: mail.subject,
        at: visitor.when(mail.at.timestamp_millis(), now),
    };
    Ok(mailbox.list().into_iter().map(row).collect())
}

/// What of a mail is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailPart {
    /// On an address of its own, which a frame shows.
    #[default]
    Html,
    Text,
    /// The whole message, as it went out.
    Source,
}

impl MailPart {
    pub const ALL: [Self; 3] = [Self::Html, Self::Text, Self::Source];

    /// As the address spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Text => "text",
            Self::Source => "source",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailInput {
    pub id: String,
    pub part: MailPart,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    pub id: u64,
    pub part: MailPart,
    pub from: String,
    pub reply_to: Option<String>,
    pub to: String,
    pub subject: String,
    pub at: When,
    /// Text or source; the HTML has an address of its own.
    pub body: String,
}

#[server(endpoint = "mail", input = server_fn::codec::GetUrl)]
pub async fn get_mail(form: MailInput) -> Result<Mail, ApiError> {
    let (backend, visitor) = super::context::visitor()?;
    let mailbox = backend.mailbox.ok_or(ApiError::NotFound)?;
    let mail = form.id.parse().ok().and_then(|id| mailbox.get(id)).ok_or(ApiError::NotFound)?;
    let body = match form.part {
        MailPart::Html => String::new(),
        MailPart::Text => mail.rendered.text.clone(),
        MailPart::Source => String::from_utf8_lossy(&mail.raw).replace("\r\n", "\n"),
    };
    Ok(Mail {
        id: mail.id,
        part: form.part,
        from: mail.from,
        reply_to: mail.reply_to,
        to: mail.to,
        subject: mail.subject,
        at: visitor.when(mail.at.timestamp_millis(), backend.services.env().now()),
        body,
    })
}
