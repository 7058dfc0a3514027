//! The operator's logo.

use std::fmt::Write;

use domain::audit::AuditAction;
use domain::ids::OperatorId;
use domain::problem::ProblemCode;
use sha2::{Digest, Sha256};

use super::Services;
use crate::Error;
use crate::context::Caller;
use crate::logo::{inspect, media_type};
use crate::store::audit::{By, Deed};
use crate::store::operators::{self, NewLogo};

impl Services {
    /// Shows a picture in the header of every page from now on.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator; `Invalid` on `logo`.
    pub async fn set_logo(&self, caller: &Caller, bytes: &[u8]) -> Result<(), Error> {
        let (_, operator) = caller.operator()?;
        let image = inspect(bytes).map_err(|e| Error::invalid("logo", ProblemCode::Image(e)))?;
        let mut name = String::with_capacity(48);
        for byte in Sha256::digest(bytes).iter().take(16) {
            // Writing to a String cannot fail.
            let _ = write!(name, "{byte:02x}");
        }
        let name = format!("{name}.{}", image.kind);
        self.put_logo(caller, operator, Some(NewLogo { name: &name, width: image.width, height: image.height, bytes })).await
    }

    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator.
    pub async fn remove_logo(&self, caller: &Caller) -> Result<(), Error> {
        let (_, operator) = caller.operator()?;
        self.put_logo(caller, operator, None).await
    }

    async fn put_logo(&self, caller: &Caller, operator: OperatorId, new: Option<NewLogo<'_>>) -> Result<(), Error> {
        let session = caller.signed_in()?;
        let tx = self.store.begin().await?;
        let old = operators::lock(&*tx, operator.uuid()).await?.logo;
        let name = new.as_ref().map(|logo| logo.name.to_owned());
        if name == old {
            return Ok(());
        }
        operators::set_logo(&*tx, operator.uuid(), new).await?;
        let deed = Deed::new(AuditAction::LogoChanged, By::Operator(session.user.uuid())).target("operator", operator.uuid());
        self.audit(&tx, deed).await?;
        tx.commit().await
    }

    /// A logo by its name, with the type that it is served with.
    ///
    /// # Errors
    /// `NotFound`, `Database`.
    pub async fn logo(&self, name: &str) -> Result<(&'static str, Vec<u8>), Error> {
        let bytes = operators::logo(self.store.read(), name).await?.ok_or(Error::NotFound)?;
        Ok((media_type(name), bytes))
    }
}
