-- What was read, from where, and when. The same text is one document, wherever it was found.
CREATE TABLE sources (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  host        TEXT,
  added       TEXT NOT NULL
);

CREATE TABLE documents (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  sha256      TEXT NOT NULL UNIQUE,
  text        TEXT NOT NULL,
  language    TEXT,
  title       TEXT,
  published   TEXT,
  source      INTEGER REFERENCES sources (id),
  url         TEXT,
  added       TEXT NOT NULL,
  -- Versions of one page share the number of the first of them.
  page        INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  current     INTEGER NOT NULL
);
CREATE INDEX documents_url ON documents (url, version);
CREATE INDEX documents_page ON documents (page, version);
CREATE INDEX documents_published ON documents (published);

CREATE TABLE origins (
  document    INTEGER NOT NULL REFERENCES documents (id),
  location    TEXT NOT NULL,
  title       TEXT,
  published   TEXT,
  publisher   TEXT,
  url         TEXT,
  seen        TEXT NOT NULL,
  PRIMARY KEY (document, location)
);

CREATE TABLE records (
  document    INTEGER PRIMARY KEY REFERENCES documents (id),
  reader      TEXT NOT NULL,
  made        TEXT NOT NULL,
  record      TEXT NOT NULL
);

-- Claims and events, with the columns that people and programs ask for. Shelf 0 holds claims, 1 events, 2 claims of older versions.
CREATE TABLE findings (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE,
  shelf       INTEGER NOT NULL,
  document    INTEGER REFERENCES documents (id),
  claim       TEXT,
  day         INTEGER NOT NULL,
  until       INTEGER NOT NULL,
  event       TEXT NOT NULL,
  modes       TEXT NOT NULL,
  contexts    TEXT NOT NULL,
  factuality  TEXT NOT NULL,
  grade       TEXT,
  review      TEXT NOT NULL,
  confidence  REAL,
  first_day   TEXT,
  last_day    TEXT,
  day_told    INTEGER,
  day_precision INTEGER,
  actors      TEXT NOT NULL,
  recipients  TEXT NOT NULL,
  sites       TEXT NOT NULL,
  place       TEXT,
  place_key   TEXT,
  country     TEXT,
  admin1      TEXT,
  latitude    REAL,
  longitude   REAL,
  radius_km   REAL,
  tolls       TEXT NOT NULL,
  said_by     TEXT NOT NULL
);
CREATE INDEX findings_day ON findings (shelf, day, id, until);
CREATE INDEX findings_event ON findings (shelf, event, day, id, until);
CREATE INDEX findings_review ON findings (shelf, review, day, id, until);
CREATE INDEX findings_confidence ON findings (shelf, confidence, id);
CREATE INDEX findings_document ON findings (document, claim) WHERE document IS NOT NULL;

-- The whole finding as zenobia.row/1: as the machine made it, and as a person has corrected it.
CREATE TABLE finding_rows (
  finding     INTEGER PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE,
  row         TEXT NOT NULL,
  corrected   TEXT
);

-- What can be asked for: actors, recipients, places, sites, modes, contexts, voices, publishers, languages.
CREATE TABLE terms (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL,
  key         TEXT NOT NULL,
  name        TEXT NOT NULL,
  folded      TEXT NOT NULL,
  UNIQUE (kind, key, name)
);
CREATE INDEX terms_folded ON terms (kind, folded);

CREATE TABLE finding_terms (
  term        INTEGER NOT NULL REFERENCES terms (id),
  shelf       INTEGER NOT NULL,
  day         INTEGER NOT NULL,
  finding     INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  PRIMARY KEY (term, shelf, day, finding)
) WITHOUT ROWID;
CREATE INDEX finding_terms_finding ON finding_terms (finding);

CREATE VIRTUAL TABLE finding_boxes USING rtree (id, west, east, south, north, +shelf INTEGER, +day INTEGER);
-- Nothing here needs more than SQLite 3.24, which other programs bring along. Texts of documents are never taken out.
CREATE VIRTUAL TABLE finding_texts USING fts5 (words, stems, tokenize = 'unicode61');
CREATE VIRTUAL TABLE document_texts USING fts5 (words, stems, content = '', tokenize = 'unicode61');

