-- Actors, places and sites that people have said to be one: the key that stays, and the review that says so.
CREATE TABLE same_entities (
  kind   TEXT NOT NULL,
  key    TEXT NOT NULL,
  shown  TEXT NOT NULL,
  name   TEXT NOT NULL,
  review BIGINT NOT NULL REFERENCES reviews (id),
  PRIMARY KEY (kind, key)
);
-- The key under which a term is shown.
ALTER TABLE terms ADD COLUMN shown TEXT NOT NULL DEFAULT '';
UPDATE terms SET shown = key;
CREATE INDEX terms_shown ON terms (kind, shown);
