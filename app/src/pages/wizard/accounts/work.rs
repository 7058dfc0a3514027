use std::collections::HashMap;

use domain::ids::{BatchId, NumberId, RecipientId, RoleId};
use domain::views::{AccountsRow, AccountsStep, NumberChoice};
use domain::wizard::{AccountsChange, AccountsPage, PersonRow};
use leptos::prelude::*;

use super::Stay;
use crate::api::ApiError;
use crate::api::wish::GiftForm;
use crate::api::wizard::{AccountsForm, NumbersInput, RowForm, find_numbers};
use crate::components::{ComboItem, ComboSource, Found, use_problem};
use crate::i18n::problems::error_text;
use crate::i18n::{count, fill, use_language, wizard};

type Answer = (String, Result<Vec<NumberChoice>, ApiError>);

/// One page of step 2 while it is being changed.
#[derive(Clone, Copy)]
pub struct Work {
    pub(super) stay: Stay,
    page: RwSignal<AccountsPage>,
    /// The numbers by their ids, as far as they may stand in rows.
    texts: StoredValue<HashMap<NumberId, String>>,
    /// Who stands in the rows.
    emails: StoredValue<HashMap<RecipientId, String>>,
    /// Numbers that the server has for rows of this page; whether they are free now, this page knows better.
    saved: StoredValue<Vec<NumberId>>,
    /// What stood in the searches of a page that was refused.
    typed: StoredValue<HashMap<RecipientId, String>>,
    /// What is chosen for somebody besides an access type, and their names, as far as they are known.
    gifts: StoredValue<HashMap<RecipientId, GiftForm>>,
    names: StoredValue<HashMap<RecipientId, (String, String)>>,
    /// The page answers to keys.
    pub(super) live: RwSignal<bool>,
    find: Action<String, Answer>,
}

impl std::fmt::Debug for Work {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Work").finish_non_exhaustive()
    }
}

impl Work {
    pub(super) fn new(c: String, step: &AccountsStep, form: Option<&AccountsForm>, stay: Stay) -> Self {
        let rows: Vec<&AccountsRow> = step.rows.iter().filter(|row| !row.resend).collect();
        let kept = |id: RecipientId| form.and_then(|form| form.rows.iter().find(|row| row.id == id));
        let offered = |role: &RoleId| step.offer.roles.iter().any(|option| option.id == *role);
        // What was chosen and not saved, because the session had ended, is among what is offered.
        let numbers = rows.iter().flat_map(|row| &row.numbers).chain(&step.offered);
        let texts: HashMap<NumberId, String> = numbers.map(|number| (number.id, number.number.clone())).collect();
        let person = |row: &&AccountsRow| match kept(row.id) {
            Some(RowForm { role, numbers, .. }) => PersonRow {
                id: row.id,
                role: role.parse().ok().filter(offered),
                numbers: numbers.iter().copied().filter(|number| texts.contains_key(number)).collect(),
            },
            None => PersonRow {
                id: row.id,
                role: row.chosen.roles.first().copied().filter(offered),
                numbers: row.numbers.iter().map(|number| number.id).collect(),
            },
        };
        let page = AccountsPage { common: step.common.roles.first().copied(), rows: rows.iter().map(person).collect() };
        let live = RwSignal::new(false);
        Effect::new(move |_| live.set(true));
        let batch = step.batch;
        Self {
            stay,
            page: RwSignal::new(page),
            emails: StoredValue::new(rows.iter().map(|row| (row.id, row.email.clone())).collect()),
            saved: StoredValue::new(rows.iter().flat_map(|row| &row.numbers).map(|number| number.id).collect()),
            texts: StoredValue::new(texts),
            typed: StoredValue::new(
                form.map(|form| form.rows.iter().map(|row| (row.id, row.search.clone())).collect()).unwrap_or_default(),
            ),
            gifts: StoredValue::new(
                rows.iter().map(|row| (row.id, kept(row.id).map_or_else(|| GiftForm::of(&row.chosen), RowForm::gift))).collect(),
            ),
            names: StoredValue::new(rows.iter().map(|row| (row.id, named(row, kept(row.id)))).collect()),
            live,
            find: Action::new(move |search: &String| find(c.clone(), batch, search.clone())),
        }
    }

