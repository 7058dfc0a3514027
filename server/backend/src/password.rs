//! Password hashes: Argon2id on blocking threads, a few at a time, the same work for users that do not exist.

use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::password::{MIN_CHARS, PasswordError, check_length};
use tokio::sync::Semaphore;

use crate::Error;

/// How long a request waits for its turn before it is told that we are busy.
const PATIENCE: Duration = Duration::from_secs(2);

/// Hashes and verifies, with memory bounded by the number of permits (19 MiB each).
#[derive(Clone)]
pub(crate) struct Passwords {
    permits: Arc<Semaphore>,
    /// Compared against when there is no user, so that both cases cost the same (ASVS 6.3.8).
    dummy: Arc<str>,
}

impl Passwords {
    /// `salt` is for the dummy hash.
    pub(crate) fn new(parallel: usize, salt: [u8; 16]) -> Result<Self, Error> {
        let dummy = hash("no user has this password", salt)?;
        Ok(Self { permits: Arc::new(Semaphore::new(parallel.max(1))), dummy: dummy.into() })
    }

    pub(crate) async fn hash(&self, password: &str, salt: [u8; 16]) -> Result<String, Error> {
        let password = password.to_owned();
        self.run(move || hash(&password, salt)).await?
    }

    /// Whether the password is right, and whether its hash should be renewed because the parameters have changed.
    pub(crate) async fn verify(&self, password: &str, stored: Option<&str>) -> Result<Verdict, Error> {
        let (password, known) = (password.to_owned(), stored.is_some());
        let phc: Arc<str> = stored.map_or_else(|| self.dummy.clone(), Into::into);
        self.run(move || verify(&password, &phc, known)).await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let permit = tokio::time::timeout(PATIENCE, self.permits.clone().acquire_owned()).await.map_err(|_| Error::Busy)?;
        let permit = permit.map_err(|_| Error::Busy)?;
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        })
        .await
        .map_err(|e| Error::Internal(format!("password hashing: {e}")))
    }
}

impl std::fmt::Debug for Passwords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passwords(..)")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Wrong,
    Right { outdated: bool },
}

/// Argon2id with 19 MiB, two passes, one lane (ASVS 5.0, appendix C).
fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|e| Error::Internal(format!("argon2 parameters: {e}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &str, salt: [u8; 16]) -> Result<String, Error> {
    let hashed = argon2()?.hash_password_with_salt(password.as_bytes(), &salt);
    hashed.map(|h| h.to_string()).map_err(|e| Error::Internal(format!("argon2: {e}")))
}

fn verify(password: &str, phc: &str, known: bool) -> Verdict {
    let Ok(parsed) = PasswordHash::new(phc) else { return Verdict::Wrong };
    let right = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    let current = "$argon2id$v=19$m=19456,t=2,p=1$";
    if right && known { Verdict::Right { outdated: !phc.starts_with(current) } } else { Verdict::Wrong }
}

/// Whether a new password may be used by somebody who is known by these `names` (of the service, the company, the person).
///
/// # Errors
/// The first [`PasswordError`] that applies.
pub(crate) fn check_new(password: &str, names: &[&str]) -> Result<(), PasswordError> {
    check_length(password, MIN_CHARS)?;
    let folded = password.to_lowercase();
    let mut rest = folded.clone();
    for name in names.iter().flat_map(|n| n.split([' ', '@', '.'])).filter(|n| n.chars().count() >= 4) {
        rest = rest.replace(&name.to_lowercase(), "");
    }
    if rest.chars().filter(|c| c.is_alphanumeric()).count() * 2 < folded.chars().filter(|c| c.is_alphanumeric()).count() {
        return Err(PasswordError::HoldsName);
    }
    // It looks at the first hundred characters.
    let guessed = zxcvbn::zxcvbn(password, names).score();
    if guessed < zxcvbn::Score::Three || folded.chars().collect::<std::collections::HashSet<_>>().len() < 5 {
        return Err(PasswordError::TooCommon);
    }
    Ok(())
}

/// Words of a suggested pass phrase: 64 bits of chance with the EFF's long list.
const PHRASE_WORDS: usize = 5;

/// A pass phrase for somebody who would rather not think of one. `pick` gives a number below the one it is handed.
pub(crate) fn suggest(pick: impl Fn(i64) -> i64) -> String {
    let words = &diceware_wordlists::EFF_LONG_WORDLIST;
    let count = i64::try_from(words.len()).unwrap_or_default();
    let word = |_| usize::try_from(pick(count)).ok().and_then(|at| words.get(at)).copied().unwrap_or_default();
    (0..PHRASE_WORDS).map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn d03_hashes_are_argon2id_with_the_parameters_promised() {
        let passwords = Passwords::new(2, [1; 16]).unwrap();
        let phc = passwords.hash("a fine long sentence", [2; 16]).await.unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert_eq!(passwords.verify("a fine long sentence", Some(&phc)).await.unwrap(), Verdict::Right { outdated: false });
        assert_eq!(passwords.verify("another sentence", Some(&phc)).await.unwrap(), Verdict::Wrong);
        assert_eq!(passwords.verify("no user has this password", None).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn d01_every_octet_of_a_password_counts() {
        let passwords = Passwords::new(2, [1; 16]).unwrap();
        let long = "x".repeat(1_023);
        let phc = passwords.hash(&format!("{long}y"), [2; 16]).await.unwrap();
        assert_eq!(passwords.verify(&format!("{long}y"), Some(&phc)).await.unwrap(), Verdict::Right { outdated: false });
        for other in [format!("{long}z"), long.clone(), format!("{long}Y"), format!(" {long}y"), format!("{long}y ")] {
            assert_eq!(passwords.verify(&other, Some(&phc)).await.unwrap(), Verdict::Wrong);
        }
    }

    #[tokio::test]
    async fn d03_a_hash_of_weaker_parameters_is_taken_and_called_outdated() {
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(16, 1, 1, None).unwrap());
        let phc = weak.hash_password_with_salt(b"seven green bottles fell down", &[2; 16]).unwrap().to_string();
        let passwords = Passwords::new(2, [1; 16]).unwrap();
        assert_eq!(
            passwords.verify("seven green bottles fell down", Some(&phc)).await.unwrap(),
            Verdict::Right { outdated: true },
            "{phc}"
        );
        assert_eq!(passwords.verify("wrong", Some(&phc)).await.unwrap(), Verdict::Wrong);
    }

    #[test]
    fn d01_a_suggested_phrase_would_be_taken() {
        let env = crate::env::Env::fixed(std::sync::Arc::new(crate::env::ManualClock::at(0)), 5);
        let phrases: Vec<String> = (0..50).map(|_| suggest(|below| env.below(below))).collect();
        assert!(phrases.iter().all(|p| check_new(p, &["Vestibule"]).is_ok()), "{phrases:?}");
        assert_ne!(phrases[0], phrases[1]);
    }

    #[test]
    fn d02_common_passwords_and_names_are_refused() {
        for common in ["passwordpassword", "123456789012345", "aaaaaaaaaaaaaaaa", "qwertyuiopasdfgh", "abcabcabcabcabcabc"] {
            assert_eq!(check_new(common, &[]), Err(PasswordError::TooCommon), "{common}");
        }
        assert_eq!(check_new("santiagogarcia1", &["Santiago Garcia"]), Err(PasswordError::HoldsName));
        assert_eq!(check_new("too short", &[]), Err(PasswordError::TooShort));
        assert_eq!(check_new("seven green bottles fell down", &["Ann Lee"]), Ok(()));
        assert_eq!(check_new("demo-password-please-change", &["Vestibule"]), Ok(()));
    }
}
