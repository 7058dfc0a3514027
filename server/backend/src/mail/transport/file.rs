//! Mails as files, where no relay is configured.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use domain::relay::{OwnWords, Step};

use super::{
    super::Composed,
    failure::{FailureClass, Reply, SendError},
};

/// Writes `<message id>.eml`, whole or not at all: another try of the same mail replaces it.
///
/// # Errors
/// `Retry` when the disk does not take it.
pub(super) async fn write(folder: &Path, mail: &Composed) -> Result<Reply, SendError> {
    let (folder, name, bytes) = (folder.to_owned(), file_name(&mail.message_id), mail.bytes.clone());
    let written = tokio::task::spawn_blocking(move || write_file(&folder, &name, &bytes)).await;
    match written {
        Ok(Ok(path)) => Ok(Reply { text: format!("Written to {}", path.display()) }),
        Ok(Err(error)) => Err(failure(&error.to_string())),
        Err(_) => Err(failure("interrupted")),
    }
}

fn failure(reason: &str) -> SendError {
    SendError { class: FailureClass::Retry, reply: OwnWords::Failed(Step::File, reason).to_string() }
}

fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let (path, temporary) = (folder.join(format!("{name}.eml")), folder.join(format!(".{name}.tmp")));
    let mut file = private_file(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&temporary, &path)?;
    // The rename itself survives a power loss only with its folder on the disk.
    File::open(folder)?.sync_all()?;
    Ok(path)
}

/// For the owner alone: there are links in it.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn file_name(message_id: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' };
    message_id.trim_matches(['<', '>']).chars().take(150).map(safe).collect()
}
