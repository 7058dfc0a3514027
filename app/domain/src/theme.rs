//! How pages are painted.

use crate::codes::codes;

codes! {
    Theme {
        /// As the reader's system is.
        System = "system",
        Light = "light",
        Dark = "dark",
    }
}
