//! The colours that follow from the one that an organisation chose: for each theme the nearest to it that can be read there.
//!
//! WCAG 2.2 AA asks 4.5 : 1 of text (1.4.3) and 3 : 1 of what one has to see to use a page (1.4.11). The colour is used for both, on
//! whatever ground our pages have, so that the greater holds on all of them. A colour that has not as much is moved towards black or
//! white until it has, and no further: nobody has to know what a ratio is to have a page that everybody can read.

use super::Colour;

/// Of text, on every ground.
const TEXT: f64 = 4.5;

/// Where a page is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// What a theme has of its own: as `assets/styles/colours.css` says it.
struct Ground {
    /// Whatever stands behind a link or the edge of a button.
    grounds: &'static [&'static str],
    ink: &'static str,
    /// Behind what is to be noticed, so much of it.
    wash: (&'static str, u8),
    /// Where one goes to be seen better, and so far again where the pointer is.
    towards: Colour,
    deeper: u8,
}

const LIGHT: Ground = Ground {
    grounds: &["#f7f6f2", "#ffffff", "#f0eee8", "#e6f2e9", "#fbeae8", "#faf0da"],
    ink: "#1d2733",
    wash: ("#ffffff", 226),
    towards: Colour::BLACK,
    deeper: 80,
};

const DARK: Ground = Ground {
    grounds: &["#12181d", "#1a2229", "#0d1216", "#14301f", "#3a1a18", "#33270f"],
    ink: "#e7e9e8",
    wash: ("#1a2229", 220),
    towards: Colour::WHITE,
    deeper: 90,
};

/// What a theme's pages use.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tone {
    pub theme: Theme,
    pub accent: Colour,
    pub deep: Colour,
    pub on: Colour,
    pub wash: Colour,
    /// The least contrast that the chosen colour itself has here, and that the one has that is used.
    pub measured: f64,
    pub reached: f64,
}

impl Tone {
    fn of(theme: Theme, chosen: Colour) -> Self {
        let ground = match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        };
        let measured = least(chosen, wash(chosen, ground), ground);
        let steps = (0..=u8::MAX).map(|parts| chosen.mixed(ground.towards, parts));
        let is_read = |accent: &Colour| {
            let wash = wash(*accent, ground);
            least(*accent, wash, ground) >= TEXT
                && ink(ground).contrast(wash) >= TEXT
                && on(*accent).contrast(*accent) >= TEXT
        };
        // At the end there is black or white, which is read on all of them.
        let accent = steps.into_iter().find(is_read).unwrap_or(ground.towards);
        let wash = wash(accent, ground);
        let deep = accent.mixed(ground.towards, ground.deeper);
        Self { theme, accent, deep, on: on(accent), wash, measured, reached: least(accent, wash, ground) }
    }

    /// Whether the chosen colour is used as it is.
    pub fn is_as_chosen(&self) -> bool {
        self.measured >= TEXT
    }

    fn css(&self) -> String {
        let Self { accent, deep, on, wash, .. } = self;
        format!("--accent:{accent};--accent-deep:{deep};--on-accent:{on};--accent-wash:{wash}")
    }
}

/// Of both themes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    pub light: Tone,
    pub dark: Tone,
}

impl Palette {
    pub fn of(chosen: Colour) -> Self {
        Self { light: Tone::of(Theme::Light, chosen), dark: Tone::of(Theme::Dark, chosen) }
    }

    /// A stylesheet that stands behind ours. It follows from the colour alone.
    pub fn stylesheet(&self) -> String {
        format!(":root{{{}}}\n@media (prefers-color-scheme:dark){{:root{{{}}}}}\n", self.light.css(), self.dark.css())
    }
}

fn known(text: &str) -> Colour {
    Colour::parse(text).unwrap_or(Colour::BLACK)
}

fn ink(ground: &Ground) -> Colour {
    known(ground.ink)
}

fn wash(accent: Colour, ground: &Ground) -> Colour {
    let (behind, parts) = ground.wash;
    accent.mixed(known(behind), parts)
}

