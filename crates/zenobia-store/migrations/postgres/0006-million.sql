-- What ends more than about a month after its beginning, so that a question from a day on need not walk all that began before.
CREATE INDEX findings_long ON findings (shelf, day, id, until, event) WHERE until > day + 100;

-- How many findings of a type lie at each point; a radius that is not known is -1. Maps of everything are made of this.
CREATE TABLE finding_points (
  shelf       BIGINT NOT NULL,
  longitude   DOUBLE PRECISION NOT NULL,
  latitude    DOUBLE PRECISION NOT NULL,
  event       TEXT NOT NULL,
  radius_km   DOUBLE PRECISION NOT NULL,
  findings    BIGINT NOT NULL,
  PRIMARY KEY (shelf, longitude, latitude, event, radius_km)
);
INSERT INTO finding_points
  SELECT shelf, longitude, latitude, event, coalesce (radius_km, -1), count (*) FROM findings
  WHERE latitude IS NOT NULL AND longitude IS NOT NULL GROUP BY 1, 2, 3, 4, 5;
CREATE FUNCTION points_come () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO zenobia.finding_points AS p
    SELECT shelf, longitude, latitude, event, coalesce (radius_km, -1), count (*) FROM came
    WHERE latitude IS NOT NULL AND longitude IS NOT NULL GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (shelf, longitude, latitude, event, radius_km) DO UPDATE SET findings = p.findings + excluded.findings;
  RETURN NULL;
END $$;
CREATE FUNCTION points_go () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE zenobia.finding_points p SET findings = p.findings - g.findings FROM (
    SELECT shelf, longitude, latitude, event, coalesce (radius_km, -1) AS radius_km, count (*) AS findings FROM went
    WHERE latitude IS NOT NULL AND longitude IS NOT NULL GROUP BY 1, 2, 3, 4, 5) g
    WHERE (p.shelf, p.longitude, p.latitude, p.event, p.radius_km) = (g.shelf, g.longitude, g.latitude, g.event, g.radius_km);
  DELETE FROM zenobia.finding_points p USING went g
    WHERE (p.shelf, p.longitude, p.latitude, p.event, p.radius_km) = (g.shelf, g.longitude, g.latitude, g.event, coalesce (g.radius_km, -1))
    AND p.findings <= 0;
  RETURN NULL;
END $$;
CREATE TRIGGER points_come AFTER INSERT ON findings REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION points_come ();
CREATE TRIGGER points_go AFTER DELETE ON findings REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION points_go ();
CREATE TRIGGER points_leave AFTER UPDATE ON findings REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION points_go ();
CREATE TRIGGER points_move AFTER UPDATE ON findings REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION points_come ();

-- What is known of reports and of what they tell, so that only what is new has to be compared: see docs/decisions/0011. A piece is what one report
-- tells of one happening; those of one number in `grp` are settled together.
CREATE TABLE sketches (
  document    BIGINT PRIMARY KEY,
  copies      BIGINT NOT NULL,
  head        TEXT NOT NULL,
  whole       TEXT NOT NULL,
  own_times   TEXT
);
CREATE INDEX sketches_copies ON sketches (copies);
CREATE TABLE sketch_handles (
  handle      BIGINT NOT NULL,
  day         BIGINT NOT NULL,
  document    BIGINT NOT NULL,
  PRIMARY KEY (handle, day, document)
);
CREATE TABLE pieces (
  id          BIGINT PRIMARY KEY,
  grp         BIGINT NOT NULL,
  cells       TEXT NOT NULL,
  content     TEXT NOT NULL
);
CREATE INDEX pieces_grp ON pieces (grp);
CREATE TABLE piece_cells (
  cell        BIGINT NOT NULL,
  piece       BIGINT NOT NULL,
  PRIMARY KEY (cell, piece)
);
-- Events and what is open, by their first piece: the id that follows from the claims, the one under which the event is kept.
ALTER TABLE event_marks ADD COLUMN part_of TEXT;
CREATE TABLE scenes (
  id          BIGINT PRIMARY KEY,
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL COLLATE "C",
  event       TEXT,
  content     TEXT NOT NULL
);
CREATE INDEX scenes_event ON scenes (event) WHERE event IS NOT NULL;
CREATE TABLE scene_keys (
  key         BIGINT NOT NULL,
  day         BIGINT NOT NULL,
  scene       BIGINT NOT NULL,
  PRIMARY KEY (key, day, scene)
);
CREATE INDEX scene_keys_scene ON scene_keys (scene);
-- What is still to be done until events hold everything that came in.
CREATE TABLE stale (
  what        TEXT NOT NULL,
  number      BIGINT NOT NULL,
  day         BIGINT NOT NULL,
  name        TEXT NOT NULL,
  PRIMARY KEY (what, number, day, name)
);
INSERT INTO stale SELECT 'document', id, 0, '' FROM documents WHERE current = 1;
-- Parts of the situation by what they follow from.
DROP TABLE situation_parts;
CREATE TABLE situation_parts (
  part        TEXT NOT NULL,
  source      TEXT NOT NULL,
  owner       BIGINT NOT NULL,
  number      BIGINT NOT NULL,
  rank        TEXT NOT NULL COLLATE "C",
  content     TEXT NOT NULL,
  PRIMARY KEY (part, source, owner, number)
);
CREATE INDEX situation_parts_owner ON situation_parts (source, owner);
UPDATE facts SET value = CAST (CAST (value AS INTEGER) + 1 AS TEXT) WHERE name = 'changed';
