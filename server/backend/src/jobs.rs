//! What runs beside the requests: mail leaving, and what has run out going away.

mod backoff;
mod courier;
mod pause;
mod recipient;

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use courier::{Courier, Pace};
use pause::Pause;

use crate::Services;
use crate::mail::{Timeouts, Transport};

/// Connections to the relay at the same time.
const COURIERS: usize = 4;
/// So that one who breaks down at once does not keep the machine busy.
const REPLACE_AFTER: Duration = Duration::from_secs(1);
/// How often what has run out is removed, and what is about to run out is brought to mind.
const TIDY_EVERY: Duration = Duration::from_mins(10);

/// How mail leaves.
#[derive(Clone, Debug)]
pub struct MailSettings {
    pub transport: Transport,
    /// The installation's own address, the envelope's sender.
    pub from: String,
    pub timeouts: Timeouts,
}

/// Starts the couriers and the housekeeping. They end when the token is cancelled, each after the mail it is at, or with that mail back in the
/// line where it takes too long.
#[must_use]
pub fn spawn(services: &Services, mail: &MailSettings, stop: &CancellationToken) -> JoinHandle<()> {
    let tasks = TaskTracker::new();
    let pause = Pause::default();
    for _ in 0..COURIERS {
        let (services, mail, pause, stop) = (services.clone(), mail.clone(), pause.clone(), stop.clone());
        let courier = move |stop: CancellationToken| {
            let mut courier = Courier::sharing(services.clone(), mail.clone(), pause.clone());
            async move { courier.run(&stop).await }
        };
        tasks.spawn(keep_working(stop, courier));
    }
    let listening = services.clone();
    tasks.spawn(keep_working(stop.clone(), move |stop| {
        let services = listening.clone();
        async move { services.listen(&stop).await }
    }));
    let services = services.clone();
    tasks.spawn(keep_working(stop.clone(), move |stop| {
        let services = services.clone();
        async move { housekeeping(&services, &stop).await }
    }));
    tasks.close();
    tokio::spawn(async move { tasks.wait().await })
}

/// Who panics is replaced, until somebody has come to an end: mail, housekeeping and listening must go on. What a courier held is taken again
/// when the lease has run out.
async fn keep_working<F: Future<Output = ()> + Send + 'static>(stop: CancellationToken, work: impl Fn(CancellationToken) -> F) {
    while let Err(panic) = tokio::spawn(work(stop.clone())).await {
        if stop.is_cancelled() {
            return;
        }
        tracing::error!(%panic, "a worker broke down and is replaced");
        tokio::time::sleep(REPLACE_AFTER).await;
    }
}

async fn housekeeping(services: &Services, stop: &CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(TIDY_EVERY) => {}
        }
        match services.remind().await {
            Ok(reminded) => tracing::debug!(reminded, "reminded"),
            Err(error) => tracing::error!(%error, "reminding failed"),
        }
        match services.tidy().await {
            Ok(removed) => tracing::debug!(removed, "tidied"),
            Err(error) => tracing::error!(%error, "tidying failed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn r13_who_breaks_down_is_replaced_until_all_is_done() {
        let (begun, stop) = (Arc::new(AtomicUsize::new(0)), CancellationToken::new());
        let counted = begun.clone();
        keep_working(stop, move |stop| {
            let nth = counted.fetch_add(1, Ordering::SeqCst);
            async move {
                assert!(nth > 0, "the first one breaks down");
                stop.cancel();
            }
        })
        .await;
        assert_eq!(begun.load(Ordering::SeqCst), 2);
    }
}
