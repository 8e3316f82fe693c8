//! "Did you mean": the nearest of the names that exist.

/// Longer than any name of ours; edit distance costs the product of the lengths.
const LONGEST: usize = 64;

/// The candidate that `name` was probably meant to be; none when nothing is near.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    let folded = fold(name);
    // One slip in a short name, a third of a long one.
    let allowed = (folded.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        // Names that differ by more bytes than that differ by more slips, but for a few accents.
        .filter(|candidate| candidate.len() <= LONGEST && candidate.len().abs_diff(folded.len()) <= allowed * 2)
        .map(|candidate| (strsim::osa_distance(&folded, &fold(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Case, spaces and dashes are no difference.
fn fold(name: &str) -> String {
    let folded = |c| if matches!(c, ' ' | '-') { '_' } else { c };
    name.chars().flat_map(char::to_lowercase).map(folded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_but_not_far() {
        let keys = ["headline", "summary", "url", "archive_url"];
        assert_eq!(nearest("hedline", keys), Some("headline"));
        assert_eq!(nearest("Headline", keys), Some("headline"));
        assert_eq!(nearest("archive-url", keys), Some("archive_url"));
        assert_eq!(nearest("ulr", keys), Some("url"));
        assert_eq!(nearest("zzz", keys), None);
        assert_eq!(nearest(&"headline".repeat(1000), keys), None);
    }
}
