//! Every page, server function and endpoint, as every kind of caller, in their own account, in a foreign one and in one that does not exist
//! (S6). The list of addresses comes from the router: one that [`ROUTES`] does not know fails.

use std::collections::BTreeSet;

use axum::Router;
use domain::permission::Permission;
use http::StatusCode;

use crate::delivery::pages::{ask, whole_site};
use crate::support::{ACME, ADMIN, BEA, INES, MARA, NORA, OPERATOR, OTHER, World, both};

#[path = "../../src/layers/tests/forms.rs"]
mod forms;
mod routes;
mod things;

use routes::{ROUTES, Route};
use things::Things;

/// Who may use an address.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Who {
    /// Everybody; what it is about is told by a token or not at all.
    Anyone,
    /// Whoever is signed in, for themselves.
    SignedIn,
    /// Every active member of the account.
    Member,
    /// The same, and no operator administrator who acts for the customer.
    MemberAlone,
    /// Members who may do anything at all.
    WithRights,
    /// Members to whom the area of the sample is open, as it is to [`NORA`].
    Area,
    /// Members who hold it.
    Holder(Permission),
    /// The operator's administrators.
    Operator,
    /// The same; for everybody else there is no such page either.
    OperatorAlone,
    /// Nobody outside demo mode.
    Demo,
}

/// Kinds of callers, by who stands for them in [`ACME`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Nobody,
    WithoutRights,
    Member,
    Administrator,
    AdministratorElsewhere,
    Operator,
    Suspended,
}

const KINDS: [(Kind, Option<&str>); 7] = [
    (Kind::Nobody, None),
    (Kind::WithoutRights, Some(MARA)),
    (Kind::Member, Some(NORA)),
    (Kind::Suspended, Some(INES)),
    (Kind::AdministratorElsewhere, Some(BEA)),
    (Kind::Administrator, Some(ADMIN)),
    (Kind::Operator, Some(OPERATOR)),
];

/// What an answer comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// Whatever the request itself then comes to.
    LetIn,
    /// 401, or for a page the way to *Log in*.
    LogIn,
    Forbidden,
    NotFound,
}

/// None: it depends on what else it is sent, and never on who sends it.
fn expected(route: &Route, kind: Kind) -> Option<Answer> {
    let is_page = !route.path.starts_with("/api/");
    Some(match (&route.who, kind) {
        (Who::Anyone, _) => return None,
        (Who::Demo, _) | (Who::MemberAlone, Kind::Operator) => Answer::NotFound,
        (_, Kind::Nobody) => Answer::LogIn,
        (Who::SignedIn, _) | (_, Kind::Operator) => Answer::LetIn,
        // Whoever is signed in may know that there is such a page; what it reads is not there for them.
        (Who::Operator, _) if is_page => Answer::Forbidden,
        (Who::Operator | Who::OperatorAlone, _) | (_, Kind::AdministratorElsewhere | Kind::Suspended) => Answer::NotFound,
        (Who::Member | Who::MemberAlone, _) | (Who::Area, Kind::Member) | (_, Kind::Administrator) => Answer::LetIn,
        (Who::WithRights, kind) if kind != Kind::WithoutRights => Answer::LetIn,
        (Who::WithRights | Who::Area | Who::Holder(_), _) => Answer::Forbidden,
    })
}

/// The site of a process that is about to end: streams end at once.
fn ending(w: &World) -> Router {
    let site = whole_site(w);
    site.draining.begin();
    server::router::router(&site)
}

/// One request and what came of it, with whatever is different each time taken out.
async fn send(w: &World, site: &Router, route: &Route, sample: &str, email: Option<&str>) -> (Answer, StatusCode, String) {
    let cookie = match email {
        Some(email) => format!("__Host-session={}", w.session(email).await.token.expose()),
        None => String::new(),
    };
    let (path, form) = match route.method {
        "POST" => (route.path.to_owned(), sample),
        _ if route.path.starts_with("/api/") => (format!("{}?{sample}", route.path), ""),
        _ => (sample.to_owned(), ""),
    };
    // As calls of the browser's part are made: a refusal is told by its status, not by the page that led here.
    let accept = if route.path.starts_with("/api/") { "application/json" } else { "text/html" };
    let (head, body) = ask(site, route.method, &path, &[("cookie", &cookie), ("accept", accept)], form).await;
    let to_login = head.headers.get("location").is_some_and(|to| to.to_str().unwrap().starts_with("/login"));
    let answer = match head.status {
        _ if to_login => Answer::LogIn,
        StatusCode::UNAUTHORIZED => Answer::LogIn,
        StatusCode::FORBIDDEN => Answer::Forbidden,
        StatusCode::NOT_FOUND => Answer::NotFound,
        status => {
            assert!(status != StatusCode::INTERNAL_SERVER_ERROR, "{} {path} as {email:?}: {status} {body}", route.method);
            Answer::LetIn
        }
    };
    let id = head.headers.get("x-request-id").map(|id| id.to_str().unwrap().to_owned()).unwrap_or_default();
    (answer, head.status, things::without_chance(&body.replace(&id, "REQUEST")))
}

