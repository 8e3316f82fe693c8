//! `cite` in the table.

use std::ffi::OsString;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::cite::Form;
use crate::cite::style::STYLES;

/// `cite`
#[derive(Debug, clap::Args)]
#[command(after_help = styles())]
pub(in crate::cli) struct Cite {
    /// Files or ids of articles, with a source where that is meant; `-` is stdin
    #[arg(value_name = "FILE-or-ID[#LOCATOR]", required_unless_present = "query")]
    pub(in crate::cli) articles: Vec<OsString>,

    #[command(flatten)]
    pub(in crate::cli) matching: Matching,

    /// The sources of the articles, each once, instead of the articles
    #[arg(long)]
    pub(in crate::cli) sources: bool,

    /// Style, instead of the config's: a name or a .csl file
    #[arg(long, value_name = "NAME|FILE.csl")]
    pub(in crate::cli) style: Option<String>,

    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = forms())]
    pub(in crate::cli) format: CiteFormat,

    /// A JSON object a line, with the citation, and what is to be checked about it
    #[arg(long, conflicts_with = "format")]
    pub(in crate::cli) json: bool,
}

/// The articles of a query.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Matching {
    /// All articles that match, instead of named ones
    #[arg(long, value_name = "QUERY", conflicts_with = "articles")]
    pub(in crate::cli) query: Option<String>,

    /// Look first whether files have changed since they were indexed
    #[arg(long, requires = "query")]
    pub(in crate::cli) fresh: bool,
}

/// What citations are printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum CiteFormat {
    /// Text in a style.
    Text,
    /// For another program.
    Form(Form),
}

fn forms() -> impl TypedValueParser<Value = CiteFormat> {
    let text = PossibleValue::new("text").help("as a style sets it, a line each");
    let rest = Form::ALL.map(|form| PossibleValue::new(form.name()).help(form.about()));
    let named = |name: String| Form::ALL.into_iter().find(|form| form.name() == name);
    PossibleValuesParser::new([text].into_iter().chain(rest))
        .map(move |name| named(name).map_or(CiteFormat::Text, CiteFormat::Form))
}

/// The styles by name.
fn styles() -> String {
    let rows = STYLES.map(|row| format!("  {:<22}{}\n", row.name, row.about));
    format!(
        "Styles:\n{}and those of hayagriva's archive, such as ieee, harvard-cite-them-right, vancouver\n",
        rows.concat()
    )
}
