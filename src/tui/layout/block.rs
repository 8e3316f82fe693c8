//! Blocks: paragraphs, lists, quotes, code, pictures, footnotes. (Tables have a file of their own.)

use super::document::picture;
use super::flow::Flow;
use super::page::{Page, plain};
use crate::article::shown::BREAK;
use crate::article::{Block, Code, Footnote, Item, List};
use crate::text::width::width;
use crate::tui::theme::Role;

/// Markers of bulleted lists, by depth; the last serves all that are deeper.
const BULLETS: [&str; 3] = ["• ", "– ", "· "];

impl Page<'_> {
    /// Sets a block in a role: quotes hand theirs on to what they hold.
    pub(super) fn block(&mut self, block: &Block, role: Role) {
        match block {
            Block::Paragraph(inline) => {
                self.separate();
                let flow = self.inline(inline, plain(role));
                self.flow(&flow);
            }
            Block::List(list) => self.list(list, role),
            Block::Quote(blocks) => {
                self.margin("│ ", "│ ", Role::Rule, |page| page.blocks(blocks, Role::Quote));
            }
            Block::Table(table) => self.table(table, role),
            Block::Code(code) => self.code(code),
            Block::Image(image) => picture(self, image, image.file.as_ref()),
            Block::Footnote(footnote) => self.footnote(footnote, role),
            Block::Break => self.thematic_break(),
        }
    }

    /// Blocks inside a container, a blank line apart; a list stands close under the words that it belongs to.
    fn blocks(&mut self, blocks: &[Block], role: Role) {
        for (at, block) in blocks.iter().enumerate() {
            let close = self.lists > 0 && matches!(block, Block::List(_));
            if at > 0 && !close {
                self.space(1);
            }
            self.block(block, role);
        }
    }

    fn list(&mut self, list: &List, role: Role) {
        let loose = list.items.iter().any(|item| item.blocks.iter().skip(1).any(|b| !matches!(b, Block::List(_))));
        let number = |at: usize| list.start.map(|start| start.saturating_add(at as u64));
        let digits = number(list.items.len().saturating_sub(1)).map_or(0, |last| last.to_string().len());
        let bullet = BULLETS.get(self.lists).or(BULLETS.last()).copied().unwrap_or_default();
        self.lists += 1;
        for (at, item) in list.items.iter().enumerate() {
            if loose && at > 0 {
                self.space(1);
            }
            let marker = match (item.checked, number(at)) {
                (Some(true), _) => "[x] ".to_owned(),
                (Some(false), _) => "[ ] ".to_owned(),
                (None, Some(number)) => format!("{number:>digits$}. "),
                (None, None) => bullet.to_owned(),
            };
            self.item(item, &marker, role);
        }
        self.lists -= 1;
    }

    fn item(&mut self, item: &Item, marker: &str, role: Role) {
        self.margin(marker, &" ".repeat(width(marker)), Role::Marker, |page| {
            page.blocks(&item.blocks, role);
            if item.blocks.is_empty() && page.has_waiting_marker() {
                page.line(Vec::new(), page.text.len());
            }
        });
    }

    /// Code as written, behind a margin; a line that is too long goes on in the next one.
    fn code(&mut self, code: &Code) {
        self.margin("  ", "  ", Role::Code, |page| {
            page.separate();
            for (at, line) in code.text.lines().split('\n').enumerate() {
                if at > 0 {
                    page.text.push('\n');
                }
                let mut flow = Flow::default();
                let start = page.text.len();
                page.say(&mut flow, line, plain(Role::Code), None);
                for range in flow.full_lines(page.measure()) {
                    page.line(flow.pieces(&range), start + range.start);
                }
            }
        });
    }

    fn footnote(&mut self, footnote: &Footnote, role: Role) {
        let number = self.notes.get(self.article, self.section, footnote.name.raw()).map(|note| note.number);
        let name = number.map_or_else(|| footnote.name.line().into_string(), |number| number.to_string());
        let marker = format!("[{name}] ");
        self.margin(&marker, &" ".repeat(width(&marker)), Role::Footnote, |page| page.blocks(&footnote.blocks, role));
    }

    fn thematic_break(&mut self) {
        self.separate();
        let mut flow = Flow::default();
        let at = self.text.len();
        self.say(&mut flow, BREAK, plain(Role::Rule), None);
        let free = self.measure().checked_sub(BREAK.len());
        match free {
            Some(free) => self.line_at(free / 2, flow.pieces(&(0..BREAK.len())), at),
            None => self.flow(&flow),
        }
    }
}
