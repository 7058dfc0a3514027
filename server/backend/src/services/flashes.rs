use domain::ids::FlashId;

use super::Services;
use crate::Error;
use crate::store::flashes;

/// How long a refused form is kept, in milliseconds.
const LIFE_MS: i64 = 10 * 60 * 1_000;
/// Longest name of a page, in characters: a form's name, and ids.
const PAGE_MAX: usize = 200;

impl Services {
    /// Keeps a refused form for the page that shows it again. The caller leaves passwords out.
    ///
    /// # Errors
    /// `Database`.
    pub async fn keep_flash(&self, page: &str, form: &serde_json::Value) -> Result<FlashId, Error> {
        let id = self.new_flash_id();
        let tx = self.store.begin().await?;
        flashes::insert(&*tx, id, &name(page), form.to_string(), self.env.now() + LIFE_MS).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The form that was kept for this page, if it is still there.
    ///
    /// # Errors
    /// `Database`.
    pub async fn flash(&self, page: &str, id: FlashId) -> Result<Option<serde_json::Value>, Error> {
        let form = flashes::find(self.store.read(), id, &name(page), self.env.now()).await?;
        Ok(form.and_then(|f| serde_json::from_str(&f).ok()))
    }

    /// Forgets what was kept for a page, after a success on it.
    ///
    /// # Errors
    /// `Database`.
    pub async fn forget_flashes(&self, page: &str) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        flashes::delete_of_page(&*tx, &name(page)).await?;
        tx.commit().await
    }
}

/// The name of a page as it is kept. Whoever asks may call a page what they like: what is too long is cut, and controls, which no name of ours
/// has and not every database takes, are left out.
fn name(page: &str) -> String {
    page.chars().filter(|c| !c.is_control()).take(PAGE_MAX).collect()
}
