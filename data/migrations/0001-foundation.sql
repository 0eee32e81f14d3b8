-- Times are Unix time in milliseconds unless a column says otherwise. JSON columns hold one JSON value.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL            -- JSON
) WITHOUT ROWID;

-- The durable queue (storage).
CREATE TABLE job (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL,
  key          TEXT UNIQUE,      -- idempotency: at most one job ever has it
  payload      TEXT NOT NULL,    -- JSON; never a secret
  state        TEXT NOT NULL DEFAULT 'waiting'
               CHECK (state IN ('waiting', 'running', 'done', 'dead', 'cancelled')),
  interrupted  INTEGER NOT NULL DEFAULT 0,  -- how often the program ended while it ran
  attempts     INTEGER NOT NULL DEFAULT 0,  -- how often it was begun
  created      INTEGER NOT NULL,
  updated      INTEGER NOT NULL,
  not_before   INTEGER NOT NULL,
  leased_by    TEXT,
  lease_until  INTEGER,
  result       TEXT,
  error        TEXT
);
CREATE INDEX job_ready ON job (kind, not_before) WHERE state = 'waiting';
CREATE INDEX job_by_state ON job (state, updated);

-- What arrived and what left (mail). A message is one mail, wherever it lies; a placement is one copy of it on a server.
CREATE TABLE message (
  id             INTEGER PRIMARY KEY,
  account        TEXT NOT NULL,
  fingerprint    BLOB NOT NULL,  -- of what the folder's summary says of it: survives moves and new UIDs
  ordinal        INTEGER NOT NULL DEFAULT 0,
  stage          TEXT NOT NULL DEFAULT 'seen'
                 CHECK (stage IN ('seen', 'extracted', 'triaged', 'backlog', 'failed')),
  outgoing       INTEGER NOT NULL DEFAULT 0,
  message_id     TEXT NOT NULL DEFAULT '',
  in_reply_to    TEXT NOT NULL DEFAULT '',
  sender_name    TEXT NOT NULL DEFAULT '',
  sender_address TEXT NOT NULL DEFAULT '',
  recipients     TEXT NOT NULL DEFAULT '[]',
  subject        TEXT NOT NULL DEFAULT '',
  date           INTEGER NOT NULL DEFAULT 0,
  received       INTEGER NOT NULL DEFAULT 0,
  language       TEXT,
  automatic      INTEGER NOT NULL DEFAULT 0,
  text           TEXT NOT NULL DEFAULT '',
  attachments    TEXT NOT NULL DEFAULT '[]',
  pending        INTEGER,        -- when to fetch it (again); NULL once it was read, or given up
  attempts       INTEGER NOT NULL DEFAULT 0,  -- how often that failed
  record         TEXT,           -- JSON: the headers that triage judges by, so that it never fetches again
  UNIQUE (account, fingerprint, ordinal)
);
CREATE INDEX message_by_message_id ON message (message_id) WHERE message_id <> '';
CREATE INDEX message_by_in_reply_to ON message (in_reply_to) WHERE in_reply_to <> '';
CREATE INDEX message_by_stage ON message (stage) WHERE stage IN ('seen', 'extracted', 'failed');
CREATE INDEX message_pending ON message (account, stage, id) WHERE pending IS NOT NULL;

CREATE TABLE placement (
  account TEXT NOT NULL,
  folder  TEXT NOT NULL,
  uid     TEXT NOT NULL,
  message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
  PRIMARY KEY (account, folder, uid)
) WITHOUT ROWID;
CREATE INDEX placement_by_message ON placement (message);

CREATE VIRTUAL TABLE message_search USING fts5 (
  subject, sender, text,
  content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2'
);
-- How much of a transaction is gathered before it is written out; twice as fast for a backlog.
INSERT INTO message_search (message_search, rank) VALUES ('hashsize', 33554432);

-- Mails of ours on their way (mail): queued, sent, delivered, bounced, answered.
CREATE TABLE delivery (
  id         INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  account    TEXT NOT NULL,
  recipients TEXT NOT NULL,      -- JSON array of addresses
  subject    TEXT NOT NULL,
  state      TEXT NOT NULL DEFAULT 'queued'
             CHECK (state IN ('queued', 'sent', 'delivered', 'delayed', 'bounced', 'answered', 'failed', 'uncertain', 'cancelled')),
  detail     TEXT NOT NULL DEFAULT '',
  job        INTEGER REFERENCES job ON DELETE SET NULL,
  in_reply   INTEGER REFERENCES message ON DELETE SET NULL,
  reply      INTEGER REFERENCES message ON DELETE SET NULL,
  created    INTEGER NOT NULL,
  updated    INTEGER NOT NULL
);
CREATE INDEX delivery_by_in_reply ON delivery (in_reply);
CREATE INDEX delivery_by_job ON delivery (job) WHERE job IS NOT NULL;

