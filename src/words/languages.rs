//! The languages of a site: English, and one for each file in the folder for them.

use super::heard::{serves, wanted};
use super::language::Language;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// No language has so much to say.
const LONGEST: u64 = 4 * 1024 * 1024;
/// How many of a file's faults are logged.
const MOST_FAULTS: usize = 20;

/// Beside English.
#[derive(Debug, Clone, Default)]
pub struct Languages(Vec<Arc<Language>>);

/// Why the folder of languages is not accepted. What is wrong within a file is no reason: English takes its place.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("the folder of languages {folder} cannot be read: {cause}", folder = .folder.display())]
    Folder { folder: PathBuf, cause: std::io::Error },
    #[error("the language file {file} cannot be read: {cause}", file = .file.display())]
    File { file: PathBuf, cause: std::io::Error },
    #[error("the language file {file} is not named for a language, such as de.ftl or pt-BR.ftl", file = .file.display())]
    Name { file: PathBuf },
    #[error("the language file {file} is longer than 4 MiB", file = .file.display())]
    Long { file: PathBuf },
}

impl Languages {
    /// Reads every `.ftl` file of a folder; what else lies there is left alone.
    ///
    /// # Errors
    /// The folder or a file cannot be read, or a file is not named for a language.
    pub fn from_folder(folder: &Path) -> Result<Self, FolderError> {
        let failed = |cause| FolderError::Folder { folder: folder.to_owned(), cause };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|extension| extension == "ftl") {
                files.push(path);
            }
        }
        files.sort();
        files.iter().map(|file| read(file).map(Arc::new)).collect::<Result<_, _>>().map(Self)
    }

    /// The language for whoever sends this `Accept-Language`; none is English.
    pub fn heard(&self, header: Option<&str>) -> Option<Arc<Language>> {
        if self.0.is_empty() {
            return None;
        }
        for tag in wanted(header?) {
            let exact = self.0.iter().find(|language| language.tag().eq_ignore_ascii_case(&tag));
            if let Some(language) = exact.or_else(|| self.0.iter().find(|language| serves(language.tag(), &tag))) {
                return Some(Arc::clone(language));
            }
            if tag == "*" || serves("en", &tag) {
                return None;
            }
        }
        None
    }

    /// Whether an answer depends on what was asked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn read(file: &Path) -> Result<Language, FolderError> {
    let failed = |cause| FolderError::File { file: file.to_owned(), cause };
    let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let identifier: LanguageIdentifier = name.parse().map_err(|_| FolderError::Name { file: file.to_owned() })?;
    if identifier.language.is_empty() {
        return Err(FolderError::Name { file: file.to_owned() });
    }
    if std::fs::metadata(file).map_err(failed)?.len() > LONGEST {
        return Err(FolderError::Long { file: file.to_owned() });
    }
    let text = std::fs::read_to_string(file).map_err(failed)?;
    let (language, faults) = Language::other(identifier, text);
    for fault in faults.iter().take(MOST_FAULTS) {
        tracing::warn!(file = %file.display(), line = fault.line, reason = %fault.reason, "a text of a language is not used, English is");
    }
    let (messages, faults) = (language.len(), faults.len());
    tracing::info!(file = %file.display(), language = language.tag(), messages, faults, "a language was read");
    Ok(language)
}
