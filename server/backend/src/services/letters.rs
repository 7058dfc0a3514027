//! From an outbox row to a mail: everything is read at the moment of sending, links and codes are derived then.

use domain::colour::Colour;
use domain::ids::{AccountId, ChallengeId, EnvelopeId, UserId};
use domain::invitation::{CancelReason, InvitationStatus};
use domain::membership::AccountStatus;
use domain::permission::{Permission, Rights};
use domain::policy::Grants;
use domain::role::RoleKind;
use domain::views::Given;
use domain::{EmailAddress, Language};
use sea_orm::DatabaseConnection;

use super::times::instant;
use super::{Services, stored, stored_language, stored_zone};
use crate::Error;
use crate::keys::Purpose;
use crate::mail::{self, Access, Brand, Composed, Customer, Headers, Link, Person, Rendered};
use crate::store::accounts::{AreaRow, Operator};
use crate::store::invitations::Letter;
use crate::store::outbox::OutboxRow;
use crate::store::users::User;
use crate::store::{accounts, challenges, invitations, members, numbers, outbox, roles, users};

mod administrator;
mod feedback;
mod tending;

/// A mail to be sent, or why it must not be any more.
pub(crate) enum Letterbox {
    Mail(Box<Composed>),
    Stopped(CancelReason),
}

/// What a mail is made of besides its body.
struct Draft {
    rendered: Rendered,
    from_name: String,
    reply_to: Option<(String, String)>,
}

type Outcome = Result<Result<Draft, CancelReason>, Error>;

impl Services {
    /// Writes the mail of a row, after a last look at whether it should still leave.
    pub(crate) async fn write_mail(&self, row: &OutboxRow, mail_from: &str) -> Result<Letterbox, Error> {
        let db = self.store.read();
        let operator = accounts::operator(db).await?.ok_or(Error::NotFound)?;
        let draft = match row.kind.as_str() {
            "invitation" | "resend" => self.write_invitation(db, row, row.envelope_id.map(EnvelopeId::new), &operator).await?,
            "reminder" => match self.reminded_envelope(row).await? {
                Some(envelope) => self.write_invitation(db, row, Some(envelope), &operator).await?,
                None => Err(CancelReason::Superseded),
            },
            "code" => self.write_code(db, row, &operator).await?,
            "reset" | "verify" | "change" => self.write_proof(db, row, &operator).await?,
            "password_changed" => self.write_password_changed(row, &operator)?,
            "address_changed" => self.write_address_changed(db, row, &operator).await?,
            "welcome" => self.write_welcome(db, row, &operator).await?,
            "invitation_request" => self.write_request(db, row, &operator).await?,
            "operator_administrator" => self.write_administrator(db, row, &operator).await?,
            "sponsor_lacks_rights" => self.write_sponsor_lacks_rights(db, row, &operator).await?,
            "feedback" => self.write_feedback(db, row, &operator).await?,
            "member_left" => self.write_member_left(db, row, &operator).await?,
            other => return Err(Error::Internal(format!("mail of unknown kind {other}"))),
        };
        let draft = match draft {
            Ok(draft) => draft,
            Err(reason) => return Ok(Letterbox::Stopped(reason)),
        };
        let address = EmailAddress::parse(&row.email).map_err(internal)?;
        let headers = Headers {
            from_name: draft.from_name,
            from_address: mail_from.to_owned(),
            reply_to: draft.reply_to,
            to_address: address.delivery(),
            message_id: format!("<{}@{}>", row.id.simple(), mail_from.rsplit_once('@').map_or("localhost", |m| m.1)),
            date: instant(row.created_at),
        };
        Ok(Letterbox::Mail(Box::new(mail::compose(&draft.rendered, &headers).map_err(internal)?)))
    }

