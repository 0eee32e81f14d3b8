-- The calls to services (net), one row for each try. No query, no header, no content. The oldest rows are forgotten.
CREATE TABLE call (
  id        INTEGER PRIMARY KEY,
  time      INTEGER NOT NULL,
  service   TEXT NOT NULL,
  method    TEXT NOT NULL,
  host      TEXT NOT NULL,
  path      TEXT NOT NULL,     -- the template, never the path itself
  status    INTEGER NOT NULL,  -- 0: no reply
  duration  INTEGER NOT NULL,
  sent      INTEGER NOT NULL,  -- bytes
  received  INTEGER NOT NULL,  -- bytes
  attempt   INTEGER NOT NULL,
  outcome   TEXT NOT NULL
);
CREATE INDEX call_by_service ON call (service, id);
