//! One of each mail.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{EmailAddress, Language};

use crate::mail::{
    Access, AddressChanged, AddressVerification, Brand, Composed, Customer, Feedback, Headers, Invitation, InvitationKind, Inviter, Link,
    MemberLeft, NewInvitationRequested, OperatorAdministrator, PasswordChanged, PasswordReset, Permissions, Person, Rendered,
    SponsorLacksRights, TestMail, VerificationCode, Welcome, compose,
};

pub(super) const LINK: &str = "https://vestibule.example/invitations/inv_7Kq2Zt0cPm4sN1xWbLr8vD";
pub(super) const BLOCK_LINK: &str = "https://vestibule.example/block/7Kq2Zt";

pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) fn address(text: &str) -> EmailAddress {
    text.parse().unwrap()
}

pub(super) fn brand() -> Brand {
    Brand {
        postal_address: Some("Am Sandtorkai 30, 20457 Hamburg".to_owned()),
        support_email: Some(address("support@vestibule.example")),
        ..Brand::default()
    }
}

pub(super) fn invitation() -> Invitation {
    Invitation {
        kind: InvitationKind::First,
        recipient: address("elena.marquez-villanueva@santiagos5.example"),
        recipient_name: None,
        customer: Customer { company: "Santiago's 5".to_owned(), number: "1001".to_owned() },
        inviter: Inviter {
            person: Person { name: "Santiago Garcia".to_owned(), email: address("santiago@santiagos5.example") },
            is_operator: false,
        },
        access: Access {
            roles: vec!["Standard User".to_owned()],
            areas: ["calls", "invoices", "contracts"].map(str::to_owned).to_vec(),
            permissions: Permissions::None,
        },
        groups: vec!["Sales".to_owned()],
        numbers: vec!["+34 911 23 45 67".to_owned()],
        expires_at: at("2026-11-27T22:59:00Z"),
        time_zone: Tz::Europe__Madrid,
        link: Link::new(LINK).unwrap(),
        block_link: Link::new(BLOCK_LINK).unwrap(),
    }
}

/// Every mail, with `text` in place of everything that a user or the operator types.
pub(super) fn all_saying(text: &str, language: Language) -> Vec<(&'static str, Rendered)> {
    let person = || Person { name: text.to_owned(), email: address("santiago@santiagos5.example") };
    let customer = Customer { company: text.to_owned(), number: text.to_owned() };
    let access = Access { roles: vec![text.to_owned()], areas: vec![text.to_owned(), text.to_owned()], permissions: Permissions::None };
    let brand = Brand {
        product: text.to_owned(),
        sender_name: text.to_owned(),
        postal_address: Some(text.to_owned()),
        colour: text.to_owned(),
        ..brand()
    };
    let invitation = Invitation {
        recipient_name: Some(text.to_owned()),
        customer: customer.clone(),
        inviter: Inviter { person: person(), is_operator: false },
        access: access.clone(),
        numbers: vec![text.to_owned()],
        ..invitation()
    };
    let welcome = Welcome { customer: customer.clone(), access, contact: Some(person()), numbers: vec![text.to_owned()], ..welcome() };
    let mut code = code();
    code.customer = customer.clone();
    let request = NewInvitationRequested { invitee: person(), customer: customer.clone(), ..request() };
    let feedback = Feedback { writer: person(), customer: Some(customer.clone()), text: text.to_owned(), ..feedback() };
    let sponsor = SponsorLacksRights { invitee: person(), sponsor: person(), customer: customer.clone(), ..sponsor() };
    let left = MemberLeft { member: person(), customer, ..left() };
    render(&brand, language, &invitation, &welcome, &code, (&request, &sponsor, &feedback, &left))
}

/// Every mail as it usually looks.
pub(super) fn all(language: Language) -> Vec<(&'static str, Rendered)> {
    render(&brand(), language, &invitation(), &welcome(), &code(), (&request(), &sponsor(), &feedback(), &left()))
}

