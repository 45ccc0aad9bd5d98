-- Maps and facets of events are answered from this index alone.
CREATE INDEX findings_facets ON findings (shelf, event, review, grade, factuality, country, first_day, day, until, latitude, longitude, radius_km) WHERE shelf = 1;
-- The order of confidence as questions write it.
DROP INDEX findings_confidence;
CREATE INDEX findings_sure ON findings (shelf, coalesce (confidence, -1), id);
CREATE INDEX findings_grade ON findings (grade, day, id) WHERE grade IS NOT NULL;