    pub(super) fn apply(self, change: AccountsChange) {
        // A number that is taken is not offered; if it is refused all the same, nothing changes.
        let _ = self.page.try_update(|page| page.apply(change));
    }

    pub(super) fn role(self, id: RecipientId) -> Option<RoleId> {
        self.page.with(|page| page.rows.iter().find(|row| row.id == id).and_then(|row| row.role))
    }

    pub(super) fn is_changed(self, id: RecipientId) -> bool {
        self.page.with(|page| page.rows.iter().find(|row| row.id == id).is_some_and(|row| page.is_changed(row)))
    }

    pub(super) fn gift(self, id: RecipientId) -> GiftForm {
        self.gifts.with_value(|gifts| gifts.get(&id).cloned()).unwrap_or_default()
    }

    pub(super) fn name(self, id: RecipientId) -> (String, String) {
        self.names.with_value(|names| names.get(&id).cloned()).unwrap_or_default()
    }

    pub(super) fn typed(self, id: RecipientId) -> String {
        self.typed.with_value(|typed| typed.get(&id).cloned()).unwrap_or_default()
    }

    /// What the search for numbers of one person asks and tells.
    pub(super) fn numbers_of(self, id: RecipientId, email: String) -> ComboSource {
        let language = use_language();
        let t = wizard::accounts(language);
        let problem = use_problem(&format!("numbers.{id}"));
        let tell = move |found: Found| {
            let n = u32::try_from(found.items.len()).unwrap_or_default();
            let told = || fill(t.found.of(n), &[("n", &count(n, language)), ("address", &email)]);
            self.stay.status.set(found.error.as_ref().map_or_else(told, |error| error_text(language, error)));
        };
        let add = move |item: ComboItem| {
            if let Ok(number) = item.id.parse() {
                self.texts.update_value(|texts| {
                    texts.insert(number, item.text);
                });
                self.apply(AccountsChange::AddNumber(id, number));
            }
        };
        let remove = move |number: String| {
            if let Ok(number) = number.parse() {
                self.apply(AccountsChange::RemoveNumber(id, number));
            }
        };
        ComboSource {
            ask: Callback::new(move |text| {
                self.find.dispatch(text);
            }),
            found: Signal::derive(move || self.found(id)),
            chosen: Signal::derive(move || self.chosen(id)),
            add: Callback::new(add),
            remove: Callback::new(remove),
            tell: Callback::new(tell),
            live: self.live.into(),
            is_wrong: Signal::derive(move || problem.with(Option::is_some)),
        }
    }

    fn chosen(self, id: RecipientId) -> Vec<ComboItem> {
        let item = |number: &NumberId| {
            let text = self.texts.with_value(|texts| texts.get(number).cloned()).unwrap_or_default();
            ComboItem { id: number.to_string(), text, taken: None }
        };
        self.page.with(|page| {
            let row = page.rows.iter().find(|row| row.id == id);
            row.map(|row| row.numbers.iter().map(item).collect()).unwrap_or_default()
        })
    }

    fn found(self, id: RecipientId) -> Found {
        let Some((search, answer)) = self.find.value().get() else { return Found::default() };
        let numbers = match answer {
            Ok(numbers) => numbers,
            Err(error) => return Found { search, items: Vec::new(), error: Some(error) },
        };
        self.page.with(|page| {
            let offer = |number: NumberChoice| {
                let holder = page.rows.iter().find(|row| row.numbers.contains(&number.id)).map(|row| row.id);
                let taken = match holder {
                    Some(holder) if holder == id => return None,
                    Some(holder) => self.emails.with_value(|emails| emails.get(&holder).cloned()),
                    None if self.saved.with_value(|saved| saved.contains(&number.id)) => None,
                    None => number.holder,
                };
                Some(ComboItem { id: number.id.to_string(), text: number.number, taken })
            };
            Found { search, items: numbers.into_iter().filter_map(offer).collect(), error: None }
        })
    }
}

fn named(row: &AccountsRow, kept: Option<&RowForm>) -> (String, String) {
    kept.map_or_else(|| (row.first_name.clone(), row.last_name.clone()), |kept| (kept.first_name.clone(), kept.last_name.clone()))
}

async fn find(c: String, batch: BatchId, search: String) -> Answer {
    let found = find_numbers(NumbersInput { c, batch, search: search.clone() }).await;
    (search, found)
}
