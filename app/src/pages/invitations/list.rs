use domain::Language;
use domain::ids::{FlashId, InvitationId};
use domain::invitation::{Delivery, InvitationStatus};
use domain::live::Topic;
use domain::views::{InvitationCounts, InvitationList, InvitationRow};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::notice::catch_focus;
use super::{Done, dialog_at, list_at};
use crate::api::invitations::{InvitationsInput, get_invitations};
use crate::i18n::{Plural, count, fill, invitations, use_language};
use crate::layouts::use_account;
use crate::live::use_live;

/// The list that is shown, kept up to date in place: rows stay where they are and keep the focus.
#[derive(Clone, Copy, Debug)]
pub struct Listing {
    input: StoredValue<InvitationsInput>,
    list: RwSignal<InvitationList>,
    language: Language,
    /// What changed by itself, for those who do not see it.
    pub(super) news: RwSignal<String>,
    /// The server did not answer when it was asked for news.
    pub(super) failed: RwSignal<bool>,
}

impl Listing {
    pub(super) fn new(input: InvitationsInput, list: InvitationList) -> Self {
        Self {
            input: StoredValue::new(input),
            list: RwSignal::new(list),
            language: use_language(),
            news: RwSignal::new(String::new()),
            failed: RwSignal::new(false),
        }
    }

    pub(super) fn ids(self) -> Vec<InvitationId> {
        self.list.with(|list| list.page.rows.iter().map(|row| row.id).collect())
    }

    /// Followed; none once the row has gone.
    pub(super) fn row(self, id: InvitationId) -> Memo<Option<InvitationRow>> {
        Memo::new(move |_| self.list.with(|list| list.page.rows.iter().find(|row| row.id == id).cloned()))
    }

    /// Where the newer and the older page begin.
    pub(super) fn neighbours(self) -> (Option<String>, Option<String>) {
        self.list.with(|list| (list.page.newer.clone(), list.page.older.clone()))
    }

    pub(super) fn counts(self) -> InvitationCounts {
        self.list.with(|list| list.counts)
    }

    /// Whether anybody was ever invited.
    pub(super) fn is_used(self) -> bool {
        self.list.with_untracked(|list| list.counts.all > 0)
    }

    pub(super) fn members(self) -> u32 {
        self.list.with(|list| list.members)
    }

    pub(super) fn found(self) -> u32 {
        self.list.with(|list| list.found)
    }

    pub(super) fn may_invite(self) -> bool {
        self.list.with_untracked(|list| list.may_invite)
    }

    pub(super) fn resend_ends_older(self) -> bool {
        self.list.with_untracked(|list| list.resend_ends_older)
    }

    pub(super) fn number(self) -> String {
        self.input.with_value(|input| input.c.clone())
    }

    pub(super) fn search(self) -> String {
        self.input.with_value(|input| input.search.clone())
    }

    pub(super) fn status(self) -> Option<InvitationStatus> {
        self.input.with_value(|input| input.status)
    }

    /// The address of all of them.
    pub(super) fn path(self) -> String {
        crate::address::account(&self.number(), "invitations")
    }

    /// Where the page begins.
    pub(super) fn cursor(self) -> Option<String> {
        self.input.with_value(|input| input.cursor.clone())
    }

    /// The address of the list.
    pub(super) fn href(self) -> String {
        self.input.with_value(list_at)
    }

    /// The address of the list in another state, from its beginning.
    pub(super) fn href_of(self, status: Option<InvitationStatus>) -> String {
        self.input.with_value(|input| list_at(&InvitationsInput { status, cursor: None, ..input.clone() }))
    }

    pub(super) fn dialog(self, dialog: &str, about: Option<(&str, InvitationId)>) -> String {
        self.input.with_value(|input| dialog_at(input, dialog, about))
    }

    /// Looks again in the browser: after everything that is done here, and when something has changed elsewhere.
    pub(super) fn follow(self, done: Memo<Option<Done>>, resent: Signal<usize>) {
        let account = use_account();
        Effect::new(move |last: Option<(Option<Done>, usize)>| {
            let now = (done.get(), resent.get());
            if last.is_some_and(|last| last != now && (now.0.is_some() || last.1 != now.1)) {
                self.look(Self::take);
                account.reload();
            }
            now
        });
        let turn = use_live().turn(Topic::Invitations);
        Effect::new(move |before: Option<usize>| {
            let now = turn.get();
            if before.is_some_and(|before| before != now) {
                self.look(Self::update);
            }
            now
        });
    }

    /// As [`Listing::follow`], after something was done with several rows.
    pub(super) fn follow_several(self, told: Memo<Option<FlashId>>) {
        let account = use_account();
        Effect::new(move |last: Option<Option<FlashId>>| {
            let now = told.get();
            if now.is_some() && last.is_some_and(|last| last != now) {
                self.look(Self::take);
                account.reload();
            }
            now
        });
    }

    fn look(self, then: fn(Self, InvitationList)) {
        let Some(input) = self.input.try_get_value() else { return };
        spawn_local(async move {
            let answer = get_invitations(input).await;
            let _ = self.failed.try_set(answer.is_err());
            if let Ok(list) = answer {
                then(self, list);
            }
        });
    }

    /// The list as it is now, for who changed it themselves.
    fn take(self, list: InvitationList) {
        let _ = self.list.try_set(list);
        catch_focus();
    }

    /// For who did nothing: what is shown stays, and in its order. What is newer than all of it comes on top of the newest.
    fn update(self, now: InvitationList) {
        let Some(before) = self.list.try_get_untracked() else { return };
        let shown = |id| before.page.rows.iter().any(|row| row.id == id);
        let is_first = before.page.newer.is_none();
        let newer = now.page.rows.iter().take_while(|row| is_first && !shown(row.id)).cloned();
        let same: Vec<InvitationRow> =
            before.page.rows.iter().map(|row| now.page.rows.iter().find(|new| new.id == row.id).unwrap_or(row).clone()).collect();
        let news = news(&before.page.rows, &same, self.language);
        if !news.is_empty() {
            let _ = self.news.try_set(news);
        }
        let rows = newer.chain(same).collect();
        let _ = self.list.try_update(|list| {
            list.page.rows = rows;
            list.counts = now.counts;
            list.found = now.found;
            list.members = now.members;
        });
    }
}

/// "3 invitations accepted, 2 invitations sent, 1 invitation failed"
fn news(before: &[InvitationRow], now: &[InvitationRow], language: Language) -> String {
    let t = invitations::texts(language);
    let told = |words: Plural, has_come: &dyn Fn(&InvitationRow, &InvitationRow) -> bool| {
        let n = u32::try_from(before.iter().zip(now).filter(|(old, new)| has_come(old, new)).count()).unwrap_or(u32::MAX);
        (n > 0).then(|| fill(words.of(n), &[("n", &count(n, language))]))
    };
    let came_to = |status: InvitationStatus, words| told(words, &|old, new| old.status != status && new.status == status);
    let mails = |status: Delivery, words| told(words, &|old, new| old.delivery.status != status && new.delivery.status == status);
    let all = [
        came_to(InvitationStatus::Accepted, t.live_accepted),
        came_to(InvitationStatus::Declined, t.live_declined),
        mails(Delivery::Sent, t.live_sent),
        mails(Delivery::Deferred, t.live_deferred),
        mails(Delivery::Failed, t.live_failed),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
