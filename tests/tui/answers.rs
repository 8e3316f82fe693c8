//! Hand-made answers: a small library that knows just enough of searching to show every state of the screen.
//!
//! Words match anywhere in a text. `asylm` is a typing slip, `unindexed` says that not all is in the index yet, `bad:` is
//! a mistake, `many` are more takeaways than are asked for at once, `tagged` says that the reader gave tags.

use std::path::Path;

use nutgraf::article::{Date, Part, Place};
use nutgraf::diagnostic::Diagnostic;
use nutgraf::library::Origin;
use nutgraf::search::hit::{Answer, Facet, FacetValue, Hit, Kind, Question};
use nutgraf::text::{Foreign, clean};

struct Card {
    file: &'static str,
    headline: &'static str,
    published: (u16, u8, u8),
    topic: &'static str,
    agency: &'static str,
    place: &'static str,
    publisher: &'static str,
    parts: &'static [(Part, &'static str)],
}

const CARDS: &[Card] = &[
    Card {
        file: "policy",
        headline: "How an Appeal From an Immigration Judge Is Heard",
        published: (2025, 3, 4),
        topic: "immigration courts",
        agency: "EOIR",
        place: "United States",
        publisher: "Test Library",
        parts: &[
            (Part::Takeaway(0), "Either side may appeal the decision of an immigration judge to the Board."),
            (Part::Takeaway(1), "There are thirty days to appeal, counted from the decision and not from its arrival."),
            (Part::Takeaway(2), "The Board reviews facts only for clear error; law it looks at anew."),
            (Part::Summary, "Who may appeal, how long there is to do it, and what the Board looks at."),
            (Part::Heading(0), "Who may appeal"),
            (
                Part::Block(0, 0),
                "Either party may appeal the decision of an immigration judge, the person in proceedings as well as the \
                 Department of Homeland Security. The appeal goes to the Board of Immigration Appeals, which is part of \
                 the Department of Justice and not a court of its own kind, and which decides most cases on the papers \
                 without hearing the sides, so that whoever needs to be heard asks the federal courts of appeals for \
                 review of an asylum claim.",
            ),
            (Part::Source(0), "8 CFR 1003.38, Appeals"),
        ],
    },
    Card {
        file: "one-year",
        headline: "The One-Year Deadline for Asylum and Who Is Excused From It",
        published: (2024, 11, 18),
        topic: "asylum",
        agency: "USCIS",
        place: "United States",
        publisher: "Policy Desk",
        parts: &[
            (
                Part::Takeaway(0),
                "An asylum application must be filed within one year of the last arrival, unless changed or \
                 extraordinary circumstances explain the delay and the application came within a reasonable time.",
            ),
            (
                Part::Takeaway(1),
                "Missing the deadline for asylum leaves withholding of removal and protection under the Convention \
                 Against Torture, which have a higher standard of proof, give no path to permanent residence, and leave \
                 spouses and children without a status of their own for as long as the protection lasts.",
            ),
            (Part::Heading(1), "When the asylum clock stops"),
            (Part::Source(1), "INA § 208(a)(2)(B), asylum; one year"),
        ],
    },
    Card {
        file: "sanctuary",
        headline: "NYPD Strengthens Commitment to Immigrant Safeguards in Sanctuary City Initiative",
        published: (2025, 2, 5),
        topic: "sanctuary policy",
        agency: "ICE",
        place: "New York",
        publisher: "City Record",
        parts: &[
            (
                Part::Takeaway(0),
                "Police do not ask for immigration status, and refuse to assist in federal raids; an asylum seeker may \
                 report a crime without fear.",
            ),
            (Part::Takeaway(1), "An administrative warrant of ICE is no order of a court: nobody must obey it."),
        ],
    },
    Card {
        file: "arabic",
        headline: "دليل طلب اللجوء",
        published: (2023, 6, 1),
        topic: "asylum",
        agency: "UNHCR",
        place: "Cairo",
        publisher: "City Record",
        parts: &[(Part::Takeaway(0), "يجب تقديم طلب اللجوء (asylum) خلال سنة واحدة من الوصول.")],
    },
];

/// Takeaways that `many` finds.
const MANY: usize = 1_234;

