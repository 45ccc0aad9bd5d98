//! Passwords, kept as Argon2id makes them.

use std::sync::OnceLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// The shortest password; long ones are safer than odd ones.
pub const SHORTEST: usize = 10;

/// A password as it is kept.
///
/// # Errors
/// When it is too short, in words for the one who chose it.
pub fn keep(password: &str) -> Result<String, String> {
    if password.chars().count() < SHORTEST {
        return Err(format!("a password needs at least {SHORTEST} characters; several words are easy to remember"));
    }
    let kept = Argon2::default().hash_password(password.as_bytes());
    kept.map(|kept| kept.to_string()).map_err(|error| error.to_string())
}

/// Whether it is the password that is kept. It takes as long where none is.
pub fn is_right(password: &str, kept: Option<&str>) -> bool {
    // That a name is unknown must not be seen from the time that the answer takes.
    static NOBODY: OnceLock<String> = OnceLock::new();
    let nobody = || NOBODY.get_or_init(|| keep("a password that nobody has").unwrap_or_default());
    let Ok(hash) = PasswordHash::new(kept.unwrap_or_else(|| nobody())) else { return false };
    let is_right = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
    is_right && kept.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_itself_is_right() {
        let kept = keep("correct horse battery").unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(is_right("correct horse battery", Some(&kept)));
        assert!(!is_right("correct horse batter", Some(&kept)));
        assert!(!is_right("", Some(&kept)));
        assert!(!is_right("anything at all", None));
        assert!(!is_right("anything at all", Some("plain text")));
        assert!(keep("short").is_err());
    }

    #[test]
    fn an_unknown_name_takes_as_long() {
        use std::time::Instant;
        let kept = keep("correct horse battery").unwrap();
        let time = |kept: Option<&str>| {
            let begun = Instant::now();
            assert!(!is_right("wrong horse battery", kept));
            begun.elapsed().as_secs_f64()
        };
        let known = time(Some(&kept));
        assert!(time(None) > known / 10.0, "the hash of nobody is not compared");
    }
}
