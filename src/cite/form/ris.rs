//! RIS: a tag, two blanks, a hyphen, a blank, the value; a record ends with `ER` (Research Information Systems' format
//! specification, 2011). Values are one line each, so that nothing in them can look like a tag.

use crate::article::Date;
use crate::cite::{Name, Work};
use crate::text::Clean;

/// The records, apart by empty lines.
#[must_use]
pub fn write(works: &[Work]) -> String {
    works.iter().map(record).collect::<Vec<_>>().join("\n")
}

fn record(work: &Work) -> String {
    let row = work.kind.row();
    let mut lines = vec![("TY", row.ris.to_owned()), ("ID", work.key.clone())];
    let mut put = |tag: &'static str, value: Option<String>| lines.extend(value.map(|value| (tag, value)));
    let text = |text: &Option<Clean>| text.as_ref().map(ToString::to_string);
    put("TI", text(&work.title));
    for author in &work.authors {
        put("AU", Some(name(author)));
    }
    put(row.ris_publisher, text(&work.publisher));
    put("PY", work.published.as_ref().map(|date| format!("{:04}", date.year)));
    put("DA", work.published.as_ref().map(day));
    put("Y2", work.accessed.as_ref().map(day));
    put("UR", text(&work.url));
    put("L2", text(&work.archive_url));
    put("LA", text(&work.language));
    put("N1", super::note(work));
    put("ER", Some(String::new()));
    let lines: Vec<String> = lines.iter().map(|(tag, value)| format!("{tag}  - {value}\n")).collect();
    lines.concat()
}

/// `Last, First, Suffix`; an organisation as it is.
fn name(name: &Name) -> String {
    match name {
        Name::Whole(whole) => whole.to_string(),
        Name::Person { given, particle, family, suffix } => {
            let particle = particle.as_ref().map(|particle| format!("{particle} ")).unwrap_or_default();
            let suffix = suffix.as_ref().map(|suffix| format!(", {suffix}")).unwrap_or_default();
            format!("{particle}{family}, {given}{suffix}")
        }
    }
}

/// `2025/02/05`.
fn day(date: &Date) -> String {
    format!("{:04}/{:02}/{:02}", date.year, date.month, date.day)
}
