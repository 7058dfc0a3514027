//! The binary `vestibule`.

use std::process::ExitCode;

/// Gives memory back: with the one of glibc every password hash leaves its 19 MiB in the process for good.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::main()
}