-- What the events of shelf 1 rest on, and ids that events had before they became others.
CREATE TABLE event_claims (
  event       TEXT NOT NULL,
  claim       TEXT NOT NULL,
  PRIMARY KEY (event, claim)
) WITHOUT ROWID;
CREATE INDEX event_claims_claim ON event_claims (claim);
CREATE TABLE event_marks (
  event       TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL
);
CREATE TABLE successors (
  former      TEXT PRIMARY KEY,
  event       TEXT NOT NULL,
  changed     TEXT NOT NULL
);
-- What else the situation says: open announcements, control, agreements, contradictions, one a row.
CREATE TABLE situation_parts (
  part        TEXT NOT NULL,
  number      INTEGER NOT NULL,
  content     TEXT NOT NULL,
  PRIMARY KEY (part, number)
) WITHOUT ROWID;

CREATE TABLE users (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  added       TEXT NOT NULL
);

-- What people decided. Nothing here is ever changed: undoing is another entry.
CREATE TABLE reviews (
  id          INTEGER PRIMARY KEY,
  made        TEXT NOT NULL,
  person      TEXT NOT NULL REFERENCES users (name),
  action      TEXT NOT NULL,
  target      TEXT NOT NULL,
  detail      TEXT NOT NULL,
  why         TEXT NOT NULL,
  undoes      INTEGER REFERENCES reviews (id),
  before      TEXT NOT NULL,
  hash        TEXT NOT NULL UNIQUE
);
CREATE INDEX reviews_target ON reviews (target, id);
CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews BEGIN SELECT RAISE (ABORT, 'reviews are never changed'); END;
CREATE TRIGGER reviews_remain BEFORE DELETE ON reviews BEGIN SELECT RAISE (ABORT, 'reviews are never deleted'); END;

CREATE TABLE saved_views (
  name        TEXT PRIMARY KEY,
  query       TEXT NOT NULL,
  saved       TEXT NOT NULL
);

-- What could not be taken in, why, and whether it was later.
CREATE TABLE intake (
  id          INTEGER PRIMARY KEY,
  location    TEXT NOT NULL UNIQUE,
  reason      TEXT NOT NULL,
  options     TEXT NOT NULL,
  first_seen  TEXT NOT NULL,
  last_seen   TEXT NOT NULL,
  attempts    INTEGER NOT NULL,
  state       TEXT NOT NULL
);
CREATE INDEX intake_state ON intake (state, id);

CREATE TABLE facts (
  name        TEXT PRIMARY KEY,
  value       TEXT NOT NULL
);

-- For Datasette, QGIS, DuckDB: plain columns, one row a claim or event.
CREATE VIEW claims AS
  SELECT f.id, f.key, f.event, f.modes, f.contexts, f.factuality, f.review, f.confidence, f.first_day, f.last_day, f.day_told,
         f.day_precision, f.actors, f.recipients, f.sites, f.place, f.place_key, f.country, f.admin1, f.latitude, f.longitude,
         f.radius_km, f.tolls, f.said_by, json_extract (coalesce (r.corrected, r.row), '$.quotes[0].text') AS quotation,
         d.name AS report, d.title, d.published, s.name AS publisher, d.url, d.language
  FROM findings f JOIN finding_rows r ON r.finding = f.id JOIN documents d ON d.id = f.document LEFT JOIN sources s ON s.id = d.source
  WHERE f.shelf = 0;
CREATE VIEW events AS
  SELECT f.id, f.key, f.event, f.modes, f.contexts, f.grade, f.review, f.first_day, f.last_day, f.day_told, f.day_precision, f.actors,
         f.recipients, f.sites, f.place, f.place_key, f.country, f.admin1, f.latitude, f.longitude, f.radius_km, f.tolls, f.said_by,
         json_array_length (r.row, '$.quotes') AS claims, json_array_length (r.row, '$.origins') AS origins
  FROM findings f JOIN finding_rows r ON r.finding = f.id
  WHERE f.shelf = 1;
