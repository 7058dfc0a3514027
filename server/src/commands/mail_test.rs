//! `vestibule mail test ADDRESS`: the quickest way to find out why mail does not flow. Needs no database.

use backend::env::Env;
use backend::mail::transport::test_delivery;
use backend::mail::{Brand, Composed, Headers, Link, TestMail, Timeouts, compose};
use chrono::DateTime;
use domain::{EmailAddress, Language};

use super::Outcome;
use crate::config::Config;
use crate::start::StartError;
use crate::terminal::say;

pub(super) async fn run(config: &Config, address: &str) -> Outcome {
    let recipient = EmailAddress::parse(address).map_err(|error| format!("{} is no e-mail address: {error}", address.escape_debug()))?;
    let mail = compose_test(config, recipient)?;
    let report = test_delivery(&config.transport(), Timeouts::default(), &mail).await;
    for step in &report.steps {
        say(step);
    }
    let reply = report.outcome?;
    let taken = if config.mail.relay.is_some() { "The relay has taken the mail: " } else { "" };
    say(format_args!("{taken}{}", reply.text));
    Ok(())
}

fn compose_test(config: &Config, recipient: EmailAddress) -> Result<Composed, Box<dyn std::error::Error>> {
    let env = Env::system().map_err(|_| StartError::Randomness)?;
    let now = DateTime::from_timestamp_millis(env.now()).unwrap_or_default();
    let brand = Brand::default();
    let from = config.mail.from.delivery();
    let headers = Headers {
        from_name: brand.sender_name.clone(),
        message_id: format!("<{}@{}>", env.uuid().simple(), config.mail.from.ascii_domain()),
        from_address: from,
        reply_to: None,
        to_address: recipient.delivery(),
        date: now,
    };
    let mail = TestMail { recipient, sent_at: now, time_zone: chrono_tz::Tz::UTC, link: Link::new(config.public_url.to_string())? };
    Ok(compose(&mail.render(&brand, Language::En)?, &headers)?)
}
