//! What changes in the account while somebody looks, told by the server (`/live/{customer number}`). Pages follow the topic that they show
//! and read again; without WASM, or while nothing can be heard, the next request shows the same.

use std::time::Duration;

use domain::live::{Topic, Topics};
use leptos::ev::visibilitychange;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventSource, MessageEvent};

use crate::api::ApiError;
use crate::api::account::{AccountInput, get_account};

/// Before a stream that was refused is asked for again.
const PATIENCE: Duration = Duration::from_secs(10);

/// What has been heard so far.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// How often something of each topic has changed.
    heard: RwSignal<[usize; Topic::ALL.len()]>,
    /// The stream has dropped and not come back yet.
    paused: RwSignal<bool>,
    /// How often a stream was given up by the browser and has to be opened anew.
    given_up: RwSignal<usize>,
}

/// What is heard of the account around the page.
#[must_use]
pub fn use_live() -> Live {
    use_context().unwrap_or_else(Live::new)
}

impl Live {
    fn new() -> Self {
        Self { heard: RwSignal::default(), paused: RwSignal::new(false), given_up: RwSignal::new(0) }
    }

    /// Changes each time that something of the topic has: what a page reads again by.
    #[must_use]
    pub fn turn(self, topic: Topic) -> Memo<usize> {
        Memo::new(move |_| self.heard.with(|heard| heard[topic as usize]))
    }

    /// Whether changes cannot be heard at the moment. Followed.
    #[must_use]
    pub fn is_paused(self) -> bool {
        self.paused.get()
    }

    fn hear(self, topics: Topics) {
        let _ = self.heard.try_update(|heard| {
            for topic in Topic::ALL.iter().filter(|topic| topics.holds(**topic)) {
                heard[*topic as usize] += 1;
            }
        });
    }

    /// What it means that the server has nothing more to tell. Whoever may not look at the account any more is told so by the page made
    /// anew; who was only signed out keeps what they are typing, since sending it leads to *Log in* and back.
    async fn find_out(self, c: String) {
        match get_account(AccountInput { c }).await {
            Err(ApiError::NotFound | ApiError::Forbidden) => drop(window().location().reload()),
            Ok(_) => self.give_up(),
            Err(_) => {}
        }
    }

    fn give_up(self) {
        let _ = self.given_up.try_update(|times| *times += 1);
    }

    /// Listens to an account, if there is one, for as long as the page around is there and somebody looks: a browser has few
    /// connections to give.
    pub(crate) fn provide(number: Memo<String>) {
        let live = Self::new();
        provide_context(live);
        let is_seen = RwSignal::new(true);
        Effect::new(move |_| {
            // A tab may have been opened behind the others.
            is_seen.set(!document().hidden());
            let seen = window_event_listener(visibilitychange, move |_| is_seen.set(!document().hidden()));
            on_cleanup(move || seen.remove());
        });
        Effect::new(move |before: Option<()>| {
            live.given_up.track();
            if !is_seen.get() {
                return;
            }
            // What was not heard meanwhile is read now.
            if before.is_some() {
                live.hear(Topics::ALL);
            }
            let number = number.get();
            if number.is_empty() {
                return;
            }
            if let Some(stream) = Stream::open(live, &number) {
                let stream = SendWrapper::new(stream);
                on_cleanup(move || drop(stream));
            }
        });
    }
}

/// An open stream, closed when it is dropped.
struct Stream {
    source: EventSource,
    _listeners: [Closure<dyn FnMut(Event)>; 4],
}

impl Stream {
    fn open(live: Live, number: &str) -> Option<Self> {
        let source = EventSource::new(&format!("/live/{number}")).ok()?;
        let listen = |event: &str, heard: Box<dyn FnMut(Event)>| {
            let listener = Closure::wrap(heard);
            source.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref()).ok()?;
            Some(listener)
        };
        let changed = move |event: Event| {
            let data = event.dyn_into::<MessageEvent>().ok().and_then(|event| event.data().as_string());
            live.hear(data.and_then(|topics| topics.parse().ok()).unwrap_or(Topics::ALL));
        };
        let opened = move |_| {
            if live.paused.try_update(|paused| std::mem::replace(paused, false)) == Some(true) {
                live.hear(Topics::ALL);
            }
        };
        let state = source.clone();
        let dropped = move |_| {
            let _ = live.paused.try_set(true);
            // A dropped connection the browser opens again by itself, but not one that was answered by an error.
            if state.ready_state() == EventSource::CLOSED {
                let _ = set_timeout(move || live.give_up(), PATIENCE);
            }
        };
        let c = number.to_owned();
        let over = move |_| spawn_local(live.find_out(c.clone()));
        let listeners = [
            listen("changed", Box::new(changed))?,
            listen("open", Box::new(opened))?,
            listen("error", Box::new(dropped))?,
            listen("over", Box::new(over))?,
        ];
        Some(Self { source, _listeners: listeners })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}
