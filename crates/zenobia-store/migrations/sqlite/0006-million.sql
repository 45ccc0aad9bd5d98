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
