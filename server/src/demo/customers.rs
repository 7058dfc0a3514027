//! The customers of the demo, with people, roles, numbers, and invitations in every state.

use backend::{Contact, DemoAccount, DemoInvitation, DemoMember, DemoRole, NewCustomer};
use domain::Language;
use domain::invitation::{Delivery, InvitationStatus};
use domain::membership::MembershipStatus;
use domain::permission::Permission;
use domain::policy::{Policy, Preset};

const ADMINISTRATOR: &str = "Account Administrator";
const STANDARD: &str = "Standard User";

pub(super) fn all() -> [DemoAccount; 4] {
    [santiago(), kanzlei(), nordlicht(), bodega()]
}

fn customer(number: &str, company: &str, language: Language, time_zone: &str, contact: [&str; 4]) -> NewCustomer {
    let [name, email, phone, address] = contact.map(ToOwned::to_owned);
    NewCustomer {
        number: number.to_owned(),
        company: company.to_owned(),
        language,
        time_zone: time_zone.to_owned(),
        preset: Preset::AccessTypeAndNumbers,
        contact: Contact { name, email, phone, address },
    }
}

fn role(name: &str, description: &str, permissions: &[&str]) -> DemoRole {
    let permissions = permissions.iter().filter_map(|p| p.parse::<Permission>().ok()).collect();
    DemoRole { name: name.to_owned(), description: description.to_owned(), permissions }
}

/// Names of groups, and what they are for.
fn groups(list: &[[&str; 2]]) -> Vec<(String, String)> {
    list.iter().map(|[name, description]| ((*name).to_owned(), (*description).to_owned())).collect()
}

fn in_groups(groups: &[&str], member: DemoMember) -> DemoMember {
    DemoMember { groups: groups.iter().map(|g| (*g).to_owned()).collect(), ..member }
}

fn member(first: &str, last: &str, email: &str, roles: &[&str], joined_days_ago: i64) -> DemoMember {
    DemoMember {
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: email.to_owned(),
        phone: None,
        roles: roles.iter().map(|r| (*r).to_owned()).collect(),
        groups: Vec::new(),
        numbers: Vec::new(),
        status: MembershipStatus::Active,
        joined_days_ago,
        can_log_in: false,
        language: Language::En,
    }
}

/// A pending invitation whose mail the relay took.
fn invitation(name: [&str; 2], email: &str, role: &str, inviter: &str, sent_days_ago: i64) -> DemoInvitation {
    DemoInvitation {
        first_name: name[0].to_owned(),
        last_name: name[1].to_owned(),
        email: email.to_owned(),
        role: role.to_owned(),
        inviter: inviter.to_owned(),
        status: InvitationStatus::Pending,
        delivery: Delivery::Sent,
        reply: Some("250 2.0.0 Ok: queued".to_owned()),
        sent_days_ago,
    }
}

fn ended(status: InvitationStatus, invitation: DemoInvitation) -> DemoInvitation {
    DemoInvitation { status, ..invitation }
}

fn undelivered(delivery: Delivery, reply: &str, invitation: DemoInvitation) -> DemoInvitation {
    DemoInvitation { delivery, reply: Some(reply.to_owned()), ..invitation }
}

fn santiago() -> DemoAccount {
    let boss = "santiago@santiagos5.example";
    let admin = "admin@demo.test";
    DemoAccount {
        customer: customer(
            "1001",
            "Santiago's 5",
            Language::En,
            "Europe/Madrid",
            ["Santiago Garcia", boss, "+34 911 234 500", "Calle de la Cruz 5, 28012 Madrid"],
        ),
        policy: Policy::default().with_preset(Preset::AccessTypeAndNumbers),
        roles: vec![
            role(
                "Client Admin",
                "Invites users, hands out numbers, sees invoices",
                &["users.view", "users.invite", "numbers.assign", "area.invoices"],
            ),
            role("Invoices only", "Sees invoices, changes nothing", &["area.invoices"]),
        ],
        groups: groups(&[
            ["Administration", "The office in Madrid"],
            ["Sales", "Everybody who talks to customers"],
            ["Drivers", "On the road, reached by phone"],
        ]),
        numbers: (60..80).map(|n| format!("+349112345{n}")).collect(),
        members: vec![
            DemoMember {
                numbers: vec![0],
                phone: Some("+345545454".to_owned()),
                ..in_groups(&["Administration"], member("Santiago", "Garcia", boss, &[ADMINISTRATOR], 620))
            },
            DemoMember { can_log_in: true, ..in_groups(&["Administration"], member("Ada", "Martín", admin, &[ADMINISTRATOR], 410)) },
            DemoMember {
                numbers: vec![1, 2],
                phone: Some("+34600112233".to_owned()),
                ..in_groups(&["Sales"], member("Lucía", "Fernández", "lucia.fernandez@santiagos5.example", &[STANDARD], 262))
            },
            DemoMember {
                numbers: vec![3],
                phone: Some("+43123456789".to_owned()),
                ..member(
                    "Wolfgang Amadeus",
                    "Freiherr von Hohenstein-Breitenbach",
                    "wolfgang.von-hohenstein-breitenbach@verwaltung.donaudampfschifffahrt.example",
                    &["Client Admin"],
                    90,
                )
            },
            DemoMember {
                status: MembershipStatus::Suspended,
                phone: Some("+34600445566".to_owned()),
                ..in_groups(&["Drivers"], member("Paco", "Moreno", "paco@moreno-transportes.example", &[STANDARD], 40))
            },
            DemoMember { can_log_in: true, ..member("Mia", "Torres", "member@demo.test", &[], 2) },
        ],
        invitations: vec![
            ended(InvitationStatus::Revoked, invitation(["Marie", "Dupont"], "m.dupont@santiagos5.example", STANDARD, boss, 12)),
            ended(InvitationStatus::Declined, invitation(["Oleg", "Petrov"], "o.petrov@partner.example", "Client Admin", admin, 10)),
            ended(InvitationStatus::Expired, invitation(["Tomasz", "Wiśniewski"], "t.wisniewski@partner.example", STANDARD, admin, 9)),
            ended(
                InvitationStatus::Accepted,
                invitation(["Lucía", "Fernández"], "lucia.fernandez@santiagos5.example", STANDARD, boss, 263),
            ),
            invitation(["Irina", "Kowalska"], "i.kowalska@partner.example", STANDARD, boss, 2),
            invitation(["Selin", "Yılmaz"], "s.yilmaz@santiagos5.example", "Invoices only", admin, 1),
            undelivered(
                Delivery::Failed,
                "550 5.1.1 User unknown",
                invitation(["", ""], "buchhaltung@kanzlei-mueller.example", ADMINISTRATOR, admin, 1),
            ),
            undelivered(
                Delivery::Deferred,
                "450 4.7.1 Greylisted, please try again in 5 minutes",
                invitation(
                    ["Maximilian", "Oberländer-Wiesengrund"],
                    "maximilian.oberlaender-wiesengrund@verwaltung.donaudampfschifffahrt.example",
                    STANDARD,
                    admin,
                    0,
                ),
            ),
        ],
    }
}

