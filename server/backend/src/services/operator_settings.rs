//! *Operator settings*: the brand on pages and mails, whom one reaches, and the rules of the whole installation.

use domain::audit::AuditAction;
use domain::colour::{Colour, READABLE};
use domain::problem::{Conflict, Problem, ProblemCode, Problems};
use domain::text::{NAME_MAX, optional_line, required_line};
use domain::views::{Logo, OperatorPage, OperatorSettings};
use serde_json::{Map, Value};

use super::contact::{optional_email, optional_phone};
use super::{Services, to_u32};
use crate::Error;
use crate::context::Caller;
use crate::store::accounts::{self, Operator};
use crate::store::audit::{By, Deed};
use crate::store::{operators, retrying};

/// Longest postal address, in characters.
const POSTAL_MAX: usize = 300;
/// As many as an installation can be told to send in a day.
const DAILY_MAX: u32 = 1_000_000;

/// What *Operator settings* sends, as it was typed.
#[derive(Clone, Debug)]
pub struct OperatorInput {
    /// What was set when the page was made.
    pub seen: OperatorSettings,
    pub product: String,
    pub sender_name: String,
    pub colour: String,
    pub label_colour: String,
    pub postal_address: String,
    pub support_email: String,
    pub support_phone: String,
    pub trust_copied_links: bool,
    pub daily_limit: String,
}

impl Services {
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator.
    pub async fn operator_settings(&self, caller: &Caller) -> Result<OperatorPage, Error> {
        caller.operator()?;
        let row = accounts::operator(self.store.read()).await?.ok_or(Error::NotFound)?;
        Ok(OperatorPage { logo: logo(&row), now: settings(&row) })
    }

    /// Sets what was changed, if nobody else has set something else since the page was made.
    ///
    /// # Errors
    /// As [`Services::operator_settings`]; `Invalid`; `Conflict(Changed)`.
    pub async fn save_operator_settings(&self, caller: &Caller, input: OperatorInput) -> Result<(), Error> {
        let (session, operator) = caller.operator()?;
        let wanted = check(&input)?;
        let by = By::Operator(session.user.uuid());
        retrying(&self.env, || async {
            let tx = self.store.begin().await?;
            let row = operators::lock(&*tx, operator.uuid()).await?;
            let now = settings(&row);
            if now == wanted {
                return Ok(());
            }
            if now != input.seen {
                return Err(Error::Conflict(Conflict::Changed));
            }
            operators::save(&*tx, with(row, &wanted)).await?;
            let deed = Deed::new(AuditAction::OperatorSettingsChanged, by)
                .target("operator", operator.uuid())
                .details(serde_json::json!({ "old": told(&now)?, "new": told(&wanted)? }));
            self.audit(&tx, deed).await?;
            tx.commit().await
        })
        .await
    }
}

/// Where the logo is, if there is one.
pub(crate) fn logo(row: &Operator) -> Option<Logo> {
    let [width, height] = [row.logo_width, row.logo_height].map(|side| u32::try_from(side).unwrap_or_default());
    row.logo.as_ref().map(|name| Logo { path: format!("/brand/{name}"), width, height })
}

fn settings(row: &Operator) -> OperatorSettings {
    OperatorSettings {
        product: row.name.clone(),
        sender_name: row.sender_name.clone(),
        colour: row.brand_colour.clone(),
        label_colour: row.brand_on.clone(),
        postal_address: row.postal_address.clone().unwrap_or_default(),
        support_email: row.support_email.clone().unwrap_or_default(),
        support_phone: row.support_phone.clone().unwrap_or_default(),
        trust_copied_links: row.trust_copied_links,
        daily_limit: to_u32(row.daily_limit),
    }
}

fn with(row: Operator, wanted: &OperatorSettings) -> Operator {
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Operator {
        name: wanted.product.clone(),
        sender_name: wanted.sender_name.clone(),
        brand_colour: wanted.colour.clone(),
        brand_on: wanted.label_colour.clone(),
        postal_address: given(&wanted.postal_address),
        support_email: given(&wanted.support_email),
        support_phone: given(&wanted.support_phone),
        trust_copied_links: wanted.trust_copied_links,
        daily_limit: wanted.daily_limit.into(),
        ..row
    }
}

fn check(input: &OperatorInput) -> Result<OperatorSettings, Error> {
    let mut problems = Problems::default();
    let (colour, label_colour) = colours(&mut problems, input);
    let wanted = OperatorSettings {
        product: problems.check("product", required_line(&input.product, NAME_MAX)),
        sender_name: problems.check("sender_name", required_line(&input.sender_name, NAME_MAX)),
        colour,
        label_colour,
        postal_address: problems.check("postal_address", optional_line(&input.postal_address, POSTAL_MAX)),
        support_email: optional_email(&mut problems, "support_email", &input.support_email),
        support_phone: optional_phone(&mut problems, "support_phone", &input.support_phone),
        trust_copied_links: input.trust_copied_links,
        daily_limit: problems.check("daily_limit", super::account_settings::whole(&input.daily_limit, 1, DAILY_MAX)),
    };
    problems.into_result()?;
    Ok(wanted)
}

/// Both colours, if the one can be read on the other.
fn colours(problems: &mut Problems, input: &OperatorInput) -> (String, String) {
    let mut parse = |field, typed: &str| {
        let colour = typed.parse::<Colour>();
        if colour.is_err() {
            problems.push(Problem::new(field, ProblemCode::Colour));
        }
        colour
    };
    let (Ok(ground), Ok(label)) = (parse("colour", &input.colour), parse("label_colour", &input.label_colour)) else {
        return (String::new(), String::new());
    };
    let contrast = ground.contrast(label);
    if contrast < READABLE {
        let better = Some(ground.label().to_string());
        problems.push(Problem { subject: better, ..Problem::new("label_colour", ProblemCode::Contrast(contrast)) });
    }
    (ground.to_string(), label.to_string())
}

/// As the audit log calls it.
fn told(settings: &OperatorSettings) -> Result<Map<String, Value>, Error> {
    let of = |e: serde_json::Error| Error::Internal(format!("operator settings: {e}"));
    let map: Map<String, Value> = serde_json::from_value(serde_json::to_value(settings).map_err(of)?).map_err(of)?;
    let name = |key: String| match key.as_str() {
        "postal_address" => "address".to_owned(),
        "support_email" => "email".to_owned(),
        "support_phone" => "phone".to_owned(),
        _ => key,
    };
    Ok(map.into_iter().map(|(key, value)| (name(key), value)).collect())
}
