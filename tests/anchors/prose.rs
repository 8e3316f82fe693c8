//! Articles as reporters write them: sentences made after few patterns, sentences that every report repeats, paragraphs that
//! are twins but for a number or a name, lists, takeaways. Every word is known by a number, so that it is known after edits.

use nutgraf::article::{Article, Block, Emphasis, Inline, Item, List, Part, Run, Section, Takeaway};

use super::chance::Chance;

const PATTERNS: &[&str] = &[
    "In {year}, the {agency} approved {number} petitions in {place}, {more} than a year before.",
    "In {year}, the {agency} denied {number} petitions in {place}, {less} than a year before.",
    "{name}, who directs the {place} office, said the {thing} had {did} since {month}.",
    "{name} told reporters in {place} that the {thing} would {do} by {month} {year}.",
    "A judge in {place} ruled in {month} that the {agency} may not {do} the {thing} without a hearing.",
    "The {thing} covers {number} people in {place} and about {number} in {place}.",
    "Lawyers for {name} argued that the {thing} had been {did} in {year} and never published.",
    "According to a report of {month} {year}, {number} families had waited more than {number} days.",
    "The county spent ${number} on the {thing}, of which the {agency} repaid {number} percent.",
    "Under the rule, an applicant who {did} before {month} {year} may ask the {agency} to {do} the case.",
    "Critics such as {name} call the {thing} unlawful; supporters say it has {did} the backlog.",
    "By {month}, {number} of the {number} cases in {place} had been {did}.",
    "The union that represents officers in {place} asked {name} to {do} the {thing} at once.",
    "Nobody at the {agency} could say how often the {thing} was {did} after {year}.",
    "For people who came through {place}, the wait for the {thing} is now {number} months.",
    "{name} and {name} wrote that the {thing} should be {did} before anyone is removed to {place}.",
    "What the {agency} calls a {thing} is, in practice, a way to {do} cases that nobody has read.",
    "Shelters in {place} took in {number} people in {month} alone, {more} than in all of {year}.",
];

const REPEATED: &[&str] = &[
    "The agency did not respond to a request for comment.",
    "The Department of Homeland Security did not immediately respond to a request for comment by the deadline.",
    "This story is developing and will be updated as more information becomes available.",
    "Officials stress that the figures are preliminary and may change.",
    "A spokesperson declined to comment, citing pending litigation.",
    "The policy remains in effect while the appeal is heard.",
    "Advocates say the decision will be appealed.",
    "That is what the law says.",
    "The court has not yet set a date.",
    "No decision has been made.",
];

const TWINS: &[&str] = &[
    "In {place}, the field office closed {number} cases in the quarter. The average wait was {number} days, and the office \
     reported {number} appointments a week. The agency did not respond to a request for comment.",
    "Region {number} received {number} applications under the program. Of these, {number} were approved and the others remain \
     under review. Officials stress that the figures are preliminary and may change.",
    "{name} filed a complaint with the court. The complaint says that the agency failed to decide an application within the \
     time that the statute allows. The court has not yet set a date.",
];

const ITEMS: &[&str] = &[
    "{place}: {number} petitions approved",
    "{place}: {number} petitions denied",
    "{name}, attorney in {place}",
    "Form {number}, filed by {month} {year}",
    "no fee for the {thing}",
    "the {thing}, which the {agency} may {do} at any time, for up to {number} days",
];

const HEADINGS: &[&str] =
    &["What the rule says", "The case of {name}", "What comes next", "In {place}", "The {thing}", "Numbers for {year}"];

const YEARS: &[&str] = &["2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"];
const MONTHS: &[&str] =
    &["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"];
const PLACES: &[&str] = &[
    "Ohio",
    "Iowa",
    "Texas",
    "El Paso",
    "New York",
    "Las Vegas",
    "Chicago",
    "Houston",
    "Miami",
    "Arizona",
    "Oregon",
    "San Diego",
    "Newark",
    "Denver",
    "Atlanta",
    "Guatemala",
    "Honduras",
    "Laredo",
    "Tucson",
    "Boston",
];
const AGENCIES: &[&str] =
    &["Department of Homeland Security", "USCIS", "ICE", "agency", "Board of Immigration Appeals", "State Department"];
