//! A draft of 10,000 people: saved, submitted, and written again by hand to compare.

use std::time::{Duration, Instant};

use domain::ids::BatchId;

use crate::Result;
use crate::database::Engine;
use crate::installation::{CUSTOMER, Installation};
use crate::people::{self, PEOPLE};
use crate::raw;
use crate::report::{RUNS, Times, heading, row};

/// The database of an operator with one customer.
const INSTALLED: &str = "installed";
/// The same, with a draft of everybody.
pub(crate) const DRAFT: &str = "draft";
const SUBMITTED: &str = "submitted_0";

/// Makes the databases that everything else begins with.
pub(crate) async fn prepare(engine: &Engine) -> Result<()> {
    Installation::set_up(&engine.create(INSTALLED).await?).await?.close().await?;
    save_once(engine, DRAFT).await?;
    Ok(())
}

pub(crate) async fn measure(engine: &Engine) -> Result<()> {
    heading(format_args!("{PEOPLE} people on {}", engine.name()));
    row("save_addresses, into an empty draft", Times::of(save(engine).await?));
    let submitted = Times::of(submit(engine).await?);
    row("submit_batch", &submitted);
    row("  invitations a second", format_args!("{:.0}", submitted.per_second(PEOPLE)));
    let raw = Times::of(insert(engine).await?);
    row("the same rows by multi-row INSERTs, one transaction", &raw);
    let ratio = raw.median().as_secs_f64() / submitted.median().as_secs_f64();
    row("  submit_batch at", format_args!("{ratio:.2} times the speed of that"));
    row("caller(), the session looked up for a request", session(engine).await?);
    Ok(())
}

async fn save(engine: &Engine) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for run in 0..RUNS {
        times.push(save_once(engine, &format!("saved_{run}")).await?);
    }
    Ok(times)
}

async fn save_once(engine: &Engine, name: &str) -> Result<Duration> {
    let text = people::list();
    let installation = Installation::open(&engine.copy(INSTALLED, name).await?).await?;
    let (services, caller) = (&installation.services, &installation.caller);
    let batch = services.create_batch(caller, CUSTOMER).await?;
    let begun = Instant::now();
    services.save_addresses(caller, CUSTOMER, batch, &text, "", true).await?;
    let took = begun.elapsed();
    installation.close().await?;
    Ok(took)
}

async fn submit(engine: &Engine) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for run in 0..RUNS {
        let installation = Installation::open(&engine.copy(DRAFT, &format!("submitted_{run}")).await?).await?;
        let batch = draft(&installation).await?;
        let begun = Instant::now();
        installation.services.submit_batch(&installation.caller, CUSTOMER, batch).await?;
        times.push(begun.elapsed());
        installation.close().await?;
    }
    Ok(times)
}

async fn insert(engine: &Engine) -> Result<Vec<Duration>> {
    let installation = Installation::open(&engine.settings(SUBMITTED)).await?;
    let rows = raw::read(installation.services.store()).await?;
    installation.close().await?;
    let mut times = Vec::new();
    for run in 0..RUNS {
        let installation = Installation::open(&engine.copy(DRAFT, &format!("raw_{run}")).await?).await?;
        times.push(raw::write(installation.services.store(), rows.clone()).await?);
        installation.close().await?;
    }
    Ok(times)
}

async fn session(engine: &Engine) -> Result<String> {
    const CALLS: u32 = 1_000;
    let installation = Installation::open(&engine.settings(SUBMITTED)).await?;
    let begun = Instant::now();
    for _ in 0..CALLS {
        installation.services.caller(Some(&installation.token), installation.caller.visitor).await?;
    }
    let micros = begun.elapsed().as_micros() / u128::from(CALLS);
    installation.close().await?;
    Ok(format!("{micros} µs"))
}

/// The only batch there is.
pub(crate) async fn draft(installation: &Installation) -> Result<BatchId> {
    Ok(BatchId::new(raw::only_batch(installation.services.store()).await?))
}
