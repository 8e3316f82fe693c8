//! The article format from outside: a folder of cases with what is said of each, and what must hold of any article.
//!
//! A case is a `.toml` below `tests/cases/valid` or `invalid` with a `.txt` beside it: the diagnostics as `check` draws
//! them, and for a valid file the article written back and the address of each part. `UPDATE_CASES=1` rewrites the
//! `.txt`; a person reads the difference.

mod cases;
mod limits;
mod properties;
mod quick;
mod shown;
