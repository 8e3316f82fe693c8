//! The interface: keys in, screen out. A test is one line; its snapshot has the screen as a reader sees it, and below it
//! every run of cells that is not plain.

mod answers;
mod behind;
mod brief;
mod cases;
mod dates;
mod editor;
mod groups;
mod keys;
mod live;
mod pipe;
mod properties;
mod quote;
mod reading;
mod search;
mod select;
mod stage;
mod svg;
mod terms;

pub(crate) use stage::Stage;
pub(crate) use svg::svg;
