//! `acronym-unexpanded`: an acronym that the article never spells out, or only after it has used it.
//!
//! **What.** An acronym of three to five letters (or longer, where the field's glossary has it) that a paragraph, list or quotation of
//! an English article uses, and whose words stand neither in the article nor under `[terms]`; or stand there first in a later
//! block. Spelling out in the headline, the dek or a takeaway counts; so does any wording of the field's glossary, and a name
//! with the acronym behind it in brackets, even if the letters are others: Department of Agriculture (USDA).
//!
//! Let pass: acronyms that newspapers do not spell out either (FBI, CIA, NATO, NYPD, GOP and the like); one that the glossary does
//! not have and the text uses once, which is a name in passing; two letters (US, UN, AM, PM, states); roman numerals;
//! acronyms beside a number or a section sign, which are citations and forms (8 CFR 214.2, INA § 208, I-130); parties (*v.
//! CASA*), companies (XYZ Inc.) and acts (CHIPS Act), which are so called; words of a line that shouts; labels (READ:); addresses,
//! handles and hashtags; what stands alone in brackets, the dateline of an agency; words that the article also has in small
//! letters.
//!
//! **Why.** A reader from outside of the field stops at NTA. The same letters mean two things in two agencies.
//!
//! **Examples.** Never; too late; and in time:
//!
//! ```toml breaks
//! headline = "The first hearing"
//! [[sections]]
//! body = "A case begins when the NTA is filed with the court."
//! ```
//!
//! ```toml breaks
//! headline = "The first hearing"
//! [[sections]]
//! body = """
//! A case begins when the NTA is filed with the court.
//!
//! The Notice to Appear (NTA) says what the government claims.
//! """
//! ```
//!
//! ```toml keeps
//! headline = "The first hearing"
//! [[sections]]
//! body = """
//! A case begins when the Notice to Appear (NTA) is filed with the court.
//!
//! The NTA says what the government claims, and the FBI takes fingerprints.
//! """
//! ```
//!
//! **Fix.** Spell it out where it comes first: *Notice to Appear (NTA)*. Where that would spoil the text, record it:
//!
//! ```toml
//! [terms]
//! NTA = "Notice to Appear"
//! ```

mod used;

use std::collections::{HashMap, HashSet};

use super::super::words::{Expansions, Spelled, Words, language};
use super::super::{Finding, Look, Rule, Subject};
use crate::article::{Article, Block};
use crate::diagnostic::quoted;
use crate::glossary::Glossary;
use crate::insight::terms::singular;
use crate::text::Clean;
use crate::text::stem::Language;
use used::{used, words};

/// The rule.
pub const RULE: Rule = Rule { code: "acronym-unexpanded", file: include_str!("acronym_unexpanded.rs"), find };

fn find(look: &Look<'_>) -> Vec<Finding> {
    let article = look.article;
    if language(article) != Some(Language::English) {
        return Vec::new();
    }
    let used = used(article);
    if used.is_empty() {
        return Vec::new();
    }
    let (expansions, places) = (Expansions::of(article), Places::of(article));
    let texts: Vec<&Words> = std::iter::once(&places.above).chain(&places.blocks).collect();
    let spelled = Spelled::of(used.iter().map(|(acronym, _)| acronym.as_str()), &expansions, &texts);
    let recorded = article.terms.iter().map(|term| term.term.raw());
    let recorded: HashSet<&str> = recorded.flat_map(|term| [Some(term), singular(term)]).flatten().collect();
    let judge = |(acronym, block): &(String, usize)| {
        if recorded.contains(acronym.as_str()) {
            return None;
        }
        match places.first(acronym, &spelled) {
            Some(spelled) if spelled <= *block => None,
            Some(_) => Some(late(acronym)),
            None => Some(never(acronym)),
        }
    };
    used.iter().filter_map(judge).collect()
}

fn never(acronym: &str) -> Finding {
    let mut meanings = Glossary::known().expansions(acronym);
    // Of several meanings none is suggested.
    let meant = match (meanings.next(), meanings.next()) {
        (Some(only), None) => only.expansion.as_str(),
        _ => "…",
    };
    Finding {
        at: Subject::Word(acronym.to_owned()),
        message: format!("{} is never spelled out", quoted(acronym)),
        help: format!("spell it out where it comes first, or record it under [terms]: {acronym} = \"{meant}\""),
    }
}

fn late(acronym: &str) -> Finding {
    Finding {
        at: Subject::Word(acronym.to_owned()),
        message: format!("{} is used before it is spelled out", quoted(acronym)),
        help: "spell it out where it comes first".to_owned(),
    }
}

/// Hands on what begins a bracket behind a name that is no acronym itself: `USDA` of *Department of Agriculture (USDA)*.
fn bracketed_in(text: &str, mut f: impl FnMut(&str)) {
    let words = words(text);
    for pair in words.windows(2) {
        let [name, short] = pair else { continue };
        let opens = text.get(name.end..short.start).is_some_and(|between| between.ends_with(" ("));
        if let Some(acronym) = short.acronym.as_deref().filter(|_| opens && name.acronym.is_none()) {
            f(acronym);
        }
    }
}

/// Where an article says what: everything before its text is block 0.
struct Places {
    /// Before the text.
    above: Words,
    /// A block each.
    blocks: Vec<Words>,
    /// In which block an acronym first stands in brackets behind a name.
    bracketed: HashMap<String, usize>,
}