fn kanzlei() -> DemoAccount {
    let boss = "leitung@kanzlei-mueller.example";
    DemoAccount {
        customer: customer(
            "1002",
            "Kanzlei Müller & Partner",
            Language::De,
            "Europe/Berlin",
            ["Jutta Müller", boss, "+49 40 123 45 60", "Am Sandtorkai 30, 20457 Hamburg"],
        ),
        policy: Policy::default().with_preset(Preset::Permissions),
        roles: vec![role("Kundenstammdatenverwaltung", "Hält Namen und Adressen aktuell", &["users.view", "area.contracts"])],
        groups: groups(&[["Empfang", "Nimmt Anrufe entgegen"], ["Mandate", "Bearbeitet Mandate"]]),
        numbers: (60..66).map(|n| format!("+494012345{n}")).collect(),
        members: vec![
            DemoMember { numbers: vec![0], ..member("Jutta", "Müller", boss, &[ADMINISTRATOR], 500) },
            in_groups(&["Mandate"], member("Karl", "Schulze-Rechtsschutz", "k.schulze@kanzlei-mueller.example", &[STANDARD], 80)),
        ],
        invitations: vec![invitation(["Jo", "Brandt"], "jo.brandt@kanzlei-mueller.example", STANDARD, boss, 2)],
    }
}

fn nordlicht() -> DemoAccount {
    let boss = "henrik.olsen@nordlicht.example";
    DemoAccount {
        customer: customer(
            "1003",
            "Nordlicht Pflegedienst",
            Language::De,
            "Europe/Berlin",
            ["Henrik Olsen", boss, "+49 40 765 43 21", "Elbchaussee 9, 22765 Hamburg"],
        ),
        policy: Policy { link_days: 1, ..Policy::default() }.with_preset(Preset::Roles),
        roles: vec![
            role("Rechnungsprüfung", "Sieht Rechnungen und Verträge, ändert nichts", &["area.invoices", "area.contracts"]),
            role("Einsatzleitung", "Sieht Anrufe und Personen", &["users.view", "area.calls"]),
        ],
        groups: groups(&[["Verwaltung Nord", ""], ["Pflege", "Unterwegs bei den Gästen"], ["Lager", ""]]),
        numbers: Vec::new(),
        members: vec![
            in_groups(&["Verwaltung Nord"], member("Henrik", "Olsen", boss, &[ADMINISTRATOR], 300)),
            member("Selin", "Aydın", "s.aydin@nordlicht.example", &[], 20),
            in_groups(
                &["Pflege", "Lager"],
                member("Paul", "Krüger", "p.krueger@nordlicht.example", &["Rechnungsprüfung", "Einsatzleitung"], 15),
            ),
        ],
        invitations: Vec::new(),
    }
}

fn bodega() -> DemoAccount {
    let boss = "sol@bodega-sol.example";
    DemoAccount {
        customer: customer(
            "1004",
            "Bodega Sol",
            Language::Es,
            "Europe/Madrid",
            ["María del Sol Ruiz", boss, "+34 955 123 123", "Calle Larga 12, 11540 Sanlúcar"],
        ),
        policy: Policy::default().with_preset(Preset::Directory),
        roles: Vec::new(),
        groups: groups(&[["Viñedo", "Trabaja en el campo"], ["Bodega", "Cuida las barricas"], ["Tienda", "Atiende a los clientes"]]),
        numbers: Vec::new(),
        members: vec![in_groups(&["Viñedo"], member("María del Sol", "Ruiz", boss, &[ADMINISTRATOR], 30))],
        invitations: vec![
            invitation(["Carmen", "Prieto"], "carmen@bodega-sol.example", STANDARD, boss, 4),
            invitation(["Iván", "Ibáñez"], "ivan@bodega-sol.example", STANDARD, boss, 3),
        ],
    }
}