const THINGS: &[&str] = &[
    "program",
    "waiver",
    "parole",
    "fee",
    "interim rule",
    "detainer policy",
    "work permit",
    "asylum officer interview",
    "bond hearing",
    "consular notice",
    "travel ban",
    "refugee cap",
    "biometric check",
    "stay of removal",
    "site visit",
];
const DONE: &[&str] = &[
    "expanded",
    "reduced",
    "suspended",
    "reopened",
    "litigated",
    "rewritten",
    "filed",
    "withdrawn",
    "applied",
    "counted",
    "challenged",
    "delayed",
];
const DO: &[&str] = &["end", "extend", "review", "publish", "suspend", "reopen", "transfer", "dismiss", "certify"];
const FIRST: &[&str] = &[
    "Maria", "John", "Ana", "Luis", "Sarah", "Ahmed", "Mei", "Olga", "David", "Ruth", "José", "Amina", "Peter", "Ines",
    "Tariq", "Hanna", "Miguel", "Lena", "Grace", "Omar", "Yuki", "Elena", "Samuel", "Rosa",
];
const LAST: &[&str] = &[
    "Garcia", "Smith", "Okafor", "Nguyen", "Ivanova", "Cohen", "Lopez", "Brown", "Haddad", "Chen", "Müller", "Kaplan",
    "Ortiz", "Walsh", "Mendoza", "Kim", "Patel", "Rossi", "Novak", "Fischer", "Alvarez", "Diaz", "Johnson", "Lee",
    "Mbeki", "Sato", "Petrov", "Reyes", "Torres", "Wright", "Baker", "Sharma", "Vargas", "Young", "Zhang", "Ali",
    "Costa", "Dubois", "Flores",
];
/// What an editor puts for a word.
const OTHER: &[&str] = &[
    "roughly",
    "officials",
    "earlier",
    "according",
    "claims",
    "lawful",
    "pending",
    "several",
    "nearly",
    "federal",
    "quietly",
    "again",
    "measure",
    "tribunal",
    "people",
    "noted",
    "still",
    "broadly",
    "rejected",
    "local",
    "notices",
    "final",
];

/// A word with what it is known by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    /// 0 for a word that an editor put in or changed.
    pub(super) id: usize,
}

/// The words of a paragraph, an item or a takeaway.
pub(super) type Words = Vec<Word>;

#[derive(Clone, Debug)]
pub(super) enum Piece {
    Paragraph(Words),
    List(Vec<Words>),
}

#[derive(Clone, Debug)]
pub(super) struct Chapter {
    pub(super) heading: Words,
    pub(super) pieces: Vec<Piece>,
}

/// An article by its words.
#[derive(Clone, Debug)]
pub(super) struct Story {
    pub(super) headline: Words,
    pub(super) takeaways: Vec<Words>,
    pub(super) chapters: Vec<Chapter>,
}

/// Writes, and numbers what it writes.
pub(super) struct Writer {
    pub(super) chance: Chance,
    next: usize,
}

impl Writer {
    pub(super) fn new(seed: u64) -> Self {
        Self { chance: Chance(seed), next: 1 }
    }

    pub(super) fn story(&mut self) -> Story {
        let headline = self.words("{agency} to {do} the {thing} in {place}");
        let takeaways = (0..3 + self.chance.below(3)).map(|_| self.sentence()).collect();
        let twin = *self.chance.pick(TWINS);
        let chapters = (0..2 + self.chance.below(4)).map(|_| self.chapter(twin)).collect();
        Story { headline, takeaways, chapters }
    }

    fn chapter(&mut self, twin: &str) -> Chapter {
        let pattern = *self.chance.pick(HEADINGS);
        let heading = self.words(pattern);
        let mut pieces = Vec::new();
        for _ in 0..3 + self.chance.below(5) {
            match self.chance.below(10) {
                0 => pieces.push(Piece::List((0..2 + self.chance.below(4)).map(|_| self.item()).collect())),
                1 | 2 => pieces.extend((0..=self.chance.below(3)).map(|_| Piece::Paragraph(self.words(twin)))),
                3 => pieces.push(Piece::Paragraph(self.repeated())),
                _ => pieces.push(Piece::Paragraph(self.paragraph())),
            }
        }
        Chapter { heading, pieces }
    }

    fn item(&mut self) -> Words {
        let pattern = *self.chance.pick(ITEMS);
        self.words(pattern)
    }

    pub(super) fn paragraph(&mut self) -> Words {
        let count = 1 + self.chance.below(5);
        (0..count).flat_map(|_| if self.chance.percent(25) { self.repeated() } else { self.sentence() }).collect()
    }

