CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;
CREATE SCHEMA zenobia;
SET search_path = zenobia, public;

-- What was read, from where, and when. The same text is one document, wherever it was found.
CREATE TABLE sources (
  id          BIGINT PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  host        TEXT,
  added       TEXT NOT NULL
);

CREATE TABLE documents (
  id          BIGINT PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  sha256      TEXT NOT NULL UNIQUE,
  text        TEXT NOT NULL,
  language    TEXT,
  title       TEXT,
  published   TEXT,
  source      BIGINT REFERENCES sources (id),
  url         TEXT,
  added       TEXT NOT NULL,
  -- Versions of one page share the number of the first of them.
  page        BIGINT NOT NULL,
  version     BIGINT NOT NULL,
  current     BIGINT NOT NULL
);
CREATE INDEX documents_url ON documents (url, version);
CREATE INDEX documents_page ON documents (page, version);
CREATE INDEX documents_published ON documents (published);

CREATE TABLE origins (
  document    BIGINT NOT NULL REFERENCES documents (id),
  location    TEXT NOT NULL,
  title       TEXT,
  published   TEXT,
  publisher   TEXT,
  url         TEXT,
  seen        TEXT NOT NULL,
  PRIMARY KEY (document, location)
);

CREATE TABLE records (
  document    BIGINT PRIMARY KEY REFERENCES documents (id),
  reader      TEXT NOT NULL,
  made        TEXT NOT NULL,
  record      TEXT NOT NULL
);

-- Claims and events, with the columns that people and programs ask for. Shelf 0 holds claims, 1 events, 2 claims of older versions.
CREATE TABLE findings (
  id          BIGINT PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE,
  shelf       BIGINT NOT NULL,
  document    BIGINT REFERENCES documents (id),
  claim       TEXT,
  day         BIGINT NOT NULL,
  until       BIGINT NOT NULL,
  event       TEXT NOT NULL,
  modes       TEXT NOT NULL,
  contexts    TEXT NOT NULL,
  factuality  TEXT NOT NULL,
  grade       TEXT,
  review      TEXT NOT NULL,
  confidence  DOUBLE PRECISION,
  first_day   TEXT,
  last_day    TEXT,
  day_told    BIGINT,
  day_precision BIGINT,
  actors      TEXT NOT NULL,
  recipients  TEXT NOT NULL,
  sites       TEXT NOT NULL,
  place       TEXT,
  place_key   TEXT,
  country     TEXT,
  admin1      TEXT,
  latitude    DOUBLE PRECISION,
  longitude   DOUBLE PRECISION,
  radius_km   DOUBLE PRECISION,
  point       public.geometry (Point, 4326) GENERATED ALWAYS AS (public.ST_SetSRID (public.ST_MakePoint (longitude, latitude), 4326)) STORED,
  tolls       TEXT NOT NULL,
  said_by     TEXT NOT NULL
);
CREATE INDEX findings_day ON findings (shelf, day, id, until);
CREATE INDEX findings_event ON findings (shelf, event, day, id, until);
CREATE INDEX findings_review ON findings (shelf, review, day, id, until);
CREATE INDEX findings_confidence ON findings (shelf, confidence, id);
CREATE INDEX findings_point ON findings USING gist (point);
CREATE INDEX findings_document ON findings (document, claim) WHERE document IS NOT NULL;

-- The whole finding as zenobia.row/1: as the machine made it, and as a person has corrected it.
CREATE TABLE finding_rows (
  finding     BIGINT PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE,
  row         TEXT NOT NULL,
  corrected   TEXT
);

-- What can be asked for: actors, recipients, places, sites, modes, contexts, voices, publishers, languages.
CREATE TABLE terms (
  id          BIGINT PRIMARY KEY,
  kind        TEXT NOT NULL,
  key         TEXT NOT NULL,
  name        TEXT NOT NULL,
  folded      TEXT NOT NULL,
  UNIQUE (kind, key, name)
);
CREATE INDEX terms_folded ON terms (kind, folded);

