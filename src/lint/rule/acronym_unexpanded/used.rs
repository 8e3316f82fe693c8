//! Which acronyms an article uses as words, and what only looks like one.

use std::collections::{HashMap, HashSet};

use crate::article::{Article, Block};
use crate::glossary::Glossary;
use crate::insight::closest::is_function_word;
use crate::lint::words::is_roman;
use crate::text::stem::Language;
use crate::text::words::{Splitter, Word};
use crate::text::{Clean, Foreign};

/// Letters of an acronym that is no state and no pair of initials.
const SHORTEST: usize = 3;

/// Letters of an acronym that is no word in capitals.
const LONGEST: usize = 5;

/// Characters beside an acronym that tell whether it is in an address.
const BESIDE: usize = 200;

/// What newspapers do not spell out: countries and alliances, agencies that are better known by their letters, stations, people,
/// clocks, machines, illnesses, degrees and companies.
const KNOWN: &str = "
    USA UAE USSR NYC NATO UNICEF UNESCO OPEC BRICS ASEAN
    FBI CIA NSA NASA IRS DMV POW MIA SWAT NYPD LAPD GOP MAGA NAACP AFL CIO NRA LGBT LGBTQ
    ABC BBC CBS CNN CNBC MSNBC NBC NPR PBS AFP UPI WSJ NYT ESPN HBO MTV
    BMW CVS DHL IBM KGB NYSE NYU UPS USPS YMCA YWCA
    JFK FDR LBJ MLK EST EDT CST CDT MST MDT PST PDT GMT UTC
    ATM CCTV DUI DVD DWI HVAC LED MRI STEM FAQ GPS HTML HTTP HTTPS PDF PIN RSS SIM SMS SUV URL USB VIP VPN WWW
    AIDS COVID DNA HIV PTSD SARS
    CEO CFO COO CTO DIY ETA FYI GDP GED GPA HOV IOU IPO IVF LLC LLP MBA MIT NBA NCAA NFL NHL MLB FIFA PAC
    PHD RSVP SAT SOS UCLA USC UFO ASAP";

/// The blocks that sentences stand in.
fn blocks(article: &Article) -> impl Iterator<Item = Clean> {
    let all = article.sections.iter().flat_map(|section| &section.blocks);
    all.map(|block| match block {
        Block::Paragraph(_) | Block::List(_) | Block::Quote(_) => block.shown(),
        _ => Clean::default(),
    })
}

/// The acronyms that are used as words, each with the first block that does so, in order.
pub(super) fn used(article: &Article) -> Vec<(String, usize)> {
    let known: HashSet<&str> = KNOWN.split_whitespace().collect();
    let mut uses: Vec<(String, usize, usize)> = Vec::new();
    let (mut at, mut other) = (HashMap::new(), parties(article));
    for (index, text) in blocks(article).enumerate() {
        let words = words(&text);
        for (number, word) in words.iter().enumerate() {
            let Some(acronym) = word.acronym.as_deref() else {
                if word.small {
                    other.insert(word.folded.to_uppercase());
                }
                continue;
            };
            if !is_acronym(acronym) || known.contains(acronym) || !is_used(&text, &words, number) {
                continue;
            }
            let own = *at.entry(acronym.to_owned()).or_insert(uses.len());
            match uses.get_mut(own) {
                Some((.., count)) => *count += 1,
                None => uses.push((acronym.to_owned(), index, 1)),
            }
        }
    }
    // What nobody in the field knows and the text says once is a name in passing.
    uses.retain(|(acronym, _, count)| !other.contains(acronym) && (*count > 1 || is_in_field(acronym)));
    uses.into_iter().map(|(acronym, index, _)| (acronym, index)).collect()
}

/// Those who are sued or sue: `CASA` of *Trump v. CASA, Inc.*
fn parties(article: &Article) -> HashSet<String> {
    let titles = article.sources.iter().flat_map(|source| [&source.title, &source.citation]).flatten();
    let titles = titles.map(Foreign::line);
    let mut parties = HashSet::new();
    for text in blocks(article).chain(titles) {
        for pair in words(&text).windows(2) {
            if let [one, other] = pair {
                let named =
                    [(&one.folded, other), (&other.folded, one)].into_iter().filter(|(versus, _)| *versus == "v");
                parties.extend(named.filter_map(|(_, party)| party.acronym.clone()));
            }
        }
    }
    parties
}

