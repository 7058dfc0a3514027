//! The first start: operator and first operator administrator, by a link that only the terminal shows.

use chrono_tz::Tz;
use domain::audit::AuditAction;
use domain::problem::{Problem, ProblemCode, Problems};
use domain::text::{NAME_MAX, required_line};
use domain::views::SetupOptions;
use domain::{EmailAddress, Language};

use super::Services;
use crate::Error;
use crate::context::{NewSession, Visitor};
use crate::keys::Purpose;
use crate::password::check_new;
use crate::services::customers::time_zones;
use crate::services::limits::{INVALID_TOKENS, network};
use crate::store::accounts::{self, AreaRow, Operator};
use crate::store::audit::{By, Deed};
use crate::store::challenges::{self, Challenge};
use crate::store::users::{self, User};
use crate::store::{Tx, search_text};

/// A setup link lives an hour; each start without an operator prints a new one.
const SETUP_MS: i64 = 60 * 60 * 1_000;
/// What an installation sends in a day at first: five full lists. Who asks too much of a relay is shut out by it.
const DAILY_LIMIT: i64 = 50_000;

/// What *Set up Vestibule* asks for.
#[derive(Clone)]
pub struct NewInstallation {
    /// The name of the product or operator, as people see it.
    pub product: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub password: String,
    pub language: Language,
    /// An IANA name such as `Europe/Madrid`.
    pub time_zone: String,
}

/// Shows no password.
impl std::fmt::Debug for NewInstallation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewInstallation").field("product", &self.product).finish_non_exhaustive()
    }
}

/// Input that was checked.
struct Checked {
    product: String,
    first_name: String,
    last_name: String,
    address: EmailAddress,
}

impl Services {
    /// The one-time link for the terminal, while there is no operator.
    ///
    /// # Errors
    /// `Database`.
    pub async fn setup_link(&self) -> Result<Option<String>, Error> {
        if accounts::operator(self.store.read()).await?.is_some() {
            return Ok(None);
        }
        let now = self.env.now();
        let id = self.env.uuid();
        let row = Challenge {
            id,
            purpose: "setup".to_owned(),
            user_id: None,
            envelope_id: None,
            email: None,
            created_at: now,
            expires_at: now + SETUP_MS,
            used_at: None,
            attempts: 0,
        };
        let tx = self.store.begin().await?;
        challenges::insert(&*tx, row).await?;
        tx.commit().await?;
        Ok(Some(format!("{}/setup?token={}", self.settings.public_url, self.keys.token(Purpose::Setup, id).expose())))
    }

    /// Whether the link can be used.
    ///
    /// # Errors
    /// `Database`.
    pub async fn setup_open(&self, token: &str) -> Result<bool, Error> {
        let Some((Purpose::Setup, id)) = self.keys.open(token) else { return Ok(false) };
        let challenge = challenges::by_id(self.store.read(), id).await?;
        let open = challenge.is_some_and(|c| challenges::is_open(&c, "setup", self.env.now()));
        Ok(open && accounts::operator(self.store.read()).await?.is_none())
    }

    /// What the form offers.
    ///
    /// # Errors
    /// `NotFound` without a link that can be used; `Database`.
    pub async fn setup_options(&self, visitor: &Visitor, token: &str) -> Result<SetupOptions, Error> {
        if !self.setup_open(token).await? {
            return Err(Error::NotFound);
        }
        let time_zones = time_zones(visitor.zone.unwrap_or(Tz::UTC));
        Ok(SetupOptions { time_zone: visitor.zone.map(|zone| zone.name().to_owned()), time_zones })
    }

    /// Makes the operator and its first administrator, who is logged in then.
    ///
    /// # Errors
    /// `NotFound` without a link that can be used; `Invalid`; `TooMany` for a network that tries links.
    pub async fn setup(&self, visitor: &Visitor, token: &str, form: NewInstallation) -> Result<NewSession, Error> {
        let Some((Purpose::Setup, challenge)) = self.keys.open(token) else {
            self.count(INVALID_TOKENS, &network(visitor)).await?;
            return Err(Error::NotFound);
        };
        let checked = check(&form)?;
        let hash = self.hash_password(&form.password).await?;
        let tx = self.store.begin().await?;
        if !challenges::consume(&*tx, challenge, "setup", self.env.now()).await? {
            return Err(Error::NotFound);
        }
        let user = self.install(&tx, checked, &form, hash).await?;
        let session = self.new_session(&tx, &user, visitor).await?;
        tx.commit().await?;
        Ok(session)
    }

    /// The same without a link, for the terminal and the demo.
    ///
    /// # Errors
    /// `Invalid`; `Conflict`-like `NotFound` when there is an operator already.
    pub async fn set_up_from_terminal(&self, form: NewInstallation) -> Result<(), Error> {
        let checked = check(&form)?;
        let hash = self.hash_password(&form.password).await?;
        let tx = self.store.begin().await?;
        self.install(&tx, checked, &form, hash).await?;
        tx.commit().await
    }

