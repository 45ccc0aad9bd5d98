//! Kinds of problems: what a program can tell them by, their status, and what they say in English. The page says them in its own
//! languages (`web/src/words/problems.ts`).

use axum::http::StatusCode;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// What stands before the name of each kind.
pub const PREFIX: &str = "urn:zenobia:problem:";

macro_rules! codes {
    ($($variant:ident $name:literal $status:ident $words:literal)*) => {
        /// A kind of problem. Its name is stable; its words may be mended.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $words] $variant,)*
        }

        impl Code {
            /// All of them.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            fn row(self) -> (&'static str, StatusCode, &'static str) {
                match self {
                    $(Code::$variant => ($name, StatusCode::$status, $words),)*
                }
            }
        }
    };
}

codes! {
    // What holds for any question.
    Invalid "invalid" BAD_REQUEST "{faults}"
    Question "question" BAD_REQUEST "{said}"
    Broken "fault" INTERNAL_SERVER_ERROR "a fault of this program; please report it: {said}"
    Stopping "stopping" SERVICE_UNAVAILABLE "the server is stopping"
    TooBusy "too-busy" SERVICE_UNAVAILABLE "too much is asked at once; ask again in a while"
    NothingHere "nothing-here" NOT_FOUND "there is nothing at /{path}; /openapi.json tells what there is"
    NoFile "no-file" NOT_FOUND "there is no file /{path}"
    WrongMethod "wrong-method" METHOD_NOT_ALLOWED "{path} cannot be asked with {method}"
    WrongHost "wrong-host" MISDIRECTED_REQUEST "this server does not answer under that name; use the address that it printed, or start it with --host NAME"
    FromElsewhere "from-elsewhere" FORBIDDEN "changes are only taken from the page of this server"
    NeedsJson "needs-json" UNSUPPORTED_MEDIA_TYPE "send JSON (Content-Type: application/json)"
    NeedsJsonOrForm "needs-json-or-form" UNSUPPORTED_MEDIA_TYPE "send JSON (Content-Type: application/json), or files as multipart/form-data"
    NoJson "no-json" BAD_REQUEST "the body is no JSON: {said}"
    NoBody "no-body" BAD_REQUEST "the body cannot be read: {said}"
    NoForm "no-form" BAD_REQUEST "the form cannot be read: {said}"
    TooLarge "too-large" PAYLOAD_TOO_LARGE "this is more than {megabytes} MB, the most that is taken at once"
    TooSlow "too-slow" REQUEST_TIMEOUT "the question took too long to arrive"
    Moved "moved" PERMANENT_REDIRECT "it has become another: see {location}"
    KeyWrong "key-wrong" BAD_REQUEST "Idempotency-Key: at most 200 letters of ASCII"
    KeyUsed "key-used" UNPROCESSABLE_ENTITY "this Idempotency-Key was used for another change; make a new one for each"
    KeyBusy "key-busy" CONFLICT "this very change is being worked on"

    // Who asks.
    LoginNeeded "login-needed" UNAUTHORIZED "log in first, or send a token"
    RoleNeeded "role-needed" FORBIDDEN "your role does not allow it; ask an admin of this server"
    WrongPassword "wrong-password" UNAUTHORIZED "name or password is wrong"
    TooManyTries "too-many-tries" TOO_MANY_REQUESTS "too many wrong passwords; wait {seconds} seconds, then try again"
    NoLogin "no-login" CONFLICT "nobody has to log in here"
    OnlyAdmin "only-admin" UNPROCESSABLE_ENTITY "{name} is the only admin; make another one first"
    ShortPassword "short-password" UNPROCESSABLE_ENTITY "a password needs at least {shortest} characters; several words are easy to remember"
    BadUserName "bad-user-name" BAD_REQUEST "a user needs a name, without blanks around it"
    NoUser "no-user" NOT_FOUND "there is no user \"{name}\""
    NoToken "no-token" NOT_FOUND "there is no token {id}"

    // What is not there.
    NoView "no-view" NOT_FOUND "there is no view \"{name}\""
    NoReport "no-report" NOT_FOUND "there is no report \"{name}\""
    NoRecord "no-record" NOT_FOUND "\"{name}\" has no record"
    NoClaim "no-claim" NOT_FOUND "there is no claim {id}"
    NoWords "no-words" NOT_FOUND "{id} has no words"
    NotInRecord "not-in-record" NOT_FOUND "{id} is not in its record any more"
    NoEvent "no-event" NOT_FOUND "there is no event {id}"
    NoSource "no-source" NOT_FOUND "there is no source \"{name}\""
    NothingKnown "nothing-known" NOT_FOUND "nothing is known of \"{key}\""
    NoTask "no-task" NOT_FOUND "there is no task {id}"
    NoEntry "no-entry" NOT_FOUND "there is no entry {id}"
    NoFormat "no-format" NOT_FOUND "there is no format \"{name}\"; there are {known}"
    NoPart "no-part" BAD_REQUEST "{format} has no such file"
    NoFeed "no-feed" NOT_FOUND "there is no feed \"{name}\"; save a view, and ask for its name with .atom"
    NoCollection "no-collection" NOT_FOUND "there is no collection \"{name}\"; there are events, claims, unlocated-events"
    NotInCollection "not-in-collection" NOT_FOUND "{feature} is not in {collection}"

    // Parameters and fields.
    NoParameters "no-parameters" BAD_REQUEST "there are no parameters here"
    UnknownParameter "unknown-parameter" BAD_REQUEST "there is no such parameter; there are {known}"
    GivenTwice "given-twice" BAD_REQUEST "it is given twice"
    WholeNumber "whole-number" BAD_REQUEST "a whole number is needed"
    AnyNumber "any-number" BAD_REQUEST "a number is needed"
    TrueOrFalse "true-or-false" BAD_REQUEST "write true or false"
    OneOf "one-of" BAD_REQUEST "write one of {known}"
    NoDay "no-day" BAD_REQUEST "write a day as YYYY-MM-DD"
    NoBox "no-box" BAD_REQUEST "four numbers are needed: west,south,east,north in degrees, such as 35.7,32.3,42.4,37.3"
    NoMoment "no-moment" BAD_REQUEST "write a moment (2016-03-28, 2016-03-28T12:00:00Z) or two with a slash between them; `..` is open"
    NoNext "no-next" BAD_REQUEST "this is no `next` of an answer before"
    OtherQuestion "other-question" BAD_REQUEST "this cursor is of another question or order; ask again from the beginning"
    NoEventType "no-event-type" BAD_REQUEST "there is no event type \"{name}\"; known are {known}"
    NoWordSought "no-word-sought" BAD_REQUEST "a search needs at least one word that has to be there, of letters or digits"
    OldView "old-view" BAD_REQUEST "the view \"{name}\" was saved by another version of zenobia ({said}); save it again"
    BadViewName "bad-view-name" BAD_REQUEST "a view needs a name"
    AtLeast "at-least" BAD_REQUEST "at least {limit} is needed"
    AtMost "at-most" BAD_REQUEST "at most {limit} is possible"
    TooShort "too-short" BAD_REQUEST "at least {limit} characters are needed"
    TooLong "too-long" BAD_REQUEST "at most {limit} characters are possible"
    TooMany "too-many" BAD_REQUEST "at most {limit} of them are possible"
    Lacking "lacking" BAD_REQUEST "{field} is lacking"
    UnknownField "unknown-field" BAD_REQUEST "there is no such field: {fields}"
    WrongKind "wrong-kind" BAD_REQUEST "{kind} is needed"
    WrongForm "wrong-form" BAD_REQUEST "it is not written as it has to be: {pattern}"
    WrongValue "wrong-value" BAD_REQUEST "{said}"

    // Deciding.
    NobodyDecides "nobody-decides" BAD_REQUEST "a review needs who decides (--by) and why (--why)"
    UndoWhat "undo-what" BAD_REQUEST "which review is undone? give its number"
    NoReview "no-review" BAD_REQUEST "there is no review {id}; see `zenobia review log`"
    OnlyMerged "only-merged" BAD_REQUEST "{target}: actors, places and sites can only be merged with others"
    BecamePart "became-part" BAD_REQUEST "{target} has become part of {heir}; decide about that"
    NoRow "no-row" BAD_REQUEST "there is no row {target}; `zenobia query --json` shows the ids of rows"
    ChangesNothing "changes-nothing" BAD_REQUEST "this correction changes nothing"
    CorrectWhat "correct-what" BAD_REQUEST "what is to be corrected? use --set FIELD=VALUE"
    OnlyCorrect "only-correct" BAD_REQUEST "only `correct` changes a row"
    NoFields "no-fields" BAD_REQUEST "a correction names fields and their values"
    FixedField "fixed-field" BAD_REQUEST "`{field}` is what the machine found and stays; correct what it says instead"
    NoField "no-field" BAD_REQUEST "a row has no `{field}`; its fields are {known}"
    BadRow "bad-row" BAD_REQUEST "the corrected row is none: {said}"
    MergeWhich "merge-which" BAD_REQUEST "with which {kind} is it merged? name it after the first"
    MergeLike "merge-like" BAD_REQUEST "{other}: merge like with like; write {kind}:KEY"
    OneAlready "one-already" BAD_REQUEST "{key} and {other} are one already"
    NotNamed "not-named" BAD_REQUEST "no report names {target}; `zenobia query --json` shows keys"
    MergeItself "merge-itself" BAD_REQUEST "an event cannot be merged with itself"
    NotOfEvent "not-of-event" BAD_REQUEST "{claim} is no claim of {event}; its claims are {known}"
    SomeClaims "some-claims" BAD_REQUEST "name some of the claims of {event}, and not all of them: {known}"
    TooManyClaims "too-many-claims" BAD_REQUEST "{event} has too many claims to be split at once; split off fewer of them"
    NoSuchEvent "no-such-event" BAD_REQUEST "there is no event {id}; `zenobia query --of events` shows them"

    // Adding.
    FetchingOff "fetching-off" FORBIDDEN "pages are not fetched, since fetching is off; start the server with --fetch, or paste the text"
    OnlyPages "only-pages" UNPROCESSABLE_ENTITY "only pages of the web are tried again from here; add the file once more, or use `zenobia intake retry`"
    NothingToAdd "nothing-to-add" UNPROCESSABLE_ENTITY "there is nothing to add: give {what}"
    NoAddress "no-address" UNPROCESSABLE_ENTITY "\"{url}\" is no address of a page"
    NoPack "no-pack" UNPROCESSABLE_ENTITY "there is no pack for it; known are {known}"
    OtherField "other-field" UNPROCESSABLE_ENTITY "the form has `file` (with a file name), `published` and `language`"

    // The database.
    StoreBusy "store-busy" SERVICE_UNAVAILABLE "{location}: another program is writing to it and did not finish in time; wait for it (or stop it) and run the command again: nothing was lost"
    StoreFull "store-full" INSUFFICIENT_STORAGE "{location}: no room left to write; free some and run the same command again: what was accepted is kept, and nothing is read twice"
    StoreReadOnly "store-read-only" FORBIDDEN "{location}: it may only be read; change its permissions, or copy it and use --db with the copy"
    StoreMissing "store-missing" SERVICE_UNAVAILABLE "{location}: there is no database yet; `zenobia add PATH --db {again}` makes one"
    StoreAway "store-away" SERVICE_UNAVAILABLE "{location}: cannot be reached ({said}); is the server running, and are user and password right?"
    StoreDamaged "store-damaged" INTERNAL_SERVER_ERROR "{location}: damaged ({said}); restore the last backup with `zenobia restore`, or look with `zenobia verify`"
    StoreNewer "store-newer" INTERNAL_SERVER_ERROR "{location}: made by a newer Zenobia (its layout is {found}, this program knows up to {known}); update zenobia, nothing was changed"

    // What could not be fetched or read. The words are those of `zenobia-fetch`, `zenobia-formats` and `zenobia-desk`.
    PageNoAddress "page-no-address" UNPROCESSABLE_ENTITY "{url}: not an address of the web; http:// and https:// can be fetched"
    PageRobots "page-robots" UNPROCESSABLE_ENTITY "{url}: its robots.txt asks programs not to read it; save the page yourself, and add the file"
    PagePrivate "page-private" UNPROCESSABLE_ENTITY "{url}: leads into a private network or to this machine; --allow-private allows it"
    PageClosed "page-closed" UNPROCESSABLE_ENTITY "{url}: the server answers {status}: one has to be known there; save the page yourself, and add the file"
    PageGone "page-gone" UNPROCESSABLE_ENTITY "{url}: the server answers {status}: the page is not there (any more)"
    PageStatus "page-status" UNPROCESSABLE_ENTITY "{url}: the server answers {status}"
    PageBusy "page-busy" UNPROCESSABLE_ENTITY "{url}: the server is busy ({status}); try again later"
    PageBusyFor "page-busy-for" UNPROCESSABLE_ENTITY "{url}: the server is busy ({status}); try again later, in {seconds} seconds"
    PageLong "page-long" UNPROCESSABLE_ENTITY "{url}: longer than {megabytes} MB"
    PageSilent "page-silent" UNPROCESSABLE_ENTITY "{url}: no answer ({said}); is the network there?"
    FileMissing "file-missing" UNPROCESSABLE_ENTITY "{path}: no such file or folder"
    FileUnreadable "file-unreadable" UNPROCESSABLE_ENTITY "{path}: cannot be read ({said})"
    FileNoReader "file-no-reader" UNPROCESSABLE_ENTITY "{path}: no reader for .{extension} files. Readable are {known}; save or convert it as one of them first"
    FileNoText "file-no-text" UNPROCESSABLE_ENTITY "{path}: not a text (it holds bytes that no text does). Convert it to plain text first"
    FileZeros "file-zeros" UNPROCESSABLE_ENTITY "{path}: not a text (it holds zero bytes)"
    FileEmpty "file-empty" UNPROCESSABLE_ENTITY "{path}: holds no text; is it whole, and no picture of a text?"
    FilePictures "file-pictures" UNPROCESSABLE_ENTITY "{path}: there is no text in it, only pictures of pages; run it through a text recognizer (OCR) first"
    FileBadPdf "file-bad-pdf" UNPROCESSABLE_ENTITY "{path}: not a sound PDF ({said}); save its text instead"
    FileBrokenPdf "file-broken-pdf" UNPROCESSABLE_ENTITY "{path}: the PDF cannot be taken apart; save its text instead"
    FileBadMail "file-bad-mail" UNPROCESSABLE_ENTITY "{path}: not a sound e-mail ({said})"
    FileNoFeed "file-no-feed" UNPROCESSABLE_ENTITY "{path}: not a feed ({said}); other XML has no reader"
    FileNoMain "file-no-main" UNPROCESSABLE_ENTITY "{path}: no text was found in the page ({said})"
    FileBadPage "file-bad-page" UNPROCESSABLE_ENTITY "{path}: the page cannot be taken apart; save its text instead"
    FileBomb "file-bomb" UNPROCESSABLE_ENTITY "{path}: more than {ratio} bytes come out of each byte; is it made to fill memory?"
    FileSlow "file-slow" UNPROCESSABLE_ENTITY "{path}: unpacking takes longer than {seconds} seconds"
    FileLong "file-long" UNPROCESSABLE_ENTITY "{path}: longer than {megabytes} MB, the most that one report may have"
    FileNoRow "file-no-row" UNPROCESSABLE_ENTITY "{path}: row {row}: the column of the text is empty"
    RecordNoText "record-no-text" UNPROCESSABLE_ENTITY "{id}: a record without its text; write it with `zenobia read --with-text`, or add the report itself"
    KeptUnread "kept-unread" OK "{id}: kept, but not read: {said}"
    PassedOver "passed-over" OK "{path}: passed over {count} files that have no reader"
    Derived "derived" OK "events: {events}, of them {changed} new or changed"
}

impl Code {
    /// The name that programs tell it by.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// As it stands in problem details.
    pub fn uri(self) -> String {
        format!("{PREFIX}{}", self.name())
    }

    /// The status of an answer with it.
    pub fn status(self) -> StatusCode {
        self.row().1
    }

    /// What it says in English, with names of parameters in braces.
    pub fn words(self) -> &'static str {
        self.row().2
    }

    /// The names of its parameters, in the order of its words.
    pub fn parameters(self) -> impl Iterator<Item = &'static str> {
        self.words().split('{').skip(1).filter_map(|part| part.split('}').next())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.uri())
    }
}

impl JsonSchema for Code {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ProblemType".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let all: Vec<String> = Code::ALL.iter().map(|code| code.uri()).collect();
        json_schema!({
            "description": "What kind of problem, for programs; stable. `x-problems` of this document tells each one's words and parameters.",
            "type": "string",
            "enum": all
        })
    }
}
