-- Events whole, as the situation has them: how each was graded, and every count of its tolls.
CREATE TABLE event_wholes (
  event       TEXT PRIMARY KEY,
  content     TEXT NOT NULL
);
-- Those that are there already are written anew when events are derived the next time.
DELETE FROM event_marks;
UPDATE facts SET value = CAST (CAST (value AS INTEGER) + 1 AS TEXT) WHERE name = 'changed';

-- Who may come in over the network: those with a role. A password is kept as Argon2 has it, a token as its digest.
ALTER TABLE users ADD COLUMN role TEXT;
ALTER TABLE users ADD COLUMN password TEXT;
CREATE TABLE tokens (
  id          INTEGER PRIMARY KEY,
  person      TEXT NOT NULL REFERENCES users (name),
  label       TEXT NOT NULL,
  digest      TEXT NOT NULL UNIQUE,
  made        TEXT NOT NULL
);
