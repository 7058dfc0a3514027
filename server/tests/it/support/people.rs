//! Who is there when a test begins.

use backend::{Contact, DemoAccount, DemoMember, DemoRole, NewCustomer, NewInstallation};
use domain::Language;
use domain::membership::MembershipStatus;
use domain::policy::{Policy, Preset};

use super::World;

pub(crate) const PASSWORD: &str = "seven green bottles fell down";

/// The operator's administrator.
pub(crate) const OPERATOR: &str = "olivia@vestibule.example";
/// The customer that most tests are about.
pub(crate) const ACME: &str = "1001";
/// Administrator of [`ACME`].
pub(crate) const ADMIN: &str = "santiago@acme.example";
/// Of [`ACME`]: may see and invite users, and has the area "calls" (role *Inviter*).
pub(crate) const INES: &str = "ines@acme.example";
/// Of [`ACME`]: *Standard User*.
pub(crate) const NORA: &str = "nora@acme.example";
/// Of [`ACME`] and [`OTHER`]: without any role.
pub(crate) const MARA: &str = "mara@acme.example";
/// Another customer.
pub(crate) const OTHER: &str = "2002";
/// Administrator of [`OTHER`].
pub(crate) const BEA: &str = "bea@other.example";

impl World {
    /// The operator, the two customers, and their people.
    pub(crate) async fn populate(&self) {
        self.services.set_up_from_terminal(installation()).await.unwrap();
        let members = vec![
            member(ADMIN, ("Santiago", "Garcia"), &["Account Administrator"]),
            member(INES, ("Ines", "Ruiz"), &["Inviter"]),
            member(NORA, ("Nora", "Lind"), &["Standard User"]),
            member(MARA, ("Mara", "Voss"), &[]),
        ];
        let numbers = (1..=5).map(|n| format!("+3491100000{n}")).collect();
        self.services.add_demo_account(account(ACME, "Acme", numbers, members), PASSWORD).await.unwrap();
        let members = vec![member(BEA, ("Bea", "Kern"), &["Account Administrator"]), member(MARA, ("Mara", "Voss"), &[])];
        self.services.add_demo_account(account(OTHER, "Other", vec!["+493000000001".to_owned()], members), PASSWORD).await.unwrap();
    }

    /// One more customer, with an administrator `admin@NUMBER.example`.
    pub(crate) async fn add_customer(&self, number: &str) -> String {
        let admin = format!("admin@{number}.example");
        let members = vec![member(&admin, ("Ada", "Min"), &["Account Administrator"])];
        self.services.add_demo_account(account(number, &format!("Company {number}"), vec![], members), PASSWORD).await.unwrap();
        admin
    }
}

pub(crate) fn installation() -> NewInstallation {
    NewInstallation {
        product: "Vestibule".to_owned(),
        first_name: "Olivia".to_owned(),
        last_name: "Operator".to_owned(),
        email: OPERATOR.to_owned(),
        password: PASSWORD.to_owned(),
        language: Language::En,
        time_zone: "Europe/Berlin".to_owned(),
    }
}

pub(crate) fn customer(number: &str, company: &str) -> NewCustomer {
    NewCustomer {
        number: number.to_owned(),
        company: company.to_owned(),
        language: Language::En,
        time_zone: "Europe/Madrid".to_owned(),
        preset: Preset::AccessTypeAndNumbers,
        contact: Contact::default(),
    }
}

fn account(number: &str, company: &str, numbers: Vec<String>, members: Vec<DemoMember>) -> DemoAccount {
    DemoAccount {
        customer: customer(number, company),
        policy: Policy::default(),
        roles: vec![role("Inviter", &["users.view", "users.invite", "area.calls"]), role("Bookkeeper", &["area.invoices"])],
        groups: Vec::new(),
        numbers,
        members,
        invitations: Vec::new(),
    }
}

fn role(name: &str, permissions: &[&str]) -> DemoRole {
    DemoRole { name: name.to_owned(), description: String::new(), permissions: permissions.iter().map(|p| p.parse().unwrap()).collect() }
}

fn member(email: &str, (first, last): (&str, &str), roles: &[&str]) -> DemoMember {
    DemoMember {
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: email.to_owned(),
        phone: None,
        roles: roles.iter().map(|&r| r.to_owned()).collect(),
        groups: Vec::new(),
        numbers: Vec::new(),
        status: MembershipStatus::Active,
        joined_days_ago: 30,
        can_log_in: true,
        language: Language::En,
    }
}