/// A word with what counts of it here.
pub(super) struct Here {
    pub(super) folded: String,
    pub(super) acronym: Option<String>,
    pub(super) small: bool,
    pub(super) start: usize,
    pub(super) end: usize,
}

pub(super) fn words(text: &str) -> Vec<Here> {
    let mut words = Vec::new();
    Splitter::default().each(text, |word: &Word<'_>| {
        words.push(Here {
            folded: word.folded.to_owned(),
            acronym: word.acronym.map(str::to_owned),
            small: text.get(word.at.clone()).is_some_and(|word| word.starts_with(char::is_lowercase)),
            start: word.at.start,
            end: word.at.end,
        });
    });
    words
}

fn is_acronym(acronym: &str) -> bool {
    let length = acronym.chars().count();
    length >= SHORTEST
        && (length <= LONGEST || is_in_field(acronym))
        && acronym.chars().all(char::is_uppercase)
        && !is_roman(acronym)
        && !is_function_word(Some(Language::English), &acronym.to_lowercase())
}

fn is_in_field(acronym: &str) -> bool {
    Glossary::known().expansions(acronym).next().is_some()
}

/// Whether a word in capitals stands in a sentence as an acronym.
fn is_used(text: &str, words: &[Here], number: usize) -> bool {
    let Some(word) = words.get(number) else { return false };
    let before = text.get(..word.start).unwrap_or_default();
    let behind = text.get(word.end..).unwrap_or_default();
    !is_within_something(before, behind) && !is_beside_a_number(before, behind) && !is_so_called(text, words, number)
}

/// An address, a handle, a longer name with dashes, a bracket of its own, a label.
fn is_within_something(before: &str, behind: &str) -> bool {
    let (last, next, second) = (before.chars().next_back(), behind.chars().next(), behind.chars().nth(1));
    // Up to a blank, and no further than an address is long.
    let within = |c: &char| !c.is_whitespace();
    let address = before.chars().rev().take_while(within).take(BESIDE).any(|c| "@#/_&=.:\\<".contains(c))
        || behind.chars().take_while(within).take(BESIDE).any(|c| "@/_&=<".contains(c));
    let capital = |c: Option<char>| c.is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let goes_on = next.is_some_and(|c| ".-–".contains(c)) && capital(second);
    let joined = last == Some('-') && capital(before.chars().rev().nth(1));
    let alone = matches!((last, next), (Some('('), Some(')')) | (Some('['), Some(']')));
    address || goes_on || joined || alone || next == Some(':')
}

fn is_beside_a_number(before: &str, behind: &str) -> bool {
    let number = |text: Option<char>| text.is_some_and(|c| c.is_numeric() || "§¶".contains(c));
    number(before.trim_end().chars().next_back()) || number(behind.trim_start().chars().next())
}

/// Whether what stands around an acronym makes it a shout, a signature, a company or an act.
fn is_so_called(text: &str, words: &[Here], number: usize) -> bool {
    let at = |number: usize| words.get(number);
    let near = |one: Option<&Here>, other: Option<&Here>, between: fn(&str) -> bool| {
        let (Some(one), Some(other)) = (one, other) else { return false };
        text.get(one.end..other.start).is_some_and(between)
    };
    let is = |number: usize, names: &[&str]| at(number).is_some_and(|word| names.contains(&word.folded.as_str()));
    let blank = |between: &str| between.trim().is_empty();
    let capitals = |number: usize| at(number).is_some_and(|word| word.acronym.is_some());
    let last = number.wrapping_sub(1);
    let shouts = (capitals(last) && near(at(last), at(number), blank))
        || (capitals(number + 1) && near(at(number), at(number + 1), blank));
    let initial = at(last).is_some_and(|word| word.end - word.start == 1 && !word.small)
        && near(at(last), at(number), |between| between == ". ");
    let company = is(number + 1, &["inc", "llc", "llp", "corp", "co", "ltd"]);
    let act = (number + 1..number + 4).any(|behind| is(behind, &["act"]));
    shouts || initial || company || act
}
