//! A logo: a drawing (SVG) or a picture (PNG), written anew from what was understood of it.

use super::png::{self, PngError};
use super::svg::{self, SvgError};

/// Of what is handed in, and of what is kept.
pub const LONGEST: usize = 128 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoKind {
    Svg,
    Png,
}

impl LogoKind {
    /// As the database holds it, and as a file's name ends.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Svg, Self::Png].into_iter().find(|kind| kind.as_str() == text)
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
        }
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    #[error("it is longer than {} KiB", LONGEST / 1024)]
    Long,
    #[error("it is neither an SVG drawing nor a PNG picture")]
    Kind,
    #[error(transparent)]
    Svg(#[from] SvgError),
    #[error(transparent)]
    Png(#[from] PngError),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    pub kind: LogoKind,
    /// As we wrote it.
    pub octets: Vec<u8>,
    /// In pixels; of a drawing, as large as it says that it is.
    pub width: u16,
    pub height: u16,
}

impl Logo {
    /// Reads what somebody handed in. The file's name and what a browser calls it say nothing: it is what its octets are.
    ///
    /// # Errors
    /// What about it is not taken.
    pub fn read(file: &[u8]) -> Result<Self, LogoError> {
        if file.len() > LONGEST {
            return Err(LogoError::Long);
        }
        let (kind, (octets, width, height)) = if file.starts_with(&png::SIGNATURE) {
            (LogoKind::Png, png::read(file)?)
        } else if file.iter().find(|octet| !octet.is_ascii_whitespace()).is_some_and(|first| b"<\xef".contains(first)) {
            (LogoKind::Svg, svg::read(file)?)
        } else {
            return Err(LogoError::Kind);
        };
        if octets.len() > LONGEST {
            return Err(LogoError::Long);
        }
        Ok(Self { kind, octets, width, height })
    }
}