    async fn install(&self, tx: &Tx, checked: Checked, form: &NewInstallation, hash: String) -> Result<User, Error> {
        if accounts::operator(&**tx).await?.is_some() {
            return Err(Error::NotFound);
        }
        let now = self.env.now();
        let operator = Operator {
            id: self.env.uuid(),
            name: checked.product.clone(),
            sender_name: checked.product.clone(),
            brand_colour: "#0b5c6e".to_owned(),
            brand_on: "#ffffff".to_owned(),
            logo: None,
            logo_width: 0,
            logo_height: 0,
            postal_address: None,
            support_email: Some(checked.address.as_typed().to_owned()),
            support_phone: None,
            language: form.language.as_str().to_owned(),
            time_zone: form.time_zone.clone(),
            trust_copied_links: false,
            daily_limit: DAILY_LIMIT,
            single: 1,
            created_at: now,
        };
        let operator_id = operator.id;
        // Somebody else may be at it in the same moment.
        let taken = |error: Error| if error.is_unique_violation() { Error::NotFound } else { error };
        accounts::insert_operator(&**tx, operator).await.map_err(taken)?;
        accounts::insert_areas(&**tx, first_areas(operator_id)).await?;
        let user = self.new_user(&checked.address, (&checked.first_name, &checked.last_name), None, form.language, Some(hash), true);
        users::insert(&**tx, user.clone()).await?;
        users::make_operator_administrator(&**tx, operator_id, user.id, now).await?;
        self.audit(tx, Deed::new(AuditAction::InstallationSetUp, By::User(user.id)).target("operator", operator_id).text(&checked.product))
            .await?;
        Ok(user)
    }

    /// A user row that is not written yet.
    pub(crate) fn new_user(
        &self,
        address: &EmailAddress,
        (first, last): (&str, &str),
        phone: Option<String>,
        language: Language,
        password_hash: Option<String>,
        verified: bool,
    ) -> User {
        let now = self.env.now();
        User {
            id: self.env.uuid(),
            email: address.as_typed().to_owned(),
            canonical: address.canonical().to_owned(),
            verified_at: verified.then_some(now),
            password_hash,
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            phone,
            search: search_text(first, last, address.as_typed(), address.canonical()),
            language: language.as_str().to_owned(),
            status: "active".to_owned(),
            failures: 0,
            locked_until: None,
            created_at: now,
        }
    }

    /// Adds an operator administrator from the terminal; gives a one-time link that sets the password. Who becomes one is logged out everywhere.
    ///
    /// # Errors
    /// `Invalid` for what is no address; `NotFound` before the installation is set up.
    pub async fn create_administrator(&self, email: &str) -> Result<String, Error> {
        let address = EmailAddress::parse(email).map_err(|e| Error::invalid("email", e))?;
        let tx = self.store.begin().await?;
        let operator = accounts::operator(&*tx).await?.ok_or(Error::NotFound)?;
        let user = if let Some(user) = users::by_canonical(&*tx, address.canonical()).await? {
            user
        } else {
            let language = super::stored_language(&operator.language);
            let user = self.new_user(&address, ("", ""), None, language, None, false);
            users::insert(&*tx, user.clone()).await?;
            user
        };
        if !users::is_operator_administrator(&*tx, user.id).await? {
            users::make_operator_administrator(&*tx, operator.id, user.id, self.env.now()).await?;
            // Sessions from before were made for less, and would live longer than an operator's may.
            users::delete_sessions_of(&*tx, user.id).await?;
            self.audit(&tx, Deed::new(AuditAction::OperatorAdministratorAdded, By::System).target("user", user.id).text(&user.email))
                .await?;
        }
        let link = self.terminal_reset_link(&tx, &user).await?;
        tx.commit().await?;
        Ok(link)
    }

    /// A one-time link that sets the password of a user, for the terminal.
    ///
    /// # Errors
    /// `NotFound` if nobody has the address.
    pub async fn reset_link_for(&self, email: &str) -> Result<String, Error> {
        let address = EmailAddress::parse(email).map_err(|e| Error::invalid("email", e))?;
        let tx = self.store.begin().await?;
        let user = users::by_canonical(&*tx, address.canonical()).await?.ok_or(Error::NotFound)?;
        let link = self.terminal_reset_link(&tx, &user).await?;
        tx.commit().await?;
        Ok(link)
    }

    async fn terminal_reset_link(&self, tx: &Tx, user: &User) -> Result<String, Error> {
        let id = self.reset_challenge(tx, user).await?;
        self.audit(tx, Deed::new(AuditAction::PasswordResetLinkPrinted, By::System).target("user", user.id).text(&user.email)).await?;
        Ok(format!("{}/reset/{}", self.settings.public_url, self.keys.token(Purpose::Reset, id).expose()))
    }
}

fn check(form: &NewInstallation) -> Result<Checked, Error> {
    let mut problems = Problems::default();
    let product = problems.check("product", required_line(&form.product, NAME_MAX));
    let first_name = problems.check("first_name", required_line(&form.first_name, NAME_MAX));
    let last_name = problems.check("last_name", required_line(&form.last_name, NAME_MAX));
    let address = problems.check("email", EmailAddress::parse(&form.email).map(Some));
    if form.time_zone.parse::<Tz>().is_err() {
        problems.push(Problem::new("time_zone", ProblemCode::Choice));
    }
    problems.check("password", check_new(&form.password, &[&form.product, &form.first_name, &form.last_name, &form.email]));
    problems.into_result()?;
    let address = address.ok_or_else(|| Error::invalid("email", domain::EmailError::Missing))?;
    Ok(Checked { product, first_name, last_name, address })
}

/// Areas of a new installation, for the operator to rename.
fn first_areas(operator_id: uuid::Uuid) -> Vec<AreaRow> {
    let area = |(position, (area, name, description)): (usize, (&str, &str, &str))| AreaRow {
        operator_id,
        area: area.to_owned(),
        name: name.to_owned(),
        description: description.to_owned(),
        position: i32::try_from(position).unwrap_or_default(),
    };
    let list = [
        ("calls", "Calls", "Who called when, and for how long"),
        ("invoices", "Invoices", "What was billed, as PDF"),
        ("contracts", "Contracts", "What was agreed, and until when"),
    ];
    list.into_iter().enumerate().map(area).collect()
}
