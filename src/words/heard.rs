//! Which language somebody asks for: `Accept-Language` (RFC 9110 §12.5.4), looked up by the rules of RFC 4647 §3.4.

/// The tags of a header, the most wanted first, as far as anybody's goes.
const MOST: usize = 16;

/// What is wanted, in order; what is not wanted at all is left out.
pub(super) fn wanted(header: &str) -> Vec<String> {
    let mut ranges: Vec<(u16, String)> = header
        .split(',')
        .take(MOST)
        .filter_map(|range| {
            let (tag, quality) = range.split_once(';').map_or((range, None), |(tag, rest)| (tag, Some(rest)));
            let tag = tag.trim().to_ascii_lowercase();
            let weight = quality.map_or(Some(1000), weight)?;
            (weight > 0 && !tag.is_empty()).then_some((weight, tag))
        })
        .collect();
    // Of equals the first stays first.
    ranges.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    ranges.into_iter().map(|(_, tag)| tag).collect()
}

/// In thousandths.
fn weight(parameter: &str) -> Option<u16> {
    let value = parameter.trim().strip_prefix("q=").or_else(|| parameter.trim().strip_prefix("Q="))?;
    let number: f32 = value.trim().parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
    (0.0..=1.0).contains(&number).then_some((number * 1000.0) as u16)
}

/// Whether a language serves somebody who wants another: `de` for `de-AT`, and `pt-BR` for `pt`.
pub(super) fn serves(offered: &str, wanted: &str) -> bool {
    let offered = offered.to_ascii_lowercase();
    let begins =
        |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    begins(wanted, &offered) || begins(&offered, wanted)
}
