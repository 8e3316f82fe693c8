//! The crew: the threads that read and index in the background. They are a pool of their own, so that whoever asks for
//! something now (a search, a list) never waits behind the files of a whole library; and they are made when the first work for
//! them comes, by the thread that has it, whose priority they inherit.

use std::sync::OnceLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// A pool of threads, as many as there are processors.
#[derive(Debug, Default)]
pub(crate) struct Crew(OnceLock<Option<ThreadPool>>);

impl Crew {
    /// Does something whose parallel parts are done by the crew. Where the system gives no more threads, by those there are.
    pub(crate) fn work<T: Send>(&self, f: impl FnOnce() -> T + Send) -> T {
        let named = || ThreadPoolBuilder::new().thread_name(|number| format!("crew-{number}"));
        match self.0.get_or_init(|| named().build().ok()) {
            Some(pool) => pool.install(f),
            None => f(),
        }
    }
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn its_work_is_done_by_its_own_threads() {
        let crew = Crew::default();
        let names: Vec<Option<String>> =
            crew.work(|| (0..100).into_par_iter().map(|_| std::thread::current().name().map(str::to_owned)).collect());
        assert!(names.iter().flatten().all(|name| name.starts_with("crew-")) && names.len() == 100, "{names:?}");
    }
}