    async fn write_invitation(
        &self,
        db: &DatabaseConnection,
        row: &OutboxRow,
        envelope: Option<EnvelopeId>,
        operator: &Operator,
    ) -> Outcome {
        let Some(envelope) = envelope else { return Ok(Err(CancelReason::OutOfDate)) };
        let Some(letter) = invitations::letter(db, envelope).await? else { return Ok(Err(CancelReason::OutOfDate)) };
        if let Some(reason) = self.stopped(db, &letter, operator).await? {
            return Ok(Err(reason));
        }
        let (brand, language) = (brand(operator), stored_language(&row.language));
        let account = AccountId::new(letter.account_id);
        let given = self.given_of(account, &[letter.id]).await?.remove(&letter.id).unwrap_or_default();
        let rights = roles::rights_of_invitation(db, account, letter.id).await?;
        let areas = accounts::areas(db).await?;
        let grants = super::access::policy(&letter.number, &letter.policy)?.grants;
        let held = numbers::of_invitation(db, account, letter.id).await?;
        let path = format!("invitations/{}", self.keys.token(Purpose::InvitationMailed, envelope.uuid()).expose());
        let mail = mail::Invitation {
            kind: match row.kind.as_str() {
                "resend" => mail::InvitationKind::Resent,
                "reminder" => mail::InvitationKind::Reminder,
                _ => mail::InvitationKind::First,
            },
            recipient: EmailAddress::parse(&letter.email).map_err(internal)?,
            recipient_name: Some(format!("{} {}", letter.first_name, letter.last_name).trim().to_owned()).filter(|n| !n.is_empty()),
            customer: Customer { company: letter.company.clone(), number: letter.number.clone() },
            inviter: mail::Inviter {
                person: person(&letter.inviter_first, &letter.inviter_last, &letter.inviter_email)?,
                is_operator: letter.by_operator,
            },
            access: access(&given, &rights, &areas, (language, grants)),
            groups: given.groups,
            numbers: held.into_iter().map(|n| n.number).collect(),
            expires_at: instant(letter.expires_at),
            time_zone: stored_zone(&letter.time_zone),
            block_link: self.link(&format!("{path}/block"))?,
            link: self.link(&path)?,
        };
        Ok(Ok(Draft {
            rendered: mail.render(&brand, language).map_err(internal)?,
            from_name: mail.sender(&brand, language),
            reply_to: Some(reply_to(&mail.inviter.person)),
        }))
    }

    async fn stopped(&self, db: &DatabaseConnection, letter: &Letter, operator: &Operator) -> Result<Option<CancelReason>, Error> {
        if let Some(reason) = self.ended(letter)? {
            return Ok(Some(reason));
        }
        let suppressed = outbox::is_suppressed(db, operator.id, &letter.canonical, self.env.now()).await?;
        Ok(suppressed.then_some(CancelReason::Suppressed))
    }

    /// Why the link of an envelope is of no use to anybody now, if it is not.
    fn ended(&self, letter: &Letter) -> Result<Option<CancelReason>, Error> {
        let status: InvitationStatus = stored(&letter.status)?;
        Ok(if letter.superseded_at.is_some() {
            Some(CancelReason::Superseded)
        } else if status.effective(letter.expires_at, self.env.now()) != InvitationStatus::Pending {
            Some(CancelReason::Ended)
        } else if letter.account_status != AccountStatus::Active.as_str() {
            Some(CancelReason::AccountNotActive)
        } else {
            None
        })
    }

    async fn write_code(&self, db: &DatabaseConnection, row: &OutboxRow, operator: &Operator) -> Outcome {
        let Some(challenge) = self.challenge_of(db, row, "code").await? else { return Ok(Err(CancelReason::OutOfDate)) };
        let envelope = challenge.envelope_id.map(EnvelopeId::new).ok_or_else(|| Error::Internal("code without envelope".to_owned()))?;
        let Some(letter) = invitations::letter(db, envelope).await? else { return Ok(Err(CancelReason::OutOfDate)) };
        // Not held back by a suppression: whoever asks for a code stands at the door.
        if let Some(reason) = self.ended(&letter)? {
            return Ok(Err(reason));
        }
        let language = stored_language(&row.language);
        let mail = mail::VerificationCode {
            recipient: EmailAddress::parse(&letter.email).map_err(internal)?,
            customer: Customer { company: letter.company, number: letter.number },
            code: self.keys.code(challenge.id),
            valid_minutes: u32::try_from((challenge.expires_at - challenge.created_at) / 60_000).unwrap_or_default(),
            expires_at: instant(challenge.expires_at),
            time_zone: stored_zone(&letter.time_zone),
        };
        Ok(Ok(plain(mail.render(&brand(operator), language), operator)?))
    }