    fn sentence(&mut self) -> Words {
        let pattern = *self.chance.pick(PATTERNS);
        self.words(pattern)
    }

    fn repeated(&mut self) -> Words {
        let pattern = *self.chance.pick(REPEATED);
        self.words(pattern)
    }

    fn words(&mut self, pattern: &str) -> Words {
        let mut text = String::new();
        let mut rest = pattern;
        while let Some((before, behind)) = rest.split_once('{') {
            let (slot, after) = behind.split_once('}').unwrap();
            text.push_str(before);
            text.push_str(&self.fill(slot));
            rest = after;
        }
        text.push_str(rest);
        text.split(' ').filter(|word| !word.is_empty()).map(|word| self.word(word)).collect()
    }

    pub(super) fn word(&mut self, text: &str) -> Word {
        self.next += 1;
        Word { text: text.to_owned(), id: self.next }
    }

    fn fill(&mut self, slot: &str) -> String {
        let list = match slot {
            "number" => {
                let number = 2 + self.chance.below(9_000);
                return if number < 1000 {
                    number.to_string()
                } else {
                    format!("{},{:03}", number / 1000, number % 1000)
                };
            }
            "name" => return format!("{} {}", self.chance.pick(FIRST), self.chance.pick(LAST)),
            "more" => return format!("{} more", self.fill("number")),
            "less" => return format!("{} fewer", self.fill("number")),
            "year" => YEARS,
            "month" => MONTHS,
            "place" => PLACES,
            "agency" => AGENCIES,
            "thing" => THINGS,
            "did" => DONE,
            "do" => DO,
            other => panic!("no words for {other}"),
        };
        (*self.chance.pick(list)).to_owned()
    }

    /// Another word in place of one: a number for a number, a name for a name, mostly.
    pub(super) fn other(&mut self, word: &Word) -> Word {
        let text = loop {
            let text = if word.text.contains(|c: char| c.is_ascii_digit()) {
                self.fill("number")
            } else if word.text.starts_with(char::is_uppercase) && self.chance.percent(60) {
                (*self.chance.pick(LAST)).to_owned()
            } else {
                (*self.chance.pick(OTHER)).to_owned()
            };
            if text != word.text {
                break text;
            }
        };
        Word { text, id: 0 }
    }
}

/// Where the words of an article stand.
pub(super) struct Laid {
    pub(super) article: Article,
    /// Part, first byte, behind the last byte, the word's number; in document order.
    pub(super) words: Vec<(Part, usize, usize, usize)>,
}

impl Story {
    pub(super) fn lay(&self) -> Laid {
        let mut words = Vec::new();
        let text = |words: &Words| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let mut note = |part: Part, from: usize, own: &Words| {
            let mut at = from;
            for word in own {
                words.push((part, at, at + word.text.len(), word.id));
                at += word.text.len() + 1;
            }
            at
        };
        note(Part::Headline, 0, &self.headline);
        for (n, takeaway) in self.takeaways.iter().enumerate() {
            note(Part::Takeaway(n), 0, takeaway);
        }
        let paragraph = |words: &Words| {
            let run = Run { text: text(words).into(), emphasis: Emphasis::NONE, link: None };
            Block::Paragraph(Inline { runs: vec![run] })
        };
        let mut sections = Vec::new();
        for (s, chapter) in self.chapters.iter().enumerate() {
            note(Part::Heading(s), 0, &chapter.heading);
            let mut blocks = Vec::new();
            for (b, piece) in chapter.pieces.iter().enumerate() {
                let part = Part::Block(s, b);
                match piece {
                    Piece::Paragraph(own) => {
                        note(part, 0, own);
                        blocks.push(paragraph(own));
                    }
                    Piece::List(items) => {
                        items.iter().fold(0, |at, item| note(part, at, item));
                        let item = |item: &Words| Item { checked: None, blocks: vec![paragraph(item)] };
                        blocks.push(Block::List(List { start: None, items: items.iter().map(item).collect() }));
                    }
                }
            }
            sections.push(Section {
                heading: Some(text(&chapter.heading).into()),
                level: 1,
                blocks,
                ..Section::default()
            });
        }
        let takeaway = |words| Takeaway { text: text(words).into(), ..Takeaway::default() };
        let takeaways = self.takeaways.iter().map(takeaway).collect();
        let article = Article { headline: text(&self.headline).into(), takeaways, sections, ..Article::default() };
        Laid { article, words }
    }
}
