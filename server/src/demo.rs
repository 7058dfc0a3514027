//! What a demo starts with.

use backend::{Error, NewInstallation, Services};
use domain::Language;

mod customers;

pub const PASSWORD: &str = "demo-password-please-change";
/// Who can log in, and as what.
pub const LOGINS: [(&str, &str); 3] = [
    ("operator@demo.test", "operator administrator"),
    ("admin@demo.test", "administrator of customer 1001"),
    ("member@demo.test", "member without rights"),
];

/// Fills a fresh installation.
///
/// # Errors
/// What a use case refused; a demo is not served then.
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
    services.set_up_from_terminal(installation).await?;
    // The last one made stands first in lists, so 1001 comes last.
    for customer in customers::all().into_iter().rev() {
        services.add_demo_account(customer, PASSWORD).await?;
    }
    Ok(())
}