    async fn write_proof(&self, db: &DatabaseConnection, row: &OutboxRow, operator: &Operator) -> Outcome {
        let Some(challenge) = self.challenge_of(db, row, &row.kind).await? else { return Ok(Err(CancelReason::OutOfDate)) };
        let (brand, language, time_zone) = (brand(operator), stored_language(&row.language), stored_zone(&operator.time_zone));
        let recipient = EmailAddress::parse(&row.email).map_err(internal)?;
        let expires_at = instant(challenge.expires_at);
        let id = ChallengeId::new(challenge.id);
        let rendered = if row.kind == "reset" {
            let link = self.link(&format!("reset/{}", self.challenge_token(Purpose::Reset, id).expose()))?;
            mail::PasswordReset { recipient, expires_at, time_zone, link }.render(&brand, language)
        } else {
            let purpose = if row.kind == "change" { Purpose::Change } else { Purpose::Verify };
            let link = self.link(&format!("verify/{}", self.challenge_token(purpose, id).expose()))?;
            mail::AddressVerification { recipient, expires_at, time_zone, link }.render(&brand, language)
        };
        Ok(Ok(plain(rendered, operator)?))
    }

    async fn challenge_of(&self, db: &DatabaseConnection, row: &OutboxRow, purpose: &str) -> Result<Option<challenges::Challenge>, Error> {
        let Some(id) = row.challenge_id else { return Ok(None) };
        Ok(challenges::by_id(db, id).await?.filter(|c| challenges::is_open(c, purpose, self.env.now())))
    }

    fn write_password_changed(&self, row: &OutboxRow, operator: &Operator) -> Outcome {
        let mail = mail::PasswordChanged {
            recipient: EmailAddress::parse(&row.email).map_err(internal)?,
            changed_at: instant(row.created_at),
            time_zone: stored_zone(&operator.time_zone),
            reset_link: self.link("forgot")?,
        };
        Ok(Ok(plain(mail.render(&brand(operator), stored_language(&row.language)), operator)?))
    }

    /// To the address that somebody had.
    async fn write_address_changed(&self, db: &DatabaseConnection, row: &OutboxRow, operator: &Operator) -> Outcome {
        let user = match row.user_id {
            Some(id) => users::by_id(db, id).await?,
            None => None,
        };
        let Some(user) = user else { return Ok(Err(CancelReason::OutOfDate)) };
        let mail = mail::AddressChanged {
            recipient: EmailAddress::parse(&row.email).map_err(internal)?,
            now: EmailAddress::parse(&user.email).map_err(internal)?.masked(),
            changed_at: instant(row.created_at),
            time_zone: stored_zone(&operator.time_zone),
            link: self.link("settings")?,
        };
        Ok(Ok(plain(mail.render(&brand(operator), stored_language(&row.language)), operator)?))
    }

