//! The models that passkeys are accepted of, from what an operator set: the files are read, and what is wrong is said.

use crate::config::PasskeysConfig;
use crate::sign_in::passkey::{Model, Models, RootError};
use std::path::PathBuf;
use time::OffsetDateTime;

/// Why the list is not used; the server does not start then.
#[derive(Debug, thiserror::Error)]
pub enum ModelsError {
    #[error("the authorities of the model “{name}”, in {file}, could not be read: {cause}", file = .file.display())]
    Unreadable { name: String, file: PathBuf, cause: std::io::Error },
    #[error("the authorities of the model “{name}”, in {file}, are not accepted: {cause}", file = .file.display())]
    Root { name: String, file: PathBuf, cause: RootError },
}

/// # Errors
/// The first file that is not there, or in which something is no authority, or does not hold now.
pub fn models(config: &PasskeysConfig, now: OffsetDateTime) -> Result<Models, ModelsError> {
    let mut models = Vec::new();
    for one in &config.models {
        let (name, file) = (&one.name, &one.roots);
        let pem = std::fs::read(file).map_err(|cause| ModelsError::Unreadable {
            name: name.clone(),
            file: file.clone(),
            cause,
        })?;
        let model = Model::new(one.aaguid, name, &pem, now);
        models.push(model.map_err(|cause| ModelsError::Root { name: name.clone(), file: file.clone(), cause })?);
    }
    let models = Models::new(models);
    if !models.accept_all() {
        tracing::info!(models = models.names().join(", "), "passkeys of these models are accepted, and of no others");
    }
    Ok(models)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ModelConfig;
    use crate::domain::{Clock, SystemClock};
    use crate::sign_in::passkey::maker::{MODEL_ID, Maker, Terms};

    fn load(pem: Option<&[u8]>) -> Result<Models, String> {
        let folder = tempfile::tempdir().unwrap();
        let roots = folder.path().join("roots.pem");
        if let Some(pem) = pem {
            std::fs::write(&roots, pem).unwrap();
        }
        let model = ModelConfig { aaguid: MODEL_ID.parse().unwrap(), roots, name: "Blue key".to_owned() };
        models(&PasskeysConfig { models: vec![model] }, SystemClock.now()).map_err(|error| error.to_string())
    }

    // Threat: a server starts with a list that vouches for nothing, or for everything that one certificate signs.
    #[test]
    fn a_server_says_which_file_of_authorities_is_wrong_and_why() {
        let good = Maker::new("A maker", (-10, 1000));
        let leaf = good.certify(&Terms::default()).chain[0].to_pem().unwrap();
        let over = Maker::new("An old maker", (-1000, -1)).pem();
        let not_yet = Maker::new("A young maker", (1, 1000)).pem();
        let cases: [(Option<&[u8]>, &str); 7] = [
            (None, "could not be read"),
            (Some(b""), "no certificate in PEM"),
            (Some(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), "could not be read"),
            (Some(&[good.pem(), leaf].concat()), "certificate 2 in it is not one of an authority"),
            (Some(&over), "certificate 1 in it is over"),
            (Some(&not_yet), "holds only from"),
            (Some(&good.pem().repeat(2)), "certificate 2 in it is there twice"),
        ];
        for (pem, said) in cases {
            let refused = load(pem).expect_err(said);
            assert!(
                refused.contains(said) && refused.contains("Blue key") && refused.contains("roots.pem"),
                "{refused}"
            );
        }
        assert_eq!(load(Some(&good.pem())).unwrap().names(), ["Blue key"], "control");
    }
}
