//! What runs beside the requests: mail leaving, and what has run out going away.

mod backoff;
mod courier;
mod recipient;

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use courier::Courier;

use crate::Services;
use crate::mail::{Timeouts, Transport};

/// Connections to the relay at the same time.
const COURIERS: usize = 4;
/// How often what has run out is removed.
const TIDY_EVERY: Duration = Duration::from_secs(10 * 60);

/// How mail leaves.
#[derive(Clone, Debug)]
pub struct MailSettings {
    pub transport: Transport,
    /// The installation's own address, the envelope's sender.
    pub from: String,
    pub timeouts: Timeouts,
}

/// Starts the couriers and the housekeeping. They end when the token is cancelled, each after the mail it is at; what they hold besides goes back
/// into the line.
#[must_use]
pub fn spawn(services: &Services, mail: &MailSettings, stop: &CancellationToken) -> JoinHandle<()> {
    let tasks = TaskTracker::new();
    let shared = courier::Shared::default();
    for _ in 0..COURIERS {
        let mut courier = Courier::sharing(services.clone(), mail.clone(), shared.clone());
        let stop = stop.clone();
        tasks.spawn(async move { courier.run(&stop).await });
    }
    let (services, stop) = (services.clone(), stop.clone());
    tasks.spawn(async move { housekeeping(&services, &stop).await });
    tasks.close();
    tokio::spawn(async move { tasks.wait().await })
}

async fn housekeeping(services: &Services, stop: &CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(TIDY_EVERY) => {}
        }
        match services.tidy().await {
            Ok(removed) => tracing::debug!(removed, "tidied"),
            Err(error) => tracing::error!(%error, "tidying failed"),
        }
    }
}
