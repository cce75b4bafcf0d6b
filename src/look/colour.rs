//! A colour, and how well it is told from another (WCAG 2.2, "contrast ratio").

use std::fmt;
use std::sync::LazyLock;

/// How bright each of the 256 parts is: a stylesheet asks for thousands.
static LINEAR: LazyLock<[f64; 256]> = LazyLock::new(|| {
    std::array::from_fn(|part| {
        let part = f64::from(u8::try_from(part).unwrap_or(u8::MAX)) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
});

/// Of sRGB, eight bits each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    pub const WHITE: Self = Self([255, 255, 255]);
    pub const BLACK: Self = Self([0, 0, 0]);

    /// `#rrggbb`, as a browser's form field for colours gives it, or without the sign before it.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim();
        let digits = digits.strip_prefix('#').unwrap_or(digits);
        if digits.len() != 6 || !digits.bytes().all(|octet| octet.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Six digits, without a sign before them.
    pub fn digits(self) -> String {
        let [red, green, blue] = self.0;
        format!("{red:02x}{green:02x}{blue:02x}")
    }

    /// So many of 255 parts of another in it.
    #[must_use]
    pub fn mixed(self, other: Self, parts: u8) -> Self {
        let of = |one: u8, other: u8| {
            let (one, other, parts) = (u32::from(one), u32::from(other), u32::from(parts));
            u8::try_from((one * (255 - parts) + other * parts + 127) / 255).unwrap_or(u8::MAX)
        };
        let ([a, b, c], [x, y, z]) = (self.0, other.0);
        Self([of(a, x), of(b, y), of(c, z)])
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| LINEAR.get(usize::from(part)).copied().unwrap_or_default());
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// From 1, of two that are the same, to 21, of black and white.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.digits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_six_digits_and_in_no_other_way() {
        assert_eq!(Colour::parse(" #0B5a5e "), Some(Colour([0x0b, 0x5a, 0x5e])));
        assert_eq!(Colour::parse("ffffff"), Some(Colour::WHITE));
        for not in ["", "#", "#fff", "#0b5a5e0", "red", "#+12345", "##12345", "#12345g", "url(x)", "#ééé", "rgb(1,2,3)"]
        {
            assert_eq!(Colour::parse(not), None, "{not}");
        }
        assert_eq!(Colour([1, 2, 255]).to_string(), "#0102ff");
    }

    // The figures are those that WCAG's own examples and every checker give.
    #[test]
    fn contrast_is_as_others_measure_it() {
        let of = |one: &str, other: &str| Colour::parse(one).unwrap().contrast(Colour::parse(other).unwrap());
        for (one, other, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#ffffff", 4.54),
            ("#ff0000", "#ffffff", 4.0),
            ("#0000ff", "#ffffff", 8.59),
            ("#ffff00", "#ffffff", 1.07),
        ] {
            assert!((of(one, other) - ratio).abs() < 0.01, "{one} {other}: {}", of(one, other));
            assert!((of(other, one) - ratio).abs() < 0.01);
        }
    }

    #[test]
    fn mixing_ends_at_either() {
        let one = Colour([10, 200, 30]);
        assert_eq!((one.mixed(Colour::WHITE, 0), one.mixed(Colour::WHITE, 255)), (one, Colour::WHITE));
        assert_eq!(one.mixed(Colour::BLACK, 128), Colour([5, 100, 15]));
    }
}
