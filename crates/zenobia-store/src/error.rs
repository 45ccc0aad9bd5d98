//! What can go wrong with a store, and what to do about it.

/// A store that cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such database, and the command does not make one.
    #[error("{location}: there is no database yet; `zenobia add PATH --db {location}` makes one")]
    Missing {
        /// Where it was looked for.
        location: String,
    },
    /// A file that is no database of this program.
    #[error("{location}: not a Zenobia database; choose another file with --db")]
    Foreign {
        /// Where it lies.
        location: String,
    },
    /// A database that a newer program has made.
    #[error(
        "{location}: made by a newer Zenobia (its layout is {found}, this program knows up to {known}); update zenobia, nothing was changed"
    )]
    Newer {
        /// Where it lies.
        location: String,
        /// Layout of the file.
        found: i64,
        /// Newest layout that this program knows.
        known: i64,
    },
    /// Another program is writing.
    #[error(
        "{location}: another program is writing to it and did not finish in time; wait for it (or stop it) and run the command again: nothing was lost"
    )]
    Locked {
        /// Where it lies.
        location: String,
    },
    /// There is no room left.
    #[error(
        "{location}: no room left to write; free some and run the same command again: what was accepted is kept, and nothing is read twice"
    )]
    Full {
        /// Where it lies.
        location: String,
    },
    /// The file may be read and not written.
    #[error("{location}: it may only be read; change its permissions, or copy it and use --db with the copy")]
    ReadOnly {
        /// Where it lies.
        location: String,
    },
    /// The file is damaged.
    #[error(
        "{location}: damaged ({message}); restore the last backup with `zenobia restore`, or look with `zenobia verify`"
    )]
    Damaged {
        /// Where it lies.
        location: String,
        /// What the database said.
        message: String,
    },
    /// The server of the database cannot be reached.
    #[error("{location}: cannot be reached ({message}); is the server running, and are user and password right?")]
    Unreachable {
        /// Where it was looked for, without the password.
        location: String,
        /// What was said.
        message: String,
    },
    /// Something a person asked for that makes no sense.
    #[error("{0}")]
    Question(String),
    /// Anything else that the database says.
    #[error("{location}: {message}")]
    Database {
        /// Where it lies.
        location: String,
        /// What the database said.
        message: String,
    },
    /// The one who takes rows has stopped.
    #[error("{0}")]
    Taker(#[from] std::io::Error),
}

/// What comes of a question to a store.
pub type Result<T> = std::result::Result<T, Error>;