-- The team (people).
CREATE TABLE member (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  address   TEXT NOT NULL UNIQUE,
  language  TEXT NOT NULL DEFAULT 'en',
  created   INTEGER NOT NULL
);

-- Triage.
CREATE TABLE kind (
  id          TEXT PRIMARY KEY,
  pack        TEXT,              -- where it came from; NULL: the user's own
  position    INTEGER NOT NULL,
  enabled     INTEGER NOT NULL DEFAULT 1,
  action      TEXT NOT NULL CHECK (action IN ('draft', 'auto', 'forward', 'task', 'ignore')),
  member      INTEGER REFERENCES member ON DELETE SET NULL,
  definition  TEXT NOT NULL,     -- JSON: name, description, fields, template, as in a pack
  updated     INTEGER NOT NULL
);

CREATE TABLE example (
  id       INTEGER PRIMARY KEY,
  kind     TEXT REFERENCES kind ON DELETE CASCADE,   -- NULL: none of these
  language TEXT,
  text     TEXT NOT NULL,
  source   TEXT NOT NULL CHECK (source IN ('pack', 'user', 'correction')),
  message  INTEGER REFERENCES message ON DELETE SET NULL,
  created  INTEGER NOT NULL
);
CREATE INDEX example_by_kind ON example (kind);

CREATE TABLE rule (
  id         INTEGER PRIMARY KEY,
  position   INTEGER NOT NULL,
  enabled    INTEGER NOT NULL DEFAULT 1,
  definition TEXT NOT NULL       -- JSON: conditions and what to do
);

-- One row for each time a message was judged: enough to replay it.
CREATE TABLE decision (
  id         INTEGER PRIMARY KEY,
  message    INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
  created    INTEGER NOT NULL,
  current    INTEGER NOT NULL DEFAULT 1,
  kind       TEXT,               -- NULL: none of these
  confidence REAL NOT NULL,
  source     TEXT NOT NULL CHECK (source IN ('classifier', 'model', 'rule', 'person')),
  action     TEXT NOT NULL CHECK (action IN ('draft', 'auto', 'forward', 'task', 'ignore', 'none')),
  member     INTEGER REFERENCES member ON DELETE SET NULL,
  rule       INTEGER REFERENCES rule ON DELETE SET NULL,
  fields     TEXT NOT NULL DEFAULT '{}',
  record     TEXT NOT NULL       -- JSON: text used, versions, votes, words that counted, guards
);
CREATE INDEX decision_by_message ON decision (message, current);
CREATE INDEX decision_by_kind ON decision (kind, current);

CREATE TABLE answer (
  id         INTEGER PRIMARY KEY,
  message    INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
  decision   INTEGER REFERENCES decision ON DELETE SET NULL,
  purpose    TEXT NOT NULL CHECK (purpose IN ('answer', 'forward')),
  state      TEXT NOT NULL DEFAULT 'draft'
             CHECK (state IN ('draft', 'queued', 'discarded')),   -- of a queued one, its delivery tells more
  automatic  INTEGER NOT NULL DEFAULT 0,
  recipient  TEXT NOT NULL,
  subject    TEXT NOT NULL,
  text       TEXT NOT NULL,
  message_id TEXT,               -- once queued: the mail's own, so that it is never sent twice
  created    INTEGER NOT NULL,
  updated    INTEGER NOT NULL
);
CREATE INDEX answer_by_message ON answer (message);
CREATE INDEX answer_by_state ON answer (state);
CREATE UNIQUE INDEX answer_by_message_id ON answer (message_id) WHERE message_id IS NOT NULL;

-- Who has a message, and whether it is done.
CREATE TABLE handling (
  message INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
  member  INTEGER REFERENCES member ON DELETE SET NULL,
  done    INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL
);

-- What happened to each message, step by step. No message content.
CREATE TABLE event (
  id        INTEGER PRIMARY KEY,
  time      INTEGER NOT NULL,
  message   INTEGER REFERENCES message ON DELETE CASCADE,
  step      TEXT NOT NULL,
  outcome   TEXT NOT NULL CHECK (outcome IN ('ok', 'info', 'failed')),
  detail    TEXT NOT NULL DEFAULT '{}',    -- JSON
  attention INTEGER NOT NULL DEFAULT 0     -- somebody should look
);
CREATE INDEX event_by_message ON event (message);
CREATE INDEX event_by_time ON event (time);