impl Places {
    fn of(article: &Article) -> Self {
        let above = [Some(&article.headline), article.summary.as_ref()].into_iter().flatten();
        let above =
            above.chain(article.takeaways.iter().map(|takeaway| &takeaway.text)).map(|text| text.raw().to_owned());
        let headings = article.sections.iter().filter_map(|section| section.heading.as_ref());
        let headings = headings.map(|heading| heading.raw().to_owned());
        // A table or a caption spells out as well as a sentence does.
        let all = article.sections.iter().flat_map(|section| &section.blocks);
        let texts: Vec<Clean> = all.map(Block::shown).collect();
        let blocks: Vec<Words> = texts.iter().map(|text| Words::of([text.as_str()])).collect();
        let mut bracketed = HashMap::new();
        for (index, text) in texts.iter().enumerate() {
            bracketed_in(text, |acronym| {
                bracketed.entry(acronym.to_owned()).or_insert(index);
            });
        }
        Self { above: Words::of(above.chain(headings)), blocks, bracketed }
    }

    /// The first block that has the words of an acronym; 0 for what stands above the text.
    fn first(&self, acronym: &str, spelled: &Spelled<'_>) -> Option<usize> {
        // Of the texts that were looked through the first stands above the blocks.
        let block = |text: usize| text.saturating_sub(1);
        let said = spelled.in_words(acronym).map(block);
        let bracketed = self.bracketed.get(acronym).copied();
        match [said, bracketed].into_iter().flatten().min() {
            None => spelled.in_initials(acronym).map(block),
            first => first,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Term;
    use crate::lint::rule::sample::{found, text, with_takeaways};

    fn said(body: &str) -> Vec<String> {
        found(RULE, &text("Headline", body))
    }

    #[test]
    fn never_or_too_late() {
        assert_eq!(said("An NTA was filed. Two NTAs were."), ["`NTA` is never spelled out"]);
        assert_eq!(
            said("An RFE came.\nA request for evidence (RFE) is a letter."),
            ["`RFE` is used before it is spelled out"]
        );
        assert_eq!(said("LONDON (DHS) — The DHS said").len(), 1, "a dateline");
        assert_eq!(said("DHS-funded beds, pre-DACA cases").len(), 2);
    }

    #[test]
    fn in_time() {
        for body in [
            "A request for evidence (RFE) came.\nThe RFE asks.",
            "RFE (request for evidence)",
            "Immigration and Customs Enforcement, or ICE, said",
            "The Las Vegas Metropolitan Police Department acted.\nLVMPD officers left.",
            "Temporary protected status ends.\nTPS holders go.",
            "The Department of Agriculture’s (USDA) service, USDA said",
        ] {
            assert_eq!(said(body), [""; 0], "{body}");
        }
        let takeaways = with_takeaways(&["A request for evidence is a letter"], "The RFE asks.");
        assert_eq!(found(RULE, &takeaways), [""; 0]);
    }

    #[test]
    fn plurals_are_acronyms_and_their_definitions_count() {
        assert_eq!(said("Two NTAs were filed."), ["`NTA` is never spelled out"]);
        assert_eq!(said("Non-governmental organizations (NGOs) left.\nAn NGO stayed."), [""; 0]);
        let mut article = text("Headline", "The NTAs came");
        article.terms.push(Term { term: "NTAs".into(), expansion: "papers".into() });
        assert_eq!(found(RULE, &article), [""; 0]);
        let source = "headline = 'H'\n[[sections]]\nbody = 'It is said that two RFEs came.'\n";
        let said = crate::lint::examine(source).diagnostics;
        let told = said.iter().find(|said| said.code == RULE.code).unwrap();
        assert_eq!(told.span.clone().and_then(|span| source.get(span)), Some("RFE"));
    }

    #[test]
    fn many_acronyms_are_gone_through_once() {
        let letters = |number: usize| -> String {
            (0..4).map(|place| char::from(b'A' + u8::try_from(number / 20_usize.pow(place) % 20).unwrap())).collect()
        };
        let sentence = |number: usize| format!("the {0} and the {0} in the court", letters(number));
        let body: Vec<String> = (0..20_000).map(sentence).collect();
        assert!(said(&body.join("\n")).len() > 15_000);
        assert_eq!(said(&"ABC-".repeat(50_000)), [""; 0]);
    }

    #[test]
    fn what_is_let_pass() {
        for body in [
            "The US, the UN and the FBI at 9 PM",
            "Title XIV and Part III",
            "8 CFR 214.2, INA § 208, 8 USC 1158, Form I-130, AFL-CIO, COVID-19, H1B",
            "FOR IMMEDIATE RELEASE: ICE ARRESTS",
            "READ: the order",
            "write to a@ICE.GOV, #ICE, @DHS, www.DHS.gov",
            "WASHINGTON (AFB) — He left",
            "Trucks of XYZ came",
            "In Trump v. CASA the Court; CASA sued, CASA won",
            "ABX Inc. and ABX Corp. pay; the PACT Act, the CHIPS and Science Act; signed DONALD J. TRUMP",
            "We do NOT know; not ever",
            "It was an ORDER, an order.",
        ] {
            assert_eq!(said(body), [""; 0], "{body}");
        }
        let mut other = text("Titular", "El ICE detuvo");
        other.language = Some("es".into());
        assert_eq!(found(RULE, &other), [""; 0], "other languages");
    }
}
