//! The binary `vestibule`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::main()
}
