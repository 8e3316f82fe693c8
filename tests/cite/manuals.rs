//! Web pages in each style, each as an article file would record it, beside what is printed; and where that is from.
//!
//! Three things are told apart. A case is the manual's own where its work can be recorded as the manual has it and the manual
//! prints these very words. It is made after an example of the manual where something of that cannot be recorded (a month
//! without a day, volume and pages) or is not known for certain: what is other is said. Or it is ours: a page made up
//! to show a form. Where the manual's words are other ones, they stand beside what is printed. The manuals' words are quoted as they
//! are known, without the books at hand. Italics and small capitals do not show in plain text.

use nutgraf::article::{Source, SourceKind};
use nutgraf::cite::Chosen;
use nutgraf::text::Foreign;

use super::{date, work};

/// A work as it is recorded: kind, authors, title, publisher, date, address, day it was read.
struct Recorded {
    kind: SourceKind,
    authors: &'static [&'static str],
    title: &'static str,
    publisher: &'static str,
    published: &'static str,
    url: &'static str,
    accessed: &'static str,
}

const PAGE: Recorded =
    Recorded { kind: SourceKind::Page, authors: &[], title: "", publisher: "", published: "", url: "", accessed: "" };

fn source(recorded: &Recorded) -> Source {
    let some = |text: &str| (!text.is_empty()).then(|| Foreign::from(text));
    Source {
        kind: Some(recorded.kind),
        authors: recorded.authors.iter().map(|author| (*author).into()).collect(),
        title: some(recorded.title),
        publisher: some(recorded.publisher),
        published: some(recorded.published).map(|text| date(text.raw())),
        url: some(recorded.url),
        accessed: some(recorded.accessed).map(|text| date(text.raw())),
        ..Source::default()
    }
}

