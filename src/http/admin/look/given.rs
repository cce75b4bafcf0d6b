//! What somebody hands in of how pages are to look, and what about it is to be mended.

use super::super::access::Asked;
use super::untaken;
use crate::domain::Zone;
use crate::http::envelopes::small::read_whole;
use crate::http::error::PageError;
use crate::look::{Colour, LONGEST_LOGO, Logo, name};
use crate::say;
use crate::sign_in::change::look::Wanted;
use crate::sign_in::look::Shown;
use crate::words::Text;
use actix_web::{HttpMessage, web};

/// As it was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) colour: String,
    pub(super) zone: String,
}

impl Typed {
    pub(super) fn of(shown: &Shown) -> Self {
        Self {
            name: shown.name.clone().unwrap_or_default(),
            colour: shown.colour.map(|colour| colour.to_string()).unwrap_or_default(),
            zone: shown.zone.as_ref().map(|zone| zone.name().to_owned()).unwrap_or_default(),
        }
    }
}

#[derive(Default)]
pub(super) struct Given {
    pub(super) form_token: String,
    pub(super) looked_at: String,
    pub(super) typed: Typed,
    /// Empty where none was chosen.
    pub(super) file: Vec<u8>,
    pub(super) without_logo: bool,
}

impl Given {
    pub(super) async fn read(asked: &Asked, body: web::Payload) -> Result<Self, PageError> {
        if !asked.request.content_type().eq_ignore_ascii_case("multipart/form-data") {
            return without_file(body).await;
        }
        let mut given = Self::default();
        // One more than is taken, so that the refusal can say why; what is longer still is refused as it comes.
        for part in read_whole(&asked.request, body, &asked.parts.clock, 2 * LONGEST_LOGO).await? {
            let text = || String::from_utf8_lossy(&part.octets).into_owned();
            match part.name.as_str() {
                "form_token" => given.form_token = text(),
                "looked_at" => given.looked_at = text(),
                "name" => given.typed.name = text(),
                "colour" => given.typed.colour = text(),
                "zone" => given.typed.zone = text(),
                "logo" => given.file = part.octets.to_vec(),
                "without_logo" => given.without_logo = true,
                _ => {}
            }
        }
        Ok(given)
    }
}

/// A form without a file, from whatever sends none.
async fn without_file(body: web::Payload) -> Result<Given, PageError> {
    let octets = body.to_bytes_limited(16 * 1024).await.map_err(|_| PageError::not_a_form(true, "too long"))?;
    let octets = octets.map_err(|error| PageError::not_a_form(false, error))?;
    let mut given = Given::default();
    for (name, value) in url::form_urlencoded::parse(&octets) {
        match &*name {
            "form_token" => given.form_token = value.into_owned(),
            "looked_at" => given.looked_at = value.into_owned(),
            "name" => given.typed.name = value.into_owned(),
            "colour" => given.typed.colour = value.into_owned(),
            "zone" => given.typed.zone = value.into_owned(),
            "without_logo" => given.without_logo = true,
            _ => {}
        }
    }
    Ok(given)
}

/// Something to mend, and in which field.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    pub(super) field: &'static str,
    pub(super) sentence: Text,
}

impl Fault {
    pub(super) fn stale() -> Self {
        Self { field: "name", sentence: say("admin-look-another-owner-changed-it") }
    }
}

/// All of it, or all that is to be mended. A logo that is not touched stays.
pub(super) fn wanted(typed: &Typed, file: &[u8], without_logo: bool, held: &Shown) -> Result<Wanted, Vec<Fault>> {
    let mut faults = Vec::new();
    let name = name(&typed.name).unwrap_or_else(|error| {
        faults.push(Fault { field: "name", sentence: untaken::name(error) });
        None
    });
    let colour = match typed.colour.trim() {
        "" => None,
        text => Colour::parse(text).or_else(|| {
            faults.push(Fault { field: "colour", sentence: say("admin-look-colour-is-written-as") });
            None
        }),
    };
    let zone = match typed.zone.trim() {
        "" => None,
        text => Zone::named(text).or_else(|| {
            faults.push(Fault { field: "zone", sentence: say("admin-zone-written-as") });
            None
        }),
    };
    let logo = match (file.is_empty(), without_logo) {
        (true, true) => None,
        (true, false) => held.logo.as_ref().map(|one| one.logo.clone()),
        (false, true) => {
            faults.push(Fault { field: "logo", sentence: say("admin-look-choose-another-logo-or") });
            None
        }
        (false, false) => {
            Logo::read(file).map_err(|error| faults.push(Fault { field: "logo", sentence: untaken::logo(&error) })).ok()
        }
    };
    match faults.is_empty() {
        true => Ok(Wanted { name, colour, logo, zone }),
        false => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign_in::look::ShownLogo;

    const DRAWING: &[u8] =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><path d=\"M0 0h9v9z\"/></svg>";

    fn typed(name: &str, colour: &str, zone: &str) -> Typed {
        Typed { name: name.to_owned(), colour: colour.to_owned(), zone: zone.to_owned() }
    }

    #[test]
    fn a_logo_stays_until_another_comes_or_it_is_taken_away() {
        let logo = Logo::read(DRAWING).unwrap();
        let held = Shown { logo: Some(ShownLogo::new(logo.clone())), ..Shown::default() };
        let of = |file: &[u8], without| wanted(&typed(" A hospital ", "0B5A5E", " europe/rome "), file, without, &held);
        let kept = of(b"", false).unwrap();
        assert_eq!((kept.name.as_deref(), kept.colour), (Some("A hospital"), Colour::parse("#0b5a5e")));
        assert_eq!((kept.logo, kept.zone), (Some(logo), Zone::named("Europe/Rome")));
        assert_eq!(of(b"", true).unwrap().logo, None);
        assert_eq!(of(DRAWING, true).unwrap_err()[0].field, "logo");
    }

    #[test]
    fn all_that_is_to_be_mended_is_said_at_once() {
        let faults = wanted(&typed(&"n".repeat(101), "red", "Rome"), b"GIF89a", false, &Shown::default()).unwrap_err();
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["name", "colour", "zone", "logo"]);
        assert_eq!(faults[3].sentence.english(), "It is neither an SVG drawing nor a PNG picture.");
        assert_eq!(wanted(&typed("", "", ""), b"", false, &Shown::default()), Ok(Wanted::default()));
    }
}