impl Card {
    fn hits(&self) -> impl Iterator<Item = Hit> + '_ {
        std::iter::once((Part::Headline, self.headline))
            .chain(self.parts.iter().copied())
            .map(|(part, text)| self.hit(part, text, self.file))
    }

    fn hit(&self, part: Part, text: &str, file: &str) -> Hit {
        let (year, month, day) = self.published;
        Hit {
            kind: kind(part),
            origin: Origin::File(Path::new("tests/articles/mixed").join(format!("{file}.toml"))),
            id: file.into(),
            place: Place::start(part),
            text: clean::line(text),
            marks: Vec::new(),
            headline: clean::line(self.headline),
            published: Some(Date::day(year, month, day)),
            topic: Some(clean::line(self.topic)),
            score: 1.0,
        }
    }

    fn value(&self, facet: Facet) -> Foreign {
        match facet {
            Facet::Topic => self.topic.into(),
            Facet::Tag => if self.topic == "asylum" { "to cite" } else { "acme v. ohio" }.into(),
            Facet::Agency => self.agency.into(),
            Facet::Place => self.place.into(),
            Facet::Year => self.published.0.to_string().into(),
            Facet::Publisher => self.publisher.into(),
        }
    }
}

fn kind(part: Part) -> Kind {
    match part {
        Part::Takeaway(_) => Kind::Takeaway,
        Part::Headline => Kind::Headline,
        Part::Heading(_) => Kind::Section,
        Part::Source(_) => Kind::Source,
        Part::Block(..) => Kind::Paragraph,
        _ => Kind::Summary,
    }
}

/// Answers as an engine would.
pub(crate) fn answer(question: &Question) -> Result<Answer, Box<Diagnostic>> {
    let typed = question.typed.to_lowercase();
    if let Some(at) = typed.find("bad:") {
        let wrong = Diagnostic::error("unknown-field", at..at + 4, "no field is called `bad`");
        return Err(Box::new(
            wrong.help("fields are takeaway, headline, source, topic, agency, place, author, publisher"),
        ));
    }
    let mut words: Vec<&str> =
        typed.split_whitespace().filter(|word| !["unindexed", "tagged"].contains(word)).collect();
    // What is half typed is forgiven.
    words.retain(|word| !["b", "ba", "bad"].contains(word));
    let slip = words.contains(&"asylm");
    for word in words.iter_mut().filter(|word| **word == "asylm") {
        *word = "asylum";
    }
    let mut found: Vec<(&Card, Hit)> = Vec::new();
    for card in CARDS.iter().filter(|card| question.narrowed.iter().all(|own| card.value(own.facet) == own.value)) {
        found.extend(card.hits().map(|hit| (card, hit)));
        if words.contains(&"many") && card.file == "policy" {
            let text = |number: usize| format!("Takeaway {number} of the many that one word finds.");
            found.extend((1..=MANY).map(|n| (card, card.hit(Part::Takeaway(100 + n), &text(n), "policy"))));
        }
    }
    found.retain_mut(|(_, hit)| {
        let text = hit.text.to_lowercase();
        // Where lower case is of another length, nothing could be marked.
        let all = text.len() == hit.text.len() && words.iter().all(|word| text.contains(word));
        hit.marks = words.iter().flat_map(|word| text.match_indices(word).map(|(at, _)| at..at + word.len())).collect();
        hit.marks.sort_by_key(|mark| mark.start);
        all
    });
    let mut counts = Kind::ALL.map(|kind| Some(found.iter().filter(|(_, hit)| hit.kind == kind).count()));
    if let Some(only) = question.kind {
        found.retain(|(_, hit)| hit.kind == only);
        for (count, kind) in counts.iter_mut().zip(Kind::ALL) {
            *count = count.filter(|_| kind == only);
        }
    }
    let has = |card: &&Card| found.iter().any(|(own, _)| std::ptr::eq(*own, *card));
    let cards: Vec<&Card> = CARDS.iter().filter(has).collect();
    let facets: Vec<(Facet, Vec<FacetValue>)> =
        if question.facets { Facet::ALL.map(|facet| (facet, values(&cards, facet))).into() } else { Vec::new() };
    let facets = facets.into_iter().filter(|(facet, _)| *facet != Facet::Tag || typed.contains("tagged")).collect();
    let mut hits = Vec::new();
    for kind in Kind::ALL {
        hits.extend(found.iter().map(|(_, hit)| hit).filter(|hit| hit.kind == kind).take(question.limit).cloned());
    }
    Ok(Answer {
        hits,
        counts,
        articles: cards.len(),
        facets,
        instead: slip.then(|| clean::line(&typed.replace("asylm", "asylum"))),
        so_far: typed.contains("unindexed").then_some((12_000, 100_000)),
    })
}

fn values(cards: &[&Card], facet: Facet) -> Vec<FacetValue> {
    let mut values: Vec<FacetValue> = Vec::new();
    for card in cards {
        let value = card.value(facet);
        match values.iter_mut().find(|own| own.value == value) {
            Some(own) => own.articles += 1,
            None => values.push(FacetValue { value, articles: 1 }),
        }
    }
    values.sort_by_key(|value| std::cmp::Reverse(value.articles));
    values
}
