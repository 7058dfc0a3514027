//! `vestibule migrate`.

use super::Outcome;
use crate::config::DataConfig;
use crate::terminal::say;
use crate::{schema, start};

pub(super) async fn run(data: &DataConfig, status_only: bool) -> Outcome {
    let store = start::connect(data).await?;
    if status_only {
        for step in schema::status(&store).await? {
            say(format_args!("{} {}", if step.applied { "applied" } else { "missing" }, step.name));
        }
        return Ok(());
    }
    let applied = schema::migrate(&data.database, &store).await?;
    for name in &applied {
        say(format_args!("applied {name}"));
    }
    if applied.is_empty() {
        say("nothing to do");
    }
    Ok(())
}
