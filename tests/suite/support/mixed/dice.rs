//! Chance that can be had again: a seed gives the same throws each time (SplitMix64).

const WORDS: [&str; 48] = [
    "amber", "bakery", "canyon", "dahlia", "ember", "falcon", "garnet", "harbour", "indigo", "jasmine", "kettle",
    "lantern", "marble", "nectar", "orchid", "pebble", "quartz", "raven", "saffron", "thimble", "umbrella", "velvet",
    "walnut", "yonder", "zephyr", "anchor", "bramble", "cobalt", "drizzle", "elbow", "feather", "goblet", "hazel",
    "island", "jigsaw", "kernel", "ladder", "mango", "noodle", "oyster", "parsnip", "quiver", "rhubarb", "sandal",
    "tulip", "uncle", "violin", "wicker",
];

pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Under `end`, which is not 0.
    pub fn under(&mut self, end: usize) -> usize {
        usize::try_from(self.throw() % end as u64).unwrap()
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.under(n) == 0
    }

    pub fn word(&mut self) -> &'static str {
        WORDS[self.under(WORDS.len())]
    }

    /// One that passes the check of its strength.
    pub fn passphrase(&mut self) -> String {
        let words = [(); 5].map(|()| self.word()).join(" ");
        format!("{words} {}", self.under(10_000))
    }
}

/// A seed of this moment, or the one of a run that is to be had again.
pub fn seed() -> u64 {
    let given = std::env::var("MIXED_SEED").ok().and_then(|text| text.parse().ok());
    let now = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    given.unwrap_or_else(|| now().subsec_nanos().into())
}
