//! The starter library: the files of `articles/`, in the program, so that there is something to read on an empty machine.

/// A path and the text of the file at it.
macro_rules! files {
    ($($path:literal,)*) => {
        &[$(($path, include_str!(concat!("../../articles/", $path))),)*]
    };
}

/// Path below `articles/` and text of every file, by path.
pub const FILES: &[(&str, &str)] = files![
    "asylum/affirmative-and-defensive.toml",
    "asylum/one-year-deadline.toml",
    "asylum/withholding-and-cat.toml",
    "border/credible-fear.toml",
    "border/expedited-removal.toml",
    "children/unaccompanied-children.toml",
    "citizenship/birthright-citizenship.toml",
    "citizenship/naturalization.toml",
    "courts/detention-and-bond.toml",
    "courts/eoir-and-the-board.toml",
    "courts/how-an-immigration-case-moves.toml",
    "refugees/admissions-and-resettlement.toml",
    "sanctuary/287g-agreements.toml",
    "sanctuary/detainers-and-warrants-es.toml",
    "sanctuary/detainers-and-warrants.toml",
    "sanctuary/federal-law-and-sanctuary-policies.toml",
    "sanctuary/las-vegas-police-and-ice.toml",
    "status/daca.toml",
    "status/parole.toml",
    "status/public-charge.toml",
    "status/temporary-protected-status-es.toml",
    "status/temporary-protected-status.toml",
    "visas/family-preference-and-visa-bulletin.toml",
    "visas/h-1b-and-the-cap.toml",
    "visas/h-2a-and-h-2b.toml",
];

/// The text of a file of the starter library.
#[must_use]
pub fn text(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(own, _)| *own == path).map(|(_, text)| *text)
}

/// The path as the table has it.
pub(super) fn path(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(own, _)| *own == path).map(|(own, _)| *own)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::Root;
    use super::super::walk::walk;
    use super::*;

    #[test]
    fn the_table_is_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
        let on_disk: Vec<_> = walk(&[Root::path(&folder)])
            .map(|found| found.origin.file().unwrap().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned())
            .collect();
        let in_table: Vec<_> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(in_table, on_disk);
    }
}
