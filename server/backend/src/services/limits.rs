//! Limits: who may try how often. Counted in the database, so that all instances count together.

use std::net::IpAddr;

use domain::audit::AuditAction;
use domain::problem::ProblemCode;
use domain::views::Quota;

use super::Services;
use crate::Error;
use crate::context::{Account, Actor, Grant, Visitor};
use crate::store::audit::{By, Deed};
use crate::store::{Tx, accounts, limits};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// One kind of attempt that is limited by where it comes from. Only failures and junk are counted, so that an office behind one address
/// can log in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    name: &'static str,
    most: i64,
    window_ms: i64,
}

/// Wrong passwords from one address.
pub(crate) const LOGIN_FAILURES: Limit = Limit { name: "login", most: 10, window_ms: MINUTE_MS };
/// Links that never were, from one address.
pub(crate) const INVALID_TOKENS: Limit = Limit { name: "token", most: 20, window_ms: MINUTE_MS };
/// Refused registrations from one address.
pub(crate) const REGISTRATION_FAILURES: Limit = Limit { name: "register", most: 10, window_ms: HOUR_MS };
/// Mails that somebody who is not signed in makes us send: resets, codes, requests.
pub(crate) const MAIL_REQUESTS: Limit = Limit { name: "mail", most: 20, window_ms: HOUR_MS };
/// The same for one address or invitation that they go to.
pub(crate) const MAIL_TARGET: Limit = Limit { name: "mail-to", most: 3, window_ms: HOUR_MS };
/// Telling that the sponsor of an invitation lacks the rights, whoever comes to accept it.
pub(crate) const SPONSOR_TOLD: Limit = Limit { name: "sponsor-told", most: 1, window_ms: 24 * HOUR_MS };
/// What one user writes to the operator.
pub(crate) const FEEDBACK: Limit = Limit { name: "feedback", most: 5, window_ms: HOUR_MS };

impl Services {
    /// Refuses when the limit was reached before; counts nothing.
    pub(crate) async fn allow(&self, limit: Limit, who: &str) -> Result<(), Error> {
        let (used, resets) = limits::used(self.store.read(), &limit.bucket(who), self.env.now()).await?;
        if used < limit.most { Ok(()) } else { Err(self.wait_until(resets)) }
    }

    /// Counts one attempt in a transaction of its own.
    pub(crate) async fn count(&self, limit: Limit, who: &str) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        self.take(&tx, limit, who).await?;
        tx.commit().await
    }

    /// Counts one attempt; `TooMany` when there is no room for it. The one that reaches the limit is audited: one row a window, however
    /// many are turned away after it.
    pub(crate) async fn take(&self, tx: &Tx, limit: Limit, who: &str) -> Result<(), Error> {
        let now = self.env.now();
        let bucket = limit.bucket(who);
        let has_room = limits::take(&**tx, &bucket, 1, limit.most, now, now + limit.window_ms).await?;
        let (used, resets) = limits::used(&**tx, &bucket, now).await?;
        if !has_room {
            return Err(self.wait_until(resets));
        }
        if used >= limit.most {
            self.audit(tx, Deed::new(AuditAction::LimitReached, By::System).text(&bucket)).await?;
        }
        Ok(())
    }

    /// Counts one thing that we do by ourselves; false when there is no room for it, which is nobody's fault and not audited.
    pub(crate) async fn has_room(&self, tx: &Tx, limit: Limit, what: &str) -> Result<bool, Error> {
        let now = self.env.now();
        limits::take(&**tx, &limit.bucket(what), 1, limit.most, now, now + limit.window_ms).await
    }

    fn wait_until(&self, resets: Option<i64>) -> Error {
        let seconds = resets.map_or(60, |at| (at - self.env.now()).max(0) / 1_000 + 1);
        Error::TooMany { retry_after_s: u32::try_from(seconds).unwrap_or(60) }
    }

    /// Takes `amount` from what the actor, and the account as a whole, may invite today.
    ///
    /// # Errors
    /// `Invalid` on `today` when not that many are left; the unit of work is not to be committed then.
    pub(crate) async fn take_invitations(&self, tx: &Tx, account: &Account, actor: &Actor, amount: u32) -> Result<(), Error> {
        let now = self.env.now();
        let resets = super::times::end_of_day(now, account.zone);
        let (policy, amount) = (&account.policy, i64::from(amount));
        let caps = [
            (invitations_bucket(account, actor), policy.daily_limit, ProblemCode::DailyLimit),
            (account_bucket(account), policy.account_daily_limit, ProblemCode::AccountLimit),
        ];
        for (bucket, limit, code) in caps {
            if !limits::take(&**tx, &bucket, amount, i64::from(limit), now, resets).await? {
                return Err(Error::invalid("today", code));
            }
        }
        Ok(())
    }

    /// Takes `amount` from what the whole installation sends today. All accounts wait for each other from here on, so it comes last in
    /// a unit of work.
    ///
    /// # Errors
    /// As [`Services::take_invitations`].
    pub(crate) async fn take_of_installation(&self, tx: &Tx, amount: u32) -> Result<(), Error> {
        let now = self.env.now();
        let operator = accounts::operator(&**tx).await?.ok_or(Error::NotFound)?;
        let resets = super::times::end_of_day(now, super::stored_zone(&operator.time_zone));
        let has_room = limits::take(&**tx, "invitations", i64::from(amount), operator.daily_limit, now, resets).await?;
        if has_room { Ok(()) } else { Err(Error::invalid("today", ProblemCode::InstallationLimit)) }
    }

    /// The daily limit that leaves the actor the fewest invitations now: their own, or the account's.
    pub(crate) async fn quota<R>(&self, grant: &Grant<R>) -> Result<Quota, Error> {
        let (account, now) = (&grant.account, self.env.now());
        let resets = grant.reader.deadline(super::times::end_of_day(now, account.zone), now);
        let used = async |bucket: String| Ok::<u32, Error>(super::to_u32(limits::used(self.store.read(), &bucket, now).await?.0));
        let own = Quota {
            limit: account.policy.daily_limit,
            used: used(invitations_bucket(account, &grant.actor)).await?,
            of_account: false,
            resets: resets.clone(),
        };
        let all = Quota { limit: account.policy.account_daily_limit, used: used(account_bucket(account)).await?, of_account: true, resets };
        Ok(if all.left() < own.left() { all } else { own })
    }
}

fn invitations_bucket(account: &Account, actor: &Actor) -> String {
    format!("invitations:{}:{}", account.id, actor.user)
}

fn account_bucket(account: &Account) -> String {
    format!("invitations:{}", account.id)
}

impl Limit {
    fn bucket(&self, who: &str) -> String {
        format!("{}:{who}", self.name)
    }
}

/// The network that attempts are counted for: an IPv4 address, or the /64 of an IPv6 one, which is what one customer gets.
pub(crate) fn network(visitor: &Visitor) -> String {
    match visitor.ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;
    use domain::agent::Agent;

    use super::*;

    #[test]
    fn e03_one_customer_is_one_network() {
        let of = |ip: &str| network(&Visitor { ip: ip.parse().unwrap(), language: Language::En, zone: None, agent: Agent::UNKNOWN });
        assert_eq!(of("192.0.2.7"), "192.0.2.7");
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
