//! `vestibule keygen --invalidate-links`: after a lost key, and after a backup was put back.

use backend::Invalidated;

use super::Outcome;
use crate::config::Config;
use crate::start;
use crate::terminal::say;

pub(super) async fn run(config: &Config) -> Outcome {
    let Invalidated { invitations, challenges, sessions } = start::invalidate_links(config).await?;
    say(format_args!(
        "void now in {}: links of pending invitations ({invitations}), other links and codes ({challenges}), logins ({sessions})",
        config.data.database
    ));
    say("the invitations stay pending: send them again; start the servers with the key that is configured now");
    Ok(())
}
