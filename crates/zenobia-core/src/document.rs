//! A report as it comes in.

use compact_str::CompactString;
use jiff::civil::Date;

/// One report and what its bearer knows about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Name of the report, unique in its collection.
    pub id: CompactString,
    /// The text as given; every offset of the record counts its code points.
    pub text: String,
    /// ISO 639-1 code; `None` when it has to be found out.
    pub language: Option<CompactString>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its headline, when it came apart from the text.
    pub title: Option<String>,
    /// Where it was read from: a path, a part of an archive, a line of a file. It makes no difference to what is read.
    pub location: Option<String>,
}
