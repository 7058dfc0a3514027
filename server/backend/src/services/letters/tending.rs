//! Mails to those who look after an account: an invitation that they may want to decide about, somebody who has left.

use domain::ids::{AccountId, InvitationId, MembershipId};
use domain::invitation::{CancelReason, InvitationStatus};
use domain::membership::AccountStatus;
use sea_orm::DatabaseConnection;

use super::{Draft, Outcome, brand, instant, person, plain, reply_to, stored, stored_language, stored_zone, user};
use crate::Error;
use crate::mail::{self, Customer, Link};
use crate::services::Services;
use crate::store::accounts::{AccountRow, Operator};
use crate::store::invitations::Invitation;
use crate::store::outbox::OutboxRow;
use crate::store::{accounts, invitations, members, users};

impl Services {
    pub(super) async fn write_request(&self, db: &DatabaseConnection, row: &OutboxRow, operator: &Operator) -> Outcome {
        let Some((home, asked)) = subject(db, row).await? else { return Ok(Err(CancelReason::OutOfDate)) };
        let invitee = person(&asked.first_name, &asked.last_name, &asked.email)?;
        let reply_to = Some(reply_to(&invitee));
        let mail = mail::NewInvitationRequested {
            invitee,
            customer: Customer { company: home.company.clone(), number: home.number.clone() },
            requested_at: instant(row.created_at),
            time_zone: stored_zone(&home.time_zone),
            link: self.link_to_row(&home, &asked)?,
        };
        let draft = plain(mail.render(&brand(operator), stored_language(&row.language)), operator)?;
        Ok(Ok(Draft { reply_to, ..draft }))
    }

    pub(super) async fn write_sponsor_lacks_rights(&self, db: &DatabaseConnection, row: &OutboxRow, operator: &Operator) -> Outcome {
        let Some((home, refused)) = subject(db, row).await? else { return Ok(Err(CancelReason::OutOfDate)) };
        if home.status != AccountStatus::Active.as_str() {
            return Ok(Err(CancelReason::AccountNotActive));
        }
        let status: InvitationStatus = stored(&refused.status)?;
        if status.effective(refused.expires_at, self.env.now()) != InvitationStatus::Pending {
            return Ok(Err(CancelReason::Ended));
        }
        // Whoever has sent it again since answers for it now.
        let sent = invitations::newest_envelope_at(db, AccountId::new(home.id), InvitationId::new(refused.id)).await?;
        let sponsor = match refused.sponsor_id.filter(|_| sent <= row.created_at) {
            Some(id) => users::by_id(db, id).await?,
            None => None,
        };
        let Some(sponsor) = sponsor else { return Ok(Err(CancelReason::OutOfDate)) };
        let invitee = person(&refused.first_name, &refused.last_name, &refused.email)?;
        let reply_to = Some(reply_to(&invitee));
        let mail = mail::SponsorLacksRights {
            invitee,
            sponsor: user(&sponsor)?,
            customer: Customer { company: home.company.clone(), number: home.number.clone() },
            tried_at: instant(row.created_at),
            time_zone: stored_zone(&home.time_zone),
            link: self.link_to_row(&home, &refused)?,
        };
        let draft = plain(mail.render(&brand(operator), stored_language(&row.language)), operator)?;
        Ok(Ok(Draft { reply_to, ..draft }))
    }

    pub(super) async fn write_member_left(&self, db: &DatabaseConnection, row: &OutboxRow, operator: &Operator) -> Outcome {
        let (Some(account), Some(id)) = (row.account_id.map(AccountId::new), row.membership_id.map(MembershipId::new)) else {
            return Ok(Err(CancelReason::OutOfDate));
        };
        let found = (accounts::by_id(db, account).await?, members::ever_by_id(db, account, id).await?);
        let (Some(home), Some(left)) = found else { return Ok(Err(CancelReason::OutOfDate)) };
        let Some(who) = users::by_id(db, left.user_id).await? else { return Ok(Err(CancelReason::OutOfDate)) };
        let member = person(&left.first_name, &left.last_name, &who.email)?;
        let reply_to = Some(reply_to(&member));
        let mail = mail::MemberLeft {
            member,
            customer: Customer { company: home.company, number: home.number.clone() },
            left_at: instant(row.created_at),
            time_zone: stored_zone(&home.time_zone),
            link: self.link(&format!("c/{}/users", home.number))?,
        };
        let draft = plain(mail.render(&brand(operator), stored_language(&row.language)), operator)?;
        Ok(Ok(Draft { reply_to, ..draft }))
    }

    /// *Invitations*, searched for the address: there are the buttons to send it again and to delete it.
    fn link_to_row(&self, home: &AccountRow, invitation: &Invitation) -> Result<Link, Error> {
        self.link(&format!("c/{}/invitations?search={}", home.number, query_value(&invitation.email)))
    }
}

/// The account and the invitation that a mail is about.
async fn subject(db: &DatabaseConnection, row: &OutboxRow) -> Result<Option<(AccountRow, Invitation)>, Error> {
    let (Some(account), Some(id)) = (row.account_id.map(AccountId::new), row.invitation_id.map(InvitationId::new)) else {
        return Ok(None);
    };
    let found = (accounts::by_id(db, account).await?, invitations::by_id(db, account, id).await?);
    Ok(found.0.zip(found.1))
}

/// A value as it stands in the query of an address (RFC 3986, 2.3 and 2.1).
fn query_value(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-._~".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
