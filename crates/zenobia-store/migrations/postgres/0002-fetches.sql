-- Pages and feeds that are fetched: what the server said, for asking again politely.
CREATE TABLE fetches (
  url         TEXT PRIMARY KEY,
  etag        TEXT,
  modified    TEXT,
  fetched     TEXT NOT NULL,
  status      BIGINT NOT NULL
);
