//! The state of the wizard as pure reducers: what the browser does at once is what the server does on submission.

mod accounts;
mod addresses;

pub use accounts::{AccountsChange, AccountsPage, NumberTaken, PersonRow};
pub use addresses::{AddressChange, AddressList, Entry, Summary};

use crate::codes::codes;

codes! {
    /// A step of the wizard; the code is its part of the address.
    Step { Addresses = "addresses", Accounts = "accounts", Submit = "submit" }
}

impl Step {
    /// 1 to 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Addresses => 1,
            Self::Accounts => 2,
            Self::Submit => 3,
        }
    }
}
