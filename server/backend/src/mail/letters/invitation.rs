//! "Santiago Garcia invited you to Santiago's 5 on Vestibule".

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{EmailAddress, Language};

use super::super::{
    Brand, Link, RenderError, Rendered,
    fill::{fill, spans},
    instant::{format_instant_local, utc_part},
    letter::{Button, Fact, Letter, Unexpected},
    texts::{self, Texts},
    user_text::{self, name},
};
use super::parties::{Access, Customer, Person, groups_fact, numbers_fact};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationKind {
    First,
    /// Sent once more, by hand: says so, and that older links may have ended.
    Resent,
    /// Sent once more by itself, before it runs out: the link of the mail before it works on.
    Reminder,
}

/// Who asks the reader in.
#[derive(Debug, Clone)]
pub struct Inviter {
    pub person: Person,
    /// The inviter works for the operator and not for the company; the mail says so.
    pub is_operator: bool,
}

/// The invitation, and the one that was sent again.
#[derive(Debug, Clone)]
pub struct Invitation {
    pub kind: InvitationKind,
    pub recipient: EmailAddress,
    /// As the inviter entered it.
    pub recipient_name: Option<String>,
    pub customer: Customer,
    pub inviter: Inviter,
    pub access: Access,
    pub groups: Vec<String>,
    pub numbers: Vec<String>,
    pub expires_at: DateTime<Utc>,
    /// The account's.
    pub time_zone: Tz,
    pub link: Link,
    /// Leads to a page whose button blocks further invitations to this address.
    pub block_link: Link,
}

impl Invitation {
    /// The name for `From`: "Santiago Garcia (Santiago's 5) via Vestibule".
    #[must_use]
    pub fn sender(&self, brand: &Brand, language: Language) -> String {
        let texts = texts::of(language);
        let template = if self.inviter.is_operator { texts.sender_operator } else { texts.sender };
        let (inviter, company, sender) = (self.inviter.person.shown_name(), name(&self.customer.company), name(&brand.sender_name));
        fill(template, &[("inviter", &inviter), ("company", &company), ("sender", &sender)])
    }

    pub fn render(&self, brand: &Brand, language: Language) -> Result<Rendered, RenderError> {
        let texts = texts::of(language);
        let (product, company, number) = (name(&brand.product), name(&self.customer.company), name(&self.customer.number));
        let plain_inviter = self.inviter.person.shown_name();
        let inviter = if self.inviter.is_operator {
            fill(texts.inviter_operator, &[("inviter", &plain_inviter), ("product", &product)])
        } else {
            plain_inviter.clone()
        };
        let until = format_instant_local(self.expires_at, self.time_zone, language);
        let utc = utc_part(self.expires_at, self.time_zone, language);
        let access = self.access.words(texts);
        let values = [
            ("inviter", inviter.as_str()),
            ("company", &company),
            ("number", &number),
            ("product", &product),
            ("access", access.as_deref().unwrap_or_default()),
            ("until", &until),
            ("utc", &utc),
        ];
        let lead = if access.is_some() { texts.invitation_lead } else { texts.invitation_lead_restricted };
        Letter {
            subject: fill(self.subject(texts), &[("inviter", &plain_inviter), ("company", &company), ("product", &product)]),
            heading: fill(texts.invitation_heading, &values),
            preview: Some(fill(texts.invitation_preview, &values)),
            lead: spans(lead, &values, &["company", "access", "until"]),
            code: None,
            button: Some(Button { label: texts.invitation_button, link: &self.link }),
            paragraphs: self.paragraphs(texts),
            facts: self.facts(texts),
            why: self.why(texts, &inviter, &company),
            unexpected: Unexpected::Block(&self.block_link),
        }
        .render(brand, language)
    }

    fn subject(&self, texts: &Texts) -> &'static str {
        match self.kind {
            InvitationKind::First => texts.invitation_subject,
            InvitationKind::Resent | InvitationKind::Reminder => texts.invitation_subject_again,
        }
    }

    fn paragraphs(&self, texts: &Texts) -> Vec<String> {
        let again = match self.kind {
            InvitationKind::First => None,
            InvitationKind::Resent => Some(texts.invitation_again),
            InvitationKind::Reminder => Some(texts.invitation_reminder),
        };
        again.into_iter().chain([texts.invitation_note]).map(str::to_owned).collect()
    }

    fn facts(&self, texts: &Texts) -> Vec<Fact> {
        let mut facts = vec![self.customer.fact(texts), self.inviter.person.fact(texts.invited_by), self.access.fact(texts)];
        facts.extend(groups_fact(&self.groups, texts));
        facts.extend(numbers_fact(&self.numbers, texts));
        facts
    }

    fn why(&self, texts: &Texts, inviter: &str, company: &str) -> String {
        let address = user_text::address(&self.recipient);
        let recipient = self.recipient_name.as_deref().map(name).unwrap_or_default();
        let template = if recipient.is_empty() { texts.invitation_why } else { texts.invitation_why_named };
        fill(template, &[("inviter", inviter), ("address", &address), ("name", &recipient), ("company", company)])
    }
}
