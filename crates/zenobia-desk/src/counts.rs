//! What became of what was offered.

use zenobia_store::Taken;

/// What became of all offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New texts.
    pub new: usize,
    /// New versions of pages.
    pub versions: usize,
    /// Known texts at new places.
    pub origins: usize,
    /// Known texts.
    pub known: usize,
    /// What could not be read.
    pub failed: usize,
}

impl Counts {
    /// Counts one outcome.
    pub fn count(&mut self, taken: Taken) {
        let counter = match taken {
            Taken::New => &mut self.new,
            Taken::Version => &mut self.versions,
            Taken::Origin => &mut self.origins,
            Taken::Known => &mut self.known,
            Taken::Failed => &mut self.failed,
        };
        *counter += 1;
    }

    /// Adds what became of others.
    pub fn add(&mut self, other: Counts) {
        self.new += other.new;
        self.versions += other.versions;
        self.origins += other.origins;
        self.known += other.known;
        self.failed += other.failed;
    }

    /// Whether there is nothing to tell.
    pub fn is_quiet(&self) -> bool {
        *self == Counts { known: self.known, ..Counts::default() }
    }

    /// For people.
    pub fn tell(&self) -> String {
        let parts = [
            (self.new, "new"),
            (self.versions, "new versions of pages"),
            (self.origins, "known texts at new places"),
            (self.known, "known already"),
            (self.failed, "failed (see `zenobia intake list`)"),
        ];
        let told: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        format!("reports: {}", if told.is_empty() { "none".to_owned() } else { told.join(", ") })
    }
}
