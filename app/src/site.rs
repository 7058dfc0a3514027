//! What every page knows: whose installation it is, who looks at it, and where the reader is.

use std::sync::Arc;

use domain::Language;
use domain::views::Site;
use leptos::prelude::*;

use crate::api::page;

/// Puts the site at hand for all pages. The browser takes what the server found out; it holds until the page is loaded anew, which
/// every change of session or language does.
pub fn provide_site() {
    let site = SharedValue::new(page::site).into_inner();
    provide_context(Arc::new(site));
}

#[must_use]
pub fn use_site() -> Arc<Site> {
    use_context().unwrap_or_else(|| Arc::new(page::unknown_site(Language::En)))
}

/// What the parts of a page tell each other.
#[derive(Clone, Copy, Debug)]
pub struct PageState {
    /// A form of the page was refused.
    pub has_problems: RwSignal<bool>,
    /// The path whose heading had the focus last.
    path: StoredValue<String>,
    /// What the search of a page was last for.
    search: StoredValue<Option<String>>,
}

impl PageState {
    /// To be called once, by the app.
    pub fn provide(path: String) {
        provide_context(Self::at(path));
    }

    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self::at(String::new()))
    }

    fn at(path: String) -> Self {
        Self { has_problems: RwSignal::new(false), path: StoredValue::new(path), search: StoredValue::new(None) }
    }

    /// Keeps what a page searches for. Whether it is another search than the one before it: not at first.
    pub fn search_for(self, search: &str) -> bool {
        let last = self.search.get_value();
        if last.as_deref() != Some(search) {
            self.search.set_value(Some(search.to_owned()));
        }
        last.is_some_and(|last| last != search)
    }

    /// Whether this is another path than the last time.
    #[must_use]
    pub fn arrive_at(self, path: String) -> bool {
        let is_new = self.path.with_value(|last| *last != path);
        if is_new {
            self.path.set_value(path);
        }
        is_new
    }
}
