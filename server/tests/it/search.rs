//! People are found by what the pages show of them.

use backend::{InvitationQuery, MemberQuery};

use crate::support::{ACME, World, both};

const LIST: &str = "Özlem Ångström <OZ@x.example>\nM@münchen.example";

/// What is typed to find the first of [`LIST`], and what to find the second.
const FIRST: [&str; 5] = ["özlem", "ÖZLEM", "Ångström", "ö", "oz@X"];
const SECOND: [&str; 4] = ["m@münchen.example", "MÜNCHEN", "m@xn--mnchen-3ya.example", "xn--"];

async fn invited(w: &World, search: &str) -> Vec<String> {
    let query = InvitationQuery { search: search.to_owned(), ..InvitationQuery::default() };
    let list = w.services.invitations(&w.admin().await, ACME, query).await.unwrap();
    assert_eq!(list.found as usize, list.page.rows.len(), "{search}");
    list.page.rows.into_iter().map(|row| row.email).collect()
}

async fn members(w: &World, search: &str) -> Vec<String> {
    let query = MemberQuery { search: search.to_owned(), ..MemberQuery::default() };
    let list = w.services.members(&w.admin().await, ACME, query).await.unwrap();
    list.page.rows.into_iter().map(|row| row.email).collect()
}

both!(people_of_a_list_are_found_by_name_and_by_address_in_any_alphabet, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, LIST).await;
    w.submit(&admin, batch).await.unwrap();
    for search in FIRST {
        assert_eq!(invited(w, search).await, ["OZ@x.example"], "{search}");
    }
    for search in SECOND {
        assert_eq!(invited(w, search).await, ["M@münchen.example"], "{search}");
    }
});

both!(who_was_invited_alone_is_found_in_the_same_way_and_as_a_member_too, async |w: &World| {
    w.invite(&w.admin().await, "M@münchen.example", "Standard User").await.unwrap();
    for search in SECOND {
        assert_eq!(invited(w, search).await, ["M@münchen.example"], "{search}");
    }
    w.register(&w.link("M@münchen.example").await).await.unwrap();
    for search in SECOND {
        assert_eq!(members(w, search).await, ["M@münchen.example"], "{search}");
    }
    assert_eq!(members(w, "NEW comer").await, ["M@münchen.example"]);
});
