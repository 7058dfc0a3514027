use domain::ids::MembershipId;
use domain::live::Topic;
use domain::views::{MemberCounts, MemberList, MemberRow};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::members::{MembersInput, get_members};
use crate::live::use_live;

/// The members that are shown, kept up to date in place: rows stay where they are, and what is typed above them stays as well.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    input: StoredValue<MembersInput>,
    rows: RwSignal<Vec<MemberRow>>,
    counts: RwSignal<MemberCounts>,
    /// To be raised when somebody may have come to a list of nobody.
    come: RwSignal<usize>,
}

impl Shown {
    pub(super) fn new(input: MembersInput, list: &MemberList, come: RwSignal<usize>) -> Self {
        Self { input: StoredValue::new(input), rows: RwSignal::new(list.page.rows.clone()), counts: RwSignal::new(list.counts), come }
    }

    /// Followed.
    pub(super) fn counts(self) -> MemberCounts {
        self.counts.get()
    }

    pub(super) fn ids(self) -> Vec<MembershipId> {
        self.rows.with(|rows| rows.iter().map(|row| row.id).collect())
    }

    /// Followed; none once the row has gone.
    pub(super) fn row(self, id: MembershipId) -> Memo<Option<MemberRow>> {
        Memo::new(move |_| self.rows.with(|rows| rows.iter().find(|row| row.id == id).cloned()))
    }

    pub(super) fn has_groups(self) -> bool {
        self.rows.with_untracked(|rows| rows.iter().any(|row| !row.groups.is_empty()))
    }

    /// Looks again in the browser when something has changed elsewhere.
    pub(super) fn follow(self) {
        let turn = use_live().turn(Topic::Members);
        Effect::new(move |before: Option<usize>| {
            let now = turn.get();
            if before.is_some_and(|before| before != now) {
                self.look();
            }
            now
        });
    }

    fn look(self) {
        if self.rows.with_untracked(Vec::is_empty) {
            self.come.update(|come| *come += 1);
            return;
        }
        let Some(input) = self.input.try_get_value() else { return };
        spawn_local(async move {
            if let Ok(list) = get_members(input).await {
                // Nobody left to show: the whole page says so.
                if list.page.rows.is_empty() {
                    let _ = self.come.try_update(|come| *come += 1);
                    return;
                }
                let _ = self.rows.try_set(list.page.rows);
                let _ = self.counts.try_set(list.counts);
            }
        });
    }
}
