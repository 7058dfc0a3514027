//! Reminders: an invitation that nobody has answered is mailed once more before it runs out, where the rules of its account say so.

use domain::audit::AuditAction;
use domain::ids::{AccountId, EnvelopeId, InvitationId};
use domain::live::Topic;
use domain::membership::AccountStatus;
use uuid::Uuid;

use super::Services;
use crate::Error;
use crate::store::audit::{By, Deed, record_each};
use crate::store::outbox::{self, OutboxRow};
use crate::store::{accounts, invitations, reminders, retrying};

/// People of one unit of work.
const MOST: u32 = 500;

impl Services {
    /// Reminds everybody who is due, each once however many processes do this at the same time; tells how many. It uses up nobody's daily limit.
    ///
    /// # Errors
    /// `Database`; what was done until then stays done.
    pub async fn remind(&self) -> Result<u32, Error> {
        let mut reminded = 0;
        for account in reminders::accounts(self.store.read(), self.env.now()).await? {
            match super::access::policy(&account.number, &account.policy) {
                Ok(policy) if policy.reminders => {}
                Ok(_) => continue,
                // The others are reminded all the same.
                Err(error) => {
                    tracing::error!(%error, "nobody of this customer is reminded");
                    continue;
                }
            }
            loop {
                let some = retrying(&self.env, || self.remind_some(AccountId::new(account.id))).await?;
                reminded += some;
                if some < MOST {
                    break;
                }
            }
        }
        if reminded > 0 {
            self.wake_worker();
        }
        Ok(reminded)
    }

    async fn remind_some(&self, account: AccountId) -> Result<u32, Error> {
        let tx = self.store.begin().await?;
        let account = super::access::account_of(&accounts::lock(&*tx, account).await?)?;
        if account.status != AccountStatus::Active || !account.policy.reminders {
            return Ok(0);
        }
        let now = self.env.now();
        let people = reminders::mark(&*tx, account.id, now, MOST).await?;
        let mail = |person: &reminders::Reminded| OutboxRow {
            account_id: Some(account.id.uuid()),
            invitation_id: Some(person.id),
            ..self.mail_to("reminder", &person.email, &person.canonical, account.language.as_str(), None)
        };
        outbox::insert_all(&*tx, people.iter().map(mail).collect()).await?;
        let targets: Vec<(Uuid, &str)> = people.iter().map(|person| (person.id, person.email.as_str())).collect();
        let deed = Deed::new(AuditAction::InvitationReminded, By::System).account(account.id);
        tx.changes(account.id, Topic::Invitations);
        record_each(&*tx, || self.env.uuid(), now, &deed, "invitation", &targets).await?;
        tx.commit().await?;
        Ok(u32::try_from(people.len()).unwrap_or(MOST))
    }

    /// The envelope whose link a reminder bears: that of the mail before it, so that both work. None when somebody has sent the invitation
    /// again since.
    pub(crate) async fn reminded_envelope(&self, row: &OutboxRow) -> Result<Option<EnvelopeId>, Error> {
        let (Some(account), Some(id)) = (row.account_id.map(AccountId::new), row.invitation_id.map(InvitationId::new)) else {
            return Ok(None);
        };
        let db = self.store.read();
        let Some(invitation) = invitations::by_id(db, account, id).await? else { return Ok(None) };
        let newest = invitations::newest_envelope_at(db, account, id).await?;
        Ok((newest <= row.created_at).then(|| EnvelopeId::new(invitation.envelope_id)))
    }
}