CREATE TABLE finding_terms (
  term        BIGINT NOT NULL REFERENCES terms (id),
  shelf       BIGINT NOT NULL,
  day         BIGINT NOT NULL,
  finding     BIGINT NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  PRIMARY KEY (term, shelf, day, finding)
);
CREATE INDEX finding_terms_finding ON finding_terms (finding);

CREATE TABLE finding_texts (id BIGINT PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE, vector TSVECTOR NOT NULL);
CREATE INDEX finding_texts_vector ON finding_texts USING gin (vector);
CREATE TABLE document_texts (id BIGINT PRIMARY KEY REFERENCES documents (id), vector TSVECTOR NOT NULL);
CREATE INDEX document_texts_vector ON document_texts USING gin (vector);

-- What the events of shelf 1 rest on, and ids that events had before they became others.
CREATE TABLE event_claims (
  event       TEXT NOT NULL,
  claim       TEXT NOT NULL,
  PRIMARY KEY (event, claim)
);
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
  number      BIGINT NOT NULL,
  content     TEXT NOT NULL,
  PRIMARY KEY (part, number)
);

CREATE TABLE users (
  id          BIGINT PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  added       TEXT NOT NULL
);

-- What people decided. Nothing here is ever changed: undoing is another entry.
CREATE TABLE reviews (
  id          BIGINT PRIMARY KEY,
  made        TEXT NOT NULL,
  person      TEXT NOT NULL REFERENCES users (name),
  action      TEXT NOT NULL,
  target      TEXT NOT NULL,
  detail      TEXT NOT NULL,
  why         TEXT NOT NULL,
  undoes      BIGINT REFERENCES reviews (id),
  before      TEXT NOT NULL,
  hash        TEXT NOT NULL UNIQUE
);
CREATE INDEX reviews_target ON reviews (target, id);
CREATE FUNCTION reviews_stay () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'reviews are never changed or deleted'; END $$;
CREATE TRIGGER reviews_stay BEFORE UPDATE OR DELETE ON reviews FOR EACH ROW EXECUTE FUNCTION reviews_stay ();
CREATE TRIGGER reviews_remain BEFORE TRUNCATE ON reviews EXECUTE FUNCTION reviews_stay ();

CREATE TABLE saved_views (
  name        TEXT PRIMARY KEY,
  query       TEXT NOT NULL,
  saved       TEXT NOT NULL
);

-- What could not be taken in, why, and whether it was later.
CREATE TABLE intake (
  id          BIGINT PRIMARY KEY,
  location    TEXT NOT NULL UNIQUE,
  reason      TEXT NOT NULL,
  options     TEXT NOT NULL,
  first_seen  TEXT NOT NULL,
  last_seen   TEXT NOT NULL,
  attempts    BIGINT NOT NULL,
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
         f.day_precision, f.actors, f.recipients, f.sites, f.place, f.place_key, f.country, f.admin1, f.latitude, f.longitude, f.point,
         f.radius_km, f.tolls, f.said_by, (coalesce (r.corrected, r.row)::jsonb #>> '{quotes,0,text}') AS quotation,
         d.name AS report, d.title, d.published, s.name AS publisher, d.url, d.language
  FROM findings f JOIN finding_rows r ON r.finding = f.id JOIN documents d ON d.id = f.document LEFT JOIN sources s ON s.id = d.source
  WHERE f.shelf = 0;
CREATE VIEW events AS
  SELECT f.id, f.key, f.event, f.modes, f.contexts, f.grade, f.review, f.first_day, f.last_day, f.day_told, f.day_precision, f.actors,
         f.recipients, f.sites, f.place, f.place_key, f.country, f.admin1, f.latitude, f.longitude, f.point, f.radius_km, f.tolls, f.said_by,
         jsonb_array_length (r.row::jsonb -> 'quotes') AS claims, jsonb_array_length (r.row::jsonb -> 'origins') AS origins
  FROM findings f JOIN finding_rows r ON r.finding = f.id
  WHERE f.shelf = 1;
