//! An operator with one customer, and its administrator at work.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use backend::context::{Caller, Visitor};
use backend::{Contact, NewCustomer, NewInstallation, Services};
use domain::Language;
use domain::agent::Agent;
use domain::policy::{Policy, Preset};
use sea_orm::ConnectionTrait;
use server::config::{Config, Settings};

use crate::Result;
use crate::people::PEOPLE;

pub(crate) const CUSTOMER: &str = "1001";
const EMAIL: &str = "operator@example.com";
const PASSWORD: &str = "seven hedgehogs cross the road";

pub(crate) struct Installation {
    pub(crate) services: Arc<Services>,
    pub(crate) caller: Caller,
    /// Of the caller's session.
    pub(crate) token: String,
}

impl Installation {
    /// Fills an empty database.
    pub(crate) async fn set_up(settings: &Settings) -> Result<Self> {
        let services = services(settings).await?;
        services.set_up_from_terminal(operator()).await?;
        let installation = Self::log_in(services).await?;
        installation.services.create_customer(&installation.caller, customer()).await?;
        let limit = 10 * PEOPLE;
        let policy = Policy { daily_limit: limit, account_daily_limit: limit, ..Policy::default() };
        let policy = serde_json::to_string(&policy)?;
        for sql in [format!("UPDATE accounts SET policy = '{policy}'"), format!("UPDATE operators SET daily_limit = {limit}")] {
            installation.services.store().writer().execute_unprepared(&sql).await?;
        }
        Ok(installation)
    }

    /// Finds a database as [`Installation::set_up`] has left it.
    pub(crate) async fn open(settings: &Settings) -> Result<Self> {
        Self::log_in(services(settings).await?).await
    }

    async fn log_in(services: Arc<Services>) -> Result<Self> {
        let visitor = Visitor { ip: IpAddr::V4(Ipv4Addr::LOCALHOST), language: Language::En, zone: None, agent: Agent::UNKNOWN };
        let session = services.login(&visitor, EMAIL, PASSWORD).await?;
        let token = session.token.expose().to_owned();
        let caller = services.caller(Some(&token), visitor).await?;
        Ok(Self { services, caller, token })
    }

    /// Leaves everything in the database itself, where it can be copied, and nobody connected.
    pub(crate) async fn close(self) -> Result<()> {
        let store = self.services.store();
        if store.is_sqlite() {
            store.writer().execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        store.writer().close_by_ref().await?;
        Ok(())
    }
}

async fn services(settings: &Settings) -> Result<Arc<Services>> {
    Ok(server::start::open(&Config::read(settings)?, false).await?)
}

fn operator() -> NewInstallation {
    NewInstallation {
        product: "Vestibule".to_owned(),
        first_name: "Olivia".to_owned(),
        last_name: "Operator".to_owned(),
        email: EMAIL.to_owned(),
        password: PASSWORD.to_owned(),
        language: Language::En,
        time_zone: "Europe/Berlin".to_owned(),
    }
}

fn customer() -> NewCustomer {
    NewCustomer {
        number: CUSTOMER.to_owned(),
        company: "Santiago's Five".to_owned(),
        language: Language::En,
        time_zone: "Europe/Madrid".to_owned(),
        preset: Preset::AccessTypeAndNumbers,
        contact: Contact { name: "Santiago Garcia".to_owned(), email: "santiago@example.com".to_owned(), ..Contact::default() },
    }
}