    async fn write_welcome(&self, db: &DatabaseConnection, row: &OutboxRow, operator: &Operator) -> Outcome {
        let (Some(account), Some(invitation)) = (row.account_id.map(AccountId::new), row.invitation_id) else {
            return Ok(Err(CancelReason::OutOfDate));
        };
        let Some(home) = accounts::by_id(db, account).await? else { return Ok(Err(CancelReason::OutOfDate)) };
        if home.status != AccountStatus::Active.as_str() {
            return Ok(Err(CancelReason::AccountNotActive));
        }
        let user = UserId::new(row.user_id.unwrap_or_default());
        // Whoever has left again, or was removed, is not welcomed any more.
        if members::current(db, account, user).await?.is_none() {
            return Ok(Err(CancelReason::OutOfDate));
        }
        let language = stored_language(&row.language);
        let given = self.given_of(account, &[invitation]).await?.remove(&invitation).unwrap_or_default();
        let rights = roles::rights_of_invitation(db, account, invitation).await?;
        let areas = accounts::areas(db).await?;
        let grants = super::access::policy(&home.number, &home.policy)?.grants;
        let contact = self.contact_of(account, user).await?;
        let contact = contact.map(|c| Ok::<_, Error>(Person { name: c.name, email: EmailAddress::parse(&c.email).map_err(internal)? }));
        let contact = contact.transpose()?;
        let reply_to = contact.as_ref().map(reply_to);
        let mail = mail::Welcome {
            recipient: EmailAddress::parse(&row.email).map_err(internal)?,
            customer: Customer { company: home.company, number: home.number.clone() },
            access: access(&given, &rights, &areas, (language, grants)),
            numbers: numbers::of_invitation(db, account, invitation).await?.into_iter().map(|n| n.number).collect(),
            contact,
            link: self.link(&format!("c/{}/", home.number))?,
        };
        let draft = plain(mail.render(&brand(operator), language), operator)?;
        Ok(Ok(Draft { reply_to, ..draft }))
    }

    fn link(&self, path: &str) -> Result<Link, Error> {
        Link::new(format!("{}/{path}", self.settings.public_url)).map_err(internal)
    }
}

fn internal(error: impl std::fmt::Display) -> Error {
    Error::Internal(error.to_string())
}

fn plain(rendered: Result<Rendered, mail::RenderError>, operator: &Operator) -> Result<Draft, Error> {
    Ok(Draft { rendered: rendered.map_err(internal)?, from_name: operator.sender_name.clone(), reply_to: None })
}

fn person(first: &str, last: &str, email: &str) -> Result<Person, Error> {
    let name = format!("{first} {last}").trim().to_owned();
    Ok(Person { name, email: EmailAddress::parse(email).map_err(internal)? })
}

/// Name and address for `Reply-To`.
fn reply_to(person: &Person) -> (String, String) {
    (person.name.clone(), person.email.delivery())
}

fn user(user: &User) -> Result<Person, Error> {
    person(&user.first_name, &user.last_name, &user.email)
}

pub(crate) fn brand(operator: &Operator) -> Brand {
    Brand {
        product: operator.name.clone(),
        colour: operator.brand_colour.clone(),
        on_colour: operator.brand_on.clone(),
        link_colour: operator.brand_colour.parse::<Colour>().map(|colour| colour.text().to_string()).unwrap_or_default(),
        sender_name: operator.sender_name.clone(),
        postal_address: operator.postal_address.clone(),
        support_email: operator.support_email.as_deref().and_then(|e| EmailAddress::parse(e).ok()),
    }
}

/// What a mail says of the access that somebody gets: the names of the roles, or what stands for them, and the areas that the rights open.
pub(crate) fn access(given: &Given, rights: &Rights, areas: &[AreaRow], (language, grants): (Language, Grants)) -> Access {
    let opened = |a: &&AreaRow| a.area.parse().is_ok_and(|key| rights.holds(&Permission::Area(key)));
    let all = grants == Grants::Permissions && given.roles.iter().any(|r| r.kind == RoleKind::Administrator);
    let permissions = match given.permissions.is_empty() {
        _ if all => mail::Permissions::All,
        true => mail::Permissions::None,
        false => mail::Permissions::Some,
    };
    Access {
        roles: given.roles.iter().map(|r| r.kind.built_in_name(language).map_or_else(|| r.name.clone(), ToOwned::to_owned)).collect(),
        areas: areas.iter().filter(opened).map(|a| a.name.clone()).collect(),
        permissions,
    }
}
