//! The sentences that every readable form shares: byline, status, what is known of a source. All of it clean.

use crate::article::status::CHECK_IT;
use crate::article::{Article, Date, Picture, Reckoning, Source};
use crate::cite::name::listed;
use crate::text::{Clean, Foreign, clean};

/// Who, where and when: `A. Author and B. Author · The Paper · 5 Feb 2025 · updated 6 Feb 2025`. Empty where nothing is known.
pub(super) fn byline(article: &Article) -> String {
    let updated = article.updated.as_ref().map(|date| format!("updated {}", date.long()));
    let parts =
        [authors(&article.authors), shown(article.publisher.as_ref()), day(article.published.as_ref()), updated];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The recorded state of the policy, with its date, and with its age where that is reckoned.
pub(super) fn status(article: &Article, by: Option<Reckoning>) -> Option<String> {
    let status = article.status.as_ref()?;
    let ago = by.and_then(|by| status.ago(by)).map(|ago| format!(", {ago}")).unwrap_or_default();
    let check = if by.is_some_and(|by| status.is_stale(by)) { format!("; {CHECK_IT}") } else { String::new() };
    Some(format!("{} (as of {}{ago}{check})", status.state.line(), status.as_of.long()))
}

/// What a picture shows and says, in one line. Empty where nothing is known.
pub(super) fn picture(picture: &Picture) -> String {
    let credit = shown(picture.credit.as_ref()).map(|credit| format!("({credit})"));
    let parts = [shown(picture.alt.as_ref()), shown(picture.caption.as_ref()), credit];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The title of a source, or what stands for it.
pub(super) fn title(source: &Source) -> String {
    [&source.title, &source.citation, &source.url, &source.id]
        .into_iter()
        .find_map(|field| shown(field.as_ref()))
        .unwrap_or_else(|| "untitled".to_owned())
}

/// What is known of a source beside its title and addresses, in the order in which a bibliography has it.
pub(super) fn facts(source: &Source) -> Vec<String> {
    let titled = source.title.is_some();
    let accessed = source.accessed.as_ref().map(|date| format!("accessed {}", date.long()));
    let facts = [
        authors(&source.authors),
        shown(source.publisher.as_ref()),
        day(source.published.as_ref()),
        titled.then(|| shown(source.citation.as_ref())).flatten(),
        shown(source.pinpoint.as_ref()),
        source.kind.map(|kind| kind.name().to_owned()),
        source.primary.filter(|primary| *primary).map(|_| "primary source".to_owned()),
        accessed,
    ];
    facts.into_iter().flatten().collect()
}

fn authors(names: &[Foreign]) -> Option<String> {
    let names: Vec<Clean> = names.iter().filter_map(|name| shown(Some(name))).map(|name| clean::line(&name)).collect();
    listed(&names).map(Clean::into_string)
}

fn shown(text: Option<&Foreign>) -> Option<String> {
    text.filter(|text| !text.is_blank()).map(|text| text.line().trim().to_owned())
}

fn day(date: Option<&Date>) -> Option<String> {
    date.map(Date::long)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_byline_has_what_is_known() {
        assert_eq!(byline(&sample::rich()), "A. Author and B. Author · The Paper · 5 Feb 2025");
        assert_eq!(byline(&Article::default()), "");
    }

    #[test]
    fn names_as_in_a_sentence() {
        let names: Vec<Foreign> = ["A", " ", "B", "C"].map(Foreign::from).into();
        assert_eq!(authors(&names).as_deref(), Some("A, B and C"));
        assert_eq!(authors(&[]), None);
    }

    #[test]
    fn a_source_without_a_title_is_called_by_what_it_has() {
        let source = Source { citation: Some("8 U.S.C. § 1373".into()), ..Source::default() };
        assert_eq!(title(&source), "8 U.S.C. § 1373");
        assert!(facts(&source).is_empty(), "not said twice");
        assert_eq!(title(&Source::default()), "untitled");
    }

    #[test]
    fn a_status_has_its_age_where_that_is_reckoned() {
        let said = |by| status(&sample::rich(), by).unwrap();
        let on = |year| Reckoning::on(&Date::day(year, 2, 5), crate::article::Age::YEAR);
        assert_eq!(said(None), "in effect (as of 6 Feb 2025)");
        assert_eq!(said(on(2026)), "in effect (as of 6 Feb 2025, 11 months ago)");
        assert_eq!(said(on(2027)), "in effect (as of 6 Feb 2025, 23 months ago; check it)");
    }
}
