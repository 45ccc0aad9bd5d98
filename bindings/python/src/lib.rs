//! The Python package: conversions between Python and the crates that do the work. What people call is in `python/zenobia`, which is built on this.

mod arrow;
mod document;
mod error;
mod knowledge;
mod pieces;
mod reading;
mod situation;

use pyo3::prelude::*;

/// What the Python package is built on; see `zenobia`.
#[pymodule]
mod _zenobia {
    #[pymodule_export]
    use crate::arrow::Table;
    #[pymodule_export]
    use crate::document::{Document, Documents, columns_of, open_bytes, open_paths};
    #[pymodule_export]
    use crate::knowledge::{Knowledge, check_language, languages};
    #[pymodule_export]
    use crate::pieces::{copies, digest, join_campaigns, links, settle};
    #[pymodule_export]
    use crate::reading::{Pool, Reading, read, read_all, table};
    #[pymodule_export]
    use crate::situation::{Picture, reconcile};

    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}

/// Program and version, as tables name their maker.
const MAKER: &str = concat!("zenobia ", env!("CARGO_PKG_VERSION"));