/// Where a case is from.
enum From {
    /// It is the manual's own.
    Manual,
    /// It is made after an example of the manual; what is other.
    After(&'static str),
    /// The manual has other words for it, these.
    Differs(&'static str),
    /// It is made up.
    Ours,
}
use From::{After, Differs, Manual, Ours};

#[track_caller]
fn check(style: &str, cases: &[(Recorded, &str, From)]) {
    let style_set = Chosen::new(style, None).style().unwrap();
    let mut wrong = Vec::new();
    for (recorded, wanted, from) in cases {
        let cited = style_set.set(&[work(source(recorded))]).unwrap();
        if &*cited[0].text != *wanted {
            wrong.push(format!("is      {}\nwanted  {wanted}\n", cited[0].text));
        }
        match from {
            Manual | Ours => {}
            After(what) => assert!(!what.is_empty()),
            Differs(words) => assert_ne!(words, wanted, "then it is the manual's own"),
        }
    }
    assert!(wrong.is_empty(), "{style}\n{}", wrong.join("\n"));
}

/// APA 7, section 10.16 "Webpages and websites" (examples 110 to 114), and the pages of apastyle.apa.org with the same
/// examples.
#[test]
fn apa() {
    check(
        "apa",
        &[
            (
                Recorded {
                    authors: &["Avramova, N."],
                    title: "The secret to a long, happy, healthy life? Think age-positive",
                    publisher: "CNN",
                    published: "2019-01-03",
                    url: "https://www.cnn.com/2019/01/03/health/respect-toward-elderly-leads-to-long-life-intl/index.html",
                    ..PAGE
                },
                "Avramova, N. (2019, January 3). The secret to a long, happy, healthy life? Think age-positive. CNN. \
                 https://www.cnn.com/2019/01/03/health/respect-toward-elderly-leads-to-long-life-intl/index.html",
                Manual,
            ),
            (
                Recorded {
                    authors: &["World Health Organization"],
                    title: "Questions and answers on immunization and vaccine safety",
                    publisher: "World Health Organization",
                    published: "2018-03-15",
                    url: "https://www.who.int/features/qa/84/en/",
                    ..PAGE
                },
                "World Health Organization. (2018, March 15). Questions and answers on immunization and vaccine safety. \
                 https://www.who.int/features/qa/84/en/",
                After("the manual has the month alone"),
            ),
            (
                Recorded {
                    authors: &["National Nurses United"],
                    title: "What employers should do to protect nurses from Zika",
                    url: "https://www.nationalnursesunited.org/pages/what-employers-should-do-to-protect-rns-from-zika",
                    ..PAGE
                },
                "National Nurses United. (n.d.). What employers should do to protect nurses from Zika. \
                 https://www.nationalnursesunited.org/pages/what-employers-should-do-to-protect-rns-from-zika",
                Manual,
            ),
            (
                Recorded {
                    authors: &["Schaefer, N. K.", "Shapiro, B."],
                    title: "New middle chapter in the story of human evolution",
                    publisher: "Science",
                    published: "2019-09-06",
                    url: "https://doi.org/10.1126/science.aay3550",
                    ..PAGE
                },
                "Schaefer, N. K., & Shapiro, B. (2019, September 6). New middle chapter in the story of human evolution. Science. \
                 https://doi.org/10.1126/science.aay3550",
                After("the manual has it as an article of a magazine, with volume and pages"),
            ),
        ],
    );
}

/// The same section: a page that is made to change has the day on which it was read.
#[test]
fn apa_retrieved() {
    check(
        "apa",
        &[(
            Recorded {
                authors: &["U.S. Census Bureau"],
                title: "U.S. and world population clock",
                publisher: "U.S. Department of Commerce",
                accessed: "2019-07-03",
                url: "https://www.census.gov/popclock/",
                ..PAGE
            },
            "U.S. Census Bureau. (n.d.). U.S. and world population clock. U.S. Department of Commerce. Retrieved July 3, 2019, \
                 from https://www.census.gov/popclock/",
            Manual,
        )],
    );
}

/// APA 7, section 10.1, example 16: a newspaper.
#[test]
fn apa_news() {
    check(
        "apa",
        &[(
            Recorded {
                kind: SourceKind::News,
                authors: &["Guarino, B."],
                title: "How will humanity react to alien life? Psychologists have some predictions",
                publisher: "The Washington Post",
                published: "2017-12-04",
                url: "https://www.washingtonpost.com/news/speaking-of-science/wp/2017/12/04/how-will-humanity-react-to-alien-life-psychologists-have-some-predictions",
                ..PAGE
            },
            "Guarino, B. (2017, December 4). How will humanity react to alien life? Psychologists have some predictions. The \
                 Washington Post. https://www.washingtonpost.com/news/speaking-of-science/wp/2017/12/04/how-will-humanity-react-to-alien-life-psychologists-have-some-predictions",
            Manual,
        )],
    );
}

/// Chicago 17, section 14.207 "Citing web pages and websites", which the 18th edition has as 14.104, and the "Citation Quick
/// Guide" of the 17th edition.
#[test]
fn chicago_notes() {
    check(
        "chicago-notes",
        &[
            (
                Recorded {
                    title: "Privacy Policy",
                    publisher: "Google",
                    published: "2017-04-17",
                    url: "https://www.google.com/policies/privacy/",
                    ..PAGE
                },
                "“Privacy Policy,” Google, April 17, 2017, https://www.google.com/policies/privacy/.",
                Differs(
                    "“Privacy Policy,” Privacy & Terms, Google, last modified April 17, 2017, https://www.google.com/policies/privacy/.",
                ),
            ),
            (
                Recorded {
                    title: "Balkan Romani",
                    publisher: "Endangered Languages",
                    accessed: "2016-04-06",
                    url: "http://www.endangeredlanguages.com/lang/5342",
                    ..PAGE
                },
                "“Balkan Romani,” Endangered Languages, accessed April 6, 2016, http://www.endangeredlanguages.com/lang/5342.",
                After("the manual names the owner of the site behind it: Alliance for Linguistic Diversity"),
            ),
            (
                Recorded {
                    authors: &["Katie Bouman"],
                    title: "How to Take a Picture of a Black Hole",
                    publisher: "TED",
                    published: "2016-11-05",
                    url: "https://www.ted.com/talks/katie_bouman_what_does_a_black_hole_look_like",
                    ..PAGE
                },
                "Katie Bouman, “How to Take a Picture of a Black Hole,” TED, November 5, 2016, \
                 https://www.ted.com/talks/katie_bouman_what_does_a_black_hole_look_like.",
                After("the manual has it as a video, with day and place of filming"),
            ),
            (
                Recorded {
                    title: "About Yale: Yale Facts",
                    publisher: "Yale University",
                    accessed: "2017-05-01",
                    url: "https://www.yale.edu/about-yale/yale-facts",
                    ..PAGE
                },
                "“About Yale: Yale Facts,” Yale University, accessed May 1, 2017, https://www.yale.edu/about-yale/yale-facts.",
                Manual,
            ),
        ],
    );
}

/// The same works as entries of a bibliography.
#[test]
fn chicago_bibliography() {
    check(
        "chicago-bibliography",
        &[
            (
                Recorded {
                    authors: &["Google"],
                    title: "Privacy Policy",
                    publisher: "Privacy & Terms",
                    published: "2017-04-17",
                    url: "https://www.google.com/policies/privacy/",
                    ..PAGE
                },
                "Google. “Privacy Policy.” Privacy & Terms, April 17, 2017. https://www.google.com/policies/privacy/.",
                Differs(
                    "Google. “Privacy Policy.” Privacy & Terms. Last modified April 17, 2017. https://www.google.com/policies/privacy/.",
                ),
            ),
            (
                Recorded {
                    authors: &["Katie Bouman"],
                    title: "How to Take a Picture of a Black Hole",
                    publisher: "TED",
                    published: "2016-11-05",
                    url: "https://www.ted.com/talks/katie_bouman_what_does_a_black_hole_look_like",
                    ..PAGE
                },
                "Bouman, Katie. “How to Take a Picture of a Black Hole.” TED, November 5, 2016. \
                 https://www.ted.com/talks/katie_bouman_what_does_a_black_hole_look_like.",
                After("the manual has it as a video, with day and place of filming"),
            ),
            (
                Recorded {
                    authors: &["Yale University"],
                    title: "About Yale: Yale Facts",
                    publisher: "Yale University",
                    accessed: "2017-05-01",
                    url: "https://www.yale.edu/about-yale/yale-facts",
                    ..PAGE
                },
                "Yale University. “About Yale: Yale Facts.” Accessed May 1, 2017. https://www.yale.edu/about-yale/yale-facts.",
                Manual,
            ),
        ],
    );
}

/// Chicago 17, section 15.51 "Author-date citations of websites".
#[test]
fn chicago_author_date() {
    check(
        "chicago-author-date",
        &[
            (
                Recorded {
                    authors: &["Google"],
                    title: "Privacy Policy",
                    publisher: "Privacy & Terms",
                    published: "2017-04-17",
                    url: "https://www.google.com/policies/privacy/",
                    ..PAGE
                },
                "Google. 2017. “Privacy Policy.” Privacy & Terms, April 17. https://www.google.com/policies/privacy/.",
                Differs(
                    "Google. 2017. “Privacy Policy.” Privacy & Terms. Last modified April 17, 2017. https://www.google.com/policies/privacy/.",
                ),
            ),
            (
                Recorded {
                    authors: &["Alliance for Linguistic Diversity"],
                    title: "Balkan Romani",
                    publisher: "Endangered Languages",
                    accessed: "2016-04-06",
                    url: "http://www.endangeredlanguages.com/lang/5342",
                    ..PAGE
                },
                "Alliance for Linguistic Diversity. n.d. “Balkan Romani.” Endangered Languages. Accessed April 6, 2016. \
                 http://www.endangeredlanguages.com/lang/5342.",
                After("not known for certain in each word"),
            ),
            (
                Recorded {
                    authors: &["Yale University"],
                    title: "About Yale: Yale Facts",
                    publisher: "Yale University",
                    accessed: "2017-05-01",
                    url: "https://www.yale.edu/about-yale/yale-facts",
                    ..PAGE
                },
                "Yale University. n.d. “About Yale: Yale Facts.” Accessed May 1, 2017. https://www.yale.edu/about-yale/yale-facts.",
                Manual,
            ),
        ],
    );
}

/// MLA 9, appendix 2 "Websites", and style.mla.org/works-cited/citations-by-format.
#[test]
fn mla() {
    check(
        "mla",
        &[
            (
                Recorded {
                    authors: &["Eve, Martin Paul"],
                    title: "Why Do We Read?",
                    publisher: "Example Review",
                    published: "2021-05-04",
                    url: "https://example.org/read",
                    ..PAGE
                },
                "Eve, Martin Paul. “Why Do We Read?” Example Review, 4 May 2021, https://example.org/read.",
                Ours,
            ),
            (
                Recorded {
                    authors: &["Deresiewicz, William"],
                    title: "The Death of the Artist—and the Birth of the Creative Entrepreneur",
                    publisher: "The Atlantic",
                    published: "2014-12-28",
                    url: "https://www.theatlantic.com/magazine/archive/2015/01/the-death-of-the-artist-and-the-birth-of-the-creative-entrepreneur/383497/",
                    ..PAGE
                },
                "Deresiewicz, William. “The Death of the Artist—and the Birth of the Creative Entrepreneur.” The Atlantic, 28 Dec. \
                 2014, https://www.theatlantic.com/magazine/archive/2015/01/the-death-of-the-artist-and-the-birth-of-the-creative-entrepreneur/383497/.",
                After("the handbook leaves out https://, as it lets writers do"),
            ),
            (
                Recorded {
                    authors: &["Hollmichel, Stefanie"],
                    title: "The Reading Brain: Differences between Digital and Print",
                    publisher: "So Many Books",
                    published: "2013-04-25",
                    url: "https://somanybooksblog.com/2013/04/25/the-reading-brain-differences-between-digital-and-print/",
                    ..PAGE
                },
                "Hollmichel, Stefanie. “The Reading Brain: Differences between Digital and Print.” So Many Books, 25 Apr. 2013, \
                 https://somanybooksblog.com/2013/04/25/the-reading-brain-differences-between-digital-and-print/.",
                After("the handbook leaves out https://, as it lets writers do"),
            ),
        ],
    );
}

/// Bluebook, rule 18.2.2(a) to (c).
#[test]
fn bluebook() {
    check(
        "bluebook",
        &[
            (
                Recorded {
                    authors: &["Eric Posner"],
                    title: "More on Section 7 of the Torture Convention",
                    publisher: "Volokh Conspiracy",
                    published: "2009-01-29T10:04:00-05:00",
                    url: "http://www.volokh.com/posts/1233241458.shtml",
                    ..PAGE
                },
                "Eric Posner, More on Section 7 of the Torture Convention, Volokh Conspiracy (Jan. 29, 2009, 10:04 AM), \
                 http://www.volokh.com/posts/1233241458.shtml.",
                Manual,
            ),
            (
                Recorded {
                    title: "Yeshiva Fellowships",
                    publisher: "Yeshiva Univ.",
                    accessed: "2020-10-01",
                    url: "https://yu.edu/fellowships",
                    ..PAGE
                },
                "Yeshiva Fellowships, Yeshiva Univ., https://yu.edu/fellowships (last visited Oct. 1, 2020).",
                Ours,
            ),
            (
                Recorded {
                    authors: &["Dan Eggen", "Bob Woodward"],
                    title: "Justice Department Reviews Detention",
                    publisher: "Wash. Post",
                    published: "2009-09-20",
                    url: "https://www.washingtonpost.com/x",
                    ..PAGE
                },
                "Dan Eggen & Bob Woodward, Justice Department Reviews Detention, Wash. Post (Sept. 20, 2009), \
                 https://www.washingtonpost.com/x.",
                Ours,
            ),
        ],
    );
}

/// CMOS 18, section 8.160, and MLA 9, section 2.90: small words are small behind a comma, too. What is not to be cased stays.
#[test]
fn headlines_have_small_words_behind_commas() {
    let page = |title| Recorded {
        title,
        publisher: "Nevada Desk",
        published: "2025-03-04",
        url: "https://example.org/",
        ..PAGE
    };
    let titles = [
        ("Detention, deportation, and the courts", "Detention, Deportation, and the Courts"),
        ("Deadline for asylum, and what excuses missing it", "Deadline for Asylum, and What Excuses Missing It"),
        ("Two rules: and the courts, or what is left", "Two Rules: And the Courts, or What Is Left"),
        ("Claims under the Convention Against Torture fall", "Claims under the Convention Against Torture Fall"),
    ];
    for (title, wanted) in titles {
        for style in ["chicago-notes", "chicago-bibliography", "chicago-author-date", "mla"] {
            let cited = Chosen::new(style, None).style().unwrap().set(&[work(source(&page(title)))]).unwrap();
            assert!(cited[0].text.contains(wanted), "{style}: {}", &*cited[0].text);
        }
        let cited = Chosen::new("apa", None).style().unwrap().set(&[work(source(&page(title)))]).unwrap();
        assert!(cited[0].text.contains(title), "{}", &*cited[0].text);
    }
}
