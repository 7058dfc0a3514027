//! Refused fields, conflicts and other errors in words. A message names the item and the remedy.

use domain::Language;
use domain::email::EmailError;
use domain::password::PasswordError;
use domain::problem::{Conflict, ImageError, Problem, ProblemCode};
use domain::text::LineError;

use super::{Text, count, fill, texts};
use crate::api::ApiError;

mod de;
mod en;
mod es;
mod fields;

pub use fields::{FieldNames, Noun, field_names};

texts! {
    Problems {
        /// `{a}` is the field with its indefinite article, `{the}` with the definite one.
        missing: Text,
        too_long: Text,
        forbidden: Text,
        /// `{whom}` is empty, or [`Self::whom`].
        email_missing: Text,
        email_shape: Text,
        email_literal: Text,
        email_forbidden: Text,
        email_too_long: Text,
        whom: Text,
        password_missing: Text,
        password_short: Text,
        password_long: Text,
        password_common: Text,
        password_names: Text,
        choice: Text,
        role: Text,
        /// For the row of one person.
        role_for: Text,
        access: Text,
        access_for: Text,
        permissions: Text,
        permissions_for: Text,
        groups: Text,
        groups_for: Text,
        missing_for: Text,
        phone: Text,
        /// In a list, one a line.
        phone_of_line: Text,
        not_asked: Text,
        customer_number: Text,
        taken: Text,
        credentials: Text,
        wrong_password: Text,
        own_address: Text,
        code: Text,
        has_login: Text,
        no_login: Text,
        number_taken: Text,
        number_taken_of: Text,
        too_many: Text,
        daily_limit: Text,
        account_limit: Text,
        installation_limit: Text,
        range: Text,
        only_lower: Text,
        domain_name: Text,
        at_most: Text,
        web_address: Text,
        colour: Text,
        /// `{ratio}` is what there is, `{colour}` what would do.
        contrast: Text,
        image_missing: Text,
        image_kind: Text,
        image_bytes: Text,
        image_pixels: Text,
        blocked_domain: Text,
        blocked_domain_of: Text,
        already_member: Text,
        already_invited: Text,
        already_accepted: Text,
        not_pending: Text,
        links_ended: Text,
        sponsor_lacks_rights: Text,
        member_suspended: Text,
        numbers_taken: Text,
        submitted: Text,
        account_not_active: Text,
        account_shut: Text,
        role_in_use: Text,
        changed: Text,
        number_held: Text,
        number_reserved: Text,
        last_administrator: Text,
        last_operator_administrator: Text,
        above_sponsor: Text,
        gone: Text,
        wait_seconds: Text,
        wait_minutes: Text,
        busy: Text,
        unreachable: Text,
        forbidden_action: Text,
        not_found: Text,
        signed_out: Text,
        bad_request: Text,
        internal: Text,
        /// Where there is no number to tell: an answer that is not of this version of the pages.
        internal_without_id: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Problems {
    match language {
        Language::En => &en::EN,
        Language::De => &de::DE,
        Language::Es => &es::ES,
    }
}

/// What stands beside the field, and the same in the summary.
#[must_use]
pub fn problem_text(language: Language, problem: &Problem) -> String {
    let t = texts(language);
    match problem.code {
        ProblemCode::Line(error) => line_text(language, problem, error),
        ProblemCode::Email(error) => fill(email_template(t, error), &[("whom", &whom(language, problem))]),
        ProblemCode::Password(PasswordError::TooShort) => t.password_short.to_owned(),
        ProblemCode::Password(PasswordError::TooLong) => t.password_long.to_owned(),
        ProblemCode::Password(PasswordError::TooCommon) => t.password_common.to_owned(),
        ProblemCode::Password(PasswordError::HoldsName) => t.password_names.to_owned(),
        ProblemCode::Choice => choice_text(language, problem),
        ProblemCode::Phone => phone_text(language, problem),
        ProblemCode::NotAsked => fill(t.not_asked, &[("the", name_of(language, problem).the)]),
        ProblemCode::CustomerNumber => t.customer_number.to_owned(),
        ProblemCode::Taken => fill(t.taken, &[("the", name_of(language, problem).the)]),
        ProblemCode::Credentials => t.credentials.to_owned(),
        ProblemCode::WrongPassword => t.wrong_password.to_owned(),
        ProblemCode::OwnAddress => t.own_address.to_owned(),
        ProblemCode::Code => t.code.to_owned(),
        ProblemCode::HasLogin => t.has_login.to_owned(),
        ProblemCode::NoLogin => t.no_login.to_owned(),
        ProblemCode::NumberTaken => about(t.number_taken, t.number_taken_of, problem),
        ProblemCode::TooMany => fill(t.too_many, &[("n", &count(10_000, language))]),
        ProblemCode::DailyLimit => t.daily_limit.to_owned(),
        ProblemCode::AccountLimit => t.account_limit.to_owned(),
        ProblemCode::InstallationLimit => t.installation_limit.to_owned(),
        ProblemCode::Range(from, to) => fill(t.range, &[("from", &count(from, language)), ("to", &count(to, language))]),
        ProblemCode::OnlyLower(now) => fill(t.only_lower, &[("n", &count(now, language))]),
        ProblemCode::DomainName => fill(t.domain_name, &[("subject", problem.subject.as_deref().unwrap_or_default())]),
        ProblemCode::AtMost(n) => fill(t.at_most, &[("n", &count(n, language))]),
        ProblemCode::WebAddress => t.web_address.to_owned(),
        ProblemCode::Colour => t.colour.to_owned(),
        ProblemCode::Contrast(contrast) => {
            let ratio = format!("{}{}{:02}", contrast / 100, if language == Language::En { "." } else { "," }, contrast % 100);
            fill(t.contrast, &[("ratio", &ratio), ("colour", problem.subject.as_deref().unwrap_or_default())])
        }
        ProblemCode::Image(ImageError::Missing) => t.image_missing.to_owned(),
        ProblemCode::Image(ImageError::Kind) => t.image_kind.to_owned(),
        ProblemCode::Image(ImageError::TooManyBytes) => t.image_bytes.to_owned(),
        ProblemCode::Image(ImageError::TooManyPixels) => t.image_pixels.to_owned(),
        ProblemCode::BlockedDomain => about(t.blocked_domain, t.blocked_domain_of, problem),
    }
}

/// What is told of an error that belongs to no single field.
#[must_use]
pub fn error_text(language: Language, error: &ApiError) -> String {
    let t = texts(language);
    match error {
        ApiError::Conflict(conflict) => conflict_text(t, *conflict).to_owned(),
        ApiError::Invalid(problems) => problems.first().map_or_else(|| t.bad_request.to_owned(), |problem| problem_text(language, problem)),
        ApiError::TooMany { retry_after_s } => wait_text(language, *retry_after_s),
        ApiError::Gone => t.gone.to_owned(),
        ApiError::Busy => t.busy.to_owned(),
        ApiError::Unreachable => t.unreachable.to_owned(),
        ApiError::Forbidden => t.forbidden_action.to_owned(),
        ApiError::Shut(_) => t.account_shut.to_owned(),
        ApiError::NotFound => t.not_found.to_owned(),
        ApiError::Unauthenticated => t.signed_out.to_owned(),
        ApiError::BadRequest => t.bad_request.to_owned(),
        ApiError::Internal(id) if id.is_empty() => t.internal_without_id.to_owned(),
        ApiError::Internal(id) => fill(t.internal, &[("id", id)]),
    }
}

fn line_text(language: Language, problem: &Problem, error: LineError) -> String {
    let t = texts(language);
    let name = name_of(language, problem);
    match error {
        LineError::Missing if field_of(problem) == "password" => t.password_missing.to_owned(),
        LineError::Missing => match problem.subject.as_deref() {
            Some(subject) => fill(t.missing_for, &[("a", name.a), ("subject", subject)]),
            None => fill(t.missing, &[("a", name.a)]),
        },
        LineError::TooLong(max) => fill(t.too_long, &[("the", name.the), ("n", &count(max, language))]),
        LineError::Forbidden => fill(t.forbidden, &[("the", name.the)]),
    }
}

const fn email_template(t: &Problems, error: EmailError) -> Text {
    match error {
        EmailError::Missing => t.email_missing,
        EmailError::At | EmailError::LocalPart | EmailError::Domain | EmailError::NoDot => t.email_shape,
        EmailError::AddressLiteral => t.email_literal,
        EmailError::Forbidden => t.email_forbidden,
        EmailError::TooLong => t.email_too_long,
    }
}

/// " for recipient 3 (jo@)", or nothing.
fn whom(language: Language, problem: &Problem) -> String {
    let (Some(subject), Some(position)) = (&problem.subject, problem.position) else { return String::new() };
    fill(texts(language).whom, &[("position", &count(position, language)), ("subject", subject)])
}

/// Of a list, it names the line.
fn phone_text(language: Language, problem: &Problem) -> String {
    let t = texts(language);
    let (Some(subject), Some(position)) = (&problem.subject, problem.position) else { return t.phone.to_owned() };
    fill(t.phone_of_line, &[("position", &count(position, language)), ("subject", subject)])
}

fn choice_text(language: Language, problem: &Problem) -> String {
    let t = texts(language);
    match field_of(problem) {
        "role" | "roles" => about(t.role, t.role_for, problem),
        "access" => about(t.access, t.access_for, problem),
        "permissions" => about(t.permissions, t.permissions_for, problem),
        "groups" => about(t.groups, t.groups_for, problem),
        _ => fill(t.choice, &[("a", name_of(language, problem).a)]),
    }
}

/// The template that names the subject, if there is one to name.
fn about(plain: Text, named: Text, problem: &Problem) -> String {
    problem.subject.as_deref().map_or_else(|| plain.to_owned(), |subject| fill(named, &[("subject", subject)]))
}

fn wait_text(language: Language, seconds: u32) -> String {
    let t = texts(language);
    if seconds <= 90 {
        return fill(t.wait_seconds, &[("n", &count(seconds.max(1), language))]);
    }
    fill(t.wait_minutes, &[("n", &count(seconds.div_ceil(60), language))])
}

const fn conflict_text(t: &Problems, conflict: Conflict) -> Text {
    match conflict {
        Conflict::AlreadyMember => t.already_member,
        Conflict::AlreadyInvited => t.already_invited,
        Conflict::AlreadyAccepted => t.already_accepted,
        Conflict::NotPending => t.not_pending,
        Conflict::LinksEnded => t.links_ended,
        Conflict::SponsorLacksRights => t.sponsor_lacks_rights,
        Conflict::Suspended => t.member_suspended,
        Conflict::NumberTaken => t.numbers_taken,
        Conflict::Submitted => t.submitted,
        Conflict::AccountNotActive => t.account_not_active,
        Conflict::RoleInUse => t.role_in_use,
        Conflict::Changed => t.changed,
        Conflict::NumberHeld => t.number_held,
        Conflict::NumberReserved => t.number_reserved,
        Conflict::LastAdministrator => t.last_administrator,
        Conflict::LastOperatorAdministrator => t.last_operator_administrator,
        Conflict::AboveSponsor => t.above_sponsor,
    }
}

/// The name of the field, without the id of a row behind its dot.
fn field_of(problem: &Problem) -> &str {
    problem.field.split('.').next().unwrap_or_default()
}

fn name_of(language: Language, problem: &Problem) -> Noun {
    field_names(language).of(field_of(problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(problem: &Problem) -> Vec<String> {
        Language::ALL.iter().map(|language| problem_text(*language, problem)).collect()
    }

    #[test]
    fn a_bad_address_is_named_with_its_place() {
        let bad = Problem::new("text", EmailError::At.into()).about("jo@", 3);
        assert_eq!(
            all(&bad),
            [
                "Enter an address like name@example.com for recipient 3 (jo@)",
                "Geben Sie für Empfänger 3 (jo@) eine Adresse wie name@example.com ein",
                "Escribe una dirección como nombre@example.com para el destinatario 3 (jo@)",
            ]
        );
        assert_eq!(all(&Problem::new("email", EmailError::At.into()))[0], "Enter an address like name@example.com");
    }

    #[test]
    fn a_field_is_called_by_its_name() {
        let missing = Problem::new("first_name", LineError::Missing.into());
        assert_eq!(all(&missing), ["Enter a first name", "Geben Sie einen Vornamen ein", "Escribe un nombre"]);
        let long = Problem::new("first_name.rcp_1", LineError::TooLong(100).into());
        assert_eq!(all(&long)[1], "Kürzen Sie den Vornamen auf höchstens 100 Zeichen");
        let long = Problem::new("contact_address", LineError::TooLong(200).into());
        assert_eq!(all(&long)[0], "Shorten the address to at most 200 characters");
        assert_eq!(all(&Problem::new("unheard_of", LineError::Missing.into()))[0], "Enter a value");
    }

    #[test]
    fn a_missing_role_names_the_person() {
        let missing = Problem::new("role.rcp_1", ProblemCode::Choice).about("test@testa2.com", 1);
        assert_eq!(all(&missing)[0], "Choose an access type for test@testa2.com");
    }

    #[test]
    fn support_is_told_a_number_if_there_is_one() {
        let told = |id: &str| error_text(Language::En, &ApiError::Internal(id.to_owned()));
        assert!(told("4f2a").ends_with("Tell support this number: 4f2a"), "{}", told("4f2a"));
        assert!(!told("").contains("number"), "{}", told(""));
    }

    #[test]
    fn waiting_is_told_in_a_unit_that_people_count_in() {
        let wait = |s| error_text(Language::En, &ApiError::TooMany { retry_after_s: s });
        assert_eq!(wait(0), "Too many attempts. Wait 1 s, then try again.");
        assert_eq!(wait(600), "Too many attempts. Wait 10 min, then try again.");
        assert_eq!(wait(601), "Too many attempts. Wait 11 min, then try again.");
    }
}