fn render(
    brand: &Brand,
    language: Language,
    invitation: &Invitation,
    welcome: &Welcome,
    code: &VerificationCode,
    (request, sponsor, feedback, left): (&NewInvitationRequested, &SponsorLacksRights, &Feedback, &MemberLeft),
) -> Vec<(&'static str, Rendered)> {
    let again = Invitation { kind: InvitationKind::Resent, access: Access::default(), ..invitation.clone() };
    let reminder = Invitation { kind: InvitationKind::Reminder, ..invitation.clone() };
    let operator = Invitation { inviter: Inviter { is_operator: true, ..invitation.inviter.clone() }, ..invitation.clone() };
    let (recipient, link, time_zone) = (invitation.recipient.clone(), invitation.link.clone(), invitation.time_zone);
    let soon = at("2026-11-20T11:00:00Z");
    let verification = AddressVerification { recipient: recipient.clone(), expires_at: soon, time_zone, link: link.clone() };
    let reset = PasswordReset { recipient: recipient.clone(), expires_at: soon, time_zone, link: link.clone() };
    let changed = PasswordChanged { recipient: recipient.clone(), changed_at: soon, time_zone, reset_link: link.clone() };
    let moved = AddressChanged {
        recipient: recipient.clone(),
        now: "el••••@santiagos5.example".to_owned(),
        changed_at: soon,
        time_zone,
        link: link.clone(),
    };
    let administrator = OperatorAdministrator { recipient: recipient.clone(), link: link.clone(), has_password: true };
    let new_administrator = OperatorAdministrator { has_password: false, ..administrator.clone() };
    let test = TestMail { recipient, sent_at: soon, time_zone, link };
    vec![
        ("invitation", invitation.render(brand, language).unwrap()),
        ("invitation-resent", again.render(brand, language).unwrap()),
        ("invitation-reminder", reminder.render(brand, language).unwrap()),
        ("invitation-operator", operator.render(brand, language).unwrap()),
        ("welcome", welcome.render(brand, language).unwrap()),
        ("verification", verification.render(brand, language).unwrap()),
        ("code", code.render(brand, language).unwrap()),
        ("reset", reset.render(brand, language).unwrap()),
        ("changed", changed.render(brand, language).unwrap()),
        ("request", request.render(brand, language).unwrap()),
        ("sponsor", sponsor.render(brand, language).unwrap()),
        ("feedback", feedback.render(brand, language).unwrap()),
        ("left", left.render(brand, language).unwrap()),
        ("moved", moved.render(brand, language).unwrap()),
        ("administrator", administrator.render(brand, language).unwrap()),
        ("administrator-new", new_administrator.render(brand, language).unwrap()),
        ("test", test.render(brand, language).unwrap()),
    ]
}

pub(super) fn welcome() -> Welcome {
    let like = invitation();
    Welcome {
        recipient: like.recipient,
        customer: like.customer,
        access: like.access,
        numbers: like.numbers,
        contact: Some(like.inviter.person),
        link: like.link,
    }
}

fn code() -> VerificationCode {
    let like = invitation();
    VerificationCode {
        recipient: like.recipient,
        customer: like.customer,
        code: "40718823".to_owned(),
        valid_minutes: 15,
        expires_at: at("2026-11-20T11:00:00Z"),
        time_zone: like.time_zone,
    }
}

fn request() -> NewInvitationRequested {
    let like = invitation();
    NewInvitationRequested {
        invitee: Person { name: "Elena Márquez".to_owned(), email: like.recipient },
        customer: like.customer,
        requested_at: at("2026-11-20T11:00:00Z"),
        time_zone: like.time_zone,
        link: like.link,
    }
}

fn sponsor() -> SponsorLacksRights {
    let like = request();
    SponsorLacksRights {
        invitee: like.invitee,
        sponsor: invitation().inviter.person,
        customer: like.customer,
        tried_at: like.requested_at,
        time_zone: like.time_zone,
        link: like.link,
    }
}

fn feedback() -> Feedback {
    let like = request();
    Feedback {
        writer: like.invitee,
        customer: Some(like.customer),
        text: "The page of numbers is slow.\n\nCould it show fewer at once?".to_owned(),
        written_at: like.requested_at,
        time_zone: like.time_zone,
        link: like.link,
    }
}

fn left() -> MemberLeft {
    let like = request();
    MemberLeft { member: like.invitee, customer: like.customer, left_at: like.requested_at, time_zone: like.time_zone, link: like.link }
}

pub(super) fn headers() -> Headers {
    Headers {
        from_name: invitation().sender(&brand(), Language::En),
        from_address: "invitations@vestibule.example".to_owned(),
        reply_to: Some(("Santiago Garcia".to_owned(), "santiago@santiagos5.example".to_owned())),
        to_address: "elena.marquez-villanueva@santiagos5.example".to_owned(),
        message_id: "<env_7Kq2Zt.1@vestibule.example>".to_owned(),
        date: at("2026-11-20T10:00:00Z"),
    }
}

pub(super) fn composed() -> Composed {
    compose(&invitation().render(&brand(), Language::En).unwrap(), &headers()).unwrap()
}
