//! A value that is one of a few, each with a name and a line for `--help`.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// Takes one of these by its name: name, value, what `--help` says of it, which may be nothing.
pub(super) fn one_of<T: Copy + Send + Sync + 'static>(
    choices: impl AsRef<[(&'static str, T, &'static str)]> + Clone + Send + Sync + 'static,
) -> impl TypedValueParser<Value = T> {
    let value = |(name, _, about): &(&'static str, T, &'static str)| {
        let value = PossibleValue::new(*name);
        if about.is_empty() { value } else { value.help(*about) }
    };
    let named = choices.as_ref().iter().map(value);
    PossibleValuesParser::new(named.collect::<Vec<_>>()).try_map(move |name| {
        let chosen = choices.as_ref().iter().find(|(own, ..)| *own == name);
        chosen.map(|(_, value, _)| *value).ok_or("no such choice")
    })
}
