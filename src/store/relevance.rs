//! How much an article is about the field. "Sanctuary" is a policy of cities and a stretch of sea: who opens a library of
//! immigration policy means the first, so a match counts more where headline, dek, topics and takeaways speak of the field.

use crate::library::Card;
use crate::text::Foreign;
use crate::text::words::Splitter;

/// Beginnings of the field's own words, in the languages that its articles are written in.
const WORDS: [&str; 38] = [
    "immigr",
    "migrant",
    "migrat",
    "migra",
    "inmigr",
    "asylum",
    "asilo",
    "asile",
    "refug",
    "deport",
    "removal",
    "visa",
    "citizenship",
    "ciudadan",
    "noncitizen",
    "naturaliz",
    "naturaliza",
    "border",
    "frontera",
    "detain",
    "detention",
    "deten",
    "undocumented",
    "indocument",
    "alien",
    "parole",
    "expedited",
    "smuggl",
    "traffick",
    "unaccompanied",
    "consular",
    "embassy",
    "foreign",
    "passport",
    "resettle",
    "dreamer",
    "sheriff",
    "enforcement",
];

/// Acronyms of the field that need no context.
const ACRONYMS: [&str; 16] = [
    "ICE", "USCIS", "CBP", "DHS", "EOIR", "BIA", "TPS", "DACA", "INA", "ORR", "HSI", "LPR", "UNHCR", "ERO", "SIJS",
    "VAWA",
];

/// What makes a sanctuary one of people.
const OF_SANCTUARY: [&str; 9] =
    ["polic", "cit", "jurisdiction", "state", "count", "law", "ordinance", "status", "campus"];

/// What one word of the field adds.
const STEP: u8 = 60;

/// Of an article that is known as a card.
pub(super) fn of(card: &Card, splitter: &mut Splitter) -> u8 {
    let texts = std::iter::once(&card.headline).chain(&card.summary).chain(&card.topics).chain(&card.takeaways);
    of_texts(texts.map(Foreign::raw), splitter)
}

/// 0 where nothing in the texts of an article speaks of the field, 255 where several different words do.
pub(super) fn of_texts<'a>(texts: impl Iterator<Item = &'a str>, splitter: &mut Splitter) -> u8 {
    let mut seen = 0u64;
    for text in texts {
        let mut sanctuary = false;
        splitter.each(text, |word| {
            if std::mem::replace(&mut sanctuary, word.folded == "sanctuary")
                && OF_SANCTUARY.iter().any(|own| word.folded.starts_with(own))
            {
                seen |= 1 << (WORDS.len() + ACRONYMS.len());
            }
            let acronym = word.acronym.and_then(|acronym| ACRONYMS.iter().position(|own| *own == acronym));
            // Most words begin with none of these letters: a byte tells without a comparison.
            let first = word.folded.as_bytes().first();
            let begun = || {
                let mut words = WORDS.iter();
                words.position(|own| own.as_bytes().first() == first && word.folded.starts_with(own))
            };
            if let Some(at) = acronym.map(|at| at + WORDS.len()).or_else(begun) {
                seen |= 1 << at;
            }
        });
        if seen.count_ones() >= 5 {
            break;
        }
    }
    u8::try_from(seen.count_ones()).unwrap_or(u8::MAX).saturating_mul(STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relevance(headline: &str, takeaways: &[&str]) -> u8 {
        let takeaways = takeaways.iter().map(|text| (*text).into()).collect();
        of(&Card { headline: headline.into(), takeaways, ..Card::default() }, &mut Splitter::default())
    }

    #[test]
    fn policy_is_above_the_park() {
        let sea = relevance("A Marine Sanctuary Grows", &["The sanctuary protects whales", "Boats must slow down"]);
        let city =
            relevance("Sanctuary Cities and ICE", &["Detainers are requests", "Immigration arrests need a warrant"]);
        assert!(sea < STEP && city > 2 * STEP, "{sea} {city}");
    }

    #[test]
    fn a_sanctuary_of_people_is_of_the_field() {
        assert_eq!(relevance("San Francisco’s sanctuary policy stands", &[]), STEP);
        assert_eq!(relevance("Whales find sanctuary in the canyon", &[]), 0);
    }

    #[test]
    fn each_word_counts_once_and_the_scale_ends() {
        assert_eq!(relevance("visa visas VISA", &[]), STEP);
        assert_eq!(relevance("Immigration, asylum, visas, borders, ICE, USCIS", &["deportation"]), 255);
        assert_eq!(relevance("ice", &[]), 0);
    }
}
