//! Welch's t between two samples, and the crop before it.
//!
//! An answer now and then takes several times as long as others, since the machine did something else; a few of those move a
//! mean further than what is looked for. So all samples of a step are put together, whatever their class, the longest are cut
//! off at one common bound, and t is of the rest. The bound is the same for all classes and chosen without looking at them
//! (as in Reparaz, Balasch, Verbauwhede, «Dude, is my code constant time?», 2017, §2, which also takes several). All of
//! [`KEPT`] are reported; two classes are equal when every one of their t is below the bound, and the planted difference
//! is found when one is above it.

/// Of all samples of a step, the parts that stay.
pub(crate) const KEPT: [f64; 4] = [1.0, 0.9, 0.7, 0.5];

/// The bound up to which samples stay.
pub(crate) fn crop(all: impl Iterator<Item = f64>, kept: f64) -> f64 {
    let mut all: Vec<f64> = all.collect();
    all.sort_by(f64::total_cmp);
    all[((all.len() as f64 * kept) as usize).min(all.len() - 1)]
}

pub(crate) fn below(samples: &[f64], bound: f64) -> Vec<f64> {
    samples.iter().copied().filter(|sample| *sample <= bound).collect()
}

/// Welch, Biometrika 34 (1947): the difference of the means by the root of the sum of their variances.
pub(crate) fn welch(a: &[f64], b: &[f64]) -> f64 {
    let ((mean_a, variance_a), (mean_b, variance_b)) = (moments(a), moments(b));
    (mean_a - mean_b) / (variance_a / a.len() as f64 + variance_b / b.len() as f64).sqrt()
}

/// Mean and sample variance.
pub(crate) fn moments(samples: &[f64]) -> (f64, f64) {
    let n = samples.len() as f64;
    let mean = samples.iter().sum::<f64>() / n;
    let squares: f64 = samples.iter().map(|sample| (sample - mean).powi(2)).sum();
    (mean, squares / (n - 1.0))
}

#[test]
fn t_is_that_of_the_textbook() {
    // Means 3 and 4, variances 2.5 and 10: (3 - 4) / sqrt(2.5 / 5 + 10 / 5).
    let t = welch(&[1.0, 2.0, 3.0, 4.0, 5.0], &[0.0, 2.0, 4.0, 6.0, 8.0]);
    assert!((t - -1.0 / 2.5_f64.sqrt()).abs() < 1e-12, "{t}");
}

#[test]
fn the_longest_tenth_is_cut_off() {
    let all: Vec<f64> = (0..100).map(f64::from).collect();
    let bound = crop(all.iter().copied(), 0.9);
    assert_eq!((bound, below(&all, bound).len()), (90.0, 91));
    assert_eq!(crop(all.iter().copied(), 1.0), 99.0);
}
