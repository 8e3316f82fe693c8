//! A value as the parser gives it, and what its type is called in messages.

use toml::Spanned;
use toml::de::DeValue;

/// A value with its bytes in the file.
pub(super) type Value<'s> = Spanned<DeValue<'s>>;

/// The type of a value, in a reader's words.
pub(super) fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}