both!(s06_every_address_is_in_the_matrix, async |w: &World| {
    let known: BTreeSet<(String, String)> = ROUTES.iter().map(|route| (route.method.to_owned(), route.path.to_owned())).collect();
    let there = server::router::addresses(&whole_site(w));
    let there: BTreeSet<(String, String)> = there.into_iter().map(|(method, path)| (method.to_string(), path)).collect();
    let new: Vec<_> = there.difference(&known).collect();
    assert!(new.is_empty(), "say in matrix/routes.rs who may use {new:?}");
    let gone: Vec<_> = known.difference(&there).collect();
    assert!(gone.is_empty(), "no longer there: {gone:?}");
});

both!(s06_every_address_answers_every_kind_of_caller_as_it_should, async |w: &World| {
    let site = ending(w);
    things::prepare(w).await;
    let mut wrong = Vec::new();
    for route in ROUTES {
        for (kind, email) in KINDS {
            let things = Things::fresh(w, ACME, route).await;
            let (answer, status, body) = send(w, &site, route, &things.fill(&route.sample()), email).await;
            let expected = expected(route, kind);
            if expected.is_some_and(|expected| answer != expected) {
                wrong.push(format!("{} {} as {kind:?}: {status}, not {expected:?} {}", route.method, route.path, excerpt(&body, 0)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
});

both!(s06_each_address_asks_for_its_very_permission, async |w: &World| {
    let site = ending(w);
    things::prepare(w).await;
    let (admin, mara) = (w.admin().await, w.member(ACME, MARA).await);
    let mut wrong = Vec::new();
    for needed in Permission::CLOSED {
        let others: Vec<_> = Permission::CLOSED.into_iter().filter(|other| *other != needed).collect();
        w.services.change_permissions(&admin, ACME, mara, &others, None).await.unwrap();
        for route in ROUTES.iter().filter(|route| route.who == Who::Holder(needed.clone())) {
            let things = Things::fresh(w, ACME, route).await;
            let (answer, status, body) = send(w, &site, route, &things.fill(&route.sample()), Some(MARA)).await;
            if answer != Answer::Forbidden {
                wrong.push(format!("{} {} without {needed}: {status} {}", route.method, route.path, excerpt(&body, 0)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
});

both!(s06_what_is_foreign_answers_like_what_does_not_exist, async |w: &World| {
    let site = ending(w);
    things::prepare(w).await;
    let mut wrong = Vec::new();
    for route in ROUTES.iter().filter(|route| route.is_of_an_account()) {
        let sample = route.sample();
        let foreign = Things::fresh(w, OTHER, route).await;
        let unknown = things::unknown(&sample);
        for (kind, email) in KINDS {
            // Another account as a whole, which is not foreign to who works there, to the operator, and to Mara, who belongs to both;
            // and things of another account asked for in one's own.
            if matches!(kind, Kind::Nobody | Kind::Member | Kind::Administrator | Kind::Suspended) {
                let theirs = send(w, &site, route, &foreign.fill(&sample), email).await;
                let none = send(w, &site, route, &unknown, email).await;
                let hidden = if kind == Kind::Nobody { Answer::LogIn } else { Answer::NotFound };
                if theirs.0 != hidden && route.who != Who::MemberAlone {
                    wrong.push(format!("{} {} as {kind:?} in a foreign account: {}", route.method, route.path, theirs.1));
                }
                wrong.extend(difference(route, kind, &(theirs.1, foreign.forget(&theirs.2)), &(none.1, things::forget_unknown(&none.2))));
            }
            if things::has_ids(&sample) {
                let theirs = send(w, &site, route, &foreign.in_account(ACME).fill(&sample), email).await;
                let none = send(w, &site, route, &unknown.replace(things::UNKNOWN_NUMBER, ACME), email).await;
                wrong.extend(difference(
                    route,
                    kind,
                    &(theirs.1, foreign.in_account(ACME).forget(&theirs.2)),
                    &(none.1, things::forget_unknown(&none.2)),
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
});

/// What tells a foreign thing from one that does not exist.
fn difference(route: &Route, kind: Kind, theirs: &(StatusCode, String), none: &(StatusCode, String)) -> Option<String> {
    if theirs == none {
        return None;
    }
    let at = theirs.1.bytes().zip(none.1.bytes()).take_while(|(a, b)| a == b).count().saturating_sub(40);
    let (theirs, none) = ((theirs.0, excerpt(&theirs.1, at)), (none.0, excerpt(&none.1, at)));
    Some(format!("{} {} as {kind:?}: foreign {theirs:?}, unknown {none:?}", route.method, route.path))
}

fn excerpt(text: &str, from: usize) -> String {
    String::from_utf8_lossy(&text.as_bytes()[from.min(text.len())..]).chars().take(160).collect()
}
