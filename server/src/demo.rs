//! What a demo starts with.

use std::net::{IpAddr, Ipv4Addr};

use backend::context::{Caller, Visitor};
use backend::{Error, InvitationQuery, NewInstallation, Services};
use domain::Language;
use domain::agent::Agent;

mod customers;
mod help;

pub const PASSWORD: &str = "demo-password-please-change";
/// Who can log in, and as what.
pub const LOGINS: [(&str, &str); 3] = [
    ("operator@demo.test", "operator administrator"),
    ("admin@demo.test", "administrator of customer 1001"),
    ("member@demo.test", "member without rights"),
];

/// Fills a fresh installation; one that a demo has filled is taken as it is.
///
/// # Errors
/// What a use case refused, such as the login when the installation is somebody's own; a demo is not served then.
pub async fn seed(services: &Services) -> Result<(), Error> {
    let [(operator, _), ..] = LOGINS;
    let installation = NewInstallation {
        product: "Vestibule".to_owned(),
        first_name: "Olivia".to_owned(),
        last_name: "Demo".to_owned(),
        email: operator.to_owned(),
        password: PASSWORD.to_owned(),
        language: Language::En,
        time_zone: "Europe/Berlin".to_owned(),
    };
    match services.set_up_from_terminal(installation).await {
        Err(Error::NotFound) => return services.logout(&operator_caller(services).await?).await,
        fresh => fresh?,
    }
    // The last one made stands first in lists, so 1001 comes last.
    for customer in customers::all().into_iter().rev() {
        services.add_demo_account(customer, PASSWORD).await?;
    }
    self::help::seed(services).await?;
    help_out(services).await
}

/// The operator's administrator has just helped a customer out: with the link of an invitation whose mail could not be delivered.
async fn help_out(services: &Services) -> Result<(), Error> {
    let caller = operator_caller(services).await?;
    let undelivered = InvitationQuery { search: "buchhaltung".to_owned(), ..InvitationQuery::default() };
    for row in services.invitations(&caller, "1001", undelivered).await?.page.rows {
        services.copy_link(&caller, "1001", row.id).await?;
    }
    services.logout(&caller).await
}

async fn operator_caller(services: &Services) -> Result<Caller, Error> {
    let visitor = Visitor { ip: IpAddr::V4(Ipv4Addr::LOCALHOST), language: Language::En, zone: None, agent: Agent::UNKNOWN };
    let session = services.login(&visitor, LOGINS[0].0, PASSWORD).await?;
    services.caller(Some(session.token.expose()), visitor).await
}
