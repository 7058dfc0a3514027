//! `vestibule admin ...`: for the first minute, and for when nobody can log in.

use backend::Error;

use super::Outcome;
use crate::config::Config;
use crate::start;
use crate::terminal::say;

pub(super) async fn create(config: &Config, email: &str) -> Outcome {
    let services = start::open(config, false).await?;
    let link = match services.create_administrator(email).await {
        Ok(link) => link,
        Err(Error::NotFound) => {
            return Err("there is no operator yet: start `vestibule serve` and open the setup link that it prints".into());
        }
        Err(error) => return Err(told(email, error)),
    };
    say(format_args!("{email} is an operator administrator. This link sets the password; it works once, within an hour:\n{link}"));
    Ok(())
}

pub(super) async fn reset_password(config: &Config, email: &str) -> Outcome {
    let services = start::open(config, false).await?;
    let link = match services.reset_link_for(email).await {
        Ok(link) => link,
        Err(Error::NotFound) => return Err(format!("nobody has the address {email}").into()),
        Err(error) => return Err(told(email, error)),
    };
    say(format_args!("This link sets the password of {email}; it works once, within an hour:\n{link}"));
    Ok(())
}

fn told(email: &str, error: Error) -> Box<dyn std::error::Error> {
    if matches!(error, Error::Invalid(_)) { format!("{} is no e-mail address", email.escape_debug()).into() } else { error.into() }
}
