-- What ends more than about a month after its beginning, so that a question from a day on need not walk all that began before.
CREATE INDEX findings_long ON findings (shelf, day, id, until, event) WHERE until > day + 100;

-- How many findings of a type lie at each point; a radius that is not known is -1. Maps of everything are made of this.
CREATE TABLE finding_points (
  shelf       INTEGER NOT NULL,
  longitude   REAL NOT NULL,
  latitude    REAL NOT NULL,
  event       TEXT NOT NULL,
  radius_km   REAL NOT NULL,
  findings    INTEGER NOT NULL,
  PRIMARY KEY (shelf, longitude, latitude, event, radius_km)
) WITHOUT ROWID;
INSERT INTO finding_points
  SELECT shelf, longitude, latitude, event, coalesce (radius_km, -1), count (*) FROM findings
  WHERE latitude IS NOT NULL AND longitude IS NOT NULL GROUP BY 1, 2, 3, 4, 5;
CREATE TRIGGER points_come AFTER INSERT ON findings WHEN NEW.latitude IS NOT NULL AND NEW.longitude IS NOT NULL BEGIN
  INSERT INTO finding_points VALUES (NEW.shelf, NEW.longitude, NEW.latitude, NEW.event, coalesce (NEW.radius_km, -1), 1)
    ON CONFLICT (shelf, longitude, latitude, event, radius_km) DO UPDATE SET findings = findings + 1;
END;
CREATE TRIGGER points_go AFTER DELETE ON findings WHEN OLD.latitude IS NOT NULL AND OLD.longitude IS NOT NULL BEGIN
  UPDATE finding_points SET findings = findings - 1 WHERE shelf = OLD.shelf AND longitude = OLD.longitude
    AND latitude = OLD.latitude AND event = OLD.event AND radius_km = coalesce (OLD.radius_km, -1);
  DELETE FROM finding_points WHERE shelf = OLD.shelf AND longitude = OLD.longitude
    AND latitude = OLD.latitude AND event = OLD.event AND radius_km = coalesce (OLD.radius_km, -1) AND findings <= 0;
END;
CREATE TRIGGER points_move AFTER UPDATE OF shelf, event, latitude, longitude, radius_km ON findings BEGIN
  UPDATE finding_points SET findings = findings - 1 WHERE shelf = OLD.shelf AND longitude = OLD.longitude
    AND latitude = OLD.latitude AND event = OLD.event AND radius_km = coalesce (OLD.radius_km, -1);
  DELETE FROM finding_points WHERE shelf = OLD.shelf AND longitude = OLD.longitude
    AND latitude = OLD.latitude AND event = OLD.event AND radius_km = coalesce (OLD.radius_km, -1) AND findings <= 0;
  INSERT INTO finding_points SELECT NEW.shelf, NEW.longitude, NEW.latitude, NEW.event, coalesce (NEW.radius_km, -1), 1
    WHERE NEW.latitude IS NOT NULL AND NEW.longitude IS NOT NULL
    ON CONFLICT (shelf, longitude, latitude, event, radius_km) DO UPDATE SET findings = findings + 1;
END;

-- What is known of reports and of what they tell, so that only what is new has to be compared: see docs/decisions/0011. A piece is what one report
-- tells of one happening; those of one number in `grp` are settled together.
CREATE TABLE sketches (
  document    INTEGER PRIMARY KEY,
  copies      INTEGER NOT NULL,
  head        TEXT NOT NULL,
  whole       TEXT NOT NULL,
  own_times   TEXT
);
CREATE INDEX sketches_copies ON sketches (copies);
CREATE TABLE sketch_handles (
  handle      INTEGER NOT NULL,
  day         INTEGER NOT NULL,
  document    INTEGER NOT NULL,
  PRIMARY KEY (handle, day, document)
) WITHOUT ROWID;
CREATE TABLE pieces (
  id          INTEGER PRIMARY KEY,
  grp         INTEGER NOT NULL,
  cells       TEXT NOT NULL,
  content     TEXT NOT NULL
);
CREATE INDEX pieces_grp ON pieces (grp);
CREATE TABLE piece_cells (
  cell        INTEGER NOT NULL,
  piece       INTEGER NOT NULL,
  PRIMARY KEY (cell, piece)
) WITHOUT ROWID;
-- Events and what is open, by their first piece: the id that follows from the claims, the one under which the event is kept.
ALTER TABLE event_marks ADD COLUMN part_of TEXT;
CREATE TABLE scenes (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL,
  event       TEXT,
  content     TEXT NOT NULL
);
CREATE INDEX scenes_event ON scenes (event) WHERE event IS NOT NULL;
CREATE TABLE scene_keys (
  key         INTEGER NOT NULL,
  day         INTEGER NOT NULL,
  scene       INTEGER NOT NULL,
  PRIMARY KEY (key, day, scene)
) WITHOUT ROWID;
CREATE INDEX scene_keys_scene ON scene_keys (scene);
-- What is still to be done until events hold everything that came in.
CREATE TABLE stale (
  what        TEXT NOT NULL,
  number      INTEGER NOT NULL,
  day         INTEGER NOT NULL,
  name        TEXT NOT NULL,
  PRIMARY KEY (what, number, day, name)
) WITHOUT ROWID;
INSERT INTO stale SELECT 'document', id, 0, '' FROM documents WHERE current = 1;
-- Parts of the situation by what they follow from.
DROP TABLE situation_parts;
CREATE TABLE situation_parts (
  part        TEXT NOT NULL,
  source      TEXT NOT NULL,
  owner       INTEGER NOT NULL,
  number      INTEGER NOT NULL,
  rank        TEXT NOT NULL,
  content     TEXT NOT NULL,
  PRIMARY KEY (part, source, owner, number)
) WITHOUT ROWID;
CREATE INDEX situation_parts_owner ON situation_parts (source, owner);
UPDATE facts SET value = CAST (CAST (value AS INTEGER) + 1 AS TEXT) WHERE name = 'changed';
