//! What every user finds besides their accounts: the operator's answers, links and documents, and a way to write to the operator.

use domain::audit::AuditAction;
use domain::ids::{AccountId, UserId};
use domain::text::{is_web_address, required_text};
use domain::views::{Contact, Faq, FaqEntry, HomeLink};
use domain::{EmailAddress, Language};

use super::limits::FEEDBACK;
use super::{Services, stored, stored_language};
use crate::Error;
use crate::context::{Caller, Enter};
use crate::store::accounts::{self, Operator};
use crate::store::audit::{By, Deed};
use crate::store::help::{self, FaqRow, Feedback, HomeLinkRow};
use crate::store::outbox::{self, OutboxRow};
use crate::store::users::{self, User};
use crate::store::{Tx, members};

/// Longest feedback, in characters.
const FEEDBACK_MAX: usize = 5_000;

impl Services {
    /// Questions and answers in the reader's language, or else in the operator's.
    ///
    /// # Errors
    /// `Unauthenticated`, `Database`.
    pub async fn faq(&self, caller: &Caller) -> Result<Faq, Error> {
        caller.signed_in()?;
        let db = self.store.read();
        let language = caller.visitor.language;
        let own = help::faq(db, language).await?;
        let fallback = accounts::operator(db).await?.map_or(language, |o| stored_language(&o.language));
        if !own.is_empty() || fallback == language {
            return Ok(faq(language, own));
        }
        Ok(faq(fallback, help::faq(db, fallback).await?))
    }

    /// What *Home* offers to readers of a language. What is no address of a web site is left out, whoever wrote it into the database.
    pub(super) async fn home_links(&self, language: Language) -> Result<Vec<HomeLink>, Error> {
        let link = |row: HomeLinkRow| Ok(HomeLink { kind: stored(&row.kind)?, title: row.title, note: row.note, url: row.url });
        let rows = help::home_links(self.store.read(), language).await?;
        rows.into_iter().filter(|row| is_web_address(&row.url)).map(link).collect()
    }

    /// Whom a member asks for rights: their inviter, while that is an administrator of the account, or the one who has been longest; where
    /// there is none, the operator's support.
    pub(super) async fn contact_of(&self, account: AccountId, user: UserId) -> Result<Option<Contact>, Error> {
        let db = self.store.read();
        let inviter = members::inviter_of_user(db, account, user).await?;
        let administrators = members::administrators(db, account).await?;
        if let Some(user) = administrators.iter().find(|user| Some(user.id) == inviter).or(administrators.first()) {
            return Ok(Some(contact(user)));
        }
        let operator = accounts::operator(db).await?;
        Ok(operator.and_then(|o| Some(Contact { name: o.name, email: o.support_email? })))
    }

    /// Keeps what a user has to say and mails it to the operator's support address; to the operator's administrators where there is none.
    /// `number` is the customer that they come from.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for an account that is not theirs; `Invalid` on `feedback`; `TooMany`.
    pub async fn send_feedback(&self, caller: &Caller, number: Option<&str>, text: &str) -> Result<(), Error> {
        let session = caller.signed_in()?;
        let account = match number {
            Some(number) => Some(self.grant::<Enter>(caller, number).await?.account.id),
            None => None,
        };
        let text = required_text(text, FEEDBACK_MAX).map_err(|e| Error::invalid("feedback", e))?;
        let operator = accounts::operator(self.store.read()).await?.ok_or(Error::NotFound)?;
        let id = self.env.uuid();
        let feedback = Feedback {
            id,
            operator_id: operator.id,
            user_id: session.user.uuid(),
            account_id: account.map(AccountId::uuid),
            text,
            created_at: self.env.now(),
        };
        let tx = self.store.begin().await?;
        self.take(&tx, FEEDBACK, &session.user.to_string()).await?;
        help::insert_feedback(&*tx, feedback).await?;
        for mail in self.feedback_mails(&tx, &operator).await? {
            outbox::insert(&*tx, OutboxRow { feedback_id: Some(id), ..mail }).await?;
        }
        self.audit(&tx, Deed::new(AuditAction::FeedbackSent, By::User(session.user.uuid())).target("feedback", id)).await?;
        tx.commit().await?;
        self.wake_worker();
        Ok(())
    }

    async fn feedback_mails(&self, tx: &Tx, operator: &Operator) -> Result<Vec<OutboxRow>, Error> {
        if let Some(to) = operator.support_email.as_deref().and_then(|email| EmailAddress::parse(email).ok()) {
            return Ok(vec![self.mail_to("feedback", to.as_typed(), to.canonical(), &operator.language, None)]);
        }
        let administrators = users::operator_administrators(&**tx, operator.id).await?;
        Ok(administrators.iter().map(|user| self.mail_to_user("feedback", user)).collect())
    }

    /// Questions and links that a demo begins with, in the order given.
    ///
    /// # Errors
    /// `Forbidden` outside demo mode; `NotFound` before the installation is set up.
    pub async fn add_demo_help(&self, faq: Vec<(Language, FaqEntry)>, links: Vec<(Option<Language>, HomeLink)>) -> Result<(), Error> {
        if !self.settings.demo {
            return Err(Error::Forbidden);
        }
        let operator_id = accounts::operator(self.store.read()).await?.ok_or(Error::NotFound)?.id;
        let place = |at: usize| i32::try_from(at).unwrap_or(i32::MAX);
        let question = |(at, (language, entry)): (usize, (Language, FaqEntry))| FaqRow {
            id: self.env.uuid(),
            operator_id,
            language: language.as_str().to_owned(),
            position: place(at),
            question: entry.question,
            answer: entry.answer,
        };
        let link = |(at, (language, link)): (usize, (Option<Language>, HomeLink))| HomeLinkRow {
            id: self.env.uuid(),
            operator_id,
            kind: link.kind.as_str().to_owned(),
            language: language.map(|l| l.as_str().to_owned()),
            position: place(at),
            title: link.title,
            note: link.note,
            url: link.url,
        };
        let tx = self.store.begin().await?;
        help::insert_faq(&*tx, faq.into_iter().enumerate().map(question).collect()).await?;
        help::insert_home_links(&*tx, links.into_iter().enumerate().map(link).collect()).await?;
        tx.commit().await
    }
}

fn faq(language: Language, rows: Vec<FaqRow>) -> Faq {
    let entry = |row: FaqRow| FaqEntry { question: row.question, answer: row.answer };
    Faq { language, entries: rows.into_iter().map(entry).collect() }
}

fn contact(user: &User) -> Contact {
    Contact { name: crate::context::display_name(&user.first_name, &user.last_name, &user.email), email: user.email.clone() }
}
