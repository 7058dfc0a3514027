//! Sees to it that the folder of the browser's part is there, and that a release is compiled again when the folder has changed: its
//! files become part of the binary. A debug build reads them from the disk at run time.

#![expect(clippy::disallowed_methods, reason = "this is how a build script is spoken to")]

use std::path::Path;

const SITE: &str = "../target/site";

/// The release, and the commit if the build was told it.
fn version() -> String {
    let release = env!("CARGO_PKG_VERSION");
    match std::env::var("VESTIBULE_COMMIT") {
        Ok(commit) if !commit.trim().is_empty() => format!("{release} ({})", commit.trim()),
        _ => release.to_owned(),
    }
}

fn main() -> std::io::Result<()> {
    std::fs::create_dir_all(Path::new(SITE).join("pkg"))?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=VESTIBULE_COMMIT");
    println!("cargo::rustc-env=VESTIBULE_VERSION={}", version());
    if std::env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={SITE}");
    }
    Ok(())
}
