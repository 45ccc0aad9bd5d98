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