/// What is written on it: the better of two.
fn on(accent: Colour) -> Colour {
    let dark = known("#0d1216");
    if Colour::WHITE.contrast(accent) >= dark.contrast(accent) { Colour::WHITE } else { dark }
}

/// The least contrast on any ground.
fn least(accent: Colour, wash: Colour, ground: &Ground) -> f64 {
    let grounds = ground.grounds.iter().map(|one| known(one)).chain([wash]);
    grounds.map(|one| accent.contrast(one)).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = include_str!("../../assets/styles/colours.css");

    /// The variables of a theme that a link or the edge of a button may stand on.
    fn grounds(theme: &str) -> Vec<&str> {
        let value = |name: &str| {
            let line = theme.lines().find_map(|line| line.trim().strip_prefix(&format!("--{name}: ")));
            line.unwrap().trim_end_matches(';')
        };
        ["paper", "surface", "sunken", "good-wash", "bad-wash", "caution-wash", "ink"].map(value).to_vec()
    }

    #[test]
    fn the_grounds_are_those_of_the_stylesheet() {
        let (light, dark) = STYLES.split_once("prefers-color-scheme: dark").unwrap();
        for (theme, ground) in [(light, &LIGHT), (dark, &DARK)] {
            let (ink, all) = (ground.ink, [ground.grounds, &[ground.ink]].concat());
            assert_eq!(grounds(theme), all, "{ink}");
        }
    }

    // Threat: a colour that is a brand's makes a page that some cannot read. Control: each of these has too little somewhere.
    #[test]
    fn whatever_is_chosen_is_read_on_every_ground_in_both_themes() {
        let garish = [
            "#ffff00", "#00ff00", "#ff00ff", "#ffffff", "#000000", "#fffffe", "#ff6600", "#808080", "#0000ff",
            "#7f7f00",
        ];
        let many = (0..=255).step_by(51).flat_map(|red| {
            (0..=255)
                .step_by(51)
                .flat_map(move |green| (0..=255).step_by(51).map(move |blue| Colour([red, green, blue])))
        });
        for chosen in garish.iter().map(|one| Colour::parse(one).unwrap()).chain(many) {
            let palette = Palette::of(chosen);
            assert!(palette.light.measured < TEXT || palette.dark.measured < TEXT, "{chosen} does in both");
            for (tone, ground) in [(palette.light, &LIGHT), (palette.dark, &DARK)] {
                let at_least =
                    |what: &str, ratio: f64| assert!(ratio >= TEXT, "{chosen}: {what} {ratio:.2} in {tone:?}");
                at_least("accent", least(tone.accent, tone.wash, ground));
                at_least("deep", least(tone.deep, tone.wash, ground));
                at_least("on accent", tone.on.contrast(tone.accent));
                at_least("on deep", tone.on.contrast(tone.deep));
                at_least("ink on wash", ink(ground).contrast(tone.wash));
            }
        }
    }

    #[test]
    fn what_does_is_used_as_it_is_and_what_does_not_is_moved_no_further_than_it_must() {
        let ours = Palette::of(Colour::parse("#0b5a5e").unwrap());
        assert!(ours.light.is_as_chosen() && ours.light.accent == Colour([0x0b, 0x5a, 0x5e]));
        let yellow = Palette::of(Colour::parse("#ffff00").unwrap());
        assert!(yellow.dark.is_as_chosen() && !yellow.light.is_as_chosen());
        assert!(yellow.light.measured < 1.1 && yellow.light.reached >= TEXT && yellow.light.reached < TEXT + 0.15);
        let [red, green, blue] = yellow.light.accent.0;
        assert!(red == green && blue == 0, "it is still yellow: {}", yellow.light.accent);
    }

    #[test]
    fn the_stylesheet_has_colours_and_nothing_else() {
        let sheet = Palette::of(Colour([1, 2, 3])).stylesheet();
        assert!(sheet.starts_with(":root{--accent:#010203;--accent-deep:#"), "{sheet}");
        assert_eq!(sheet.matches("--on-accent:#").count(), 2, "{sheet}");
        assert!(!sheet.contains("url") && !sheet.contains('<'), "{sheet}");
    }
}
