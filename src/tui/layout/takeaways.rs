//! The takeaways as a numbered list.

use super::Target;
use super::flow::Flow;
use super::page::{Page, plain};
use crate::article::Part;
use crate::tui::theme::Role;

/// Behind a takeaway for which the file records evidence. A shape, so that it is seen without colours.
/// The space is a no-break space: the mark never stands alone on a line.
const RECORDED: &str = "\u{A0}◦";

/// Sets the takeaways; nothing where there are none.
pub(super) fn set(page: &mut Page<'_>) {
    let takeaways = &page.article.takeaways;
    let digits = takeaways.len().to_string().len();
    for (at, takeaway) in takeaways.iter().enumerate() {
        page.space(1);
        page.part(Part::Takeaway(at), |page| {
            let number = format!("{:>digits$}  ", at + 1);
            page.margin(&number, &" ".repeat(digits + 2), Role::Marker, |page| {
                let mut flow = Flow::default();
                page.say(&mut flow, &takeaway.text.lines(), plain(Role::Takeaway), None);
                if let Some(evidence) = takeaway.evidence.first() {
                    let link = page.link(Target::Part(evidence.locator.into()));
                    flow.mark(RECORDED, plain(Role::Marker), Some(link));
                }
                page.flow(&flow);
            });
        });
    }
}
