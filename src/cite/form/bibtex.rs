//! BibTeX with the entry types and fields of biblatex (its manual, section 2).
//!
//! The writer is ours: that of the biblatex crate puts a backslash before `~`, `^` and `\`, which TeX reads as an accent or a
//! line break. The crate reads what is written here, in the tests.

use crate::article::Date;
use crate::cite::{Kind, Name, Work};

/// The entries, apart by empty lines.
#[must_use]
pub fn write(works: &[Work]) -> String {
    works.iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn entry(work: &Work) -> String {
    let row = work.kind.row();
    // In braces of their own, or a style would put capitals into small letters, and ICE would melt.
    let kept = |text: &str| format!("{{{}}}", escaped(text));
    let authors: Vec<String> = work.authors.iter().map(name).collect();
    let fields = [
        ("author", (!authors.is_empty()).then(|| authors.join(" and "))),
        ("title", work.title.as_deref().map(kept)),
        (row.bib_publisher, work.publisher.as_deref().map(kept)),
        ("entrysubtype", (work.kind == Kind::News).then(|| "newspaper".to_owned())),
        ("date", work.published.as_ref().map(Date::iso)),
        ("url", work.url.as_deref().map(address)),
        ("urldate", work.accessed.as_ref().map(Date::iso)),
        ("langid", work.language.as_deref().map(escaped)),
        ("note", super::note(work).as_deref().map(escaped)),
    ];
    let present = fields.into_iter().filter_map(|(field, value)| Some(format!("  {field} = {{{}}},\n", value?)));
    format!("@{}{{{},\n{}}}\n", row.bib, work.key, present.collect::<String>())
}

/// `von Last, Jr, First`; an organisation in braces, which keeps it whole.
fn name(name: &Name) -> String {
    match name {
        Name::Whole(whole) => format!("{{{}}}", escaped(whole)),
        Name::Person { given, particle, family, suffix } => {
            let particle = particle.as_ref().map(|particle| format!("{particle} ")).unwrap_or_default();
            let suffix = suffix.as_ref().map(|suffix| format!("{suffix}, ")).unwrap_or_default();
            escaped(&format!("{particle}{family}, {suffix}{given}"))
        }
    }
}

/// Text in which every character means itself to TeX. Braces are spelt out, since BibTeX counts them even behind a backslash.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        // Two of these would be one dash, one quotation mark.
        if matches!(c, '-' | '`' | '\'') && escaped.ends_with(c) {
            escaped.push_str("{}");
        }
        match c {
            '\\' => escaped.push_str(r"\textbackslash{}"),
            '{' => escaped.push_str(r"\textbraceleft{}"),
            '}' => escaped.push_str(r"\textbraceright{}"),
            '~' => escaped.push_str(r"\textasciitilde{}"),
            '^' => escaped.push_str(r"\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address: taken as it is, but for what would end the field, which addresses write with a percent sign.
fn address(url: &str) -> String {
    url.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D")
}
