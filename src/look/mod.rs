//! What an organisation lets its pages look like: a name, a colour and a logo.
//!
//! Pure. What somebody hands in is read by what is allowed in it and written anew; nothing of it is taken along that was not understood.
//! Uses `domain`. Knows no page, no database and no keeper.

mod colour;
mod logo;
mod name;
mod palette;
mod png;
mod svg;

pub use self::colour::Colour;
pub use self::logo::{LONGEST as LONGEST_LOGO, Logo, LogoError, LogoKind};
pub use self::name::{NameError, name};
pub use self::palette::{Palette, Theme, Tone};
pub use self::png::PngError;
pub use self::svg::{Hint as SvgHint, SvgError};
