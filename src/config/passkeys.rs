//! Of which models passkeys are accepted, for hospitals that issue their own keys. Nothing set: of every model.
//!
//! What is said here is in order; whether the files hold authorities is seen when a server starts.

use super::ConfigError;
use super::source::Passkeys;
use std::path::PathBuf;
use uuid::Uuid;

/// Characters of a model's name.
const LONGEST_NAME: usize = 80;

/// `[passkeys]`
#[derive(Debug, Clone, Default)]
pub struct PasskeysConfig {
    /// `[[passkeys.models]]`, `SENZA_PASSKEY_MODELS`: an AAGUID, a file and a name each, the models with commas between them
    pub models: Vec<ModelConfig>,
}

/// A model, and who vouches for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelConfig {
    /// `aaguid`
    pub aaguid: Uuid,
    /// `roots`: a PEM file with the maker's authorities
    pub roots: PathBuf,
    /// `name`: what people read; the AAGUID where none is given
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasskeysConfigError {
    #[error(
        "passkeys.models is empty: no passkey would be accepted at all; leave it out, and those of every model are"
    )]
    Empty,
    #[error(
        "SENZA_PASSKEY_MODELS: {0:?} is not an AAGUID, the path of a PEM file and perhaps a name, with spaces between them"
    )]
    Entry(String),
    #[error("{0:?} is not an AAGUID such as 2fc0579f-8113-47ea-b116-bb5a8db9202a")]
    Aaguid(String),
    #[error("an AAGUID of zeros is that of every authenticator that does not say its model")]
    Zeros,
    #[error("the model {0} is there twice")]
    Twice(Uuid),
    #[error("the path of the authorities of {aaguid} must be absolute, it is {path}", path = .path.display())]
    Relative { aaguid: Uuid, path: PathBuf },
    #[error("the name of {0} has 1 to {LONGEST_NAME} characters, on one line")]
    Name(Uuid),
}

impl PasskeysConfig {
    pub(super) fn of(settings: Passkeys) -> Result<Self, ConfigError> {
        let set: Option<Vec<_>> = match (settings.text, settings.models) {
            (Some(text), _) => Some(super::listed(&text).map(entry).collect::<Result<_, _>>()?),
            (None, models) => {
                models.map(|models| models.into_iter().map(|it| (it.aaguid, it.roots, it.name)).collect())
            }
        };
        let Some(set) = set else { return Ok(Self::default()) };
        if set.is_empty() {
            return Err(PasskeysConfigError::Empty.into());
        }
        let mut models: Vec<ModelConfig> = Vec::new();
        for (aaguid, roots, name) in set {
            let next = model(&aaguid, roots, name)?;
            if models.iter().any(|one| one.aaguid == next.aaguid) {
                return Err(PasskeysConfigError::Twice(next.aaguid).into());
            }
            models.push(next);
        }
        Ok(Self { models })
    }
}

type Written = (String, PathBuf, Option<String>);

/// As a variable has it.
fn entry(text: &str) -> Result<Written, PasskeysConfigError> {
    let mut parts = text.splitn(3, ' ').map(str::trim);
    match (parts.next(), parts.next().filter(|path| !path.is_empty()), parts.next()) {
        (Some(aaguid), Some(path), name) => Ok((aaguid.to_owned(), path.into(), name.map(str::to_owned))),
        _ => Err(PasskeysConfigError::Entry(text.to_owned())),
    }
}

fn model(text: &str, roots: PathBuf, name: Option<String>) -> Result<ModelConfig, PasskeysConfigError> {
    let aaguid = Uuid::try_parse(text).ok().filter(|aaguid| aaguid.to_string().eq_ignore_ascii_case(text));
    let aaguid = aaguid.ok_or_else(|| PasskeysConfigError::Aaguid(text.to_owned()))?;
    if aaguid.is_nil() {
        return Err(PasskeysConfigError::Zeros);
    }
    if !roots.is_absolute() {
        return Err(PasskeysConfigError::Relative { aaguid, path: roots });
    }
    let name = name.map_or_else(|| aaguid.to_string(), |name| name.trim().to_owned());
    if !(1..=LONGEST_NAME).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        return Err(PasskeysConfigError::Name(aaguid));
    }
    Ok(ModelConfig { aaguid, roots, name })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::source::Settings;

    const A: &str = "2fc0579f-8113-47ea-b116-bb5a8db9202a";
    const B: &str = "D8522D9F-575B-4866-88A9-BA99FA02F35B";

    fn of(file: &str, variable: Option<&str>) -> Result<Vec<(String, String)>, String> {
        let mut settings: Settings = toml::from_str(file).map_err(|error| error.message().to_owned())?;
        settings.passkeys.text = variable.map(str::to_owned);
        let config = PasskeysConfig::of(settings.passkeys).map_err(|error| error.to_string())?;
        Ok(config.models.into_iter().map(|one| (one.name, one.roots.display().to_string())).collect())
    }

    fn one(aaguid: &str, roots: &str, name: &str) -> String {
        format!("[[passkeys.models]]\naaguid = \"{aaguid}\"\nroots = \"{roots}\"\nname = \"{name}\"\n")
    }

    #[test]
    fn models_are_read_from_the_file_or_from_a_variable_that_wins() {
        assert_eq!(of("", None), Ok(Vec::new()), "every model");
        let file = one(A, "/etc/a.pem", "YubiKey 5")
            + &format!("[[passkeys.models]]\naaguid = \"{B}\"\nroots = \"/etc/b.pem\"\n");
        let pair = |name: &str, roots: &str| (name.to_owned(), roots.to_owned());
        assert_eq!(of(&file, None), Ok(vec![pair("YubiKey 5", "/etc/a.pem"), pair(&B.to_lowercase(), "/etc/b.pem")]));
        let variable = format!("{A} /etc/c.pem The grey key, {B} /etc/d.pem");
        assert_eq!(
            of(&file, Some(&variable)),
            Ok(vec![pair("The grey key", "/etc/c.pem"), pair(&B.to_lowercase(), "/etc/d.pem")])
        );
    }

    // Threat: a mistake in the list lets every model in, or none, and nobody notices.
    #[test]
    fn what_is_wrong_with_a_list_is_said() {
        for (file, said) in [
            ("[passkeys]\nmodels = []\n".to_owned(), "is empty"),
            (one("yubikey", "/a.pem", "x"), "is not an AAGUID"),
            (one(&A.replace('-', ""), "/a.pem", "x"), "is not an AAGUID"),
            (one("00000000-0000-0000-0000-000000000000", "/a.pem", "x"), "zeros"),
            (one(A, "a.pem", "x"), "must be absolute"),
            (one(A, "/a.pem", " "), "1 to 80 characters"),
            (one(A, "/a.pem", &"x".repeat(81)), "1 to 80 characters"),
            (one(A, "/a.pem", "x") + &one(&A.to_uppercase(), "/b.pem", "y"), "there twice"),
            (format!("[[passkeys.models]]\naaguid = \"{A}\"\n"), "roots"),
            (one(A, "/a.pem", "x") + "root = \"/b.pem\"\n", "root"),
        ] {
            let refused = of(&file, None).expect_err(said);
            assert!(refused.contains(said), "{refused}");
        }
        for (variable, said) in [(A, "the path of a PEM file"), (",", "is empty"), ("x /a.pem", "is not an AAGUID")] {
            let refused = of("", Some(variable)).expect_err(said);
            assert!(refused.contains(said), "{refused}");
        }
    }
}
