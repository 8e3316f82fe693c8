//! Authors' names out of what pages put in the field for them: `By Ann Lee and Bo Day, Staff Writers`.

use super::walk;

/// Letters that a name may have; what is longer is a sentence.
const LONGEST: usize = 80;

/// The names, without what introduces and follows them, each once.
pub(in crate::import) fn split(fields: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for field in fields.iter().map(|field| walk::plain(field)) {
        let field = before_date(in_mail(without_prefix(&field)));
        for part in field.split([',', ';', '|', '•', '·', '/']).flat_map(|part| split_and(part)) {
            let name = part.trim_matches(|c: char| c.is_whitespace() || "–—-:".contains(c));
            let known = names.iter().any(|known| known.eq_ignore_ascii_case(name));
            if is_name(name) && !known {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// What stands before an address or a date: `Ann Lee March 25, 2025`.
fn before_date(text: &str) -> &str {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const STATED: [&str; 4] = ["updated", "published", "posted", "modified"];
    let text = text.split("http").next().unwrap_or(text).trim_end_matches(['(', ' ']);
    let Some(digit) = text.find(|c: char| c.is_ascii_digit()) else { return text };
    let head = text.split_at_checked(digit).map_or(text, |(head, _)| head).trim_end();
    let (before, last) = head.rsplit_once(' ').unwrap_or(("", head));
    let last = last.to_lowercase();
    let is_month = MONTHS.iter().any(|month| last.starts_with(month)) && last.len() <= 10;
    let head = if is_month { before } else { head };
    let lower = head.to_lowercase();
    if STATED.iter().any(|word| lower.contains(word)) { "" } else { head }
}

/// The name in `ann@example.org (Ann Lee)`, as RSS writes authors.
fn in_mail(text: &str) -> &str {
    let mail = text.split_once('(').filter(|(address, _)| address.contains('@'));
    mail.map_or(text, |(_, name)| name.trim_end_matches([')', ' ']))
}

fn split_and(text: &str) -> Vec<&str> {
    text.split(" and ").flat_map(|part| part.split(" & ")).map(without_prefix).collect()
}

/// Without "By", "Written by", "Author:" before the name.
fn without_prefix(text: &str) -> &str {
    let text = text.trim_start();
    for prefix in [
        "written by",
        "posted by",
        "reported by",
        "story by",
        "authored by",
        "published by",
        "by",
        "author",
        "authors",
        "and",
    ] {
        if let Some((head, tail)) = text.split_at_checked(prefix.len())
            && head.eq_ignore_ascii_case(prefix)
            && tail.starts_with([' ', ':', '\u{a0}'])
        {
            return tail.trim_start_matches([' ', ':', '\u{a0}']);
        }
    }
    text
}

/// Whether it could be a name: letters, no address, no date, no role.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let lower = text.to_lowercase();
    let last = lower.split_whitespace().next_back().unwrap_or_default();
    let is_role = words > 1 || !lower.starts_with(char::is_alphabetic);
    let role = [
        "writer",
        "writers",
        "reporter",
        "reporters",
        "editor",
        "editors",
        "correspondent",
        "contributor",
        "columnist",
        "producer",
    ];
    let is_role = is_role && role.contains(&last);
    letters >= 2
        && text.chars().count() <= LONGEST
        && words <= 8
        && !text.contains('@')
        && !text.chars().any(|c| c.is_ascii_digit())
        && !is_role
}

#[cfg(test)]
mod tests {
    use super::split;

    fn names(field: &str) -> Vec<String> {
        split(&[field.to_owned()])
    }

    #[test]
    fn bylines() {
        assert_eq!(names("By Ann Lee"), ["Ann Lee"]);
        assert_eq!(names("by Ann Lee, Bo Day and Cy Fox"), ["Ann Lee", "Bo Day", "Cy Fox"]);
        assert_eq!(names("Ann Lee, Staff Writer | Feb. 5, 2025"), ["Ann Lee"]);
        assert_eq!(names("Written by: Ann &amp; Bo"), ["Ann", "Bo"]);
        assert_eq!(names("https://example.org/ann"), [""; 0]);
        assert_eq!(names("ann@example.org (Ann Lee)"), ["Ann Lee"]);
        assert_eq!(names("By Ann Lee March 25, 2025"), ["Ann Lee"]);
        assert_eq!(names("Ann Lee (https://example.org/ann/)"), ["Ann Lee"]);
        assert_eq!(names("Last Updated: January 7, 2025"), [""; 0]);
        assert_eq!(names("Byron Katz"), ["Byron Katz"]);
        assert_eq!(names("Ann Lee; ann lee"), ["Ann Lee"]);
    }
}
